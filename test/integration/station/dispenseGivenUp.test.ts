import { afterEach, describe, expect, test } from 'vitest'
import { boxesOut, expectMoneyAgrees, uploadsAtCenter } from './books.ts'
import { bothClocks, box, bringTo, type Counter, chooseFirst, MINUTE, openCounter, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

describe('giving a sale up', () => {
  test('before anything was reported it ends at once', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    await counter.does('case.abandon', { reason: '参保人不要了' })
    await counter.rests('abandoned')
    expect(boxesOut(counter)).toEqual({})
    await counter.does('visit.end', {})
  })

  test.each(['national', 'fujian'])('after the goods were reported that is taken back first, in %s', async (province) => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'presettled')
    bothClocks(counter, 16 * MINUTE)
    await pay(counter)
    await counter.fails('VOUCHER_TOKEN_DEAD')
    expect(boxesOut(counter)).toEqual({ reserved: 9 })
    await counter.does('case.abandon', { reason: '参保人不要了' })
    await counter.rests('outboundCancelled')
    expect(boxesOut(counter)).toEqual({})
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
    if (province === 'national') expect(JSON.stringify(await counter.accepted('7208'))).toContain('参保人不要了')
  })

  test('is not possible any more when money moved', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'settled')
    expect(await counter.tries('case.abandon', { reason: '参保人不要了' })).toBe('CASE_NOT_NOW')
  })
})

test('a case whose download is lost may be given up, and leaves no question', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  counter.shop.center.faults.add('7204', { kind: 'dropAfter' })
  await chooseFirst(counter)
  await counter.sees(({ unanswered }) => unanswered === 'download')
  await counter.does('case.abandon', { reason: '参保人走了' })
  await counter.rests('abandoned')
  await expectMoneyAgrees(counter, 0)
  await counter.does('visit.end', {})
})

describe('a return', () => {
  test('takes only boxes of its sale, each once, and all of them', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { id } = await bringTo(counter, 'handedOver')
    await counter.does('case.beginReturn', { caseId: id })
    expect(await counter.tries('case.revoke', {})).toBe('RETURN_INCOMPLETE')
    counter.scan(box(5))
    await counter.noticed('BOX_NOT_OF_SALE')
    counter.scan(box(1))
    await counter.sees(({ returned }) => returned?.scanned === 1)
    counter.scan(box(1))
    await counter.noticed('BOX_BACK_ALREADY')
    expect(await counter.tries('case.revoke', {})).toBe('RETURN_INCOMPLETE')
    await counter.does('case.addByHand', { code: box(2), reason: '码面破损', lotNumber: null })
    await counter.does('case.revoke', {})
    await counter.rests('returned')
    await expectMoneyAgrees(counter, 0)
  })

  test('of a case that was never settled, or that nobody knows, does not begin', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { id } = await bringTo(counter, 'verified')
    expect(await counter.tries('case.beginReturn', { caseId: id })).toBe('CASE_NOT_NOW')
    expect(await counter.tries('case.beginReturn', { caseId: 'none' })).toBe('CASE_MISSING')
    expect(await counter.tries('case.revoke', {})).toBe('CASE_NOT_NOW')
  })
})
