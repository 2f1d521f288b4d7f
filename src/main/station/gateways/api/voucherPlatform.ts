import type { Outcome } from '../outcome.ts'
import type { Operator, ShownCard } from './common.ts'

/** 用码业务类型 (V table C.1): 02121 药店购药, 02122 下载外购处方. */
export type VoucherBusinessType = '02121' | '02122'

/** What ec.query and ec.pwdCheck tell of the voucher's owner. `token` is opaque and short-lived. */
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
    /** 20-digit filing number of the scanner (V 2.8); left out or null: the shop's own of the connection */
    readonly terminalId?: string | null
  }): Promise<Outcome<DecodedVoucher>>
  /**
   * ec.pwdCheck: the voucher's password beside a card; gives the token that 7201 and the settlement ask for (N 8.4.4 b, 7.1.3 j). A wrong one is counted at the
   * center, so that a lost answer is never asked for again. The password appears in no failure.
   */
  checkPassword(request: {
    readonly card: ShownCard
    /** whose card it is; not sent, but kept out of what the center says and we show */
    readonly holder: { readonly name: string; readonly idNumber: string }
    readonly password: string
    readonly businessType: VoucherBusinessType
    readonly operator: Operator
    /** of the card reader */
    readonly terminalId: string | null
  }): Promise<Outcome<DecodedVoucher>>
}
