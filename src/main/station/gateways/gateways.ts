import type { Outcome } from './outcome.ts'

/** The person at the counter, as the center's messages name them. */
export interface Operator {
  readonly id: string
  readonly name: string
}

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

export interface InsuredPlace {
  /** insuplc_admdvs, for the envelope of every later call for this person */
  readonly area: string
  readonly insuranceType: string
  readonly active: boolean
}

export interface InsuredPerson {
  readonly personNumber: string
  readonly name: string
  readonly idNumber: string
  readonly gender: 'male' | 'female' | 'unknown'
  readonly age: number | null
  readonly places: readonly InsuredPlace[]
}

/**
 * The medical-insurance side (channel A). `msgid` is made by the caller, so that the journal knows it before the first byte
 * leaves.
 */
export interface Insurance {
  /** makes the msgid of the next message: institution code, time, sequence (interfaces.md section 2) */
  nextMessageId(): string
  /** 9001 签到. */
  signIn(request: { readonly msgid: string; readonly operator: Operator }): Promise<Outcome<{ readonly signNo: string }>>
  /** 1101 人员基本信息获取, a query: may be repeated at will. */
  person(request: {
    readonly msgid: string
    readonly signNo: string
    readonly operator: Operator
    readonly voucher: DecodedVoucher
  }): Promise<Outcome<InsuredPerson>>
}

/** One prescription that 7201 offers, with the token that proves the patient's authorization. */
export interface AuthorizedPrescription {
  readonly hiRxno: string
  readonly token: string
  readonly tokenUntil: number
  readonly institution: string
  readonly department: string
  readonly diagnosis: string
  readonly prescribedAt: number
  readonly validUntil: number
}

/** The prescription center (channel B). */
export interface PrescriptionCenter {
  /** 7201 电子处方线下流转授权: the patient's waiting prescriptions, with tokens bound to this pharmacy (N 8.4.4 b). */
  authorize(request: {
    readonly voucherToken: string
    readonly insuranceArea: string
    /** of the patient; not sent, but kept out of what the center says and we show */
    readonly name: string
    readonly idNumber: string
    readonly operator: Operator
  }): Promise<Outcome<readonly AuthorizedPrescription[]>>
}

export interface Gateways {
  readonly voucherPlatform: VoucherPlatform
  readonly insurance: Insurance
  readonly prescriptionCenter: PrescriptionCenter
}
