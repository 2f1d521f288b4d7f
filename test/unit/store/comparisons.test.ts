import { expect, test } from 'vitest'
import { factLookUps } from '../../../src/main/station/store/stock/comparison/drugFacts.ts'
import { comparisonLookUps } from '../../../src/main/station/store/stock/comparisons.ts'
import type { DrugComparison } from '../../../src/shared/domain/comparison/compare.ts'
import type { Fen, Price, Quantity } from '../../../src/shared/domain/money.ts'
import { amlodipine, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const compared = (worths: readonly number[]): DrugComparison => ({
  drugId: amlodipine.id,
  shelf: null,
  book: 10_000 as Quantity,
  province: 20_000 as Quantity,
  price: 1_000_000 as Price,
  provincePrice: null,
  differences: worths.map((worth) => ({
    cause: 'uploadDoubled',
    cure: 'deleteAndSend',
    kinds: ['quantity'],
    quantity: 10_000 as Quantity,
    worth: worth as Fen,
    batchSerials: ['S1'],
    documents: ['D1'],
  })),
})

test('a run keeps its answers until the next one begins, and shows its differences by their worth', () => {
  const store = openTestStore()
  stockShelf(store)
  const { comparisons } = store
  comparisons.begin({ id: 'R1', accountId: null, drugs: store.goods.count() })
  const [first] = comparisons.unasked('R1', 100)
  expect(first?.drugIds).toContain(amlodipine.id)
  const answer = { drugId: amlodipine.id, quantity: null, price: null, lots: null }
  comparisons.answer('R1', [answer])
  expect(comparisons.answerOf('R1', amlodipine.id)).toEqual(answer)
  expect(comparisons.unasked('R1', 100).flatMap(({ drugIds }) => drugIds)).not.toContain(amlodipine.id)
  comparisons.write('R1', [amlodipine.id], [compared([100, 300])])
  comparisons.end('R1', 5)
  expect(comparisons.lastDone()).toMatchObject({ id: 'R1', equal: 5, failure: null })
  expect(comparisons.lines('R1', null, { from: 0, limit: 10 }).map(({ worth }) => worth)).toEqual([300, 100])
  expect(comparisons.sums('R1')).toEqual([{ cause: 'uploadDoubled', lines: 2, worth: 400 }])
  comparisons.write('R1', [amlodipine.id], [])
  expect(comparisons.lines('R1', 'uploadDoubled', { from: 0, limit: 10 })).toEqual([])
  comparisons.begin({ id: 'R2', accountId: null, drugs: 1 })
  expect(comparisons.answerOf('R1', amlodipine.id)).toBeNull()
})

test('every look into books that grow without end goes by an index', () => {
  const folder = newDataFolder()
  openTestStore(folder)
  const raw = openRaw(folder)
  const named = { runId: 'R', cause: 'splitRest', limit: 1, from: 0 }
  for (const [name, sql] of [...Object.entries(comparisonLookUps), ...Object.entries(factLookUps)]) {
    const values = sql.includes('@')
      ? [named]
      : sql
          .split('?')
          .slice(1)
          .map(() => 1)
    const plan = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
    for (const { detail } of plan) expect(detail, name).not.toMatch(/^SCAN (?!.*USING)/)
  }
})
