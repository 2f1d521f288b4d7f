/** The person at the counter, as the center's messages name them. */
export interface Operator {
  readonly id: string
  readonly name: string
}

/**
 * What every message of channel A carries, 9001 excepted. `msgid` is made by the caller, so that the journal knows it before the first byte
 * leaves; `signNo` comes from 9001.
 */
export interface SignedCall {
  readonly msgid: string
  readonly signNo: string
  readonly operator: Operator
}

/** An insured person at one of the places where they are insured. The area goes into the envelope of every message about them. */
export interface InsuredPatient {
  readonly personNumber: string
  readonly insuranceArea: string
  readonly name: string
  /** V table C.2 */
  readonly idType: string
  readonly idNumber: string
}

/** A card that was read at the counter: 02 the identity card with the identity number, 03 the social-security card with the card's number and its 卡识别码. */
export type ShownCard =
  | { readonly kind: 'identityCard'; readonly number: string }
  | { readonly kind: 'socialSecurityCard'; readonly number: string; readonly cardSn: string }

/**
 * 就诊凭证: what the patient showed, with the token of the voucher: by its QR alone, or by a card and the voucher's password (N 7.1.3 j, 7.4.3 j, 8.4.4 b).
 */
export interface Credential {
  readonly token: string
  /** null: the voucher's own QR */
  readonly card: ShownCard | null
}

/** A pharmacist of this shop. */
export interface Pharmacist {
  readonly name: string
  readonly idType: string
  readonly idNumber: string
  /** 医保药师代码 */
  readonly code: string
  /** 执业资格证号 */
  readonly licence: string
}

/** An article of the own catalogue. */
export interface Article {
  /** 医疗目录编码 */
  readonly drugCode: string
  readonly ownCode: string
  readonly name: string
  /** 处方药标志; `both`: 双跨 */
  readonly prescriptionDrug: 'no' | 'yes' | 'both'
}

/** A production lot. Days are yyyy-MM-dd. */
export interface Lot {
  readonly number: string
  readonly madeOn: string
  readonly expiresOn: string | null
}
