import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Price } from '../../../../shared/domain/money.ts'
import { type MovementKind, movementKinds } from '../../../../shared/domain/stockBook.ts'

/** A drug whose price changed, and what moved of it meanwhile. */
export interface Repriced {
  readonly drugId: string
  /** the movements since then, the newest first */
  readonly movements: readonly { readonly at: number; readonly kind: MovementKind; readonly count: number }[]
  /** what one of the books' units of it was worth more at `at` (epoch ms) than at the present price; fen, not rounded */
  worthMoreAt(at: number): number
}

const PRICES_PER_FEN = 10_000

/** The look-ups in books that grow without end, exported so that a test can ask which index each one uses. */
export const datedPriceLookUps = Object.freeze({
  // the history of prices is short beside that of goods: it is read whole, in the order of its index
  changes: `SELECT drug_id AS drugId, since, before, drugs.price, iif(drugs.is_traced, drugs.pieces_per_pack, 10000) AS perUnit FROM (
      SELECT drug_id, since, price, lag(price) OVER (PARTITION BY drug_id ORDER BY seq) AS before FROM drug_prices INDEXED BY drug_prices_drug
    ) AS prices CROSS JOIN drugs ON drugs.id = drug_id WHERE since >= ? AND before IS NOT NULL ORDER BY drug_id, since`,
  movements: 'SELECT at, kind, count FROM stock_movements WHERE drug_id = ? AND at >= ? ORDER BY at DESC',
})

const ChangeRow = z.strictObject({
  drugId: z.string(),
  since: z.int(),
  before: z.custom<Price>(Number.isSafeInteger),
  price: z.custom<Price>(Number.isSafeInteger),
  perUnit: z.int(),
})
const MovementRow = z.strictObject({ at: z.int(), kind: z.enum(movementKinds), count: z.int() })

/** The drugs whose price changed since `from` (epoch ms). All others were worth then what they are worth now. */
export function repricedSince(db: Database.Database, from: number): readonly Repriced[] {
  const changesOf = new Map<string, z.output<typeof ChangeRow>[]>()
  for (const row of db.prepare(datedPriceLookUps.changes).all(from)) {
    const change = ChangeRow.parse(row)
    const known = changesOf.get(change.drugId)
    if (known === undefined) changesOf.set(change.drugId, [change])
    else known.push(change)
  }
  const movements = db.prepare(datedPriceLookUps.movements)
  return [...changesOf].map(([drugId, changes]) => ({
    drugId,
    movements: movements.all(drugId, from).map((row) => MovementRow.parse(row)),
    worthMoreAt: (at) => {
      const next = changes.find(({ since }) => since > at)
      return next === undefined ? 0 : (next.before - next.price) / next.perUnit / PRICES_PER_FEN
    },
  }))
}
