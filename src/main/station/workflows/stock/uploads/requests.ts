import { z } from 'zod'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import { err, missingCase, ok, type Result } from '../../../../../shared/domain/result.ts'
import { type ChangeType, changeTypes } from '../../../../../shared/domain/stockBook.ts'
import type {
  InsuredPatient,
  Purchase,
  PurchaseReturn,
  SaleReturn,
  SaleUpload,
  SignedCall,
  Stock,
  StockChange,
  Stocktake,
} from '../../../gateways/gateways.ts'
import type { Outcome } from '../../../gateways/outcome.ts'
import type { StockUploadRow } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { serialNow } from './serials.ts'

export interface RequestPorts {
  readonly store: Pick<Store, 'goods' | 'stockUploads'>
  readonly pharmacists: () => readonly RegisteredPharmacist[]
  /** whose insurance paid for an ordinary sale, by its document; null for a sale to nobody in particular */
  readonly buyerOf: (document: string) => InsuredPatient | null
}

type Line<R extends SignedCall> = Omit<R, keyof SignedCall>
/** A whole box in the wire's ten-thousandths. */
const WHOLE = 10_000

type Send = (stock: Stock, call: SignedCall) => Promise<Outcome<null>>

/** What the register does not say: pharmacists are registered by it [inferred]. */
const IDENTITY_CARD = '01'
/** Goods without a day of expiry (饮片): the table demands one, so that they never run out [inferred]. */
const NEVER = '2099-12-31'

const At = z.int()
const Text = z.string()
const details = {
  '3501': z.object({ countedOn: Text }),
  '3502': z.object({ changeType: z.enum(Object.keys(changeTypes) as [ChangeType, ...ChangeType[]]), at: At, memo: Text }),
  '3503': z.object({ supplier: Text, note: Text, invoice: Text.nullable(), at: At }),
  '3504': z.object({ supplier: Text, invoice: Text, at: At, purchaseSerial: Text.nullable() }),
  '3505': z.object({
    at: At,
    paid: z.enum(['insured', 'selfPaid']),
    settlementId: Text.nullable(),
    visitNumber: Text,
    isSplit: z.boolean(),
    pharmacistName: Text,
    pharmacistLicence: Text,
    doctor: Text,
  }),
  '3506': z.object({ at: At, soldUnder: Text, settlementId: Text.nullable(), visitNumber: Text, isSplit: z.boolean() }),
} as const

/** What an upload says, from its row and what the catalogue knows of its goods now: what was mended there since is in it. */
export function createRequests({ store, pharmacists, buyerOf }: RequestPorts) {
  const { goods, stockUploads } = store

  function goodsOf(row: StockUploadRow) {
    const drug = goods.drug(row.drugId)
    const lot = goods.lot(row.lotId)
    if (drug === null || lot === null) throw new Error(`upload ${row.batchSerial} is of goods that the books do not have`)
    const { id: ownCode, nationalCode: drugCode, name, prescriptionDrug } = drug
    const { number, madeOn, expiresOn } = lot
    return {
      drug,
      lot: { number, madeOn, expiresOn: expiresOn ?? NEVER },
      common: {
        batchSerial: row.batchSerial,
        article: { drugCode, ownCode, name, prescriptionDrug },
        quantity: row.quantity,
        traceCodes: row.codes,
      },
    }
  }

  function stocktake(row: StockUploadRow): Line<Stocktake> {
    const { common, lot } = goodsOf(row)
    return { ...common, lot, ...details['3501'].parse(row.detail) }
  }

  function purchase(row: StockUploadRow): Line<Purchase> {
    const { common, lot, drug } = goodsOf(row)
    const { manufacturer, approvalNumber } = drug
    return { ...common, lot, manufacturer, approvalNumber, price: row.price, ...details['3503'].parse(row.detail) }
  }

  function change(row: StockUploadRow): Line<StockChange> {
    const { common, drug } = goodsOf(row)
    const { quantity, codes } = row
    const isSplit = codes.length > 0 && quantity !== codes.length * WHOLE
    return { ...common, price: row.price ?? drug.price, isSplit, ...details['3502'].parse(row.detail) }
  }

  function purchaseReturn(row: StockUploadRow): Line<PurchaseReturn> {
    const { common, lot } = goodsOf(row)
    const { purchaseSerial, ...detail } = details['3504'].parse(row.detail)
    const standing = purchaseSerial === null ? null : stockUploads.find(serialNow(stockUploads, purchaseSerial))
    return {
      ...common,
      lot,
      price: row.price,
      ...detail,
      purchaseSerial: standing?.state === 'done' ? standing.batchSerial : null,
    }
  }

  function sale(row: StockUploadRow): Result<Line<SaleUpload>, Failure> {
    const { common, lot, drug } = goodsOf(row)
    const { paid, settlementId, pharmacistName, pharmacistLicence, ...detail } = details['3505'].parse(row.detail)
    const pharmacist = pharmacists().find(({ licence }) => licence === pharmacistLicence)
    if (pharmacist === undefined) return err(failure('PHARMACIST_NOT_REGISTERED'))
    return ok({
      ...common,
      lot,
      price: row.price ?? drug.price,
      ...detail,
      payment: paid === 'insured' ? { kind: paid, moment: 'after', settlementId: settlementId ?? '' } : { kind: paid },
      patient: buyerOf(row.document),
      pharmacist: { ...pharmacist, name: pharmacistName, idType: IDENTITY_CARD },
      hiRxno: null,
      document: row.document,
    })
  }

  function saleReturn(row: StockUploadRow): Line<SaleReturn> {
    const { common, lot, drug } = goodsOf(row)
    const { soldUnder, ...detail } = details['3506'].parse(row.detail)
    return {
      ...common,
      lot,
      price: row.price ?? drug.price,
      ...detail,
      soldUnder: serialNow(stockUploads, soldUnder),
      patient: buyerOf(row.document),
    }
  }

  return {
    stocktake,
    purchase,

    /** the single form of an upload; why it cannot be made at present */
    single(row: StockUploadRow): Result<Send, Failure> {
      switch (row.number) {
        case '3501': {
          const line = stocktake(row)
          return ok((stock, call) => stock.stocktake({ ...line, ...call }))
        }
        case '3502': {
          const line = change(row)
          return ok((stock, call) => stock.change({ ...line, ...call }))
        }
        case '3503': {
          const line = purchase(row)
          return ok((stock, call) => stock.purchase({ ...line, ...call }))
        }
        case '3504': {
          const line = purchaseReturn(row)
          return ok((stock, call) => stock.purchaseReturn({ ...line, ...call }))
        }
        case '3505': {
          const line = sale(row)
          return line.ok ? ok((stock, call) => stock.sale({ ...line.value, ...call })) : line
        }
        case '3506': {
          const line = saleReturn(row)
          return ok((stock, call) => stock.saleReturn({ ...line, ...call }))
        }
        default:
          return missingCase(row.number)
      }
    },
  }
}

export type Requests = ReturnType<typeof createRequests>
