import type Database from 'better-sqlite3'
import { z } from 'zod'
import { compareDrug, type DrugComparison, formulaOf } from '../../../../../shared/domain/comparison/compare.ts'
import { type BookLine, type DrugFacts, inHundredths } from '../../../../../shared/domain/comparison/facts.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { readingOnly } from '../../readingOnly.ts'
import { AnswerRow, comparisonLookUps, type ProvinceAnswer } from '../comparisons.ts'
import { createDrugFacts } from './drugFacts.ts'

/** Which run of which books; the worker has a connection of its own and only reads. */
export interface ComparisonOrder {
  readonly file: string
  readonly runId: string
  readonly stockMode: DrugFacts['stockMode']
}

/** What a comparison comes to: only the drugs that differ. */
export interface ShopComparison {
  readonly equal: number
  readonly differing: readonly DrugComparison[]
}

const ColumnRow = z.strictObject({
  drugId: z.string(),
  price: z.int(),
  isTraced: z.int(),
  piecesPerPack: z.int(),
  count: z.int(),
  quantity: z.int().nullable(),
  provincePrice: z.int().nullable(),
  hasLots: z.int(),
})
type Columns = z.infer<typeof ColumnRow>

const SELECT_COLUMNS = `SELECT drugs.id AS drugId, drugs.price, is_traced AS isTraced, pieces_per_pack AS piecesPerPack,
    coalesce((SELECT sum(count) FROM stock_balances WHERE drug_id = drugs.id), 0) AS count,
    quantity, answers.price AS provincePrice, lots IS NOT NULL AS hasLots
  FROM drugs LEFT JOIN comparison_answers AS answers ON run_id = ? AND answers.drug_id = drugs.id`

/** The drugs that 35082 is to be asked for: those that differ in what is known already, those that moved since `since` (epoch ms), and those that have something to be told. */
export function drugsToDetail({
  file,
  runId,
  since,
}: Pick<ComparisonOrder, 'file' | 'runId'> & { readonly since: number }): readonly string[] {
  return readingOnly(file, (db) => {
    const Ids = z.array(z.string())
    const moved = Ids.parse(db.prepare('SELECT DISTINCT drug_id FROM stock_movements WHERE at >= ?').pluck().all(since))
    const open = Ids.parse(
      db.prepare(`SELECT DISTINCT drug_id FROM stock_uploads WHERE state IN ('waiting', 'refused', 'unknown')`).pluck().all(),
    )
    const differing = columnsOf(db, runId).flatMap((row) => (isEqual(row) ? [] : [row.drugId]))
    return [...new Set([...differing, ...moved, ...open])].toSorted()
  })
}

/** Compares every drug of the shop with the answers of a run. What agrees in quantity and price, and was not asked about in detail, is equal without another look. */
export function compareShop({ file, runId, stockMode }: ComparisonOrder): ShopComparison {
  return readingOnly(file, (db) => {
    const rows = columnsOf(db, runId)
    const doubtful = rows.filter((row) => row.hasLots === 1 || !isEqual(row))
    const differing = compareDrugs(
      db,
      { runId, stockMode },
      doubtful.map(({ drugId }) => drugId),
    )
    return { equal: rows.length - differing.length, differing }
  })
}

/** Compares these drugs alone, with the answers of a run. */
export function compareSome({
  file,
  drugIds,
  ...order
}: ComparisonOrder & { readonly drugIds: readonly string[] }): readonly DrugComparison[] {
  return readingOnly(file, (db) => compareDrugs(db, order, drugIds))
}

/** One drug with the parts of the province's formula, and its lots. */
export function drugFormula({ file, runId, stockMode, drugId }: ComparisonOrder & { readonly drugId: string }) {
  return readingOnly(file, (db) => {
    const facts = createDrugFacts(db, stockMode)(drugId, createAnswers(db)(runId, drugId))
    if (facts === null) return null
    const { codes: _codes, lots, ...sum } = formulaOf(facts)
    const { book, perUnit, detail } = facts
    const names = new Set([...lots.keys(), ...book.map(({ lot }) => lot), ...(detail ?? []).map(({ lot }) => lot)])
    const quantityIn = (lot: string): number => {
      const own = book.filter((each) => each.lot === lot)
      return quantityOfCount(
        own.reduce((all, { count }) => all + count, 0),
        perUnit,
      )
    }
    const theirs = (lot: string): number | null =>
      detail === null ? null : detail.reduce((all, each) => (each.lot === lot ? all + each.quantity : all), 0)
    return {
      sum,
      lots: [...names].toSorted().map((lot) => ({ lot, book: quantityIn(lot), told: lots.get(lot) ?? 0, province: theirs(lot) })),
    }
  })
}

/** What our book has of one drug, with the boxes that moved. */
export function drugBook({ file, drugId }: Pick<ComparisonOrder, 'file'> & { readonly drugId: string }): readonly BookLine[] {
  return readingOnly(file, (db) => createDrugFacts(db, 'fullMovements')(drugId, null)?.bookLines ?? [])
}

function compareDrugs(
  db: Database.Database,
  { runId, stockMode }: Omit<ComparisonOrder, 'file'>,
  drugIds: readonly string[],
): readonly DrugComparison[] {
  const factsOf = createDrugFacts(db, stockMode)
  const answerOf = createAnswers(db)
  return drugIds.flatMap((drugId) => {
    const facts = factsOf(drugId, answerOf(runId, drugId))
    const compared = facts && compareDrug(facts)
    return compared && compared.differences.length > 0 ? [compared] : []
  })
}

function createAnswers(db: Database.Database): (runId: string, drugId: string) => ProvinceAnswer | null {
  const select = db.prepare(comparisonLookUps.answerOf)
  return (runId, drugId) => {
    const row = select.get(runId, drugId)
    return row === undefined ? null : AnswerRow.parse(row)
  }
}

function columnsOf(db: Database.Database, runId: string): readonly Columns[] {
  return db
    .prepare(SELECT_COLUMNS)
    .all(runId)
    .map((row) => ColumnRow.parse(row))
}

function isEqual({ price, isTraced, piecesPerPack, count, quantity, provincePrice }: Columns): boolean {
  const book = quantityOfCount(count, countsPerUnit({ isTraced: isTraced === 1, piecesPerPack }))
  const theirs = quantity ?? 0
  return (theirs === book || theirs === inHundredths(book)) && (provincePrice === null || provincePrice === price)
}
