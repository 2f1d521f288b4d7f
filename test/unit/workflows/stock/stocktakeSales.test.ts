import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Store } from '../../../../src/main/station/store/store.ts'
import { createStocktaking } from '../../../../src/main/station/workflows/stock/stocktake/stocktaking.ts'
import type { Person } from '../../../../src/shared/contract/counter.ts'
import type { Quantity } from '../../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, receiveBox, stockShelf } from '../../store/books.ts'
import { noSecret, openTestStore } from '../../store/support.ts'

const cashier: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
const manager: Person = { id: 'M01', name: '周店长', roles: ['manager'] }
const BOX = amlodipine.piecesPerPack
const paper = { changeType: null, holder: null, accountId: null } as const
const loose = { ...amlodipine, id: 'SP0002', isTraced: false, piecesPerPack: 1 }
const looseLot = { ...amlodipineLot, id: 'SP0002-A', drugId: 'SP0002' }

/** Something that happens in the shop. `box` is one of those that stand there, in turn. */
type Step =
  | { readonly does: 'count' | 'sell' | 'take' | 'putBack'; readonly box: number }
  | { readonly does: 'sellPieces'; readonly box: number; readonly pieces: number }
  | { readonly does: 'receive' }
  | { readonly does: 'countLoose' }
  | { readonly does: 'sellLoose'; readonly count: number }

const box = fc.nat({ max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('count', 'sell', 'take', 'putBack'), box }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('sellPieces' as const), box, pieces: fc.integer({ min: 1, max: 4 }) }),
  },
  fc.record({ does: fc.constant('receive' as const) }),
  fc.record({ does: fc.constant('countLoose' as const) }),
  fc.record({ does: fc.constant('sellLoose' as const), count: fc.integer({ min: 1, max: 9_999 }) }),
)

/** The goods themselves, whatever the books say of them: how many pieces are in each box, and how much of the loose ones there is. */
interface Shelf {
  readonly boxes: Map<number, number>
  loose: number
}

it('after a stocktake the books have what is there, whatever was sold, taken, put back and received while it was counted', async () => {
  const boxesAtFirst = fc.array(fc.constantFrom('there', 'gone', 'lessInIt'), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(boxesAtFirst, fc.array(step, { maxLength: 25 }), async (boxes, steps) => {
      const store = openTestStore()
      const shop = openShop(store, boxes)
      for (const each of steps) shop.happens(each)
      await shop.endCount()
      const { shelf } = shop
      const inStock = [...shelf.boxes].map(([serial]) => store.packs.find(codeOf(serial)))
      expect(inStock.map((pack) => [pack?.place, pack?.pieces])).toEqual(
        [...shelf.boxes.values()].map((pieces) => ['inStock', pieces]),
      )
      const pieces = [...shelf.boxes.values()].reduce((sum, each) => sum + each, 0)
      expect(store.book.onHand(amlodipine.id)).toBe(pieces)
      expect(store.packs.countInStock(amlodipine.id)).toBe(shelf.boxes.size)
      expect(store.book.onHand(loose.id)).toBe(shelf.loose)
    }),
    { numRuns: 15 },
  )
}, 60_000)

function openShop(store: Store, boxes: readonly ('there' | 'gone' | 'lessInIt')[]) {
  stockShelf(store, boxes.length)
  store.goods.put(loose, [])
  store.goods.putLot(looseLot)
  const visit = openVisit(store)
  store.accounts.create({ ...manager, secret: noSecret })
  const goods = { drugId: amlodipine.id, lotId: amlodipineLot.id }
  const looseGoods = { drugId: loose.id, lotId: looseLot.id }
  store.book.record({ ...paper, ...goods, kind: 'opening', document: 'opening', count: boxes.length * BOX })
  store.book.record({ ...paper, ...looseGoods, kind: 'opening', document: 'opening', count: 1_000_000 })
  const shelf: Shelf = {
    boxes: new Map(
      boxes.flatMap((is, index) => (is === 'gone' ? [] : [[index + 1, is === 'lessInIt' ? BOX - 12 : BOX] as const])),
    ),
    loose: 900_000,
  }
  const stocktaking = createStocktaking({ store, tell: () => undefined, pump: () => undefined, changed: () => undefined })
  const begun = stocktaking.begin({ kind: 'shop' }, true, cashier)
  if (!begun.ok) throw new Error(begun.failure.code)
  const { id } = begun.value
  let lastCode = 100
  let cases = 0

  const placeOf = (serial: number) => store.packs.find(codeOf(serial))?.place
  const nth = (index: number): number | undefined => [...shelf.boxes.keys()][index % Math.max(1, shelf.boxes.size)]
  const count = (serial: number): void => {
    if (store.stocktakes.ofCode(id, codeOf(serial)) !== null) return
    const pieces = shelf.boxes.get(serial) ?? BOX
    const counted = stocktaking.countBox(id, codeOf(serial), { pieces, lotId: null }, cashier)
    if (!counted.ok) throw new Error(counted.failure.code)
  }
  const take = (serial: number): string => {
    const { id: holder } = openTestCase(store, visit, `RX${++cases}`)
    store.packs.move(codeOf(serial), { from: 'inStock', to: 'reserved', holder, accountId: 'C01' })
    return holder
  }
  const putBack = (serial: number): void =>
    void store.packs.move(codeOf(serial), { from: 'reserved', to: 'inStock', holder: null, accountId: 'C01' })

  /** So much leaves the box, of which its books must have as much. */
  const sell = (serial: number, pieces: number | null): void => {
    const there = shelf.boxes.get(serial) ?? 0
    const inBooks = store.packs.find(codeOf(serial))?.pieces ?? 0
    // the person opens the box only for what is in it, and sells a whole one only when it is whole
    if (pieces === null ? there !== inBooks : pieces >= Math.min(there, inBooks)) return
    const holder = take(serial)
    const sold = pieces ?? there
    if (pieces === null) store.packs.move(codeOf(serial), { from: 'reserved', to: 'sold', holder, accountId: 'C01' })
    else {
      const piecesLeft = inBooks - sold
      store.packs.move(codeOf(serial), { from: 'reserved', to: 'inStock', holder: null, piecesLeft, accountId: 'C01' })
    }
    store.book.record({ ...paper, ...goods, kind: 'sale', document: `LS${cases}`, holder, count: -sold })
    if (pieces === null) shelf.boxes.delete(serial)
    else shelf.boxes.set(serial, there - sold)
  }

  return {
    shelf,
    happens: (each: Step): void => {
      if (each.does === 'receive') {
        const serial = ++lastCode
        receiveBox(store, codeOf(serial))
        store.book.record({ ...paper, ...goods, kind: 'purchase', document: `RK${serial}`, count: BOX })
        shelf.boxes.set(serial, BOX)
        return
      }
      if (each.does === 'countLoose') {
        if (store.stocktakes.ofDrug(id, loose.id).length > 0) return
        const quantity = { units: shelf.loose as Quantity, pieces: 0 }
        const counted = stocktaking.countQuantity(id, { ...looseGoods, quantity }, cashier)
        if (!counted.ok) throw new Error(counted.failure.code)
        return
      }
      if (each.does === 'sellLoose') {
        store.book.record({ ...paper, ...looseGoods, kind: 'sale', document: `LS${++cases}`, count: -each.count })
        shelf.loose -= each.count
        return
      }
      const serial = nth(each.box)
      if (serial === undefined) return
      const place = placeOf(serial)
      if (each.does === 'count' && place === 'inStock') count(serial)
      if (each.does === 'take' && place === 'inStock') take(serial)
      if (each.does === 'putBack' && place === 'reserved') putBack(serial)
      if (each.does === 'sell' && place === 'inStock') sell(serial, null)
      if (each.does === 'sellPieces' && place === 'inStock') sell(serial, each.pieces)
    },
    /** What is still to be counted is, but for boxes that moved since the first was counted; what lies in a basket goes back first. */
    endCount: async (): Promise<void> => {
      const began = store.stocktakes.ofDrug(id, amlodipine.id)[0]?.after ?? Number.POSITIVE_INFINITY
      for (const [serial, pieces] of shelf.boxes) {
        if (placeOf(serial) === 'reserved') putBack(serial)
        const inBooks = store.stocktakes.ledger.box(codeOf(serial))
        const isSeen = inBooks?.pieces === pieces && inBooks.moved > began
        if (!isSeen) count(serial)
      }
      const quantity = { units: shelf.loose as Quantity, pieces: 0 }
      if (store.stocktakes.ofDrug(id, loose.id).length === 0) stocktaking.countQuantity(id, { ...looseGoods, quantity }, cashier)
      const approved = await stocktaking.approve(id, manager)
      if (!approved.ok) throw new Error(approved.failure.code)
      await stocktaking.idle()
    },
  }
}
