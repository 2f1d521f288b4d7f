import { afterEach, describe, expect, test } from 'vitest'
import { boxesOut, expectMoneyAgrees, openQuestions, uploadsAtCenter } from './books.ts'
import { BROKEN_OFF, dieAndFind } from './brokenStart.ts'
import { bringBack, bringTo, type Counter, finish, idle, openCounter, PATIENT, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const DELAY_MS = 400

/** The station dies while the center works on a message, and the next start is broken off as well. */
async function dieTwiceWhile(number: string, act: () => Promise<void>): Promise<void> {
  counter.shop.center.faults.add(number, { kind: 'delay', delayMs: DELAY_MS })
  await act()
  await expect.poll(() => openQuestions(counter).includes(number), { interval: 10 }).toBe(true)
  await dieAndFind(counter, BROKEN_OFF)
  await expect.poll(async () => (await counter.accepted(number)).length).toBe(1)
}

describe('a start that is broken off before the cases are written makes nobody believe that nothing was sent', () => {
  test.each(['national', 'fujian'])('a settlement in %s is reversed and made anew', async (province) => {
    counter = await openCounter({ scenario: 'single-drug', province })
    await bringTo(counter, 'presettled')
    await dieTwiceWhile('2102A', () => pay(counter))
    const seen = await idle(counter)
    expect(seen).toMatchObject({ unanswered: 'settle', failure: { code: 'SETTLEMENT_ANSWER_LOST' }, canRetry: true })
    expect(await counter.tries('case.abandon', { reason: '不要了' })).toBe('CASE_UNANSWERED')
    await finish(counter)
    expect(await counter.accepted('2601')).toHaveLength(1)
    await expectMoneyAgrees(counter, 1)
  })

  test('a revocation', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    await dieTwiceWhile('2103', () => counter.does('case.revoke', {}))
    expect(await idle(counter)).toMatchObject({ unanswered: 'revoke', failure: { code: 'REVOCATION_ANSWER_LOST' } })
    await finish(counter, 'returned')
    await expectMoneyAgrees(counter, 0)
  })

  test('an outbound report', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    await dieTwiceWhile('7207', () => pay(counter))
    expect(await idle(counter)).toMatchObject({ unanswered: 'report', failure: { code: 'UPLOAD_ANSWER_LOST' } })
    await finish(counter)
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 1, '3505': 1 })
    await expectMoneyAgrees(counter, 1)
  })

  test('a reversal is not taken for the settlement that it reverses', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('2102A', { kind: 'dropAfter' })
    await pay(counter)
    await counter.fails('SETTLEMENT_ANSWER_LOST')
    await dieTwiceWhile('2601', () => counter.does('case.retry', {}))
    expect(await idle(counter)).toMatchObject({ unanswered: 'settle', failure: { code: 'REVERSAL_ANSWER_LOST' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('a voucher: the patient is asked for a new one', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await dieTwiceWhile('ec.query', async () => counter.scan(counter.shop.center.showVoucher(PATIENT).qr))
    await counter.noticed('VOUCHER_ANSWER_LOST')
    expect(openQuestions(counter)).toEqual([])
  })
})

test('giving up a case never closes a question of money that is open in the journal', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { id } = await bringTo(counter, 'presettled')
  await dieAndFind(
    counter,
    `INSERT INTO exchanges (id, interface_number, business_key, state, prepared_at, sent_at)
     VALUES ('lost', '2102A', '${id}/settle/1', 'unknown', 0, 0)`,
  )
  await counter.does('case.abandon', { reason: '不要了' })
  await counter.rests('abandoned')
  expect(openQuestions(counter)).toEqual(['2102A'])
  expect(boxesOut(counter)).toEqual({})
})
