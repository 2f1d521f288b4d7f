/** What an identity card says of its holder (GA 467 text block). Dates are `yyyy-mm-dd`. The photo is in a closed format and is not in here. */
export interface IdentityCard {
  readonly kind: 'identityCard'
  readonly name: string
  readonly sex: 'male' | 'female'
  /** code of GB/T 3304: 01 to 56, 97, 98 */
  readonly nation: string
  readonly bornOn: string
  readonly address: string
  readonly idNumber: string
  readonly authority: string
  readonly validFrom: string
  /** null: 长期 */
  readonly validTo: string | null
}

/** What a social-security card says of its holder: LD/T 32 public files, or the line of a reader's middleware (interface reference 8.3). */
export interface SocialSecurityCard {
  readonly kind: 'socialSecurityCard'
  readonly name: string
  /** the social-security number: the identity number */
  readonly idNumber: string
  readonly cardNumber: string
  /** 卡识别码, upper-case hex: `card_sn` of 1101 */
  readonly cardSn: string
  /** where it was issued, as the card says it; null where the reader does not tell */
  readonly issuingArea: string | null
  readonly validTo: string | null
}

/** What a card in a reader says of the person who put it there. */
export type CardReading = IdentityCard | SocialSecurityCard
