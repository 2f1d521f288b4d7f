import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { inventedIdNumber } from '../../unit/store/support.ts'
import { rows } from './books.ts'
import { identityCard, identityCardOf } from './cardHolders.ts'
import { type CardTable, createCardTable } from './cards.ts'
import { bringTo, type Counter, openCounter, PATIENT, showList } from './sale.ts'

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
