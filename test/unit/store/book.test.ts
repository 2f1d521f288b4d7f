import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookLookUps } from '../../../src/main/station/store/stock/book.ts'
import { changeLookUps } from '../../../src/main/station/store/stock/changes.ts'
import { deliveryLookUps } from '../../../src/main/station/store/stock/receiving.ts'
import { uploadLookUps } from '../../../src/main/station/store/stock/uploads.ts'
import type { Quantity } from '../../../src/shared/domain/money.ts'
import { countOfQuantity, countsPerUnit, quantityOfCount } from '../../../src/shared/domain/stockBook.ts'
import { amlodipine, amlodipineLot, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const paper = { changeType: null, document: 'D1', holder: null, accountId: null } as const
const secondLot = { ...amlodipineLot, id: 'SP0001-B', number: '260201B' }

describe('the book of the stock', () => {
  it('has as balance of each lot the sum of its movements, whatever they are', () => {
    const store = openTestStore()
    stockShelf(store)
    store.goods.putLot(secondLot)
    const count = fc.integer({ min: -1_000, max: 1_000 }).filter((value) => value !== 0)
    const lotId = fc.constantFrom(amlodipineLot.id, secondLot.id)
    const sums = new Map<string, number>()
    fc.assert(
      fc.property(fc.array(fc.record({ lotId, count }), { minLength: 1, maxLength: 20 }), (movements) => {
        for (const each of movements) {
          store.book.record({ ...paper, kind: each.count > 0 ? 'purchase' : 'sale', drugId: amlodipine.id, ...each })
          sums.set(each.lotId, (sums.get(each.lotId) ?? 0) + each.count)
        }
        const left = [...sums]
          .filter(([, sum]) => sum !== 0)
          .map(([id, sum]) => ({ drugId: amlodipine.id, lotId: id, count: sum }))
        expect(store.book.balances()).toEqual(left.toSorted((a, b) => (a.lotId < b.lotId ? -1 : 1)))
        expect(store.book.onHand(amlodipine.id)).toBe([...sums.values()].reduce((all, sum) => all + sum, 0))
        const written = store.book.movementsOf(amlodipine.id, 0)
        expect(written.reduce((all, { count: each }) => all + each, 0)).toBe(store.book.onHand(amlodipine.id))
      }),
      { numRuns: 50 },
    )
  })

  it('writes nothing for a movement that it does not take', () => {
    const store = openTestStore()
    stockShelf(store)
    const goods = { drugId: amlodipine.id, lotId: amlodipineLot.id }
    for (const count of [0, 0.5, Number.NaN, Number.MAX_VALUE]) {
      expect(() => store.book.record({ ...paper, ...goods, kind: 'purchase', count })).toThrow()
    }
    expect(() => store.book.record({ ...paper, ...goods, kind: 'change', count: 1 })).toThrow('CHECK')
    expect(() => store.book.record({ ...paper, ...goods, lotId: 'none', kind: 'purchase', count: 1 })).toThrow('FOREIGN KEY')
    expect(store.book.movementsOf(amlodipine.id, 0)).toEqual([])
    expect(store.book.balances()).toEqual([])
  })

  it('looks every movement, balance, upload, delivery and change up by an index', () => {
    const folder = newDataFolder()
    openTestStore(folder)
    const raw = openRaw(folder)
    for (const [name, sql] of [bookLookUps, uploadLookUps, deliveryLookUps, changeLookUps].flatMap((each) =>
      Object.entries<string>(each),
    )) {
      const parameters = sql
        .split('?')
        .slice(1)
        .map(() => 1)
      const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
      expect(plan.map(({ detail }) => detail).join(), name).toMatch(/USING (COVERING )?INDEX|USING PRIMARY KEY/)
      expect(plan.map(({ detail }) => detail).join(), name).not.toContain('TEMP B-TREE')
    }
  })
})

describe('the count of the books', () => {
  it('goes to the quantity of the wire and back without loss, for every count of a drug of up to a hundred pieces a box', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        (count, pieces, isTraced) => {
          const perUnit = countsPerUnit({ isTraced, piecesPerPack: pieces })
          expect(countOfQuantity(quantityOfCount(count, perUnit), perUnit)).toBe(count)
        },
      ),
    )
  })

  it('refuses a quantity that is no whole number of pieces', () => {
    expect(countOfQuantity(5_000 as Quantity, 28)).toBe(14)
    expect(countOfQuantity(5_001 as Quantity, 28)).toBeNull()
  })

  it('tells how many uploads are not done with and when the first is late, whatever happens to them in between', () => {
    const store = openTestStore()
    stockShelf(store)
    const { stockUploads } = store
    const add = (batchSerial: string, dueAt: number | null) =>
      stockUploads.add({
        ...{ batchSerial, number: '3505', document: 'D1', line: 1, drugId: amlodipine.id, lotId: amlodipineLot.id },
        ...{ quantity: 10_000 as Quantity, price: null, codes: [], detail: {}, dueAt, accountId: null },
      })
    expect(stockUploads.pending()).toEqual({ count: 0, dueAt: null })
    add('A', 300)
    add('B', null)
    expect(stockUploads.pending()).toEqual({ count: 2, dueAt: 300 })
    add('C', 200)
    expect(stockUploads.pending()).toEqual({ count: 3, dueAt: 200 })
    stockUploads.end('C', 'refused', null)
    expect(stockUploads.pending()).toEqual({ count: 3, dueAt: 200 })
    stockUploads.end('C', 'done', null)
    stockUploads.renew('A', 'D')
    expect(stockUploads.pending()).toEqual({ count: 2, dueAt: 300 })
    const undone = () =>
      store.transaction(() => {
        stockUploads.end('D', 'done', null)
        expect(stockUploads.pending()).toEqual({ count: 1, dueAt: null })
        throw new Error('the power went')
      })
    expect(undone).toThrow('the power went')
    expect(stockUploads.pending()).toEqual({ count: 2, dueAt: 300 })
  })
})
