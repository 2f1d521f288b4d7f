import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Price } from '../../../../shared/domain/money.ts'
import { type Drug, type Goods, searchForm } from '../goods.ts'

/** What a drug cost from a moment on (epoch ms). */
export interface DatedPrice {
  readonly since: number
  readonly price: Price
}

/** What the list of the shop's drugs needs beside the goods themselves. */
export interface Catalogue {
  /**
   * The drugs whose name, product name, own code, national code or EAN has `text` in it, wide and narrow, small and capital letters alike, by their names; all of them for an empty one.
   */
  search(text: string, page: { readonly offset: number; readonly limit: number }): SearchedPage
  prefixesOf(drugId: string): readonly string[]
  /** one more prefix of a drug's codes; throws when a drug has it already */
  addPrefix(drugId: string, prefix: string): void
  /** whether the books have anything of a drug: then what they count it in stays as it is */
  isInBooks(drugId: string): boolean
  /** adds a drug or changes it, and keeps its price with the day from which it holds; throws when another drug has one of the prefixes */
  put(drug: Drug, prefixes: readonly string[], accountId: string | null): void
  /** newest first; not the one that a drug had before the first that the books kept */
  pricesOf(drugId: string): readonly DatedPrice[]
}

export interface SearchedPage {
  readonly ids: readonly string[]
  /** of all pages */
  readonly total: number
}

const Id = z.string()
const Count = z.int()
const PriceRow: z.ZodType<DatedPrice> = z.strictObject({ since: z.int(), price: z.custom<Price>(Number.isSafeInteger) })

/** The moment of a price that a drug had before the books kept any: nobody knows it. */
const BEFORE_ALL = 0

const FOUND = 'FROM drugs WHERE instr(words, @text) > 0'

/** The look-ups in a catalogue of 20,000 drugs and more, exported so that a test can ask which index each one uses. */
export const catalogueLookUps = Object.freeze({
  search: `SELECT id ${FOUND} ORDER BY words, id LIMIT @limit OFFSET @offset`,
  count: `SELECT count(*) ${FOUND}`,
  prefixesOf: 'SELECT prefix FROM drug_prefixes WHERE drug_id = @drugId ORDER BY prefix',
  isInBooks: `SELECT EXISTS (SELECT 1 FROM stock_movements WHERE drug_id = @drugId) OR EXISTS (SELECT 1 FROM packs WHERE drug_id = @drugId)`,
  pricesOf: `SELECT since, price FROM drug_prices WHERE drug_id = @drugId AND since > ${BEFORE_ALL} ORDER BY seq DESC LIMIT 20`,
  anyPrice: 'SELECT 1 FROM drug_prices WHERE drug_id = @drugId LIMIT 1',
})

/** The catalogue of one database. */
export function createCatalogue(db: Database.Database, goods: Goods, ports: { readonly clock: () => number }): Catalogue {
  const selectFound = db.prepare(catalogueLookUps.search).pluck()
  const countFound = db.prepare(catalogueLookUps.count).pluck()
  const selectPrefixes = db.prepare(catalogueLookUps.prefixesOf).pluck()
  const insertPrefix = db.prepare('INSERT INTO drug_prefixes (prefix, drug_id) VALUES (@prefix, @drugId)')
  const selectInBooks = db.prepare(catalogueLookUps.isInBooks).pluck()
  const selectPrices = db.prepare(catalogueLookUps.pricesOf)
  const selectAnyPrice = db.prepare(catalogueLookUps.anyPrice)
  const insertPrice = db.prepare(
    'INSERT INTO drug_prices (drug_id, since, price, account_id) VALUES (@drugId, @since, @price, @accountId)',
  )

  return {
    search: (asked, page) => {
      const text = searchForm(asked)
      return {
        ids: selectFound.all({ text, ...page }).map((id) => Id.parse(id)),
        total: Count.parse(countFound.get({ text })),
      }
    },
    prefixesOf: (drugId) => selectPrefixes.all({ drugId }).map((prefix) => Id.parse(prefix)),
    addPrefix: (drugId, prefix) => void insertPrefix.run({ drugId, prefix }),
    isInBooks: (drugId) => selectInBooks.get({ drugId }) === 1,
    put: (drug, prefixes, accountId) =>
      db
        .transaction(() => {
          const before = goods.drug(drug.id)
          goods.put(drug, prefixes)
          if (before?.price === drug.price) return
          const { id: drugId, price } = drug
          if (before !== null && selectAnyPrice.get({ drugId }) === undefined)
            insertPrice.run({ drugId, since: BEFORE_ALL, price: before.price, accountId: null })
          insertPrice.run({ drugId, since: ports.clock(), price, accountId })
        })
        .immediate(),
    pricesOf: (drugId) => selectPrices.all({ drugId }).map((row) => PriceRow.parse(row)),
  }
}
