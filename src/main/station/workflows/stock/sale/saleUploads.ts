import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import type { SaleLine, SaleRecord } from '../../../store/stock/sale.ts'
import type { NewUpload } from '../../../store/stock/uploads.ts'

/** 3505 demands a doctor for every sale; goods without a prescription have none [inferred]. */
const NO_DOCTOR = '无'

type Told = Pick<SaleRecord, 'document' | 'lines' | 'settlement'>

/** The 3505 of each line of a sale, which the buyer paid alone (mdtrt_setl_type 2) or a settlement is of (1). `at`: epoch ms. */
export function saleUploads(
  { document, lines, settlement }: Told,
  { name, licence }: Pick<RegisteredPharmacist, 'name' | 'licence'>,
  by: { readonly accountId: string; readonly at: number },
): readonly NewUpload[] {
  return lines.map((line) => ({
    ...goodsOf(document, line),
    number: '3505',
    batchSerial: serialOf(document, line),
    accountId: by.accountId,
    detail: {
      at: by.at,
      paid: settlement === null ? 'selfPaid' : 'insured',
      ...settledAs(document, settlement),
      isSplit: line.pieces !== null,
      pharmacistName: name,
      pharmacistLicence: licence,
      doctor: NO_DOCTOR,
    },
  }))
}

/** The 3506 of each line that comes back, which names the 3505 that it takes back. */
export function returnUploads(
  { document, lines, settlement }: Told,
  by: { readonly accountId: string; readonly at: number },
): readonly NewUpload[] {
  return lines.map((line) => ({
    ...goodsOf(document, line),
    number: '3506',
    batchSerial: `${serialOf(document, line)}T`,
    accountId: by.accountId,
    detail: {
      at: by.at,
      soldUnder: serialOf(document, line),
      ...settledAs(document, settlement),
      isSplit: line.pieces !== null,
    },
  }))
}

function serialOf(document: string, { line }: SaleLine): string {
  return `${document}-${line}`
}

function goodsOf(document: string, { line, drugId, lotId, quantity, price, code }: SaleLine) {
  return { document, line, drugId, lotId, quantity, price, codes: code === null ? [] : [code], dueAt: null } as const
}

/** Nobody gives a number of a visit where no insurance is asked: the document stands there [inferred]. */
function settledAs(document: string, settlement: SaleRecord['settlement']) {
  return { settlementId: settlement?.settlementId ?? null, visitNumber: settlement?.visitId ?? document }
}
