import type { CardReading } from '../../../../shared/domain/cards.ts'
import type { Credential, HeldPrescription, InsuredPatient, ShownCard } from '../../gateways/gateways.ts'
import type { CaseRecord, ReviewingPharmacist } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Visit, VisitPieces } from '../../store/visits.ts'

/** The visit that a case belongs to; it may be over. */
export function visitOf({ visitId }: Pick<CaseRecord, 'visitId'>, { visits }: Pick<Store, 'visits'>): Visit {
  const visit = visits.find(visitId)
  if (visit === null) throw new Error(`there is no visit ${visitId}`)
  return visit
}

/** The person of the case's visit, who was identified before any prescription could be chosen. */
export function patientOf(record: Pick<CaseRecord, 'visitId'>, store: Pick<Store, 'visits'>): InsuredPatient {
  const { id, personNumber, insuranceArea, name, idType, idNumber } = visitOf(record, store)
  if (personNumber === null || insuranceArea === null || name === null || idType === null || idNumber === null)
    throw new Error(`nobody was identified in visit ${id}`)
  return { personNumber, insuranceArea, name, idType, idNumber }
}

/** The card that was read for a visit; null when the patient showed the voucher's QR. */
export function cardOf({ id, credential, idNumber, cardNumber, cardSn }: Visit): ShownCard | null {
  if (credential === 'voucher') return null
  if (credential === 'identityCard' && idNumber !== null) return { kind: credential, number: idNumber }
  if (credential === 'socialSecurityCard' && cardNumber !== null && cardSn !== null)
    return { kind: credential, number: cardNumber, cardSn }
  throw new Error(`visit ${id} has no ${credential}`)
}

/** What the patient showed, with the token that it gave; null while there is none. */
export function credentialOf(visit: Visit): Credential | null {
  return visit.voucherToken === null ? null : { token: visit.voucherToken, card: cardOf(visit) }
}

/** What a visit holds of a voucher whose QR was scanned: whatever card came before is none of it. */
export const BY_VOUCHER = Object.freeze({
  credential: 'voucher',
  cardNumber: null,
  cardSn: null,
  terminalId: null,
  passwordFor: null,
} as const satisfies Partial<VisitPieces>)

/**
 * What a visit holds of a card that was read. The same card again keeps the token of the password that was typed for it; another one, or a card after the voucher, waits for a password.
 */
export function byCard(card: CardReading, terminalId: string | null, before: Visit | null): Partial<VisitPieces> {
  const isSocial = card.kind === 'socialSecurityCard'
  const [cardNumber, cardSn] = isSocial ? [card.cardNumber, card.cardSn] : [null, null]
  const isSame = before?.credential === card.kind && before.cardNumber === cardNumber && before.cardSn === cardSn
  const shown = { credential: card.kind, cardNumber, cardSn, terminalId }
  return isSame ? shown : { ...shown, voucherToken: null, passwordFor: null }
}

/** The prescription with the token that binds it to this shop. */
export function heldOf(record: CaseRecord, store: Pick<Store, 'visits'>): HeldPrescription {
  const { name, idNumber } = patientOf(record, store)
  return { hiRxno: record.hiRxno, token: record.token, patient: { name, idNumber } }
}

/** Who reviewed the case: nothing leaves without a review. */
export function reviewerOf({ id, pharmacist }: CaseRecord): ReviewingPharmacist {
  if (pharmacist === null) throw new Error(`nobody reviewed case ${id}`)
  return pharmacist
}
