import type Database from 'better-sqlite3'
import { z } from 'zod'

/** The lines of the one file that is being imported, on disk before the first of them counts. */
export interface ImportLines {
  add(lines: readonly string[]): void
  /** the first lines that are left, in their order */
  first(limit: number): readonly { readonly seq: number; readonly line: string }[]
  /** those up to and with this one are done */
  removeUpTo(seq: number): void
  count(): number
  clear(): void
}

const Row = z.strictObject({ seq: z.int(), line: z.string() })
const Count = z.int()

/** The lines being imported into one database. */
export function createImportLines(db: Database.Database): ImportLines {
  const insert = db.prepare('INSERT INTO import_lines (line) VALUES (?)')
  const select = db.prepare('SELECT seq, line FROM import_lines ORDER BY seq LIMIT ?')
  const remove = db.prepare('DELETE FROM import_lines WHERE seq <= ?')
  const count = db.prepare('SELECT count(*) FROM import_lines').pluck()
  const clear = db.prepare('DELETE FROM import_lines')
  return {
    add: (lines) =>
      db
        .transaction(() => {
          for (const line of lines) insert.run(line)
        })
        .immediate(),
    first: (limit) => select.all(limit).map((row) => Row.parse(row)),
    removeUpTo: (seq) => void remove.run(seq),
    count: () => Count.parse(count.get()),
    clear: () => void clear.run(),
  }
}
