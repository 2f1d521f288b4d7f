import type { StockView, StockViewAsk } from '../../../shared/contract/stock/views.ts'
import { readingOnly } from '../store/readingOnly.ts'
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
  return readingOnly(file, (db) => readView(db, ask, at, page))
}
