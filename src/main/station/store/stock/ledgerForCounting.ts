import type Database from 'better-sqlite3'
import { z } from 'zod'
import { packPlaces } from '../../../../shared/domain/packPlaces.ts'
import type { LedgerBox, StocktakeScope, UncountedBox } from '../../../../shared/domain/stocktake.ts'

/** What a stocktake asks the ledger and the catalogue for. */
export interface LedgerForCounting {
  /** the number of its last movement, of whatever box; 0 before the first */
  head(): number
  /** null: it does not know the code */
  box(code: string): LedgerBox | null
  /** the boxes of a drug on the shelf that nobody counted in a stocktake */
  uncounted(stocktakeId: string, drugId: string): readonly UncountedBox[]
  /** the codes of a lot that are in the house, whoever holds them */
  codesOf(drugId: string, lotId: string): readonly string[]
  /** whether the book of a lot was ever begun: opened, bought, changed or counted */
  hasBeginning(drugId: string, lotId: string): boolean
  /** the drugs that a stocktake covers, by id, from after `after` on */
  drugsIn(scope: StocktakeScope, after: string, limit: number): readonly string[]
  countDrugs(scope: StocktakeScope): number
  shelves(): readonly string[]
  /** drugs by a part of their name or product name, or by their own code or barcode */
  findDrugs(text: string, limit: number): readonly string[]
}

const BoxRow: z.ZodType<LedgerBox> = z.strictObject({
  place: z.enum(packPlaces),
  lotId: z.string(),
  pieces: z.int(),
  moved: z.int(),
})
const UncountedRow: z.ZodType<UncountedBox> = z.strictObject({
  code: z.string(),
  lotId: z.string(),
  pieces: z.int(),
  moved: z.int(),
})

const MOVED = '(SELECT max(seq) FROM pack_movements WHERE pack_movements.code = packs.code) AS moved'

/** The look-ups in a ledger that grows without end, exported so that a test can ask which index each one uses. */
export const countingLookUps = Object.freeze({
  box: `SELECT place, lot_id AS lotId, pieces, ${MOVED} FROM packs WHERE code = ?`,
  uncounted: `SELECT code, lot_id AS lotId, pieces, ${MOVED} FROM packs WHERE drug_id = ? AND place = 'inStock' AND NOT EXISTS (
    SELECT 1 FROM stocktake_counts AS counted WHERE counted.stocktake_id = ? AND counted.code = packs.code AND counted.taken_back_at IS NULL)`,
  codesOf: `SELECT code FROM packs WHERE drug_id = ? AND place IN ('inStock', 'reserved', 'returned') AND lot_id = ?`,
  hasBeginning: `SELECT 1 FROM stock_movements WHERE drug_id = ? AND lot_id = ? AND kind IN ('opening', 'purchase', 'change', 'count') LIMIT 1`,
  drugsOfShop: 'SELECT id FROM drugs WHERE id > ? ORDER BY id LIMIT ?',
  drugsOfShelf: 'SELECT id FROM drugs WHERE shelf = ? AND id > ? ORDER BY id LIMIT ?',
})

/** The ledger of one database as a stocktake sees it. */
export function createLedgerForCounting(db: Database.Database): LedgerForCounting {
  const selectHead = db.prepare('SELECT coalesce(max(seq), 0) FROM pack_movements').pluck()
  const selectBox = db.prepare(countingLookUps.box)
  const selectUncounted = db.prepare(countingLookUps.uncounted)
  const selectCodes = db.prepare(countingLookUps.codesOf).pluck()
  const selectBeginning = db.prepare(countingLookUps.hasBeginning).pluck()
  const selectOfShop = db.prepare(countingLookUps.drugsOfShop).pluck()
  const selectOfShelf = db.prepare(countingLookUps.drugsOfShelf).pluck()
  const countOfShop = db.prepare('SELECT count(*) FROM drugs').pluck()
  const countOfShelf = db.prepare('SELECT count(*) FROM drugs WHERE shelf = ?').pluck()
  const selectShelves = db.prepare(`SELECT DISTINCT shelf FROM drugs WHERE shelf <> '' ORDER BY shelf`).pluck()
  const selectFound = db
    .prepare(
      `SELECT id FROM drugs WHERE id = @text OR barcode = @text OR instr(name, @text) > 0 OR instr(product_name, @text) > 0 ORDER BY id LIMIT @limit`,
    )
    .pluck()
  const texts = (rows: readonly unknown[]): readonly string[] => z.array(z.string()).parse(rows)

  return {
    head: () => z.int().parse(selectHead.get()),
    box: (code) => {
      const row = selectBox.get(code)
      return row === undefined ? null : BoxRow.parse(row)
    },
    uncounted: (stocktakeId, drugId) => selectUncounted.all(drugId, stocktakeId).map((row) => UncountedRow.parse(row)),
    codesOf: (drugId, lotId) => texts(selectCodes.all(drugId, lotId)).toSorted(),
    hasBeginning: (drugId, lotId) => selectBeginning.get(drugId, lotId) !== undefined,
    drugsIn: (scope, after, limit) => {
      switch (scope.kind) {
        case 'shop':
          return texts(selectOfShop.all(after, limit))
        case 'shelf':
          return texts(selectOfShelf.all(scope.shelf, after, limit))
        case 'drugs':
          return scope.drugIds
            .filter((id) => id > after)
            .toSorted()
            .slice(0, limit)
      }
    },
    countDrugs: (scope) => {
      switch (scope.kind) {
        case 'shop':
          return z.int().parse(countOfShop.get())
        case 'shelf':
          return z.int().parse(countOfShelf.get(scope.shelf))
        case 'drugs':
          return scope.drugIds.length
      }
    },
    shelves: () => texts(selectShelves.all()),
    findDrugs: (text, limit) => texts(selectFound.all({ text, limit })),
  }
}
