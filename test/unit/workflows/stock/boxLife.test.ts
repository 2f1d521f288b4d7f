import { expect, it } from 'vitest'
import { lifeOf } from '../../../../src/main/station/workflows/stock/boxLife.ts'
import type { Quantity } from '../../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, stockShelf } from '../../store/books.ts'
import { addCashier, openTestStore } from '../../store/support.ts'

it('a box tells its whole life: by whom, with which document, where it is now', () => {
  const store = openTestStore()
  stockShelf(store, 1)
  const { id: holder, document } = openTestCase(store, openVisit(store))
  const by = { holder, accountId: 'C01' }
  store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', ...by })
  store.packs.move(codeOf(1), { from: 'reserved', to: 'sold', ...by })
  const life = lifeOf(store, ` ${codeOf(1)} `)
  const person = store.accounts.find('C01')?.name
  expect(life).toMatchObject({
    ok: true,
    value: {
      code: codeOf(1),
      place: 'sold',
      drug: { id: amlodipine.id },
      lot: { number: '260101A' },
      events: [
        { from: null, to: 'inStock', person: null, document: null, reason: 'openingStock' },
        { from: 'inStock', to: 'reserved', person, document },
        { from: 'reserved', to: 'sold', person, document },
      ],
    },
  })
})

it('a code that the books do not know has no place and no life, only the drug that its first digits name', () => {
  const store = openTestStore()
  stockShelf(store)
  expect(lifeOf(store, codeOf(7))).toMatchObject({
    ok: true,
    value: { place: null, lot: null, events: [], drug: { id: amlodipine.id } },
  })
  expect(lifeOf(store, '89999990000000000001')).toMatchObject({ ok: true, value: { place: null, drug: null } })
})

it('a text that is no trace code is refused', () => {
  const store = openTestStore()
  for (const text of ['', '6901234567892', 'one']) {
    expect(lifeOf(store, text)).toEqual({ ok: false, failure: { code: 'TRACE_CODE_WRONG' } })
  }
})

it('a code that a delivery note names is expected until it comes', () => {
  const store = openTestStore()
  stockShelf(store)
  const openedBy = addCashier(store)
  store.deliveries.open({ id: 'RK1', supplier: '甲供应', note: 'N1', invoice: '', state: 'open', openedBy })
  store.deliveries.putLine('RK1', {
    line: 1,
    drugId: amlodipine.id,
    lotId: amlodipineLot.id,
    named: amlodipine.name,
    lotNumber: amlodipineLot.number,
    madeOn: amlodipineLot.madeOn,
    expiresOn: '2028-12-31',
    expected: 10_000 as Quantity,
    loose: 0 as Quantity,
    price: null,
    isChosen: false,
  })
  const box = { delivery: 'RK1', line: 1, caseCode: null, reason: null, serial: null } as const
  store.deliveries.putBox({ ...box, code: codeOf(7), state: 'expected' })
  expect(lifeOf(store, codeOf(7))).toMatchObject({ ok: true, value: { place: 'expected', lot: { number: '260101A' } } })
  store.deliveries.putBox({ ...box, code: codeOf(7), state: 'missing' })
  expect(lifeOf(store, codeOf(7))).toMatchObject({ ok: true, value: { place: null } })
})
