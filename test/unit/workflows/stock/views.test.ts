import { expect, it } from 'vitest'
import { createViews } from '../../../../src/main/station/workflows/stock/views/views.ts'
import { failure } from '../../../../src/shared/contract/failures.ts'
import type { BookPlace, DrugBook } from '../../../../src/shared/contract/stock/views.ts'
import type { Price } from '../../../../src/shared/domain/money.ts'
import { err } from '../../../../src/shared/domain/result.ts'
import { amlodipine, amlodipineLot, codeOf, PREFIX, receiveBox, stockShelf } from '../../store/books.ts'
import { addCashier, openTestStore } from '../../store/support.ts'

const EAN = '6901234567892'

function openViews() {
  const store = openTestStore()
  stockShelf(store)
  store.goods.put({ ...amlodipine, barcode: EAN, price: 23_500_000 as Price }, [PREFIX])
  const nobody = (): never => {
    throw new Error('the book of one drug needs neither worker nor printer')
  }
  const views = createViews({
    mode: 'training',
    database: '',
    store,
    work: { run: nobody },
    paperWay: { print: nobody },
    shop: nobody,
    clock: nobody,
  })
  const book = (of: string, after: BookPlace | null = null): DrugBook => {
    const found = views.movements(of, after)
    if (!found.ok) throw new Error(found.failure.code)
    return found.value
  }
  return { store, views, book }
}

it('the book of a drug goes back page by page, each line with what there was after it', () => {
  const { store, book } = openViews()
  const counts = Array.from({ length: 45 }, (_, index) => (index % 3 === 2 ? -28 : 56))
  for (const [index, count] of counts.entries()) {
    store.book.record({
      kind: count > 0 ? 'purchase' : 'sale',
      changeType: null,
      drugId: amlodipine.id,
      lotId: amlodipineLot.id,
      count,
      document: `D${index}`,
      holder: null,
      accountId: index === 0 ? addCashier(store) : null,
    })
  }
  const first = book(amlodipine.id)
  const second = book(amlodipine.id, first.next)
  // what happens meanwhile changes no page that follows
  store.book.record({
    kind: 'purchase',
    changeType: null,
    drugId: amlodipine.id,
    lotId: amlodipineLot.id,
    count: 28,
    document: 'later',
    holder: null,
    accountId: null,
  })
  const third = book(amlodipine.id, second.next)
  const rows = [...first.rows, ...second.rows, ...third.rows]
  expect([first.rows.length, second.rows.length, third.rows.length, third.next]).toEqual([20, 20, 5, null])
  expect(rows.map(({ document }) => document)).toEqual(counts.map((_, index) => `D${44 - index}`))
  const sums = counts.map((_, index) => (counts.slice(0, index + 1).reduce((sum, each) => sum + each, 0) / 28) * 10_000)
  expect(rows.map(({ left }) => left)).toEqual(sums.toReversed())
  expect(rows.at(-1)).toMatchObject({ kind: 'purchase', quantity: 20_000, lot: amlodipineLot.number, person: '林晓燕' })
  expect(first.onHand).toBe(sums.at(-1))
})

it('a drug is found by its own number, its EAN, the code of any of its boxes, and the first digits of one that nobody knows', () => {
  const { store, book, views } = openViews()
  receiveBox(store, codeOf(1))
  for (const text of [amlodipine.id, EAN, codeOf(1), codeOf(2)]) {
    expect(book(text), text).toMatchObject({ drugId: amlodipine.id, rows: [], next: null, onHand: 0 })
  }
  expect(views.movements('6900000000000', null)).toEqual(err(failure('SALE_GOODS_UNKNOWN')))
})
