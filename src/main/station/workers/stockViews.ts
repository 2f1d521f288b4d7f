import Database from 'better-sqlite3'
import type { StockView, StockViewAsk } from '../../../shared/contract/stock/views.ts'
import { readView } from '../store/stock/views.ts'

/** Which view of the stock is read from which database file, at what time (epoch ms). `page` from 0; null: every row. */
export interface ReadView {
  readonly file: string
  readonly ask: StockViewAsk
  readonly at: number
  readonly page: number | null
}

/** Reads a view over a connection of its own that can only read: whoever sells meanwhile neither waits nor is seen half-way. */
export function readStock({ file, ask, at, page }: ReadView): StockView {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return db.transaction(readView)(db, ask, at, page)
  } finally {
    db.close()
  }
}
