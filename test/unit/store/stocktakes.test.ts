import { describe, expect, it } from 'vitest'
import { countingLookUps } from '../../../src/main/station/store/stock/ledgerForCounting.ts'
import { type NewBoxCount, stocktakeLookUps } from '../../../src/main/station/store/stock/stocktakes.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import type { Fen } from '../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, codeOf, stockShelf } from './books.ts'
import { addCashier, newDataFolder, openRaw, openTestStore } from './support.ts'

const goods = { drugId: amlodipine.id, lotId: amlodipineLot.id }

function begin(store: Store, boxes = 3) {
  stockShelf(store, boxes)
  const accountId = addCashier(store)
  const { id } = store.stocktakes.begin({ scope: { kind: 'shop' }, isBlind: true, accountId })
  const boxCount = (serial: number): NewBoxCount => ({
    stocktakeId: id,
    accountId,
    drugId: amlodipine.id,
    code: codeOf(serial),
    lotId: null,
    count: amlodipine.piecesPerPack,
    book: store.stocktakes.ledger.box(codeOf(serial)),
  })
  return { id, accountId, boxCount }
}

describe('a stocktake in the books', () => {
  it('has a number of its own for each day, and what was counted is there when the books are opened again', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    const { id, accountId, boxCount } = begin(store)
    expect(id).toMatch(/^PD\d{8}0001$/)
    const line = store.stocktakes.add(boxCount(1))
    const book = { expected: 2 * amlodipine.piecesPerPack, balance: 0 }
    store.stocktakes.add({ ...boxCount(2), ...goods, code: null, book })
    store.close()

    const again = openTestStore(folder)
    expect(again.stocktakes.open()).toMatchObject([{ id, state: 'counting', isBlind: true, scope: { kind: 'shop' } }])
    expect(again.stocktakes.ofCode(id, codeOf(1))).toMatchObject({
      line,
      accountId,
      after: 3,
      book: { place: 'inStock', moved: 1 },
    })
    expect(again.stocktakes.ofDrug(id, amlodipine.id)).toMatchObject([{ code: codeOf(1) }, { code: null, book }])
    expect(again.stocktakes.counters(id)).toEqual([{ accountId, lines: 2 }])
    expect(again.stocktakes.begin({ scope: { kind: 'shelf', shelf: 'A1' }, isBlind: false, accountId }).id).toMatch(/0002$/)
  })

  it('takes a code once, until it is taken back', () => {
    const store = openTestStore()
    const { id, accountId, boxCount } = begin(store)
    const line = store.stocktakes.add(boxCount(1))
    expect(() => store.stocktakes.add(boxCount(1))).toThrow('UNIQUE')
    store.stocktakes.takeBack(line, accountId)
    expect(() => store.stocktakes.takeBack(line, accountId)).toThrow('faster')
    expect(store.stocktakes.ofCode(id, codeOf(1))).toBeNull()
    expect(store.stocktakes.lastOf(id, accountId)).toBeNull()
    store.stocktakes.add(boxCount(1))
    expect(store.stocktakes.takeBackDrug(id, amlodipine.id, accountId)).toBe(1)
    expect(store.stocktakes.countedDrugs(id)).toBe(0)
  })

  it('knows the boxes on the shelf that nobody counted, with the number of their last movement', () => {
    const store = openTestStore()
    const { id, boxCount } = begin(store)
    store.stocktakes.add(boxCount(1))
    store.packs.move(codeOf(2), { from: 'inStock', to: 'missing', holder: null, accountId: null })
    expect(store.stocktakes.ledger.uncounted(id, amlodipine.id)).toEqual([
      { code: codeOf(3), lotId: amlodipineLot.id, pieces: amlodipine.piecesPerPack, moved: 3 },
    ])
    expect(store.stocktakes.ledger.box(codeOf(2))).toMatchObject({ place: 'missing', moved: 4 })
    expect(store.stocktakes.ledger.codesOf(amlodipine.id, amlodipineLot.id)).toEqual([codeOf(1), codeOf(3)])
  })

  it('is written drug by drug once it is approved, and remembers what no box accounts for', () => {
    const store = openTestStore()
    const { id, accountId } = begin(store)
    const quantity = { kind: 'quantity', code: null, ...goods, count: -28, from: null, was: null, amount: -2350 as Fen } as const
    expect(() => store.stocktakes.drugDone(id, amlodipine.id, 1, [quantity])).toThrow()
    store.stocktakes.decide(id, 'approving', accountId)
    expect(() => store.stocktakes.decide(id, 'cancelled', accountId)).toThrow('faster')
    store.stocktakes.drugDone(id, amlodipine.id, 1, [quantity])
    expect(store.stocktakes.find(id)).toMatchObject({
      state: 'approving',
      doneDrug: amlodipine.id,
      told: 1,
      decidedBy: accountId,
    })
    expect(store.stocktakes.unplaced(amlodipine.id)).toEqual(new Map([[amlodipineLot.id, -28]]))
    store.stocktakes.end(id)
    expect(store.stocktakes.written(id)).toEqual([quantity])
    expect(store.stocktakes.open()).toEqual([])
  })

  it('covers a shelf, some drugs, or the shop, drug by drug', () => {
    const store = openTestStore()
    const { ledger } = store.stocktakes
    for (const [number, shelf] of ['A1', 'A2', 'A1'].entries()) store.goods.put({ ...amlodipine, id: `D${number}`, shelf }, [])
    expect(ledger.shelves()).toEqual(['A1', 'A2'])
    expect(ledger.drugsIn({ kind: 'shop' }, 'D0', 10)).toEqual(['D1', 'D2'])
    expect(ledger.drugsIn({ kind: 'shelf', shelf: 'A1' }, '', 1)).toEqual(['D0'])
    expect(ledger.drugsIn({ kind: 'drugs', drugIds: ['D2', 'D0'] }, 'D0', 10)).toEqual(['D2'])
    expect(ledger.countDrugs({ kind: 'shelf', shelf: 'A1' })).toBe(2)
    expect(ledger.findDrugs('氨氯', 2)).toEqual(['D0', 'D1'])
  })

  it('looks everything that grows without end up by an index', () => {
    const folder = newDataFolder()
    openTestStore(folder)
    const raw = openRaw(folder)
    for (const [name, sql] of [...Object.entries(stocktakeLookUps), ...Object.entries(countingLookUps)]) {
      const parameters = sql
        .split('?')
        .slice(1)
        .map(() => 1)
      const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters)
      const details = plan.map(({ detail }) => detail).join()
      expect(details, name).toMatch(/USING (COVERING )?INDEX|USING PRIMARY KEY/)
      expect(details.replace('USE TEMP B-TREE FOR count(DISTINCT)', ''), name).not.toContain('TEMP B-TREE')
    }
  })
})

describe('a box that a count found different', () => {
  it('has the lot and the content that were counted, and its life says so', () => {
    const store = openTestStore()
    stockShelf(store, 1)
    const other = { ...amlodipineLot, id: 'SP0001-B', number: '260201B' }
    store.goods.putLot(other)
    const by = { accountId: null, reason: 'counted', document: 'PD202611290001' }
    store.packs.correct(codeOf(1), { lotId: other.id, pieces: 10 }, by)
    expect(store.packs.find(codeOf(1))).toMatchObject({ lotId: other.id, pieces: 10, place: 'inStock' })
    expect(store.packs.historyOf(codeOf(1)).at(-1)).toMatchObject({ from: 'inStock', to: 'inStock', pieces: 10, ...by })
    expect(() => store.packs.correct(codeOf(1), { lotId: 'none', pieces: 10 }, by)).toThrow('FOREIGN KEY')
    expect(() => store.packs.correct(codeOf(2), { lotId: other.id, pieces: 10 }, by)).toThrow('not inStock')
  })
})
