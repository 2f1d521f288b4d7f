import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Failure } from '../../../../shared/contract/failures.ts'
import type { Price, Quantity } from '../../../../shared/domain/money.ts'
import { jsonColumn } from '../columns.ts'

/** The interfaces that tell the province of goods, apart from the sales of cases, which stand in the journal with their case. */
export const uploadNumbers = Object.freeze(['3501', '3502', '3503', '3504', '3505', '3506'] as const)
export type UploadNumber = (typeof uploadNumbers)[number]

/**
 * The life of an upload. These words are stored: never rename one. `waiting`: not told yet. `done` and `refused`: the province's word. `unknown`: its answer was lost,
 * it is deleted (3507) and made anew under another serial; so it is written before its first byte leaves. `deleted`: it stood, or may have stood, and was taken back. `dropped`: it was never told, and is not to be.
 */
export const uploadStates = Object.freeze(['waiting', 'done', 'refused', 'unknown', 'deleted', 'dropped'] as const)
export type UploadState = (typeof uploadStates)[number]

/** One line that the province is told of. */
export interface NewUpload {
  /** 定点医药机构批次流水号: made by the shop, one for each line and attempt, the key of 3507 (interfaces.md 5.8) */
  readonly batchSerial: string
  readonly number: UploadNumber
  readonly document: string
  /** from 1 */
  readonly line: number
  readonly drugId: string
  readonly lotId: string
  readonly quantity: Quantity
  readonly price: Price | null
  readonly codes: readonly string[]
  /** what else the interface asks for, in the words of whoever made the paper */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  /** epoch ms; late from then on; null where no rule names a moment */
  readonly dueAt: number | null
  readonly accountId: string | null
}

export interface StockUploadRow extends NewUpload {
  readonly state: UploadState
  readonly failure: Failure | null
  /** epoch ms */
  readonly createdAt: number
  readonly endedAt: number | null
}

/** What the province was told of the stock, and what it has still to be told. */
export interface StockUploads {
  /** an upload that waits; throws when its serial was given before */
  add(upload: NewUpload): void
  find(batchSerial: string): StockUploadRow | null
  /** what became of it; whoever ends it has looked, in the same transaction */
  end(batchSerial: string, state: Exclude<UploadState, 'waiting'>, failure: Failure | null): void
  /** it waits (again): it was refused, or never left */
  again(batchSerial: string): void
  /** it was deleted and waits anew under the serial `next`, in its old place of the line */
  renew(batchSerial: string, next: string): void
  /** a count that waits says something else now */
  restate(batchSerial: string, said: { readonly quantity: Quantity; readonly codes: readonly string[] }): void
  /** of a lot, what waits or is to be made anew and moves goods at the center: everything but counts */
  movesToCome(drugId: string, lotId: string): readonly StockUploadRow[]
  /** those that are not done with, oldest first */
  open(limit: number): readonly StockUploadRow[]
  /** those of them that the program goes on with by itself, oldest first: what waits, and what it does not know the answer of */
  due(limit: number): readonly StockUploadRow[]
  /** those of them that wait for a person, oldest first: refused, or neither known nor to be deleted */
  stopped(): readonly StockUploadRow[]
  /** how many are not done with, and how many of those are late at `now` (epoch ms) */
  counts(now: number): UploadCounts
  /** the same in short, remembered until something changes: asked for at every look at the counter */
  pending(): PendingUploads
  /** of one paper, in the order of its lines */
  ofDocument(document: string): readonly StockUploadRow[]
  /** of a drug from `since` on (epoch ms), oldest first */
  ofDrug(drugId: string, since: number): readonly StockUploadRow[]
}

export interface UploadCounts {
  readonly waiting: number
  readonly refused: number
  readonly unknown: number
  readonly late: number
}

/** `count`: how many are not done with; `dueAt`: when the first of them is late, epoch ms; null where no rule names a moment. */
export interface PendingUploads {
  readonly count: number
  readonly dueAt: number | null
}

const PendingRow: z.ZodType<PendingUploads> = z.strictObject({ count: z.int(), dueAt: z.int().nullable() })
const CountsRow: z.ZodType<UploadCounts> = z.strictObject({ waiting: z.int(), refused: z.int(), unknown: z.int(), late: z.int() })

const UploadRow: z.ZodType<StockUploadRow> = z.strictObject({
  batchSerial: z.string(),
  number: z.enum(uploadNumbers),
  document: z.string(),
  line: z.int(),
  drugId: z.string(),
  lotId: z.string(),
  quantity: z.custom<Quantity>(Number.isSafeInteger),
  price: z.custom<Price>(Number.isSafeInteger).nullable(),
  codes: jsonColumn(z.array(z.string())),
  detail: jsonColumn(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  state: z.enum(uploadStates),
  failure: jsonColumn(Failure).nullable(),
  createdAt: z.int(),
  dueAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  accountId: z.string().nullable(),
})

const SELECT = `SELECT batch_serial AS batchSerial, number, document, line, drug_id AS drugId, lot_id AS lotId, quantity, price, codes, detail,
  state, failure, created_at AS createdAt, due_at AS dueAt, ended_at AS endedAt, account_id AS accountId FROM stock_uploads`
const SELECT_OPEN = `${SELECT} WHERE state IN ('waiting', 'refused', 'unknown')`
/** Only a person takes it further: it was refused, or the center would not delete it. */
const STOPPED = `(state = 'refused' OR (state = 'unknown' AND coalesce(failure ->> '$.code', 'UPLOAD_ANSWER_LOST') <> 'UPLOAD_ANSWER_LOST'))`

/** The look-ups in a list that grows without end, exported so that a test can ask which index each one uses. */
export const uploadLookUps = Object.freeze({
  find: `${SELECT} WHERE batch_serial = ?`,
  open: `${SELECT_OPEN} ORDER BY created_at, batch_serial LIMIT ?`,
  due: `${SELECT_OPEN} AND NOT ${STOPPED} ORDER BY created_at, batch_serial LIMIT ?`,
  stopped: `${SELECT_OPEN} AND ${STOPPED} ORDER BY created_at, batch_serial`,
  counts: `SELECT count(CASE state WHEN 'waiting' THEN 1 END) AS waiting, count(CASE state WHEN 'refused' THEN 1 END) AS refused,
    count(CASE state WHEN 'unknown' THEN 1 END) AS unknown, count(CASE WHEN due_at <= ? THEN 1 END) AS late
    FROM stock_uploads WHERE state IN ('waiting', 'refused', 'unknown')`,
  pending: `SELECT count(*) AS count, min(due_at) AS dueAt FROM stock_uploads INDEXED BY stock_uploads_due
    WHERE state IN ('waiting', 'refused', 'unknown')`,
  ofDocument: `${SELECT} WHERE document = ? ORDER BY line, batch_serial`,
  movesToCome: `${SELECT} WHERE drug_id = ? AND lot_id = ? AND state IN ('waiting', 'unknown') AND number <> '3501' ORDER BY created_at`,
  ofDrug: `${SELECT} WHERE drug_id = ? AND created_at >= ? ORDER BY created_at, batch_serial`,
})

/** The uploads of one database. */
export function createStockUploads(db: Database.Database, ports: { readonly clock: () => number }): StockUploads {
  const insert =
    db.prepare(`INSERT INTO stock_uploads (batch_serial, number, document, line, drug_id, lot_id, quantity, price, codes, detail,
    state, created_at, due_at, account_id) VALUES (@batchSerial, @number, @document, CAST(@line AS INTEGER), @drugId, @lotId,
    CAST(@quantity AS INTEGER), @price, @codes, @detail, 'waiting', @createdAt, @dueAt, @accountId)`)
  const update = db.prepare('UPDATE stock_uploads SET state = ?, failure = ?, ended_at = ? WHERE batch_serial = ?')
  const copy =
    db.prepare(`INSERT INTO stock_uploads (batch_serial, number, document, line, drug_id, lot_id, quantity, price, codes, detail,
    state, created_at, due_at, account_id) SELECT @next, number, document, line, drug_id, lot_id, quantity, price, codes, detail,
    'waiting', created_at, due_at, account_id FROM stock_uploads WHERE batch_serial = @batchSerial`)
  const updateSaid = db.prepare('UPDATE stock_uploads SET quantity = CAST(? AS INTEGER), codes = ? WHERE batch_serial = ?')
  const selectMoves = db.prepare(uploadLookUps.movesToCome)
  const select = db.prepare(uploadLookUps.find)
  const selectDue = db.prepare(uploadLookUps.due)
  const selectStopped = db.prepare(uploadLookUps.stopped)
  const selectCounts = db.prepare(uploadLookUps.counts)
  const selectPending = db.prepare(uploadLookUps.pending)
  const selectOpen = db.prepare(uploadLookUps.open)
  const selectOfDocument = db.prepare(uploadLookUps.ofDocument)
  const selectOfDrug = db.prepare(uploadLookUps.ofDrug)

  let known: PendingUploads | null = null

  function write(statement: Database.Statement, ...values: readonly unknown[]): void {
    known = null
    statement.run(...values)
  }

  return {
    add: ({ codes, detail, ...upload }) =>
      write(insert, { ...upload, codes: JSON.stringify(codes), detail: JSON.stringify(detail), createdAt: ports.clock() }),
    find: (batchSerial) => {
      const row = select.get(batchSerial)
      return row === undefined ? null : UploadRow.parse(row)
    },
    end: (batchSerial, state, failure) =>
      write(update, state, failure === null ? null : JSON.stringify(failure), ports.clock(), batchSerial),
    again: (batchSerial) => write(update, 'waiting', null, null, batchSerial),
    renew: (batchSerial, next) =>
      db
        .transaction(() => {
          write(copy, { batchSerial, next })
          write(update, 'deleted', null, ports.clock(), batchSerial)
        })
        .immediate(),
    due: (limit) => selectDue.all(limit).map((row) => UploadRow.parse(row)),
    stopped: () => selectStopped.all().map((row) => UploadRow.parse(row)),
    pending: () => {
      // what a transaction sees may never come to be
      if (db.inTransaction) return PendingRow.parse(selectPending.get())
      known ??= PendingRow.parse(selectPending.get())
      return known
    },
    counts: (now) => CountsRow.parse(selectCounts.get(now)),
    restate: (batchSerial, { quantity, codes }) => void updateSaid.run(quantity, JSON.stringify(codes), batchSerial),
    movesToCome: (drugId, lotId) => selectMoves.all(drugId, lotId).map((row) => UploadRow.parse(row)),
    open: (limit) => selectOpen.all(limit).map((row) => UploadRow.parse(row)),
    ofDocument: (document) => selectOfDocument.all(document).map((row) => UploadRow.parse(row)),
    ofDrug: (drugId, since) => selectOfDrug.all(drugId, since).map((row) => UploadRow.parse(row)),
  }
}
