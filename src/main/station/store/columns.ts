import { z } from 'zod'
import type { Sealer } from './sealer.ts'

/** A column of bytes. */
export const Bytes = z.instanceof(Uint8Array)

/** A text column that holds JSON of the given shape. The error of a column that does not says nothing of what it holds. */
export function jsonColumn<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}

/**
 * Seals and opens the cells of one table; what is null stays null. Opening throws when a cell cannot be opened: after the key was found right, that is
 * damage, and no one at the counter can do anything about it.
 */
export function tableSealer(sealer: Sealer, table: string) {
  function seal(row: string, column: string, text: string): Uint8Array
  function seal(row: string, column: string, text: string | null): Uint8Array | null
  function seal(row: string, column: string, text: string | null): Uint8Array | null {
    return text === null ? null : sealer.seal({ table, column, row }, text)
  }
  function open(row: string, column: string, sealed: Uint8Array): string
  function open(row: string, column: string, sealed: Uint8Array | null): string | null
  function open(row: string, column: string, sealed: Uint8Array | null): string | null {
    if (sealed === null) return null
    const opened = sealer.open({ table, column, row }, sealed)
    if (opened.ok) return opened.value
    throw new Error(`${table}.${column} of row ${row} cannot be opened: ${opened.failure}`)
  }
  return { seal, open }
}
