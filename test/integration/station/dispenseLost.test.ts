import { afterEach, describe, expect, test } from 'vitest'
import type { CaseView } from '../../../src/shared/contract/case.ts'
import { boxesOut, expectMoneyAgrees, openQuestions, uploadsAtCenter } from './books.ts'
import { bringBack, bringTo, type Counter, finish, idle, openCounter, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

/** Waits until an answer was lost, and then presses whatever goes on. */
async function lost(kind: NonNullable<CaseView['unanswered']>): Promise<void> {
  const seen = await counter.sees(({ unanswered, underWay }) => unanswered === kind && underWay === null)
  expect(seen.failure).not.toBeNull()
  expect(openQuestions(counter)).not.toEqual([])
  await counter.sees(({ canRetry }) => canRetry)
}

const faults = ['dropBefore', 'dropAfter'] as const
const both = ['national', 'fujian'].flatMap((province) => faults.map((fault) => [province, fault] as const))

describe('a lost answer is cleared up with one key, and the sale goes on', () => {
  test.each(faults)('of the download: %s', async (kind) => {
    counter = await openCounter({ scenario: 'single-drug' })
    counter.shop.center.faults.add('7204', { kind })
    const going = bringTo(counter, 'verified')
    await lost('download')
    await counter.does('case.retry', {})
    await going
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test.each(faults)('of the review: %s', async (kind) => {
    counter = await openCounter({ scenario: 'single-drug' })
    counter.shop.center.faults.add('7206', { kind })
    const going = bringTo(counter, 'approved')
    await lost('review')
    await counter.does('case.retry', {})
    await going
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test.each(faults)('of the outbound report 7207: %s', async (kind) => {
    counter = await openCounter({ scenario: 'five-drugs' })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('7207', { kind })
    await pay(counter)
    await lost('report')
    // the same message, however late
    counter.shop.advance(5_000)
    await finish(counter)
    expect(await counter.accepted('7208')).toHaveLength(0)
    await expectMoneyAgrees(counter, 1)
  })

  test.each(both)('of the third line of 3505: %s, %s', async (province, kind) => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('3505', { kind: 'delay', delayMs: 1, times: 2 })
    counter.shop.center.faults.add('3505', { kind })
    await pay(counter)
    await lost('report')
    await finish(counter)
    expect(await uploadsAtCenter(counter)).toMatchObject({ '3505': 6 })
    await expectMoneyAgrees(counter, 1)
  })

  test('of an upload after the settlement does not keep the goods from the patient', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('3505', { kind: 'dropAfter', times: 2 })
    await pay(counter)
    await lost('report')
    // which also tries the upload once more
    await counter.does('case.handOver', {})
    const { id } = await counter.sees(({ state }) => state === 'handedOver')
    await idle(counter)
    await counter.does('visit.end', {})
    await counter.page.sees(({ visit }) => visit === null)
    await counter.does('case.retry', { caseId: id })
    await expect.poll(() => openQuestions(counter)).toEqual([])
    await expectMoneyAgrees(counter, 1)
    expect(await uploadsAtCenter(counter)).toMatchObject({ '3505': 1 })
  })

  test.each(both)('of the settlement: reversed, then settled anew: %s, %s', async (province, kind) => {
    counter = await openCounter({ scenario: 'single-drug', province })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('2102A', { kind })
    await pay(counter)
    await lost('settle')
    expect(await counter.fails('SETTLEMENT_ANSWER_LOST')).toMatchObject({ state: 'outboundReported' })
    expect(await counter.tries('case.settle', { cashGiven: 1_000_000 })).toBe('CASE_UNANSWERED')
    expect(await counter.tries('case.abandon', { reason: '不要了' })).toBe('CASE_UNANSWERED')
    await finish(counter)
    expect(boxesOut(counter)).toEqual({ sold: 2 })
    await expectMoneyAgrees(counter, 1)
  })

  test.each(faults)('of the reversal itself: %s', async (kind) => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    counter.shop.center.faults.add('2102A', { kind: 'dropAfter' })
    counter.shop.center.faults.add('2601', { kind })
    await pay(counter)
    await lost('settle')
    await counter.does('case.retry', {})
    await counter.fails('REVERSAL_ANSWER_LOST')
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test.each(both)('of the revocation: %s, %s', async (province, kind) => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    counter.shop.center.faults.add('2103', { kind })
    await counter.does('case.revoke', {})
    await lost('revoke')
    await finish(counter, 'returned')
    expect(boxesOut(counter)).toEqual({ returned: 8 })
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })

  test.each([
    ['national', '7208', 'dropBefore'],
    ['national', '7208', 'dropAfter'],
    ['national', '3506', 'dropBefore'],
    ['national', '3506', 'dropAfter'],
    ['fujian', '3506', 'dropAfter'],
  ] as const)('of an upload that is taken back: %s, %s, %s', async (province, number, kind) => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    counter.shop.center.faults.add(number, { kind })
    await counter.does('case.revoke', {})
    await lost('undo')
    await finish(counter, 'returned')
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })
})

describe('a question that was lost has changed nothing', () => {
  test.each(['7205', '2101A'])('%s', async (number) => {
    counter = await openCounter({ scenario: 'single-drug' })
    counter.shop.center.faults.add(number, { kind: 'dropAfter' })
    const going = bringTo(counter, 'presettled')
    const seen = await counter.sees(({ failure, canRetry }) => failure !== null && canRetry)
    expect(seen.unanswered).toBeNull()
    await counter.does('case.retry', {})
    await going
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })
})

test('a reported sale whose last line was refused is finished or taken back as a whole', async () => {
  counter = await openCounter({ scenario: 'five-drugs', province: 'fujian' })
  await bringTo(counter, 'presettled')
  counter.shop.center.faults.add('3505', { kind: 'delay', delayMs: 1, times: 3 })
  counter.shop.center.faults.add('3505', { kind: 'http500' })
  await pay(counter)
  await lost('report')
  await counter.does('case.retry', {})
  await counter.rests('settled')
  expect(await uploadsAtCenter(counter)).toMatchObject({ '3505': 6 })
  await expectMoneyAgrees(counter, 1)
})
