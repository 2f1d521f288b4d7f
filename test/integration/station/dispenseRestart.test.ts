import { afterEach, describe, expect, test } from 'vitest'
import type { CaseView } from '../../../src/shared/contract/case.ts'
import type { CaseState } from '../../../src/shared/domain/dispenseCase.ts'
import { boxesOut, expectMoneyAgrees, openQuestions, uploadsAtCenter } from './books.ts'
import { approve, box, bringBack, bringTo, type Counter, chooseFirst, finish, idle, openCounter, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const DELAY_MS = 400

/**
 * The station dies while the center works on a message, which it does to its end: what the next station finds in the books is that the message was sent. Sees
 * the case as the next one shows it.
 */
async function dieWhile(
  number: string,
  underWay: NonNullable<CaseView['underWay']>,
  act: () => Promise<void>,
): Promise<CaseView> {
  counter.shop.center.faults.add(number, { kind: 'delay', delayMs: DELAY_MS })
  const before = (await counter.accepted(number)).length
  await act()
  const isSent = () => openQuestions(counter).includes(number)
  await expect.poll(isSent, { interval: 10 }).toBe(true)
  await counter.sees((seen) => seen.underWay === underWay)
  await counter.crash()
  await expect.poll(async () => (await counter.accepted(number)).length).toBe(before + 1)
  return counter.sees((seen) => seen.underWay === null)
}

describe('the station dies with a message at the center, and goes on with one key', () => {
  test('download', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const seen = await dieWhile('7204', 'download', () => chooseFirst(counter))
    expect(seen).toMatchObject({ state: 'authorized', unanswered: 'download', canRetry: true, failure: { code: 'INTERRUPTED' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('review', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    const seen = await dieWhile('7206', 'review', () => approve(counter))
    expect(seen).toMatchObject({ state: 'verified', unanswered: 'review', pharmacist: '陈国栋' })
    await finish(counter)
    expect(await counter.accepted('7206')).toHaveLength(2)
    await expectMoneyAgrees(counter, 1)
  })

  test('outbound report', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    const seen = await dieWhile('7207', 'report', () => pay(counter))
    expect(seen).toMatchObject({ state: 'presettled', unanswered: 'report', failure: { code: 'UPLOAD_ANSWER_LOST' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test.each(['national', 'fujian'])('settlement in %s', async (province) => {
    counter = await openCounter({ scenario: 'single-drug', province })
    await bringTo(counter, 'presettled')
    const seen = await dieWhile('2102A', 'settle', () => pay(counter))
    expect(seen).toMatchObject({
      state: 'outboundReported',
      unanswered: 'settle',
      failure: { code: 'SETTLEMENT_ANSWER_LOST' },
    })
    expect(boxesOut(counter)).toEqual({ reserved: 2 })
    await finish(counter)
    expect(boxesOut(counter)).toEqual({ sold: 2 })
    await expectMoneyAgrees(counter, 1)
  })

  test.each(['national', 'fujian'])('a line of 3505 in %s', async (province) => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'presettled')
    const seen = await dieWhile('3505', 'report', () => pay(counter))
    expect(seen).toMatchObject({ unanswered: 'report' })
    await finish(counter)
    expect(await uploadsAtCenter(counter)).toMatchObject({ '3505': 6 })
    await expectMoneyAgrees(counter, 1)
  })

  test('reversal', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('2102A', { kind: 'dropAfter' })
    await pay(counter)
    await counter.fails('SETTLEMENT_ANSWER_LOST')
    const seen = await dieWhile('2601', 'reverse', () => counter.does('case.retry', {}))
    expect(seen).toMatchObject({ unanswered: 'settle', failure: { code: 'REVERSAL_ANSWER_LOST' } })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('revocation', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    const seen = await dieWhile('2103', 'revoke', () => counter.does('case.revoke', {}))
    expect(seen).toMatchObject({ unanswered: 'revoke', returned: { wanted: 2, scanned: 2, codes: [box(1), box(2)] } })
    await finish(counter, 'returned')
    await expectMoneyAgrees(counter, 0)
  })

  test.each(['7208', '3506'])('undoing by %s', async (number) => {
    counter = await openCounter({ scenario: 'five-drugs' })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    const seen = await dieWhile(number, 'undo', () => counter.does('case.revoke', {}))
    expect(seen).toMatchObject({ state: 'revoked', unanswered: 'undo' })
    await finish(counter, 'returned')
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })
})

test('nothing is sent at the start by itself', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await bringTo(counter, 'presettled')
  await dieWhile('2102A', 'settle', () => pay(counter))
  const ofCases = async () => (await counter.shop.admin.requests()).filter((message) => message.interface !== '9001').length
  const before = await ofCases()
  await idle(counter)
  await counter.restart()
  await idle(counter)
  expect(await ofCases()).toBe(before)
  await finish(counter)
  await expectMoneyAgrees(counter, 1)
})

describe('between two steps nothing is lost', () => {
  test.each(['national', 'fujian'])('a station that dies at every stage of a sale in %s', async (province) => {
    counter = await openCounter({ scenario: 'single-drug', province })
    const dies = async (state: CaseState): Promise<void> => {
      const before = await idle(counter)
      expect(before.state).toBe(state)
      await counter.crash()
      const after = await idle(counter)
      expect(after).toEqual(before)
    }
    await bringTo(counter, 'verified')
    await dies('verified')
    await approve(counter)
    await counter.rests('approved')
    await dies('approved')
    counter.scan(box(1))
    await counter.sees(({ lines }) => lines[0]?.boxesTaken === 1)
    await dies('approved')
    counter.scan(box(2))
    await counter.rests('presettled')
    await dies('presettled')
    await pay(counter)
    await counter.rests('settled')
    await dies('settled')
    await counter.does('case.handOver', {})
    await counter.rests('handedOver')
    await dies('handedOver')
    await bringBack(counter)
    await dies('handedOver')
    await counter.does('case.revoke', {})
    await counter.rests('returned')
    await expectMoneyAgrees(counter, 0)
  })
})
