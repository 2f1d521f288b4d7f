import { expect, it } from 'vitest'
import { lifeOf } from '../../../../src/main/station/workflows/stock/boxLife.ts'
import { amlodipine, codeOf, openTestCase, openVisit, stockShelf } from '../../store/books.ts'
import { openTestStore } from '../../store/support.ts'

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
