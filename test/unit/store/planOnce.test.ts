import Database from 'better-sqlite3'
import { afterEach, expect, it, vi } from 'vitest'
import { lookUpBox } from '../../../src/main/station/workflows/boxRules.ts'
import { lifeOf } from '../../../src/main/station/workflows/stock/boxLife.ts'
import { parseTraceCode } from '../../../src/shared/domain/traceCode.ts'
import { codeOf, openTestCase, openVisit, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

afterEach(() => void vi.restoreAllMocks())

/** How often SQLite planned a query while `look` went on: the driver makes what builds the rows whenever it did. */
function plansOf(look: () => void): number {
  const planned = vi.spyOn(globalThis, 'Function')
  look()
  const { length } = planned.mock.calls
  planned.mockRestore()
  return length
}

it('a box that is scanned, and its life, are looked up without a plan made anew', () => {
  const store = openTestStore()
  stockShelf(store, 3)
  const { id: holder } = openTestCase(store, openVisit(store))
  for (const serial of [1, 2]) {
    store.packs.move(codeOf(serial), { from: 'inStock', to: 'reserved', holder, accountId: null })
    store.packs.move(codeOf(serial), { from: 'reserved', to: 'sold', holder, accountId: null })
  }
  const look = (serial: number): void => {
    const read = parseTraceCode(codeOf(serial))
    if (read === null) throw new Error('the code is none')
    expect(lookUpBox(store, 'another', read).sale?.document).toBe(store.cases.find(holder)?.document)
    expect(lifeOf(store, codeOf(serial)).ok).toBe(true)
    expect(store.goods.lotsOnShelf('SP0001', serial)).toHaveLength(1)
  }
  look(1)
  expect(plansOf(() => look(2))).toBe(0)
})

it('every statement of the books is planned as it would be without the plus', () => {
  const folder = newDataFolder()
  const statements = new Set<string>()
  const { prepare } = Database.prototype
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
    statements.add(sql)
    return prepare.call(this, sql)
  })
  openTestStore(folder)
  vi.restoreAllMocks()
  const raw = openRaw(folder)
  const planOf = (sql: string): readonly string[] => {
    const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1] as const)
    const bound = names.length > 0 ? [Object.fromEntries(names)] : [...sql.matchAll(/\?/g)].map(() => 1)
    return raw
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...bound)
      .map(({ detail }) => detail)
  }
  const changed = [...statements].filter((sql) => /= \+[?@]/.test(sql) && /^\s*(?:SELECT|UPDATE|DELETE|WITH|INSERT)/.test(sql))
  expect(changed.length).toBeGreaterThan(80)
  for (const sql of changed) expect(planOf(sql), sql).toEqual(planOf(sql.replaceAll('= +', '= ')))
})
