import { createGoods, type Goods } from './goods.ts'
import { readingOnly } from './readingOnly.ts'
import { type Catalogue, createCatalogue } from './stock/catalogue.ts'

/** What a worker may look at: nothing can be written through it. */
export interface ReadableBooks {
  readonly goods: Goods
  readonly catalogue: Catalogue
}

/** Looks into the books of a database file without any way to write. */
export function reading<T>(file: string, look: (books: ReadableBooks) => T): T {
  return readingOnly(file, (db) => {
    const goods = createGoods(db)
    return look({ goods, catalogue: createCatalogue(db, goods, { clock: Date.now }) })
  })
}
