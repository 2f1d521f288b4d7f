import type { IdentityCard, SocialSecurityCard } from '../../../src/shared/domain/cards.ts'
import { type Counter, PATIENT } from './sale.ts'

/** Of the patient's voucher in the scenarios with cards. */
export const PASSWORD = '258369'
export const CARD_NUMBER = 'X99010112'
export const CARD_SN = '990101D1560000050123456789ABCDEF'

/** Somebody's identity card, as a reader tells it. */
export function identityCard(name: string, idNumber: string): IdentityCard {
  return {
    kind: 'identityCard',
    name,
    sex: 'female',
    nation: '01',
    bornOn: '1953-04-16',
    address: '示范市青石桥路 1 号',
    idNumber,
    authority: '示范市公安局',
    validFrom: '2015-01-01',
    validTo: null,
  }
}

export async function idNumberOf({ shop }: Counter, name: string): Promise<string> {
  const people = await shop.admin.people()
  return people.find((person) => person.name === name)?.identityNumber ?? ''
}

/** The identity card of a patient of the scenario. */
export async function identityCardOf(counter: Counter, name = PATIENT): Promise<IdentityCard> {
  return identityCard(name, await idNumberOf(counter, name))
}

/** The social-security card of the patient of the scenarios with cards. */
export async function socialCardOf(counter: Counter): Promise<SocialSecurityCard> {
  const own = { cardNumber: CARD_NUMBER, cardSn: CARD_SN, issuingArea: '990101', validTo: null }
  return { kind: 'socialSecurityCard', name: PATIENT, idNumber: await idNumberOf(counter, PATIENT), ...own }
}
