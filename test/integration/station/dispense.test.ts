import { afterEach, describe, expect, test } from 'vitest'
import { boxesOut, expectMoneyAgrees, uploadsAtCenter } from './books.ts'
import { bringBack, bringTo, type Counter, fillBasket, idle, openCounter, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

describe.each(['national', 'fujian'])('in %s', (province) => {
  test.each([
    ['single-drug', 2],
    // of the ninth only pieces
    ['five-drugs', 8],
    ['long-term', 3],
    ['dual-channel', 3],
    ['herbs', 0],
  ])('%s goes from the list to the patient’s hands', async (scenario, boxes) => {
    counter = await openCounter({ scenario, province })
    const sold = await bringTo(counter, 'handedOver')
    expect(sold).toMatchObject({ failure: null, unanswered: null, uploadsLeft: 0, canRetry: false })
    expect(sold.money).toMatchObject({ isFinal: true })
    expect(boxesOut(counter)).toEqual(boxes === 0 ? {} : { sold: boxes })
    await expectMoneyAgrees(counter, 1)
  })

  test('a whole sale comes back: money, uploads, boxes', async () => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'handedOver')
    await bringBack(counter)
    await counter.does('case.revoke', {})
    const back = await counter.rests('returned')
    expect(back.returned).toMatchObject({ wanted: 9, scanned: 9 })
    expect(boxesOut(counter)).toEqual({ returned: 8 })
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
    const [prescription] = await counter.shop.admin.prescriptions()
    expect(prescription?.used).toBe(false)
  })
})

test('each step leaves a line of the case’s history, and who made it', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { id } = await bringTo(counter, 'handedOver')
  const history = await counter.page.call('case.history', { caseId: id })
  const happened = history.ok ? history.value : []
  expect(happened.map(({ what }) => what)).toEqual([
    'opened',
    'begin.download',
    'end.download.done',
    'begin.verify',
    'end.verify.done',
    'begin.review',
    'end.review.done',
    'basketChanged',
    'itemAdded',
    'basketChanged',
    'itemAdded',
    'begin.presettle',
    'end.presettle.done',
    'begin.report.7207',
    'end.report.7207.done',
    'begin.settle',
    'end.settle.done',
    'begin.report.3505',
    'end.report.3505.done',
    'handOver',
  ])
  expect(new Set(happened.map(({ by }) => by))).toEqual(new Set(['陈国栋']))
})

test('the case is in the list of today, and its PDF can be looked at', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { id, document } = await bringTo(counter, 'verified')
  const today = await counter.page.call('cases.today', {})
  expect(today).toMatchObject({ ok: true, value: [{ id, document, state: 'verified', patientName: '王秀兰' }] })
  const file = await counter.page.call('case.file', { caseId: id })
  expect(file.ok && Buffer.from(file.value.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
})

test('cash and change: what the patient puts down and gets back', async () => {
  counter = await openCounter({ scenario: 'account-empty' })
  await bringTo(counter, 'approved')
  await fillBasket(counter)
  const { money } = await counter.rests('presettled')
  expect(money?.cash).toBeGreaterThan(0)
  await pay(counter, 1_234)
  const sold = await counter.rests('settled')
  expect(sold.payment).toEqual({ cashGiven: (money?.cash ?? 0) + 1_234, change: 1_234 })
})

test('the personal account pays or does not, as the patient wishes', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const reckoned = await bringTo(counter, 'presettled')
  expect(reckoned.money?.account).toBeGreaterThan(0)
  await counter.does('case.presettle', { useAccount: false })
  const without = await counter.sees(({ money, underWay }) => money?.account === 0 && underWay === null)
  expect(without.money?.cash).toBe(reckoned.money?.person)
  await pay(counter)
  await counter.rests('settled')
  await expectMoneyAgrees(counter, 1)
})

test('a box that is taken out again is free, and the sum is reckoned anew', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const full = await bringTo(counter, 'presettled')
  const item = full.lines[0]?.items[0]
  await counter.does('case.removeItem', { itemId: item?.id ?? '' })
  const open = await counter.rests('approved')
  expect(open.money).toBeNull()
  expect(boxesOut(counter)).toEqual({ reserved: 1 })
  counter.scan(item?.code ?? '')
  await counter.rests('presettled')
  await pay(counter)
  await counter.rests('settled')
  await expectMoneyAgrees(counter, 1)
})

test('two clicks on settle at once settle once', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { money } = await bringTo(counter, 'presettled')
  await idle(counter)
  const cashGiven = money?.cash ?? 0
  const clicks = await Promise.all([1, 2, 3].map(() => counter.page.call('case.settle', { cashGiven })))
  expect(clicks.map((click) => (click.ok ? 'taken' : click.failure.code))).toEqual(['taken', 'CASE_BUSY', 'CASE_BUSY'])
  await counter.rests('settled')
  await idle(counter)
  expect(await counter.accepted('2102A')).toHaveLength(1)
  await expectMoneyAgrees(counter, 1)
})

test('a sale at a cashier’s window is reviewed by the pharmacist who shows the voucher', async () => {
  counter = await openCounter({ scenario: 'single-drug', account: 'C01' })
  const sold = await bringTo(counter, 'handedOver')
  expect(sold.pharmacist).toBe('陈国栋')
  await expectMoneyAgrees(counter, 1)
})

describe('the next patient', () => {
  test('comes when the goods are handed over, and the case before stays in the books', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    const { id } = await bringTo(counter, 'settled')
    expect(await counter.tries('visit.end', {})).toBe('CASE_OPEN')
    await counter.does('case.handOver', {})
    await counter.does('visit.end', {})
    await counter.page.sees(({ visit, dispense }) => visit === null && dispense === null)
    expect(await counter.page.call('cases.today', {})).toMatchObject({ value: [{ id, state: 'handedOver' }] })
  })

  test('finds a finished return gone from the screen', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'handedOver')
    await counter.does('visit.end', {})
    const today = await counter.page.call('cases.today', {})
    const caseId = today.ok ? (today.value[0]?.id ?? '') : ''
    await counter.does('case.beginReturn', { caseId })
    expect(await counter.tries('visit.end', {})).toBe('CASE_OPEN')
    await bringBack(counter)
    await counter.does('case.revoke', {})
    await counter.rests('returned')
    await counter.does('visit.end', {})
    await counter.page.sees(({ dispense }) => dispense === null)
    await expectMoneyAgrees(counter, 0)
  })
})

test('a return that was begun by mistake is given up, and the sale stands', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  const { id } = await bringTo(counter, 'handedOver')
  await counter.does('case.beginReturn', { caseId: id })
  await counter.does('case.abandon', { reason: '扫错了' })
  const sold = await idle(counter)
  expect(sold.returned).toBeNull()
  await counter.does('visit.end', {})
  await expectMoneyAgrees(counter, 1)
})
