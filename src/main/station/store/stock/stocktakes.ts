import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Fen } from '../../../../shared/domain/money.ts'
import { packPlaces } from '../../../../shared/domain/packPlaces.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { type Difference, differenceKinds, type LedgerBox, type StocktakeScope } from '../../../../shared/domain/stocktake.ts'
import { jsonColumn } from '../columns.ts'
import { createLedgerForCounting, type LedgerForCounting } from './ledgerForCounting.ts'

/**
 * The life of a stocktake. These words are stored: never rename one. `approving`: the manager has approved it, and not all of it is written yet; it goes on by itself
 * after any interruption.
 */
export const stocktakeStates = Object.freeze(['counting', 'approving', 'approved', 'cancelled'] as const)
export type StocktakeState = (typeof stocktakeStates)[number]

export interface Stocktake {
  /** its document number */
  readonly id: string
  readonly scope: StocktakeScope
  /** whoever counts does not see what the books have */
  readonly isBlind: boolean
  readonly state: StocktakeState
  /** epoch ms */
  readonly beganAt: number
  readonly beganBy: string
  /** the number of the ledger's last movement when it began */
  readonly beganAfter: number
  /** when it was approved or given up, and by whom */
  readonly decidedAt: number | null
  readonly decidedBy: string | null
  /** of an approved one: the last drug that is written, and how many lines the province was told of */
  readonly doneDrug: string | null
  readonly told: number
}

/** What the books had of goods at the moment when they were counted by quantity. */
export interface BookedQuantity {
  /** of them */
  readonly expected: number
  /** of the whole lot */
  readonly balance: number
}

interface NewCount {
  readonly stocktakeId: string
  readonly accountId: string
  readonly drugId: string
  /** in the smallest units of the books: the pieces of a box */
  readonly count: number
}
export interface NewBoxCount extends NewCount {
  readonly code: string
  readonly lotId: string | null
  /** as the ledger has it now */
  readonly book: LedgerBox | null
}
export interface NewQuantityCount extends NewCount {
  readonly code: null
  readonly lotId: string
  readonly book: BookedQuantity
}

/** One thing that somebody counted. */
export type StocktakeCount = (NewBoxCount | NewQuantityCount) & {
  /** rises with everything that is counted */
  readonly line: number
  /** epoch ms */
  readonly at: number
  /** the number of the ledger's last movement then */
  readonly after: number
}

export interface WrittenDifference extends Difference {
  readonly drugId: string
  /** at the price of the day */
  readonly amount: Fen
}

/** Stocktakes (盘点), with everything that was counted in them. Nothing that was counted is ever deleted: it is taken back. */
export interface Stocktakes {
  /** under a number of its own */
  begin(given: Pick<Stocktake, 'scope' | 'isBlind'> & { readonly accountId: string }): Stocktake
  find(id: string): Stocktake | null
  /** those that are counted or being written, oldest first */
  open(): readonly Stocktake[]
  /** newest first */
  recent(limit: number): readonly Stocktake[]
  /** throws when this code was counted already */
  add(count: NewBoxCount | NewQuantityCount): number
  /** null: it was not counted, or taken back */
  ofCode(id: string, code: string): StocktakeCount | null
  ofDrug(id: string, drugId: string): readonly StocktakeCount[]
  /** newest first */
  lastCounts(id: string, limit: number): readonly StocktakeCount[]
  lastOf(id: string, accountId: string): StocktakeCount | null
  takeBack(line: number, accountId: string): void
  /** all that was counted of a drug; how much it was */
  takeBackDrug(id: string, drugId: string, accountId: string): number
  /** who counted, and how many lines each */
  counters(id: string): readonly { readonly accountId: string; readonly lines: number }[]
  countedDrugs(id: string): number
  /** approved: it is to be written; cancelled: it is over */
  decide(id: string, state: 'approving' | 'cancelled', accountId: string): void
  /** the differences of a drug were written, and `told` lines in all */
  drugDone(id: string, drugId: string, told: number, differences: readonly WrittenDifference[]): void
  /** all of it is written */
  end(id: string): void
  written(id: string): readonly WrittenDifference[]
  /** by lot, what approved stocktakes wrote of a drug by quantity and no box of the ledger accounts for */
  unplaced(drugId: string): ReadonlyMap<string, number>
  readonly ledger: LedgerForCounting
}

const Place = z.enum(packPlaces)
const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shop') }),
  z.strictObject({ kind: z.literal('shelf'), shelf: z.string() }),
  z.strictObject({ kind: z.literal('drugs'), drugIds: z.array(z.string()) }),
])
const StocktakeRow: z.ZodType<Stocktake> = z.strictObject({
  id: z.string(),
  scope: jsonColumn(Scope),
  isBlind: z.literal([0, 1]).transform((flag) => flag === 1),
  state: z.enum(stocktakeStates),
  beganAt: z.int(),
  beganBy: z.string(),
  beganAfter: z.int(),
  decidedAt: z.int().nullable(),
  decidedBy: z.string().nullable(),
  doneDrug: z.string().nullable(),
  told: z.int(),
})
const LedgerBoxColumn = z.strictObject({ place: Place, lotId: z.string(), pieces: z.int(), moved: z.int() })
const BookedQuantityColumn = z.strictObject({ expected: z.int(), balance: z.int() })
const counted = {
  line: z.int(),
  at: z.int(),
  stocktakeId: z.string(),
  accountId: z.string(),
  drugId: z.string(),
  count: z.int(),
  after: z.int(),
}
const CountRow: z.ZodType<StocktakeCount> = z.union([
  z.strictObject({
    ...counted,
    code: z.string(),
    lotId: z.string().nullable(),
    book: jsonColumn(LedgerBoxColumn).nullable(),
  }),
  z.strictObject({ ...counted, code: z.null(), lotId: z.string(), book: jsonColumn(BookedQuantityColumn) }),
])
const DifferenceRow = z
  .strictObject({
    drugId: z.string(),
    kind: z.enum(differenceKinds),
    code: z.string().nullable(),
    lotId: z.string().nullable(),
    count: z.int(),
    fromLotId: z.string().nullable(),
    fromCount: z.int().nullable(),
    was: Place.nullable(),
    amount: z.custom<Fen>(Number.isSafeInteger),
  })
  .transform(
    ({ fromLotId, fromCount, ...rest }): WrittenDifference => ({
      ...rest,
      from: fromLotId === null ? null : { lotId: fromLotId, count: fromCount ?? 0 },
    }),
  )
const CounterRow = z.strictObject({ accountId: z.string(), lines: z.int() })
const SumRow = z.strictObject({ lotId: z.string(), count: z.int() })
const NumberRow = z.strictObject({ number: z.int() })

const SELECT = `SELECT id, scope, is_blind AS isBlind, state, began_at AS beganAt, began_by AS beganBy, began_after AS beganAfter,
  decided_at AS decidedAt, decided_by AS decidedBy, done_drug AS doneDrug, told FROM stocktakes`
const SELECT_COUNT = `SELECT line, at, stocktake_id AS stocktakeId, account_id AS accountId, drug_id AS drugId, code, lot_id AS lotId, count, after, book
  FROM stocktake_counts`
const STANDS = 'taken_back_at IS NULL'

/** The look-ups in lists that grow without end, exported so that a test can ask which index each one uses. */
export const stocktakeLookUps = Object.freeze({
  find: `${SELECT} WHERE id = ?`,
  open: `${SELECT} WHERE state IN ('counting', 'approving') ORDER BY id`,
  ofCode: `${SELECT_COUNT} WHERE stocktake_id = ? AND code = ? AND ${STANDS}`,
  ofDrug: `${SELECT_COUNT} WHERE stocktake_id = ? AND drug_id = ? AND ${STANDS} ORDER BY line`,
  lastOf: `${SELECT_COUNT} WHERE stocktake_id = ? AND account_id = ? AND ${STANDS} ORDER BY line DESC LIMIT 1`,
  counters: `SELECT account_id AS accountId, count(*) AS lines FROM stocktake_counts WHERE stocktake_id = ? AND ${STANDS} GROUP BY account_id`,
  countedDrugs: `SELECT count(DISTINCT drug_id) AS number FROM stocktake_counts WHERE stocktake_id = ? AND ${STANDS}`,
  written: `SELECT drug_id AS drugId, kind, code, lot_id AS lotId, count, from_lot_id AS fromLotId, from_count AS fromCount, was, amount
    FROM stocktake_differences WHERE stocktake_id = ? ORDER BY drug_id, seq`,
  unplaced: `SELECT lot_id AS lotId, sum(count) AS count FROM stocktake_differences WHERE drug_id = ? AND kind IN ('quantity', 'unplaced') GROUP BY lot_id`,
})

/** The stocktakes of one database. `nextNumber` counts the documents of each day. */
export function createStocktakes(
  db: Database.Database,
  ports: { readonly clock: () => number; readonly nextNumber: (counter: string) => number },
): Stocktakes {
  const ledger = createLedgerForCounting(db)
  const insert = db.prepare(`INSERT INTO stocktakes (id, scope, is_blind, state, began_at, began_by, began_after)
    VALUES (@id, @scope, @isBlind, 'counting', @beganAt, @accountId, CAST(@after AS INTEGER))`)
  const insertCount =
    db.prepare(`INSERT INTO stocktake_counts (stocktake_id, at, account_id, drug_id, code, lot_id, count, after, book)
    VALUES (@stocktakeId, @at, @accountId, @drugId, @code, @lotId, CAST(@count AS INTEGER), CAST(@after AS INTEGER), @book) RETURNING line AS number`)
  const updateTakenBack = db.prepare(`UPDATE stocktake_counts SET taken_back_at = @at, taken_back_by = @accountId
    WHERE line = @line AND ${STANDS}`)
  const updateDrugTakenBack = db.prepare(`UPDATE stocktake_counts SET taken_back_at = @at, taken_back_by = @accountId
    WHERE stocktake_id = @id AND drug_id = @drugId AND ${STANDS}`)
  const updateDecided = db.prepare(`UPDATE stocktakes SET state = @state, decided_at = @at, decided_by = @accountId
    WHERE id = @id AND state = 'counting'`)
  const updateDone = db.prepare(
    `UPDATE stocktakes SET done_drug = @drugId, told = CAST(@told AS INTEGER) WHERE id = @id AND state = 'approving'`,
  )
  const updateEnded = db.prepare(`UPDATE stocktakes SET state = 'approved' WHERE id = ? AND state = 'approving'`)
  const insertDifference =
    db.prepare(`INSERT INTO stocktake_differences (stocktake_id, drug_id, kind, code, lot_id, count, from_lot_id, from_count, was, amount)
    VALUES (@id, @drugId, @kind, @code, @lotId, CAST(@count AS INTEGER), @fromLotId, @fromCount, @was, CAST(@amount AS INTEGER))`)
  const select = db.prepare(stocktakeLookUps.find)
  const selectOpen = db.prepare(stocktakeLookUps.open)
  const selectRecent = db.prepare(`${SELECT} ORDER BY id DESC LIMIT ?`)
  const selectOfCode = db.prepare(stocktakeLookUps.ofCode)
  const selectOfDrug = db.prepare(stocktakeLookUps.ofDrug)
  const selectLast = db.prepare(`${SELECT_COUNT} WHERE stocktake_id = ? AND ${STANDS} ORDER BY line DESC LIMIT ?`)
  const selectLastOf = db.prepare(stocktakeLookUps.lastOf)
  const selectCounters = db.prepare(stocktakeLookUps.counters)
  const selectCountedDrugs = db.prepare(stocktakeLookUps.countedDrugs)
  const selectWritten = db.prepare(stocktakeLookUps.written)
  const selectUnplaced = db.prepare(stocktakeLookUps.unplaced)

  const countOrNull = (row: unknown): StocktakeCount | null => (row === undefined ? null : CountRow.parse(row))
  const find = (id: string): Stocktake | null => {
    const row = select.get(id)
    return row === undefined ? null : StocktakeRow.parse(row)
  }
  const one = (changes: number, what: string): void => {
    if (changes !== 1) throw new Error(`${what}: somebody was faster`)
  }

  return {
    ledger,
    begin: ({ scope, isBlind, accountId }) =>
      db
        .transaction(() => {
          const beganAt = ports.clock()
          const day = shanghaiDate(beganAt).replaceAll('-', '')
          const id = `PD${day}${String(ports.nextNumber(`stocktake/${day}`)).padStart(4, '0')}`
          insert.run({ id, scope: JSON.stringify(scope), isBlind: Number(isBlind), beganAt, accountId, after: ledger.head() })
          return StocktakeRow.parse(select.get(id))
        })
        .immediate(),
    find,
    open: () => selectOpen.all().map((row) => StocktakeRow.parse(row)),
    recent: (limit) => selectRecent.all(limit).map((row) => StocktakeRow.parse(row)),
    add: ({ book, ...count }) =>
      NumberRow.parse(
        insertCount.get({ ...count, at: ports.clock(), after: ledger.head(), book: book === null ? null : JSON.stringify(book) }),
      ).number,
    ofCode: (id, code) => countOrNull(selectOfCode.get(id, code)),
    ofDrug: (id, drugId) => selectOfDrug.all(id, drugId).map((row) => CountRow.parse(row)),
    lastCounts: (id, limit) => selectLast.all(id, limit).map((row) => CountRow.parse(row)),
    lastOf: (id, accountId) => countOrNull(selectLastOf.get(id, accountId)),
    takeBack: (line, accountId) => one(updateTakenBack.run({ line, accountId, at: ports.clock() }).changes, `line ${line}`),
    takeBackDrug: (id, drugId, accountId) => updateDrugTakenBack.run({ id, drugId, accountId, at: ports.clock() }).changes,
    counters: (id) => selectCounters.all(id).map((row) => CounterRow.parse(row)),
    countedDrugs: (id) => NumberRow.parse(selectCountedDrugs.get(id)).number,
    decide: (id, state, accountId) => one(updateDecided.run({ id, state, accountId, at: ports.clock() }).changes, id),
    drugDone: (id, drugId, told, differences) =>
      db
        .transaction(() => {
          one(updateDone.run({ id, drugId, told }).changes, id)
          for (const { from, ...difference } of differences)
            insertDifference.run({ ...difference, id, fromLotId: from?.lotId ?? null, fromCount: from?.count ?? null })
        })
        .immediate(),
    end: (id) => one(updateEnded.run(id).changes, id),
    written: (id) => selectWritten.all(id).map((row) => DifferenceRow.parse(row)),
    unplaced: (drugId) =>
      new Map(
        selectUnplaced.all(drugId).map((row) => {
          const { lotId, count } = SumRow.parse(row)
          return [lotId, count]
        }),
      ),
  }
}
