/** What an identity card says of its holder (GA 467 text block). Dates are `yyyy-mm-dd`. The photo is in a closed format and travels beside it. */
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

/**
 * Why a card that was there gave no reading. `refused`: the card does not let itself be read; `foreignerCard`, `residentCard`: the type letters I and J of
 * identity cards, whose layouts nobody has described to us; `unknownCard`: no social-security card; `unreadable`: it was asked several times;
 * `contradictory`: its own fields disagree.
 */
export const cardFailureReasons = Object.freeze([
  'refused',
  'removedTooEarly',
  'foreignerCard',
  'residentCard',
  'unknownCard',
  'locked',
  'unreadable',
  'contradictory',
  'expired',
] as const)
export type CardFailureReason = (typeof cardFailureReasons)[number]

/** A card that gave no reading. `status`: what the reader or the card answered, in hex, for the log; free of personal data. */
export interface CardFailure {
  readonly reason: CardFailureReason
  readonly status: string | null
}

/** The checks that every card's person passes: the birth date and the sex inside the identity number (GB 11643) are those of the card. */
export function agreesWithNumber(idNumber: string, bornOn: string | null, sex: 'male' | 'female' | null): boolean {
  const numberSays = Number(idNumber[16]) % 2 === 1 ? 'male' : 'female'
  return (bornOn === null || bornOn.replaceAll('-', '') === idNumber.slice(6, 14)) && (sex === null || sex === numberSays)
}

/** Whether a card's last day is over on `today` (`yyyy-mm-dd`); one that names no last day never is. */
export function isExpired({ validTo }: Pick<CardReading, 'validTo'>, today: string): boolean {
  return validTo !== null && validTo < today
}

/** `yyyy-mm-dd` of a date written as `yyyyMMdd`, or with `-`, `.` or `/` between; null when the calendar has no such day. */
export function cardDate(text: string): string | null {
  const [, year, , month, day] = /^(\d{4})([-./]?)(\d{2})\2(\d{2})$/.exec(text) ?? []
  if (!year || !month || !day) return null
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const iso = `${year}-${month}-${day}`
  return Number(year) >= 1800 && date.toISOString().slice(0, 10) === iso ? iso : null
}
