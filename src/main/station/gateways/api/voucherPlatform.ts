import type { Outcome } from '../outcome.ts'
import type { Operator } from './common.ts'

/** 用码业务类型 (V table C.1): 02121 药店购药, 02122 下载外购处方. */
export type VoucherBusinessType = '02121' | '02122'

/** What ec.query tells of the voucher's owner. `token` is opaque and short-lived. */
export interface DecodedVoucher {
  readonly token: string
  readonly name: string
  readonly idType: string
  readonly idNumber: string
  readonly insuranceArea: string | null
}

/** The voucher platform (channel C). */
export interface VoucherPlatform {
  /** ec.query: decodes a scanned voucher QR. A QR works once: a lost answer is never asked for again. */
  decode(request: {
    readonly qr: string
    readonly businessType: VoucherBusinessType
    readonly operator: Operator
  }): Promise<Outcome<DecodedVoucher>>
}
