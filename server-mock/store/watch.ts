import type { Database } from 'better-sqlite3'

const KINDS = ['INSERT', 'UPDATE', 'DELETE'] as const

/** Calls `onTable` with its table for every row that is written to any of `tables`, whoever writes it, until the answer is called. It costs nothing before and after. */
export function watchTables(db: Database, tables: readonly string[], onTable: (table: string) => void): () => void {
  const triggers = tables.flatMap((table) => KINDS.map((kind) => ({ table, kind, name: `temp.watch_${table}_${kind}` })))
  db.function('table_written', (table: unknown) => {
    if (typeof table === 'string') onTable(table)
    return null
  })
  // of this connection alone: they are not kept in the file
  for (const { table, kind, name } of triggers) {
    db.exec(`CREATE TRIGGER ${name} AFTER ${kind} ON main.${table} BEGIN SELECT table_written('${table}'); END`)
  }
  return () => {
    for (const { name } of triggers) db.exec(`DROP TRIGGER IF EXISTS ${name}`)
  }
}
