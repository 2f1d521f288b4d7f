import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusals } from '../../../server-mock/scenarios/refusals.ts'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { sm3 } from '../../../src/main/station/gateways/gm/sm.ts'
import { openStore } from '../../../src/main/station/store/store.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import { boxesOut, expectMoneyAgrees, uploadsAtCenter } from './books.ts'
import { MASTER_KEY } from './harness.ts'
import {
  approval,
  approve,
  bothClocks,
  box,
  bringBack,
  bringTo,
  type Counter,
  chooseFirst,
  fillBasket,
  finish,
  idle,
  MINUTE,
  openCounter,
  PATIENT,
  PHARMACIST,
  pay,
  showPharmacist,
  showVoucherAgain,
} from './sale.ts'
import { openTamperingLine } from './tamperingLine.ts'

let counter: Counter
afterEach(() => counter.shop.close())

describe('a box that does not go into the basket', () => {
  beforeEach(async () => {
    counter = await openCounter({ scenario: 'single-drug' })
  })

  test.each<readonly [string, FailureCode]>([
    [box(1, '8100102'), 'BOX_WRONG_DRUG'],
    [box(9_999, '8100102'), 'BOX_WRONG_DRUG'],
    [box(9_999), 'BOX_UNKNOWN_NEEDS_REASON'],
    ['91234567890123456789', 'BOX_UNKNOWN'],
    [box(13), 'LOT_EXPIRED'],
    [box(14), 'LOT_RECALLED'],
    ['6901234567892', 'BOX_PRODUCT_CODE'],
    ['HY12345678901234567890123456', 'PHARMACIST_VOUCHER_NOT_WANTED'],
  ])('%s: %s', async (code, reason) => {
    await bringTo(counter, 'approved')
    counter.scan(code)
    await counter.noticed(reason)
    expect(boxesOut(counter)).toEqual({})
  })

  test('one that is in it already, one too many', async () => {
    await bringTo(counter, 'approved')
    counter.scan(box(1))
    await counter.sees(({ lines }) => lines[0]?.boxesTaken === 1)
    counter.scan(box(1))
    await counter.noticed('BOX_IN_BASKET')
    counter.scan(box(2))
    const { lines } = await counter.rests('presettled')
    expect(lines[0]?.boxesTaken).toBe(2)
    counter.scan(box(3))
    await counter.noticed('BOX_NOT_NEEDED')
    expect(boxesOut(counter)).toEqual({ reserved: 2 })
  })

  test('a box is not wanted before the review', async () => {
    await bringTo(counter, 'verified')
    counter.scan(box(1))
    await counter.noticed('TRACE_CODE_NOT_WANTED')
  })

  test('one that cannot be scanned is typed with a reason, which stays with it', async () => {
    await bringTo(counter, 'approved')
    expect(await counter.tries('case.addByHand', { code: box(13), reason: '码面破损', lotNumber: null })).toBe('LOT_EXPIRED')
    await counter.does('case.addByHand', { code: box(4), reason: '码面破损', lotNumber: null })
    const { lines } = await idle(counter)
    expect(lines[0]?.items).toMatchObject([{ code: box(4), byHand: '码面破损' }])
  })
})

test('a box that was sold here, and one that came back, are named with the sale that they went out with', async () => {
  const { prescriptions: _one, ...patient } = refusals[0].people[0]
  const drug = { department: '心血管内科', lines: [{ drug: '苯磺酸氨氯地平片', quantity: 1 }] }
  const scenario: Scenario = { ...refusals[0], name: 'two', people: [{ ...patient, prescriptions: [drug, drug, drug] }] }
  counter = await openCounter({ scenario })
  const first = await bringTo(counter, 'handedOver')
  await counter.does('visit.end', {})

  await bringTo(counter, 'approved')
  counter.scan(box(1))
  const { notice } = await counter.noticed('BOX_SOLD_BEFORE')
  expect(notice?.failure.sale?.document).toBe(first.document)
  counter.scan(box(2))
  await counter.rests('presettled')
  await finish(counter)
  await bringBack(counter)
  await counter.does('case.revoke', {})
  await counter.rests('returned')

  await bringTo(counter, 'approved')
  counter.scan(box(2))
  await counter.noticed('BOX_NOT_IN_STOCK')
  await expectMoneyAgrees(counter, 1)
})

test('loose goods: not with a code, once, and only where there are no codes', async () => {
  counter = await openCounter({ scenario: 'herbs' })
  await bringTo(counter, 'approved')
  expect(await counter.tries('case.takeLoose', { line: '2' })).toBe('LINE_UNKNOWN')
  await counter.does('case.takeLoose', { line: '1' })
  await counter.rests('presettled')
  expect(await counter.tries('case.takeLoose', { line: '1' })).toBe('BOX_NOT_NEEDED')
})

describe('the prescription', () => {
  test.each(['file-tampered', 'data-differs'])('that is not genuine goes no further: %s', async (scenario) => {
    counter = await openCounter({ scenario })
    await chooseFirst(counter)
    const seen = await counter.fails('PRESCRIPTION_NOT_GENUINE')
    expect(seen).toMatchObject({ state: 'notGenuine', canRetry: false, verdict: { center: 'notGenuine' } })
    expect(seen.verdict?.words).not.toBe('')
    expect(await counter.tries('case.review', { ...approval, opinion: '通过' })).toBe('CASE_NOT_NOW')
    await counter.does('visit.end', {})
  })

  test('of somebody else than the person at the counter is given up, and nothing of it is kept', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    counter.scan(counter.shop.center.showVoucher(PATIENT).qr)
    const { visit } = await counter.page.sees((state) => state.visit?.phase === 'listed')
    changePatient(counter, '李建国')
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' })
    const seen = await counter.fails('PRESCRIPTION_NOT_OWNED')
    expect(seen).toMatchObject({ state: 'abandoned', hasFile: false, doctor: null })
  })

  test('that the pharmacist rejects is closed, and the visit may end', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'verified')
    await showPharmacist(counter)
    await counter.does('case.review', { isApproved: false, opinion: '剂量过大，请医师复核', checked: [] })
    const seen = await counter.rests('rejected')
    expect(seen.review).toMatchObject({ isApproved: false, opinion: '剂量过大，请医师复核' })
    await counter.does('visit.end', {})
  })

  test.each([
    ['withdrawn-after-authorization', 'PRESCRIPTION_WITHDRAWN', 'withdrawn'],
    ['withdrawn-after-download', 'PRESCRIPTION_WITHDRAWN', 'withdrawn'],
    ['used-elsewhere', 'PRESCRIPTION_USED', 'usedElsewhere'],
  ] as const)('is lost on the way: %s', async (scenario, code, state) => {
    counter = await openCounter({ scenario })
    await chooseFirst(counter)
    expect(await counter.fails(code)).toMatchObject({ state, canRetry: false })
    await counter.does('visit.end', {})
  })

  test.each(['national', 'fujian'])('is withdrawn after the review, in %s: the boxes are free again', async (province) => {
    counter = await openCounter({ scenario: 'withdrawn-after-review', province })
    await bringTo(counter, 'approved')
    await fillBasket(counter)
    expect(await counter.fails('PRESCRIPTION_WITHDRAWN')).toMatchObject({ state: 'withdrawn' })
    expect(boxesOut(counter)).toEqual({})
    await expectMoneyAgrees(counter, 0)
  })

  test.each([
    ['national', 1],
    ['fujian', 0],
  ] as const)('is withdrawn after the goods were reported, in %s: the report is taken back', async (province, which) => {
    counter = await openCounter({ scenario: 'withdrawn-after-outbound', province })
    counter.scan(counter.shop.center.showVoucher(PATIENT).qr)
    const { visit } = await counter.page.sees((state) => state.visit?.phase === 'listed')
    await counter.does('case.choose', { hiRxno: visit?.prescriptions[which]?.hiRxno ?? '' })
    await counter.rests('verified')
    await approve(counter)
    await counter.rests('approved')
    await fillBasket(counter)
    await counter.rests('presettled')
    await pay(counter)
    await counter.sees(({ state, underWay }) => state === 'withdrawn' && underWay === null)
    expect(boxesOut(counter)).toEqual({})
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })

  test('is withdrawn by the hospital between pre-settlement and settlement', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { hiRxno } = await bringTo(counter, 'presettled')
    await counter.shop.admin.withdraw({ hiRxno })
    await pay(counter)
    expect(await counter.fails('PRESCRIPTION_WITHDRAWN')).toMatchObject({ state: 'withdrawn' })
    expect(boxesOut(counter)).toEqual({})
  })

  test('is chosen from the list, and one at a time', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { hiRxno } = await bringTo(counter, 'verified')
    expect(await counter.tries('case.choose', { hiRxno })).toBe('CASE_OPEN')
    expect(await counter.tries('visit.end', {})).toBe('CASE_OPEN')
    await counter.does('case.abandon', { reason: '参保人不要了' })
    expect(await counter.tries('case.choose', { hiRxno: 'another' })).toBe('PRESCRIPTION_NOT_AUTHORIZED')
  })
})

describe('a credential that has run out', () => {
  test('the prescription token: a new scan goes on in the same case', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { id } = await bringTo(counter, 'verified')
    bothClocks(counter, 121 * MINUTE)
    counter.scan(counter.shop.center.showPharmacistVoucher(PHARMACIST).qr)
    await counter.noticed('PRESCRIPTION_TOKEN_DEAD')
    expect(await counter.tries('case.review', { ...approval, opinion: '通过' })).toBe('PRESCRIPTION_TOKEN_DEAD')
    await showVoucherAgain(counter)
    expect(await finish(counter)).toMatchObject({ id, state: 'handedOver' })
    await expectMoneyAgrees(counter, 1)
  })

  test.each(['national', 'fujian'])('the voucher at the settlement, in %s: money waits for a new scan', async (province) => {
    counter = await openCounter({ scenario: 'single-drug', province })
    await bringTo(counter, 'presettled')
    bothClocks(counter, 16 * MINUTE)
    await pay(counter)
    expect(await counter.fails('VOUCHER_TOKEN_DEAD')).toMatchObject({ state: 'outboundReported', canRetry: false })
    expect(await counter.tries('case.settle', { cashGiven: 1_000_000 })).toBe('VOUCHER_TOKEN_DEAD')
    await showVoucherAgain(counter)
    expect(await idle(counter)).toMatchObject({ state: 'outboundReported', failure: null, canRetry: true })
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('the voucher at the pre-settlement: it is asked again after a new scan', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'approved')
    bothClocks(counter, 16 * MINUTE)
    await fillBasket(counter)
    await counter.fails('VOUCHER_TOKEN_DEAD')
    await showVoucherAgain(counter)
    await counter.rests('presettled')
  })

  test('another person’s voucher changes nothing', async () => {
    counter = await openCounter({ scenario: 'not-the-owner' })
    await bringTo(counter, 'presettled')
    counter.scan(counter.shop.center.showVoucher('李建国').qr)
    const { visit } = await counter.noticed('PERSON_MISMATCH')
    expect(visit?.patient?.name).toBe(PATIENT)
    await finish(counter)
    await expectMoneyAgrees(counter, 1)
  })

  test('a voucher that no step wants does not end the case', async () => {
    counter = await openCounter({ scenario: 'not-the-owner' })
    await bringTo(counter, 'verified')
    counter.scan(counter.shop.center.showVoucher('李建国').qr)
    await counter.noticed('CASE_OPEN')
    expect(await counter.accepted('ec.query')).toHaveLength(1)
  })
})

describe('money', () => {
  test('cash that is too little is not taken', async () => {
    counter = await openCounter({ scenario: 'account-empty' })
    const { money } = await bringTo(counter, 'presettled')
    expect(await counter.tries('case.settle', { cashGiven: (money?.cash ?? 0) - 1 })).toBe('CASH_TOO_LITTLE')
    expect(await counter.accepted('2102A')).toHaveLength(0)
  })

  test('a pre-settlement whose amounts do not agree is not settled', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await alter(counter, '2101A')
    await chooseFirst(counter)
    await counter.rests('verified')
    await approve(counter)
    await counter.rests('approved')
    await fillBasket(counter)
    const { money } = await counter.fails('AMOUNTS_DIFFER')
    expect(await counter.tries('case.settle', { cashGiven: money?.cash ?? 0 })).toBe('AMOUNTS_DIFFER')
    expect(await counter.accepted('7207')).toHaveLength(0)
  })

  test('a settlement whose amounts do not agree stands and is shown, nothing is handed over, and it can be taken back', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'presettled')
    await alter(counter, '2102A')
    await pay(counter)
    await counter.sees(({ state }) => state === 'settled')
    const seen = await idle(counter)
    expect(seen).toMatchObject({ failure: { code: 'SETTLEMENT_AMOUNTS_DIFFER' }, uploadsLeft: 0 })
    expect(seen.settlementId).not.toBeNull()
    expect(await counter.tries('case.handOver', {})).toBe('SETTLEMENT_AMOUNTS_DIFFER')
    expect(await counter.tries('visit.end', {})).toBe('CASE_OPEN')
    await bringBack(counter)
    await counter.does('case.revoke', {})
    // what comes back is not what was said to have been paid either
    const back = await counter.fails('SETTLEMENT_AMOUNTS_DIFFER')
    await counter.sees(({ state }) => state === 'returned')
    expect(back.id).toBe(seen.id)
    await expectMoneyAgrees(counter, 0)
  })

  test('a code that the center knows as sold stops the upload; the sale is given up and the box set aside', async () => {
    counter = await openCounter({ scenario: 'code-sold' })
    await bringTo(counter, 'approved')
    counter.scan(box(1))
    await counter.sees(({ lines }) => lines[0]?.boxesTaken === 1)
    counter.scan(box(2))
    await counter.fails('TRACE_CODE_SOLD')
    await counter.does('case.abandon', { reason: '药盒有问题' })
    await counter.rests('abandoned')
    expect(boxesOut(counter)).toEqual({})
    await expectMoneyAgrees(counter, 0)
  })

  test('a drug outside the catalogue is not settled', async () => {
    counter = await openCounter({ scenario: 'not-covered' })
    await bringTo(counter, 'approved')
    await fillBasket(counter)
    expect(await counter.fails('DRUG_NOT_COVERED')).toMatchObject({ state: 'picked', canRetry: false })
    await counter.does('case.abandon', { reason: '自费另购' })
    await expectMoneyAgrees(counter, 0)
  })
})

test('commands without a case are refused', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const codes = [
    await counter.tries('case.retry', {}),
    await counter.tries('case.review', { ...approval, opinion: '通过' }),
    await counter.tries('case.settle', { cashGiven: 0 }),
    await counter.tries('case.handOver', {}),
    await counter.tries('case.abandon', { reason: '没有' }),
    await counter.tries('case.presettle', { useAccount: true }),
  ]
  expect(new Set(codes)).toEqual(new Set(['CASE_MISSING']))
  expect(await counter.tries('case.choose', { hiRxno: 'x' })).toBe('VISIT_MISSING')
})

/** The fund pays a fen more than it says. */
async function alter(of: Counter, wanted: string): Promise<void> {
  const { insuranceUrl } = of.shop.center.connection
  const url = await openTamperingLine(insuranceUrl, (number, answer) =>
    number === wanted
      ? answer.replace(/("hifp_pay":"?)(\d+\.\d\d)/, (_, before, amount) => `${before}${(Number(amount) + 0.01).toFixed(2)}`)
      : answer,
  )
  await of.shop.connect({ insuranceUrl: url })
}

/** The visit is of somebody else than the person whom the center authorized. */
function changePatient(of: Counter, name: string): void {
  const opened = openStore({
    dataFolder: of.shop.folder,
    masterKey: MASTER_KEY,
    clock: Date.now,
    random: randomBytes,
    newId: () => 'never',
    sm3,
  })
  if (!opened.ok) throw new Error(opened.failure.code)
  const { visits, close } = opened.value
  visits.update(visits.current()?.id ?? '', { name })
  close()
}
