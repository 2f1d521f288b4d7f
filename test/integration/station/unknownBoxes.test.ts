import { afterEach, describe, expect, test } from 'vitest'
import { boxAt, expectMoneyAgrees } from './books.ts'
import { approval, approve, box, bringTo, type Counter, chooseFirst, finish, openCounter, showPharmacist } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const STRANGE = box(777)
const byHand = (code: string, lotNumber: string | null) => ({ code, reason: '到货未录入，随货单已核', lotNumber })

describe('a box that the books do not know', () => {
  test('is taken with a reason and its lot where the province allows it, and is in the books from then on', async () => {
    counter = await openCounter({ scenario: 'single-drug', province: 'national' })
    await bringTo(counter, 'approved')
    counter.scan(STRANGE)
    await counter.noticed('BOX_UNKNOWN_NEEDS_REASON')
    const { lots } = counter.shop.center.shop
    const [good, expired, recalled] = lots.filter(({ drugId }) => drugId === 'SP0001').map(({ number }) => number)
    expect(await counter.tries('case.addByHand', byHand(STRANGE, null))).toBe('LOT_NEEDED')
    expect(await counter.tries('case.addByHand', byHand(STRANGE, '9999'))).toBe('LOT_MISSING')
    expect(await counter.tries('case.addByHand', byHand(STRANGE, expired ?? ''))).toBe('LOT_EXPIRED')
    expect(await counter.tries('case.addByHand', byHand(STRANGE, recalled ?? ''))).toBe('LOT_RECALLED')
    expect(boxAt(counter, STRANGE)).toBeUndefined()
    await counter.does('case.addByHand', byHand(STRANGE, good ?? ''))
    const { lines } = await counter.sees((seen) => seen.lines[0]?.boxesTaken === 1)
    expect(lines[0]?.items).toMatchObject([{ code: STRANGE, lot: good, byHand: '到货未录入，随货单已核' }])
    await finish(counter)
    expect(boxAt(counter, STRANGE)).toMatchObject({ place: 'sold' })
    await expectMoneyAgrees(counter, 1)
  })

  test('is refused where the province does not, whatever reason is given', async () => {
    counter = await openCounter({ scenario: 'single-drug', province: 'fujian' })
    await bringTo(counter, 'approved')
    counter.scan(STRANGE)
    await counter.noticed('BOX_UNKNOWN')
    expect(await counter.tries('case.addByHand', byHand(STRANGE, null))).toBe('BOX_UNKNOWN')
    expect(boxAt(counter, STRANGE)).toBeUndefined()
  })

  test('is no box at all when its code is none', async () => {
    counter = await openCounter({ scenario: 'single-drug' })
    await bringTo(counter, 'approved')
    for (const code of ['8100101', '6901234567892', '010690123456789321SN1'])
      expect(await counter.tries('case.addByHand', byHand(code, null)), code).toBe('TRACE_CODE_WRONG')
  })
})

test('an approval needs every point of the list, a rejection none', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await chooseFirst(counter)
  await counter.rests('verified')
  await showPharmacist(counter)
  const checked = approval.checked.slice(1)
  expect(await counter.tries('case.review', { ...approval, checked })).toBe('CHECKLIST_INCOMPLETE')
  await counter.does('case.review', approval)
  await counter.rests('approved')
  await counter.does('case.abandon', { reason: '不要了' })
})

test('a case offers the papers of its state', async () => {
  counter = await openCounter({ scenario: 'single-drug' })
  await chooseFirst(counter)
  expect((await counter.rests('verified')).papers).toEqual([])
  await approve(counter)
  expect((await counter.rests('approved')).papers).toEqual(['prescription'])
  expect((await finish(counter)).papers).toEqual(['goodsList', 'receipt', 'prescription', 'bagLabel'])
})
