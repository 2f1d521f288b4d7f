import type Database from 'better-sqlite3'
import { z } from 'zod'
import { err, type Result } from '../../../shared/domain/result.ts'
import { Bytes, jsonColumn } from './columns.ts'
import type { Sealer, SealFault } from './sealer.ts'

/** Small things kept by name: JSON values, sealed texts, counters, and the business sign-ins of the day. */
export interface Settings {
  /** the JSON value under a key, to be parsed by the caller; null when there is none */
  get(key: string): unknown
  /** keeps a JSON value; null forgets it */
  set(key: string, value: unknown): void
  /** the next number of a counter, from 1, never given twice however many processes ask; a commit of its own outside a transaction */
  nextNumber(counter: string): number
  /** takes `count` numbers of a counter at once, which nobody else is given then; the first of them */
  takeNumbers(counter: string, count: number): number
  /** a text sealed under its key */
  getSealed(key: string): Result<string, SealFault | 'missing'>
  setSealed(key: string, text: string): void
  /** sign_no of 9001 for one operator and day (yyyy-MM-dd); null when there is none */
  signNo(day: string, operatorId: string): string | null
  /** keeps a sign_no; those of other days are forgotten */
  setSignNo(day: string, operatorId: string, signNo: string): void
  forgetSignNo(day: string, operatorId: string): void
}

const SIGN_INS = 'businessSignIns'
const SignIns = z.strictObject({ day: z.string(), signNos: z.record(z.string(), z.string()) }).nullable()

const ValueRow = z.strictObject({ value: jsonColumn(z.unknown()) })
const SealedRow = z.strictObject({ sealed: Bytes })
const CounterRow = z.strictObject({ value: jsonColumn(z.int()) })

/** The settings of one database. */
export function createSettings(db: Database.Database, sealer: Sealer): Settings {
  const select = db.prepare('SELECT value FROM settings WHERE key = ? AND value IS NOT NULL')
  const selectSealed = db.prepare('SELECT sealed FROM settings WHERE key = ? AND sealed IS NOT NULL')
  const upsert = db.prepare(`INSERT INTO settings (key, value, sealed) VALUES (@key, @value, @sealed)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, sealed = excluded.sealed`)
  const increment =
    db.prepare(`INSERT INTO settings (key, value) VALUES ('counter/' || @counter, CAST(CAST(@count AS INTEGER) AS TEXT))
    ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + CAST(@count AS INTEGER) RETURNING value`)
  const cell = (key: string) => ({ table: 'settings', column: 'sealed', row: key })

  const lastOf = (counter: string, count: number): number => CounterRow.parse(increment.get({ counter, count })).value
  const get = (key: string): unknown => {
    const row = select.get(key)
    return row === undefined ? null : ValueRow.parse(row).value
  }
  const set = (key: string, value: unknown): void => {
    upsert.run({ key, value: JSON.stringify(value), sealed: null })
  }
  const signNosOf = (day: string): Readonly<Record<string, string>> => {
    const kept = SignIns.parse(get(SIGN_INS))
    return kept?.day === day ? kept.signNos : {}
  }

  return {
    get,
    set,
    nextNumber: (counter) => lastOf(counter, 1),
    takeNumbers: (counter, count) => lastOf(counter, count) - count + 1,
    getSealed(key) {
      const row = selectSealed.get(key)
      return row === undefined ? err('missing') : sealer.open(cell(key), SealedRow.parse(row).sealed)
    },
    setSealed(key, text) {
      upsert.run({ key, value: null, sealed: sealer.seal(cell(key), text) })
    },
    signNo: (day, operatorId) => signNosOf(day)[operatorId] ?? null,
    setSignNo: (day, operatorId, signNo) =>
      db.transaction(() => set(SIGN_INS, { day, signNos: { ...signNosOf(day), [operatorId]: signNo } })).immediate(),
    forgetSignNo: (day, operatorId) =>
      db
        .transaction(() => {
          const { [operatorId]: _forgotten, ...signNos } = signNosOf(day)
          set(SIGN_INS, { day, signNos })
        })
        .immediate(),
  }
}
