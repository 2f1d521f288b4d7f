import { afterEach, expect, test } from 'vitest'
import { expectMoneyAgrees } from './books.ts'
import { bringBack, bringTo, type Counter, finish, idle, openCounter, pay } from './sale.ts'
import { openTamperingLine } from './tamperingLine.ts'

let counter: Counter
afterEach(() => counter.shop.close())

test('a sum that was asked for on other terms and never came leaves none to settle on; F5 asks again', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const before = await bringTo(counter, 'presettled')
  expect(before.useAccount).toBe(true)
  counter.shop.center.faults.add('2101A', { kind: 'dropBefore' })
  await counter.does('case.presettle', { useAccount: false })
  const seen = await counter.sees(({ failure, underWay }) => failure !== null && underWay === null)
  expect(seen).toMatchObject({ state: 'presettled', useAccount: false, money: null })
  expect(await counter.tries('case.settle', { cashGiven: 1_000_000 })).toBe('CASE_NOT_NOW')
  expect((await idle(counter)).canRetry).toBe(true)
  await counter.does('case.retry', {})
  const after = await counter.sees(({ money, underWay }) => money !== null && underWay === null)
  expect(after.money).toMatchObject({ account: 0, cash: (before.money?.account ?? 0) + (before.money?.cash ?? 0) })
  expect(after.money?.cash).toBeGreaterThan(0)
  await pay(counter)
  expect(await counter.rests('settled')).toMatchObject({ payment: { change: 0 } })
  await finish(counter)
  await expectMoneyAgrees(counter, 1)
})

test('a station that dies while the sum of other terms is asked for has none either', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await bringTo(counter, 'presettled')
  counter.shop.center.faults.add('2101A', { kind: 'delay', delayMs: 60_000 })
  await counter.does('case.presettle', { useAccount: false })
  await counter.sees(({ underWay }) => underWay === 'presettle')
  await counter.crash()
  expect(await idle(counter)).toMatchObject({
    state: 'presettled',
    money: null,
    failure: { code: 'INTERRUPTED' },
    canRetry: true,
  })
  counter.shop.center.faults.clear()
  await finish(counter)
  await expectMoneyAgrees(counter, 1)
})

test('a settlement that comes to more cash than was given stands and is shown, and nothing is handed over', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { money } = await bringTo(counter, 'presettled')
  expect(money?.account).toBeGreaterThan(0)
  const { insuranceUrl } = counter.shop.center.connection
  const changed = await openTamperingLine(insuranceUrl, (number, answer) => (number === '2102A' ? allInCash(answer) : answer))
  await counter.shop.connect({ insuranceUrl: changed })
  await pay(counter)
  const seen = await counter.sees(
    ({ state, uploadsLeft, underWay }) => state === 'settled' && uploadsLeft === 0 && underWay === null,
  )
  expect(seen).toMatchObject({ failure: { code: 'SETTLEMENT_AMOUNTS_DIFFER' }, payment: { change: -(money?.account ?? 0) } })
  expect(await counter.tries('case.handOver', {})).toBe('SETTLEMENT_AMOUNTS_DIFFER')
  await bringBack(counter)
  await counter.does('case.revoke', {})
  await counter.sees(({ state }) => state === 'returned')
})

/** A settlement in which the account paid nothing: every sum is right. */
function allInCash(answer: string): string {
  const amount = (name: string): number => Number(new RegExp(`"${name}":"?(\\d+(?:\\.\\d+)?)`).exec(answer)?.[1])
  const put = (text: string, name: string, to: number): string =>
    text.replace(new RegExp(`("${name}":"?)\\d+(?:\\.\\d+)?`), (_, before) => `${before}${to.toFixed(2)}`)
  return put(put(answer, 'psn_cash_pay', amount('psn_cash_pay') + amount('acct_pay')), 'acct_pay', 0)
}
