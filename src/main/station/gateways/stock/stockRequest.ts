import { inHundredths } from '../../../../shared/domain/comparison/facts.ts'
import { formatPrice, formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'
import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import type { Article, InsuredPatient } from '../api/common.ts'
import type {
  Purchase,
  PurchaseReturn,
  SaleReturn,
  SaleUpload,
  Stock,
  StockChange,
  StockMovement,
  Stocktake,
} from '../api/stock.ts'
import { prescriptionDrugFlags } from '../articles.ts'
import type { JsonObject } from '../json.ts'

type Deletion = Parameters<Stock['deleteUpload']>[0]

const uploadTypes = Object.freeze({ stocktake: '1', change: '2', purchase: '3', sale: '4' } as const satisfies Record<
  Deletion['of'],
  string
>)

/** `invinfo` of 3501. */
export function stocktakeInput(stocktake: Stocktake): JsonObject {
  const { article, batchSerial, lot, quantity, countedOn, traceCodes } = stocktake
  return {
    ...articleFields(article),
    invdate: countedOn,
    // n16,2: the rest of a split pack is rounded
    inv_cnt: formatQuantity(inHundredths(quantity) as Quantity),
    manu_lotnum: lot.number,
    fixmedins_bchno: batchSerial,
    manu_date: lot.madeOn,
    expy_end: lot.expiresOn,
    ...traceFields(traceCodes),
  }
}

/** `invinfo` of 3502. It names no lot. */
export function changeInput(change: StockChange): JsonObject {
  const { article, batchSerial, changeType, price, quantity, at, operator, memo, isSplit, traceCodes } = change
  return {
    ...articleFields(article),
    inv_chg_type: changeType,
    fixmedins_bchno: batchSerial,
    pric: formatPrice(price),
    cnt: formatQuantity(quantity),
    inv_chg_time: shanghaiDateTime(at),
    inv_chg_opter_name: operator.name,
    ...(memo === '' ? {} : { memo }),
    trdn_flag: isSplit ? '1' : '0',
    ...traceFields(traceCodes),
  }
}

/** `purcinfo` of 3503. */
export function purchaseInput(purchase: Purchase): JsonObject {
  const { note, lot, manufacturer, approvalNumber, invoice } = purchase
  return {
    ...boughtFields(purchase),
    ...(note === '' ? {} : { dynt_no: note }),
    manu_lotnum: lot.number,
    prodentp_name: manufacturer,
    aprvno: approvalNumber,
    ...(invoice === null ? {} : { purc_invo_no: invoice }),
  }
}

/** `purcinfo` of 3504. It names no lot, but its purchase where that is known. */
export function purchaseReturnInput(goods: PurchaseReturn): JsonObject {
  const { invoice, purchaseSerial } = goods
  return {
    ...boughtFields(goods),
    purc_invo_no: invoice,
    ...(purchaseSerial === null ? {} : { medins_prod_purc_no: purchaseSerial }),
  }
}

/** `selinfo` of 3505 for a pharmacy of this area. */
export function saleInput(sale: SaleUpload, ownArea: string): JsonObject {
  const { payment, patient, pharmacist, doctor, hiRxno, document } = sale
  const isInsured = payment.kind === 'insured'
  return {
    ...movementFields(sale),
    ...(isInsured && payment.moment === 'after' ? { setl_id: payment.settlementId } : {}),
    prsc_dr_name: doctor,
    phar_cert_type: pharmacist.idType,
    phar_certno: pharmacist.idNumber,
    phar_name: pharmacist.name,
    phar_prac_cert_no: pharmacist.licence,
    hi_feesetl_type: isInsured ? feeSettlementType(patient, ownArea) : '0',
    ...(hiRxno === null ? { rx_circ_flag: '0' } : { rxno: hiRxno, rx_circ_flag: '1' }),
    rtal_docno: document,
    mdtrt_setl_type: isInsured ? '1' : '2',
  }
}

/** `selinfo` of 3506: under a serial of its own, so that deleting a lost return (3507) never deletes the sale. */
export function returnInput(goods: SaleReturn): JsonObject {
  return {
    ...movementFields(goods),
    medins_prod_sel_no: goods.soldUnder,
    ...(goods.settlementId === null ? {} : { setl_id: goods.settlementId }),
  }
}

/** `data` of 3507. */
export function deletionInput({ batchSerial, of }: Deletion): JsonObject {
  return { fixmedins_bchno: batchSerial, inv_data_type: uploadTypes[of] }
}

/** 1 local, 2 elsewhere: insured in the same pooling area, which is a prefecture, the first four digits [inferred]. */
function feeSettlementType(patient: InsuredPatient | null, ownArea: string): '1' | '2' {
  return patient === null || patient.insuranceArea.slice(0, 4) === ownArea.slice(0, 4) ? '1' : '2'
}

function articleFields({ drugCode, ownCode, name, prescriptionDrug }: Article): JsonObject {
  return {
    med_list_codg: drugCode,
    fixmedins_hilist_id: ownCode,
    fixmedins_hilist_name: name,
    rx_flag: prescriptionDrugFlags[prescriptionDrug],
  }
}

function boughtFields(goods: Purchase | PurchaseReturn): JsonObject {
  const { article, batchSerial, supplier, lot, price, quantity, at, operator, traceCodes } = goods
  return {
    ...articleFields(article),
    fixmedins_bchno: batchSerial,
    spler_name: supplier,
    manu_date: lot.madeOn,
    expy_end: lot.expiresOn,
    ...(price === null ? {} : { finl_trns_pric: formatPrice(price) }),
    purc_retn_cnt: formatQuantity(quantity),
    purc_retn_stoin_time: shanghaiDateTime(at),
    purc_retn_opter_name: operator.name,
    ...traceFields(traceCodes),
  }
}

function movementFields(movement: StockMovement): JsonObject {
  const { article, batchSerial, lot, isSplit, price, quantity, at, operator, visitNumber, patient, traceCodes } = movement
  return {
    ...articleFields(article),
    fixmedins_bchno: batchSerial,
    mdtrt_sn: visitNumber,
    ...(patient === null
      ? {}
      : { psn_no: patient.personNumber, psn_cert_type: patient.idType, certno: patient.idNumber, psn_name: patient.name }),
    manu_lotnum: lot.number,
    manu_date: lot.madeOn,
    ...(lot.expiresOn === null ? {} : { expy_end: lot.expiresOn }),
    trdn_flag: isSplit ? '1' : '0',
    finl_trns_pric: formatPrice(price),
    sel_retn_cnt: formatQuantity(quantity),
    sel_retn_time: shanghaiDateTime(at),
    sel_retn_opter_name: operator.name,
    ...traceFields(traceCodes),
  }
}

function traceFields(codes: readonly string[]): JsonObject {
  return codes.length === 0 ? {} : { drugtracinfo: codes.map((code) => ({ drug_trac_codg: code })) }
}
