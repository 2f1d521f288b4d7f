import { afterEach, describe, expect, test } from 'vitest'
import { type Page, signIn } from './harness.ts'
import {
  approval,
  approve,
  bothClocks,
  bringTo,
  type Counter,
  idle,
  MINUTE,
  openCounter,
  PHARMACIST,
  showPharmacist,
} from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

async function leaveAndComeBack(page: Page, by: 'session.lock' | 'session.signOut'): Promise<void> {
  expect(await page.call(by, {})).toMatchObject({ ok: true })
  await signIn(page, 'P01')
}

describe('the pharmacist', () => {
  test('must have shown a voucher', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    expect(await counter.tries('case.review', { ...approval, opinion: '通过' })).toBe('PHARMACIST_MISSING')
  })

  test('must be registered with this shop', async () => {
    counter = await openCounter({ scenario: 'pharmacist-elsewhere' })
    await bringTo(counter, 'verified')
    counter.scan(counter.shop.center.showPharmacistVoucher(PHARMACIST).qr)
    await counter.noticed('PHARMACIST_NOT_REGISTERED')
    expect(await counter.tries('case.review', { ...approval, opinion: '通过' })).toBe('PHARMACIST_MISSING')
  })

  test('whose voucher is too old at the review shows it again', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    counter.shop.center.faults.add('7206', { kind: 'dropBefore' })
    await approve(counter)
    await counter.sees(({ unanswered, underWay }) => unanswered === 'review' && underWay === null)
    bothClocks(counter, 20 * MINUTE)
    // a decision keeps who made it, however late its answer
    expect(await idle(counter)).toMatchObject({ pharmacist: PHARMACIST })
    await counter.does('case.retry', {})
    expect(await counter.fails('PHARMACIST_VOUCHER_WRONG')).toMatchObject({ state: 'verified', pharmacist: null })
    await approve(counter)
    await counter.rests('approved')
  })

  test('who showed a voucher has two minutes for the decision, and shows it again after that', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    await showPharmacist(counter)
    bothClocks(counter, 2 * MINUTE - 5_000)
    expect(await idle(counter)).toMatchObject({ pharmacist: PHARMACIST })
    bothClocks(counter, 5_000)
    expect(await counter.tries('case.review', approval)).toBe('PHARMACIST_MISSING')
    await counter.sees(({ pharmacist }) => pharmacist === null)
    expect(await counter.accepted('7206')).toEqual([])
    await approve(counter)
    await counter.rests('approved')
  })

  test.each([
    ['somebody takes the counter over', (page: Page) => signIn(page, 'C01')],
    ['the window was locked', (page: Page) => leaveAndComeBack(page, 'session.lock')],
    ['who was there signed out', (page: Page) => leaveAndComeBack(page, 'session.signOut')],
  ] as const)('shows the voucher again after %s', async (_what, change) => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    await showPharmacist(counter)
    await change(counter.page)
    expect(await counter.tries('case.review', approval)).toBe('PHARMACIST_MISSING')
    expect(await idle(counter)).toMatchObject({ state: 'verified', pharmacist: null })
    await approve(counter)
    await counter.rests('approved')
  })

  test('keeps a decision that did not get through, whoever comes next, but no new one is made in that name', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    await showPharmacist(counter)
    await counter.shop.connect({ prescriptionUrl: 'http://127.0.0.1:1' })
    await counter.does('case.review', { isApproved: false, opinion: '剂量不符', checked: [] })
    expect(await counter.fails('CENTER_UNREACHABLE')).toMatchObject({ unanswered: null, pharmacist: PHARMACIST })
    await counter.shop.connect()
    await signIn(counter.page, 'C01')
    expect(await counter.tries('case.review', approval)).toBe('PHARMACIST_MISSING')
    await counter.does('case.retry', {})
    expect(await counter.rests('rejected')).toMatchObject({ pharmacist: PHARMACIST })
  })
})
