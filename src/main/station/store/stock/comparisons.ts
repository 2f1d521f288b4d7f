import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Failure } from '../../../../shared/contract/failures.ts'
import type { DrugComparison } from '../../../../shared/domain/comparison/compare.ts'
import {
  type DifferenceCause,
  type DifferenceCure,
  type DifferenceKind,
  differenceCauses,
  differenceCures,
  differenceKinds,
  type ProvinceLot,
} from '../../../../shared/domain/comparison/facts.ts'
import type { Fen, Price, Quantity } from '../../../../shared/domain/money.ts'
import { jsonColumn } from '../columns.ts'

/** One comparison of the whole shop. */
export interface ComparisonRun {
  readonly id: string
  readonly state: 'asking' | 'done' | 'stopped'
  /** epoch ms */
  readonly beganAt: number
  readonly endedAt: number | null
  /** null: it began by itself */
  readonly accountId: string | null
  readonly drugs: number
  readonly equal: number | null
  readonly failure: Failure | null
}

/** What the province answered of a drug; `quantity` null: it does not know it; `lots` null: 35082 was not asked. */
export interface ProvinceAnswer {
  readonly drugId: string
  readonly quantity: Quantity | null
  readonly price: Price | null
  readonly lots: readonly ProvinceLot[] | null
}

/** One difference of a run. */
export interface ComparisonLine {
  readonly line: number
  readonly runId: string
  readonly drugId: string
  readonly cause: DifferenceCause
  readonly cure: DifferenceCure
  readonly kinds: readonly DifferenceKind[]
  readonly shelf: Quantity | null
  readonly book: Quantity
  readonly province: Quantity | null
  readonly price: Price
  readonly provincePrice: Price | null
  readonly quantity: Quantity
  readonly worth: Fen
  readonly batchSerials: readonly string[]
  readonly documents: readonly string[]
  /** epoch ms */
  readonly mendedAt: number | null
}

/** How many differences of a cause there are, and what they are worth together. */
export interface CauseSum {
  readonly cause: DifferenceCause
  readonly lines: number
  readonly worth: Fen
}

/** The runs of the daily comparison, with what differs. */
export interface Comparisons {
  /** begins one; the answers of those before it are forgotten */
  begin(run: Pick<ComparisonRun, 'id' | 'accountId' | 'drugs'>): void
  end(id: string, equal: number): void
  /** it goes on where it was when it is begun again */
  stop(id: string, failure: Failure | null): void
  goOn(id: string): void
  /** the last that began */
  last(): ComparisonRun | null
  /** the last that came to its end */
  lastDone(): ComparisonRun | null
  /** national codes whose drugs have no answer in a run yet, with those drugs */
  unasked(runId: string, limit: number): readonly { readonly nationalCode: string; readonly drugIds: readonly string[] }[]
  countAsked(runId: string): number
  answer(runId: string, answers: readonly ProvinceAnswer[]): void
  answerOf(runId: string, drugId: string): ProvinceAnswer | null
  /** writes what differs of these drugs in the place of what was written of them before */
  write(runId: string, drugIds: readonly string[], compared: readonly DrugComparison[]): void
  line(line: number): ComparisonLine | null
  /** by worth; `cause` null: of all causes */
  lines(
    runId: string,
    cause: DifferenceCause | null,
    page: { readonly from: number; readonly limit: number },
  ): readonly ComparisonLine[]
  sums(runId: string): readonly CauseSum[]
  mended(line: number): void
}

const RunRow: z.ZodType<ComparisonRun> = z.strictObject({
  id: z.string(),
  state: z.enum(['asking', 'done', 'stopped']),
  beganAt: z.int(),
  endedAt: z.int().nullable(),
  accountId: z.string().nullable(),
  drugs: z.int(),
  equal: z.int().nullable(),
  failure: jsonColumn(Failure).nullable(),
})
const QuantityCell = z.custom<Quantity>(Number.isSafeInteger)
const PriceCell = z.custom<Price>(Number.isSafeInteger)
const Lots: z.ZodType<readonly ProvinceLot[]> = z.array(
  z.strictObject({ lot: z.string(), quantity: QuantityCell, codes: z.array(z.string()) }),
)
/** What the province answered of a drug, as it lies on disk. */
export const AnswerRow: z.ZodType<ProvinceAnswer> = z.strictObject({
  drugId: z.string(),
  quantity: QuantityCell.nullable(),
  price: PriceCell.nullable(),
  lots: jsonColumn(Lots).nullable(),
})
const Texts = jsonColumn(z.array(z.string()))
const LineRow: z.ZodType<ComparisonLine> = z.strictObject({
  line: z.int(),
  runId: z.string(),
  drugId: z.string(),
  cause: z.enum(differenceCauses),
  cure: z.enum(differenceCures),
  kinds: jsonColumn(z.array(z.enum(differenceKinds))),
  shelf: QuantityCell.nullable(),
  book: QuantityCell,
  province: QuantityCell.nullable(),
  price: PriceCell,
  provincePrice: PriceCell.nullable(),
  quantity: QuantityCell,
  worth: z.custom<Fen>(Number.isSafeInteger),
  batchSerials: Texts,
  documents: Texts,
  mendedAt: z.int().nullable(),
})
const SumRow: z.ZodType<CauseSum> = z.strictObject({
  cause: z.enum(differenceCauses),
  lines: z.int(),
  worth: z.custom<Fen>(Number.isSafeInteger),
})
const UnaskedRow = z.strictObject({ nationalCode: z.string(), drugIds: jsonColumn(z.array(z.string())) })

const SELECT_RUN = `SELECT id, state, began_at AS beganAt, ended_at AS endedAt, account_id AS accountId, drugs, equal, failure FROM comparison_runs`
const SELECT_LINE = `SELECT line, run_id AS runId, drug_id AS drugId, cause, cure, kinds, shelf, book, province, price, province_price AS provincePrice,
  quantity, worth, batch_serials AS batchSerials, documents, mended_at AS mendedAt FROM comparison_lines`

/** The look-ups of lists that may be long, exported so that a test can ask which index each one uses. */
export const comparisonLookUps = Object.freeze({
  last: `${SELECT_RUN} ORDER BY began_at DESC, id DESC LIMIT 1`,
  lines: `${SELECT_LINE} WHERE run_id = @runId ORDER BY worth DESC, line LIMIT @limit OFFSET @from`,
  linesOfCause: `${SELECT_LINE} WHERE run_id = @runId AND cause = @cause ORDER BY worth DESC, line LIMIT @limit OFFSET @from`,
  answerOf: `SELECT drug_id AS drugId, quantity, price, lots FROM comparison_answers WHERE run_id = ? AND drug_id = ?`,
})

/** The comparisons of one database. */
export function createComparisons(db: Database.Database, ports: { readonly clock: () => number }): Comparisons {
  const insertRun = db.prepare(`INSERT INTO comparison_runs (id, state, began_at, account_id, drugs)
    VALUES (@id, 'asking', @at, @accountId, CAST(@drugs AS INTEGER))`)
  const forget = db.prepare('DELETE FROM comparison_answers WHERE run_id <> ?')
  const setRun =
    db.prepare(`UPDATE comparison_runs SET state = @state, ended_at = @endedAt, equal = coalesce(CAST(@equal AS INTEGER), equal),
    failure = @failure WHERE id = @id`)
  const selectLast = db.prepare(comparisonLookUps.last)
  const selectLastDone = db.prepare(`${SELECT_RUN} WHERE state = 'done' ORDER BY began_at DESC, id DESC LIMIT 1`)
  const selectUnasked = db.prepare(`SELECT national_code AS nationalCode, json_group_array(id) AS drugIds FROM drugs
    WHERE national_code IN (SELECT national_code FROM drugs WHERE NOT EXISTS
      (SELECT 1 FROM comparison_answers WHERE run_id = ? AND drug_id = drugs.id) GROUP BY national_code ORDER BY national_code LIMIT ?)
    GROUP BY national_code ORDER BY national_code`)
  const countAsked = db.prepare('SELECT count(*) FROM comparison_answers WHERE run_id = ?').pluck()
  const putAnswer = db.prepare(`INSERT OR REPLACE INTO comparison_answers (run_id, drug_id, quantity, price, lots)
    VALUES (@runId, @drugId, @quantity, @price, @lots)`)
  const selectAnswer = db.prepare(comparisonLookUps.answerOf)
  const clearDrug = db.prepare('DELETE FROM comparison_lines WHERE run_id = ? AND drug_id = ?')
  const insertLine =
    db.prepare(`INSERT INTO comparison_lines (run_id, drug_id, cause, cure, kinds, shelf, book, province, price, province_price,
    quantity, worth, batch_serials, documents) VALUES (@runId, @drugId, @cause, @cure, @kinds, @shelf, @book, @province, @price, @provincePrice,
    @quantity, @worth, @batchSerials, @documents)`)
  const selectLine = db.prepare(`${SELECT_LINE} WHERE line = ?`)
  const selectLines = db.prepare(comparisonLookUps.lines)
  const selectLinesOfCause = db.prepare(comparisonLookUps.linesOfCause)
  const selectSums = db.prepare(`SELECT cause, count(*) AS lines, sum(worth) AS worth FROM comparison_lines WHERE run_id = ?
    GROUP BY cause ORDER BY worth DESC, cause`)
  const setMended = db.prepare('UPDATE comparison_lines SET mended_at = ? WHERE line = ?')

  const runOrNull = (row: unknown): ComparisonRun | null => (row === undefined ? null : RunRow.parse(row))
  const set = (
    id: string,
    values: { state: ComparisonRun['state']; endedAt: number | null; equal?: number; failure?: Failure | null },
  ) =>
    void setRun.run({
      id,
      state: values.state,
      endedAt: values.endedAt,
      equal: values.equal ?? null,
      failure: values.failure ? JSON.stringify(values.failure) : null,
    })

  return {
    begin: (run) =>
      db
        .transaction(() => {
          insertRun.run({ ...run, at: ports.clock() })
          forget.run(run.id)
        })
        .immediate(),
    end: (id, equal) => set(id, { state: 'done', endedAt: ports.clock(), equal }),
    stop: (id, failure) => set(id, { state: 'stopped', endedAt: ports.clock(), failure }),
    goOn: (id) => set(id, { state: 'asking', endedAt: null }),
    last: () => runOrNull(selectLast.get()),
    lastDone: () => runOrNull(selectLastDone.get()),
    unasked: (runId, limit) => selectUnasked.all(runId, limit).map((row) => UnaskedRow.parse(row)),
    countAsked: (runId) => z.int().parse(countAsked.get(runId)),
    answer: (runId, answers) =>
      db
        .transaction(() => {
          for (const { lots, ...answer } of answers) {
            putAnswer.run({ runId, ...answer, lots: lots === null ? null : JSON.stringify(lots) })
          }
        })
        .immediate(),
    answerOf: (runId, drugId) => {
      const row = selectAnswer.get(runId, drugId)
      return row === undefined ? null : AnswerRow.parse(row)
    },
    write: (runId, drugIds, compared) =>
      db
        .transaction(() => {
          for (const drugId of drugIds) clearDrug.run(runId, drugId)
          for (const { differences, ...columns } of compared) {
            for (const { kinds, batchSerials, documents, ...difference } of differences) {
              insertLine.run({
                runId,
                ...columns,
                ...difference,
                kinds: JSON.stringify(kinds),
                batchSerials: JSON.stringify(batchSerials),
                documents: JSON.stringify(documents),
              })
            }
          }
        })
        .immediate(),
    line: (line) => {
      const row = selectLine.get(line)
      return row === undefined ? null : LineRow.parse(row)
    },
    lines: (runId, cause, page) => {
      const rows = cause === null ? selectLines.all({ runId, ...page }) : selectLinesOfCause.all({ runId, cause, ...page })
      return rows.map((row) => LineRow.parse(row))
    },
    sums: (runId) => selectSums.all(runId).map((row) => SumRow.parse(row)),
    mended: (line) => void setMended.run(ports.clock(), line),
  }
}
