import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { StockView, StockViewAsk, StockViewOf } from '../../../../shared/contract/stock/views.ts'
import { differenceCauses } from '../../../../shared/domain/comparison/facts.ts'
import { type Fen, lineAmount, type Price } from '../../../../shared/domain/money.ts'
import { fromShanghai, shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { countsPerUnit, type MovementKind, quantityOfCount } from '../../../../shared/domain/stockBook.ts'
import { deadlineLevels, expiryBands, VIEW_PAGE } from '../../../../shared/domain/stockViews.ts'
import { deadlineOf } from '../../../../shared/domain/uploadDeadline.ts'
import { type Repriced, repricedSince } from './datedPrices.ts'
import { uploadNumbers } from './uploads.ts'

/** of a turnover's chart */
const MONTHS = 12
const DAY_MS = 86_400_000
/** what turns epoch ms into days of Asia/Shanghai by a whole division */
const SHANGHAI_MS = 8 * 3_600_000
const [NEAR, NEARER, FAR] = [30, 90, 180] as const

const PER_UNIT = 'iif(drugs.is_traced, drugs.pieces_per_pack, 10000)'
const DRUG = `drugs.id AS drugId, drugs.name, drugs.specification, drugs.unit, drugs.price, drugs.is_traced AS isTraced,
  drugs.pieces_per_pack AS piecesPerPack`
// one row per day and way, whatever a day held; the small error of the division is gone with the rounding to the fen
const FLOWS = `SELECT (at + ${SHANGHAI_MS}) / ${DAY_MS} AS day, CASE kind WHEN 'sale' THEN 'sold' WHEN 'saleReturn' THEN 'sold'
  WHEN 'purchase' THEN 'bought' WHEN 'purchaseReturn' THEN 'bought' ELSE 'other' END AS way,
  sum(count * 1.0 * drugs.price / ${PER_UNIT}) / 10000 AS amount FROM stock_movements CROSS JOIN drugs ON drugs.id = drug_id`

/** The look-ups in books that grow without end, exported so that a test can ask which index each one uses. */
export const viewLookUps = Object.freeze({
  /** from a moment on */
  flows: `${FLOWS} WHERE at >= ? AND at < ? GROUP BY day, way`,
  onHand: `SELECT ${DRUG}, sum(count) AS count FROM stock_balances CROSS JOIN drugs ON drugs.id = drug_id
    GROUP BY drug_id HAVING sum(count) <> 0`,
  turnover: `SELECT ${DRUG}, sold, bought, coalesce((SELECT sum(count) FROM stock_balances WHERE drug_id = drugs.id), 0) AS count
    FROM (SELECT drug_id, -sum(iif(kind IN ('sale', 'saleReturn'), count, 0)) AS sold,
      sum(iif(kind IN ('purchase', 'purchaseReturn'), count, 0)) AS bought FROM stock_movements INDEXED BY stock_movements_at
      WHERE at >= ? AND at < ? AND kind IN ('sale', 'saleReturn', 'purchase', 'purchaseReturn') GROUP BY drug_id)
    CROSS JOIN drugs ON drugs.id = drug_id`,
  expiry: `SELECT ${DRUG}, lots.number AS lot, lots.expires_on AS expiresOn, count FROM stock_balances CROSS JOIN lots ON lots.id = lot_id
    CROSS JOIN drugs ON drugs.id = stock_balances.drug_id WHERE count > 0 AND lots.expires_on <= ? ORDER BY lots.expires_on, lots.id`,
  deadlines: `SELECT document, number, due_at AS dueAt, count(*) AS lines, sum(state = 'refused') AS refused FROM stock_uploads
    INDEXED BY stock_uploads_open WHERE state IN ('waiting', 'refused', 'unknown') GROUP BY document, number, due_at ORDER BY due_at NULLS LAST, document, number`,
  lastRun: `SELECT id, ended_at AS endedAt FROM comparison_runs INDEXED BY comparison_runs_began WHERE state = 'done' ORDER BY began_at DESC LIMIT 1`,
  causes: `SELECT cause, count(*) AS lines, sum(mended_at IS NOT NULL) AS mended, sum(abs(worth)) AS worth FROM comparison_lines
    INDEXED BY comparison_lines_cause WHERE run_id = ? GROUP BY cause`,
})

const DrugColumns = {
  drugId: z.string(),
  name: z.string(),
  specification: z.string(),
  unit: z.string(),
  price: z.custom<Price>(Number.isSafeInteger),
  isTraced: z.literal([0, 1]).transform((flag) => flag === 1),
  piecesPerPack: z.int(),
}
const FlowRow = z.strictObject({ day: z.int(), way: z.enum(['sold', 'bought', 'other']), amount: z.number() })
const OnHandRow = z.strictObject({ ...DrugColumns, count: z.int() })
const TurnoverRow = z.strictObject({ ...DrugColumns, sold: z.int(), bought: z.int(), count: z.int() })
const ExpiryRow = z.strictObject({ ...DrugColumns, lot: z.string(), expiresOn: z.string(), count: z.int() })
const DeadlineRow = z.strictObject({
  document: z.string(),
  number: z.enum(uploadNumbers),
  dueAt: z.int().nullable(),
  lines: z.int(),
  refused: z.int(),
})
const RunRow = z.strictObject({ id: z.string(), endedAt: z.int() })
const CauseRow = z.strictObject({ cause: z.enum(differenceCauses), lines: z.int(), mended: z.int(), worth: z.int() })

type OfDrug = z.output<typeof OnHandRow>

/**
 * What the books of one database say of the whole stock at `at` (epoch ms): money in fen, at the price of the day, which is the present one for what is there now. `page` counts from 0; null gives every row. Reads months of movements at a
 * stretch: for the worker, not for the station's own thread.
 */
export function readView(db: Database.Database, ask: StockViewAsk, at: number, page: number | null): StockView {
  switch (ask.kind) {
    case 'value':
      return valueView(db, ask.days, at, page)
    case 'turnover':
      return turnoverView(db, ask.month, at, page)
    case 'expiry':
      return expiryView(db, ask.within, at, page)
    case 'deadlines':
      return deadlinesView(db, at, page)
    case 'causes':
      return causesView(db, at, page)
  }
}

function valueView(db: Database.Database, days: number, at: number, page: number | null): StockViewOf<'value'> {
  const onHand = db
    .prepare(viewLookUps.onHand)
    .all()
    .map((row) => OnHandRow.parse(row))
  const rows = onHand.map(valued).toSorted((a, b) => b.value - a.value || (a.drugId < b.drugId ? -1 : 1))
  const value = rows.reduce((sum, row) => sum + row.value, 0)
  const today = dayOf(at)
  const first = today - days + 1
  // a curve that runs back from what there is now: each day's end is the next one's less what moved then
  const moved = new Map<number, number>()
  for (const { day, amount } of flowsOf(db, startOf(first), Number.MAX_SAFE_INTEGER))
    moved.set(day, (moved.get(day) ?? 0) + amount)
  const counts = new Map(onHand.map(({ drugId, count }) => [drugId, count]))
  const otherwise = worthMore(repricedSince(db, startOf(first)), counts, { first, today })
  let left = value
  const curve = Array.from({ length: days }, (_, back) => {
    const day = today - back
    const point = { day: dateOf(day), value: Math.round(left + (otherwise.get(day) ?? 0)) }
    left -= moved.get(day) ?? 0
    return point
  })
  return { kind: 'value', at, value, days: curve.toReversed(), ...paged(rows, page) }
}

/** How much more the stock was worth at the end of each day than at the present prices; fen, not rounded. `counts`: what is there now, by drug. */
function worthMore(
  repriced: readonly Repriced[],
  counts: ReadonlyMap<string, number>,
  { first, today }: { readonly first: number; readonly today: number },
): ReadonlyMap<number, number> {
  const sums = new Map<number, number>()
  for (const { drugId, movements, worthMoreAt } of repriced) {
    let count = counts.get(drugId) ?? 0
    let next = 0
    for (let day = today; day >= first; day--) {
      const end = startOf(day + 1)
      for (let move = movements[next]; move !== undefined && move.at >= end; move = movements[++next]) count -= move.count
      sums.set(day, (sums.get(day) ?? 0) + count * worthMoreAt(end - 1))
    }
  }
  return sums
}

function turnoverView(db: Database.Database, month: string, at: number, page: number | null): StockViewOf<'turnover'> {
  const from = startOfMonth(month)
  const to = startOfMonth(monthAfter(month, 1))
  const sellingDays = Math.max(1, Math.ceil((Math.min(to, at) - from) / DAY_MS))
  const chartFrom = startOfMonth(monthAfter(month, 1 - MONTHS))
  const otherwise = movedMore(db, chartFrom)
  const soldMore = new Map<string, number>()
  for (const { drugId, at, way, more } of otherwise)
    if (way === 'sold' && at >= from && at < to) soldMore.set(drugId, (soldMore.get(drugId) ?? 0) - more)
  const rows = db
    .prepare(viewLookUps.turnover)
    .all(from, to)
    .map((row) => {
      const { sold, bought, ...drug } = TurnoverRow.parse(row)
      const { value: soldValue, quantity } = valued({ ...drug, count: sold })
      const perUnit = countsPerUnit(drug)
      return {
        ...named(drug),
        sold: quantity,
        soldValue: Math.round(soldValue + (soldMore.get(drug.drugId) ?? 0)) as Fen,
        bought: quantityOfCount(bought, perUnit),
        onHand: quantityOfCount(drug.count, perUnit),
        lasts: sold > 0 ? Math.max(0, Math.floor((drug.count * sellingDays) / sold)) : null,
      }
    })
    .toSorted((a, b) => b.soldValue - a.soldValue || (a.drugId < b.drugId ? -1 : 1))
  const months = new Map(
    Array.from({ length: MONTHS }, (_, back) => [monthAfter(month, back + 1 - MONTHS), { sold: 0, bought: 0 }]),
  )
  for (const { day, way, amount } of flowsOf(db, chartFrom, to)) {
    const sums = months.get(dateOf(day).slice(0, 7))
    if (sums === undefined || way === 'other') continue
    sums[way] += way === 'sold' ? -amount : amount
  }
  const starts = [...months].map(([name, sums]) => ({ start: startOfMonth(name), sums }))
  for (const { at, way, more } of otherwise) {
    const sums = at < to ? starts.findLast(({ start }) => start <= at)?.sums : undefined
    if (sums !== undefined) sums[way] += way === 'sold' ? -more : more
  }
  const chart = [...months].map(([name, { sold, bought }]) => ({
    month: name,
    sold: Math.round(sold),
    bought: Math.round(bought),
  }))
  return { kind: 'turnover', at, month, months: chart, ...paged(rows, page) }
}

function expiryView(db: Database.Database, within: number, at: number, page: number | null): StockViewOf<'expiry'> {
  const today = dayOf(at)
  const all = db
    .prepare(viewLookUps.expiry)
    .all(dateOf(today + FAR))
    .map((row) => {
      const { lot, expiresOn, ...drug } = ExpiryRow.parse(row)
      return { ...valued(drug), lot, expiresOn, daysLeft: dayOf(Date.parse(expiresOn)) - today }
    })
  const bands = expiryBands.map((band) => {
    const inBand = all.filter(({ daysLeft }) => bandOf(daysLeft) === band)
    return { band, lots: inBand.length, value: inBand.reduce((sum, { value }) => sum + value, 0) }
  })
  return {
    kind: 'expiry',
    at,
    bands,
    ...paged(
      all.filter(({ daysLeft }) => daysLeft <= within),
      page,
    ),
  }
}

/** A lot may still be sold on the day that it expires on. */
function bandOf(daysLeft: number): (typeof expiryBands)[number] {
  if (daysLeft < 0) return 'expired'
  if (daysLeft <= NEAR) return '30'
  return daysLeft <= NEARER ? '90' : '180'
}

function deadlinesView(db: Database.Database, at: number, page: number | null): StockViewOf<'deadlines'> {
  const rows = db
    .prepare(viewLookUps.deadlines)
    .all()
    .map((row) => DeadlineRow.parse(row))
    .map((row) => ({ ...row, level: deadlineOf(row.dueAt, at) }))
  const levels = deadlineLevels.map((level) => ({
    level,
    lines: rows.reduce((sum, row) => (row.level === level ? sum + row.lines : sum), 0),
  }))
  return { kind: 'deadlines', at, levels, ...paged(rows, page) }
}

/** The differences that the last comparison with the province found, by their cause. */
function causesView(db: Database.Database, at: number, page: number | null): StockViewOf<'causes'> {
  const found = db.prepare(viewLookUps.lastRun).get()
  const run = found === undefined ? null : RunRow.parse(found)
  const rows = (run === null ? [] : db.prepare(viewLookUps.causes).all(run.id))
    .map((row) => CauseRow.parse(row))
    .toSorted((a, b) => b.worth - a.worth || (a.cause < b.cause ? -1 : 1))
  const worth = rows.reduce((sum, row) => sum + row.worth, 0)
  return { kind: 'causes', at, comparedAt: run?.endedAt ?? null, worth, ...paged(rows, page) }
}

function wayOf(kind: MovementKind): 'sold' | 'bought' | 'other' {
  if (kind === 'sale' || kind === 'saleReturn') return 'sold'
  return kind === 'purchase' || kind === 'purchaseReturn' ? 'bought' : 'other'
}

/** How much more each movement was worth than at the present price, where it was sold or bought; fen with the movement's sign, not rounded. */
function movedMore(db: Database.Database, from: number) {
  return repricedSince(db, from).flatMap(({ drugId, movements, worthMoreAt }) =>
    movements.flatMap(({ at, kind, count }) => {
      const [way, more] = [wayOf(kind), count * worthMoreAt(at)]
      return way === 'other' || more === 0 ? [] : [{ drugId, at, way, more }]
    }),
  )
}

function flowsOf(db: Database.Database, from: number, to: number): readonly z.output<typeof FlowRow>[] {
  return db
    .prepare(viewLookUps.flows)
    .all(from, to)
    .map((row) => FlowRow.parse(row))
}

function named({ drugId, name, specification, unit }: OfDrug) {
  return { drugId, name, specification, unit }
}

function valued(drug: OfDrug) {
  const quantity = quantityOfCount(drug.count, countsPerUnit(drug))
  const value: Fen | null = lineAmount(drug.price, quantity)
  if (value === null) throw new RangeError(`the stock of ${drug.drugId} is worth more than a number holds`)
  return { ...named(drug), quantity, value }
}

function paged<T>(rows: readonly T[], page: number | null): { readonly total: number; readonly rows: readonly T[] } {
  return { total: rows.length, rows: page === null ? rows : rows.slice(page * VIEW_PAGE, (page + 1) * VIEW_PAGE) }
}

/** Days of Asia/Shanghai are counted from 1970-01-01 there. */
function dayOf(epochMs: number): number {
  return Math.floor((epochMs + SHANGHAI_MS) / DAY_MS)
}

function startOf(day: number): number {
  return day * DAY_MS - SHANGHAI_MS
}

function dateOf(day: number): string {
  return shanghaiDate(startOf(day))
}

function startOfMonth(month: string): number {
  const start = fromShanghai(`${month}-01 00:00:00`)
  if (start === null) throw new RangeError(`${month} is no month`)
  return start
}

function monthAfter(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
