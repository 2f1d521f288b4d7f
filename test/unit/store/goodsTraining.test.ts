import { describe, expect, it } from 'vitest'
import { stockTrainingShop } from '../../../src/main/station/workflows/trainingShop.ts'
import { TrainingShop } from '../../../src/shared/contract/host.ts'
import type { Price } from '../../../src/shared/domain/money.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, PREFIX } from './books.ts'
import { openTestStore } from './support.ts'

const { isTraced: _traced, level: _level, barcode: _barcode, shelf: _shelf, special: _special, ...plain } = amlodipine
const shop = TrainingShop.parse({
  pharmacists: [],
  office: { name: '', phone: '' },
  drugs: [
    { ...plain, prefixes: [PREFIX] },
    { ...plain, id: 'SP0008', name: '酸枣仁', piecesPerPack: 1, prefixes: [] },
  ],
  lots: [amlodipineLot, { ...amlodipineLot, id: 'SP0008-A', drugId: 'SP0008' }],
  packs: [1, 2].map((serial) => ({ code: codeOf(serial), drugId: 'SP0001', lotId: 'SP0001-A' })),
})

describe('a training shop', () => {
  it('has its goods, its lots and full boxes in stock, with where they came from', () => {
    const store = openTestStore()
    stockTrainingShop(store, shop)
    expect(store.goods.drug('SP0001')).toEqual(amlodipine)
    expect(store.goods.drugOfPrefix(PREFIX)?.id).toBe('SP0001')
    expect(store.goods.drug('SP0008')).toMatchObject({ isTraced: false })
    expect(store.goods.lotsOf('SP0008').length).toBe(1)
    expect(store.packs.find(codeOf(2))).toMatchObject({ place: 'inStock', pieces: 28, lotId: 'SP0001-A' })
    expect(store.packs.historyOf(codeOf(2))).toMatchObject([{ from: null, to: 'inStock', reason: 'openingStock' }])
    expect(store.book.movementsOf('SP0001', 0)).toMatchObject([{ kind: 'opening', lotId: 'SP0001-A', count: 2 * 28 }])
  })

  it('is stocked once: what was sold, priced anew or recalled since stays so', () => {
    const store = openTestStore()
    stockTrainingShop(store, shop)
    const { id: holder } = openTestCase(store, openVisit(store))
    store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder, accountId: 'C01' })
    store.goods.put({ ...amlodipine, price: 9_900_000 as Price }, [PREFIX])
    store.goods.putLot({ ...amlodipineLot, isRecalled: true })
    stockTrainingShop(store, shop)
    expect(store.packs.find(codeOf(1))).toMatchObject({ place: 'reserved', holder })
    expect(store.packs.historyOf(codeOf(2)).length).toBe(1)
    expect(store.goods.drug('SP0001')?.price).toBe(9_900_000)
    expect(store.goods.lot('SP0001-A')?.isRecalled).toBe(true)
    expect(store.packs.countInStock('SP0001')).toBe(1)
    expect(store.book.onHand('SP0001')).toBe(2 * 28)
  })

  it('is put into the books wholly or not at all', () => {
    const store = openTestStore()
    const broken = { ...shop, packs: [...shop.packs, { code: codeOf(3), drugId: 'SP0001', lotId: 'SP0008-A' }] }
    expect(() => stockTrainingShop(store, broken)).toThrow('FOREIGN KEY')
    expect(() => stockTrainingShop(store, { ...shop, drugs: [], lots: [] })).toThrow('a drug that it has not')
    expect(store.goods.count()).toBe(0)
    expect(store.packs.find(codeOf(1))).toBeNull()
  })
})
