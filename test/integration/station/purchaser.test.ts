import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inventedIdNumber } from '../../unit/store/support.ts'
import { rows } from './books.ts'
import { identityCard, identityCardOf, PASSWORD, socialCardOf } from './cardHolders.ts'
import { type CardTable, createCardTable } from './cards.ts'
import { bringTo, type Counter, MINUTE, openCounter, PATIENT, showList } from './sale.ts'

const BUYER = { name: '孙小代' }
const given = { relation: 'child', reason: '行动不便', typed: null } as const

let counter: Counter
let cards: CardTable
afterEach(() => counter.shop.close())

async function open(): Promise<void> {
  cards = createCardTable()
  counter = await openCounter({ scenario: 'card-purchase', cards })
}

const registered = { name: BUYER.name, relation: 'child', reason: '行动不便' }

describe('somebody who collects for the patient', () => {
  test('is read from a card, tied to visit and case, sealed, audited, and stays over a restart', async () => {
    await open()
    expect(await counter.tries('visit.beginPurchaser', {})).toBe('VISIT_MISSING')
    await showList(counter)
    await counter.does('visit.beginPurchaser', {})
    expect(await counter.tries('visit.registerPurchaser', given)).toBe('PURCHASER_CARD_MISSING')
    await cards.put(await identityCardOf(counter, PATIENT))
    await counter.noticed('PURCHASER_IS_PATIENT')
    await cards.put(identityCard(BUYER.name, validNumber()))
    const { registering } = await counter.page.sees((seen) => seen.registering?.card != null)
    expect(registering).toEqual({ card: { name: BUYER.name, lastFour: validNumber().slice(-4) } })
    await counter.does('visit.registerPurchaser', given)
    const { visit } = await counter.page.sees((seen) => seen.registering === null)
    expect(visit?.purchaser).toMatchObject({ ...registered, isByHand: false })
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    expect((await counter.rests('verified')).purchaser).toMatchObject(registered)
    await counter.crash()
    expect((await counter.rests('verified')).purchaser).toMatchObject(registered)

    const stored = rows(counter, 'SELECT * FROM purchasers', z.record(z.string(), z.unknown()))
    expect(stored).toHaveLength(1)
    const plain = JSON.stringify(stored, (_key, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
    )
    for (const secret of [BUYER.name, validNumber(), '行动不便']) expect(plain).not.toContain(secret)
    const audited = rows(
      counter,
      `SELECT action FROM audit WHERE action LIKE 'visit.purchaser%'`,
      z.object({ action: z.string() }),
    )
    expect(audited.map(({ action }) => action)).toEqual(['visit.purchaserRegistered'])
  })

  test('stands in the history of the case: who, what to the patient, why, when, and how each of the two was known', async () => {
    await open()
    await showList(counter)
    await counter.does('visit.beginPurchaser', {})
    await cards.put(identityCard(BUYER.name, validNumber()))
    await counter.page.sees((seen) => seen.registering?.card != null)
    await counter.does('visit.registerPurchaser', given)
    const { visit } = await counter.page.sees((seen) => seen.registering === null)
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    const { id } = await counter.rests('verified')
    counter.shop.advance(MINUTE)
    const other = { name: '周代取', idNumber: inventedIdNumber('19700102') }
    await counter.does('visit.registerPurchaser', { relation: 'other', reason: '住院', typed: other })
    await counter.does('visit.withdrawPurchaser', {})
    await counter.sees(({ purchaser }) => purchaser === null)

    const history = await counter.page.call('case.history', { caseId: id })
    const told = (history.ok ? history.value : []).filter(({ purchaser }) => purchaser !== null)
    const first = { ...registered, lastFour: validNumber().slice(-4), isByHand: false }
    const second = { name: other.name, lastFour: other.idNumber.slice(-4), relation: 'other', reason: '住院', isByHand: true }
    expect(told).toMatchObject([
      { what: 'purchaserNamed', by: '陈国栋', purchaser: { ...first, patientBy: 'voucher' } },
      { what: 'purchaserWithdrawn', by: '陈国栋', purchaser: { ...first, patientBy: null } },
      { what: 'purchaserNamed', by: '陈国栋', purchaser: { ...second, patientBy: 'voucher' } },
      { what: 'purchaserWithdrawn', by: '陈国栋', purchaser: { ...second, patientBy: null } },
    ])
    // who was registered before the prescription was chosen was registered then
    const [named, , again] = told
    expect(named?.purchaser?.registeredAt).toBeLessThanOrEqual(named?.at ?? 0)
    expect((again?.purchaser?.registeredAt ?? 0) - (named?.purchaser?.registeredAt ?? 0)).toBeGreaterThanOrEqual(MINUTE)
    for (const number of [validNumber(), other.idNumber]) expect(JSON.stringify(told)).not.toContain(number)
  })

  test('whose patient showed a card: the history says so, and the patient’s own other card is refused for the purchaser', async () => {
    await open()
    await cards.put(await identityCardOf(counter, PATIENT))
    await counter.page.sees(({ password }) => password !== null)
    await cards.types(PASSWORD)
    const { visit } = await counter.page.sees((seen) => seen.visit?.phase === 'listed')
    await counter.does('visit.beginPurchaser', {})
    await cards.put(await socialCardOf(counter))
    const refused = await counter.noticed('PURCHASER_IS_PATIENT')
    expect(refused.registering).toEqual({ card: null })
    await cards.put(identityCard(BUYER.name, validNumber()))
    const { notice } = await counter.page.sees((seen) => seen.registering?.card != null)
    expect(notice).toBeNull()
    await counter.does('visit.registerPurchaser', given)
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    const { id } = await counter.rests('verified')
    const history = await counter.page.call('case.history', { caseId: id })
    const told = (history.ok ? history.value : []).map(({ purchaser }) => purchaser?.patientBy ?? null)
    expect(told).toContain('identityCard')
    const audited = rows(
      counter,
      `SELECT detail FROM audit WHERE action = 'visit.purchaserRegistered'`,
      z.object({ detail: z.string() }),
    )
    expect(audited.map(({ detail }) => JSON.parse(detail))).toMatchObject([{ source: 'card', patient: 'identityCard' }])
  })

  test('is typed with a checked number where no card is read, in the middle of a case, and taken back before it is paid', async () => {
    await open()
    await bringTo(counter, 'approved')
    await counter.does('visit.beginPurchaser', {})
    const typed = (idNumber: string) => ({ ...given, typed: { name: BUYER.name, idNumber } })
    const wrong = validNumber().replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    expect(await counter.tries('visit.registerPurchaser', typed(wrong))).toBe('IDENTITY_NUMBER_WRONG')
    await counter.does('visit.registerPurchaser', typed(validNumber()))
    expect((await counter.sees(({ purchaser }) => purchaser !== null)).purchaser).toMatchObject({ ...registered, isByHand: true })
    await counter.does('visit.withdrawPurchaser', {})
    await counter.sees(({ purchaser }) => purchaser === null)
  })

  test('stays with a case that was paid', async () => {
    await open()
    await bringTo(counter, 'presettled')
    await counter.does('visit.registerPurchaser', { ...given, typed: { name: BUYER.name, idNumber: validNumber() } })
    const { money } = await counter.sees(({ purchaser }) => purchaser !== null)
    await counter.does('case.settle', { cashGiven: money?.cash ?? 0 })
    await counter.rests('settled')
    expect(await counter.tries('visit.withdrawPurchaser', {})).toBe('CASE_NOT_NOW')
    await counter.does('case.handOver', {})
    await counter.does('visit.withdrawPurchaser', {})
    expect((await counter.rests('handedOver')).purchaser).toMatchObject(registered)
  })

  test('a card is the patient’s again once the form is closed', async () => {
    await open()
    await showList(counter)
    await counter.does('visit.beginPurchaser', {})
    await counter.does('visit.stopPurchaser', {})
    await cards.put(await identityCardOf(counter, PATIENT))
    await counter.page.sees(({ visit }) => visit?.phase === 'awaitingPassword')
  })
})

/** An invented number with the right check character. */
function validNumber(): string {
  return inventedIdNumber('19850722')
}
