import type { InsuranceCatalogue } from './api/catalogue.ts'
import type { Insurance } from './api/insurance.ts'
import type { PrescriptionCenter } from './api/prescriptionCenter.ts'
import type { Stock } from './api/stock.ts'
import type { VoucherPlatform } from './api/voucherPlatform.ts'

export type * from './api/catalogue.ts'
export type * from './api/common.ts'
export type * from './api/insurance.ts'
export type * from './api/prescriptionCenter.ts'
export type * from './api/stock.ts'
export type * from './api/voucherPlatform.ts'

/**
 * The center as the workflows see it: domain in, domain out. Amounts are fen, times epoch milliseconds, days yyyy-MM-dd; the names of the wire
 * stay behind. Every call ends in an `Outcome` and never throws.
 */
export interface Gateways {
  readonly voucherPlatform: VoucherPlatform
  readonly insurance: Insurance
  readonly prescriptionCenter: PrescriptionCenter
  readonly stock: Stock
  readonly catalogue: InsuranceCatalogue
}
