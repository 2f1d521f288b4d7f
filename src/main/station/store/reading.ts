import Database from 'better-sqlite3'
import { createGoods, type Goods } from './goods.ts'
import { type Catalogue, createCatalogue } from './stock/catalogue.ts'

/** What a worker may look at: nothing can be written through it. */
export interface ReadableBooks {
  readonly goods: Goods
  readonly catalogue: Catalogue
}

/** Looks into the books over a connection of its own that only reads, closed when `look` has returned; `file` is the database. */
export function reading<T>(file: string, look: (books: ReadableBooks) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const goods = createGoods(db)
    return look({ goods, catalogue: createCatalogue(db, goods, { clock: Date.now }) })
  } finally {
    db.close()
  }
}
