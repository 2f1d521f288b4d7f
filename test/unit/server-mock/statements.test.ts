import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { planOnce } from '../../../server-mock/store/planOnce.ts'
import { SCHEMA } from '../../../server-mock/store/schema/index.ts'
import { openStore } from '../../../server-mock/store/store.ts'

/** Tables that do not grow with the messages. */
const SMALL = [
  'institution',
  'terminal',
  'application',
  'local_system',
  'pharmacist',
  'drug',
  'drug_terms',
  'disease',
  'policy',
  'meta',
  'serial',
]
/** The administration's lists of everything, for which no message waits; and the log, which keeps no more than its last thousands. */
const LISTS = [
  /FROM settlement WHERE reverses IS NULL/,
  /ORDER BY rowid$/,
  /ORDER BY prescribed_at, hi_rxno$/,
  /\bFROM message\b/,
  /FROM person WHERE name = \+\?/,
]

const statements = new Set<string>()
const db = new Database(':memory:')

beforeAll(() => {
  const { prepare } = Database.prototype
  const spied = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql: string) {
    statements.add(sql)
    return prepare.call(this, sql)
  })
  openStore(':memory:').close()
  spied.mockRestore()
  db.exec(SCHEMA)
})
afterAll(() => {
  db.close()
})

function growing(): readonly string[] {
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  return tables.map(({ name }) => name).filter((name) => !SMALL.includes(name))
}

function definitionOf(index: string): string {
  return String(db.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(index) ?? '')
}

/** An index of what waits to be done has no more rows than that. */
const PARTIAL = /WHERE ended IS NULL/

/** The tables that a statement reads from the first row to the last. */
function scansOf(sql: string): readonly string[] {
  const names = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, 1] as const)
  const marks = [...sql.matchAll(/\?/g)].map(() => 1)
  const bound = names.length > 0 ? [Object.fromEntries(names)] : marks
  const plan = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...bound)
  return plan.flatMap(({ detail }) => {
    const [, table, index = ''] = /^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/.exec(detail) ?? []
    return table === undefined || PARTIAL.test(definitionOf(index)) ? [] : [table]
  })
}

it('no statement that a message needs reads a table that grows from one end to the other', () => {
  expect(statements.size).toBeGreaterThan(60)
  const tables = growing()
  expect(tables).toContain('prescription')
  const slow = [...statements]
    .filter((sql) => /^\s*(?:SELECT|UPDATE|DELETE|WITH)/.test(sql) && !LISTS.some((list) => list.test(sql.trim())))
    .map((sql) => ({ sql, scans: scansOf(sql).filter((table) => tables.includes(table)) }))
    .filter(({ scans }) => scans.length > 0)
  expect(slow).toEqual([])
})

it('a query is planned once, whatever it is asked for', () => {
  const lines = new Database(':memory:')
  planOnce(lines)
  lines.exec(
    "CREATE TABLE line (sheet TEXT, number INTEGER, PRIMARY KEY (sheet, number)); INSERT INTO line VALUES ('a', 1), ('a', 2), ('b', 3)",
  )
  const numbers = lines.prepare<[string], { number: number }>('SELECT number FROM line WHERE sheet = ? ORDER BY number DESC')
  // the driver makes what builds the rows of a query whenever SQLite has planned the query
  const planned = vi.spyOn(globalThis, 'Function')
  const found = ['a', 'b', 'a', 'c'].map((sheet) => numbers.all(sheet))
  const { length: times } = planned.mock.calls
  planned.mockRestore()
  lines.close()
  expect(found).toEqual([[{ number: 2 }, { number: 1 }], [{ number: 3 }], [{ number: 2 }, { number: 1 }], []])
  expect(times).toBe(1)
})
