import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type ChangeType, changeTypes, type MovementKind, movementKinds } from '../../../../shared/domain/stockBook.ts'

/** One line of the book of the stock. `count` is signed, in the books' units of its drug (`countsPerUnit`). */
export interface BookMovement {
  readonly kind: MovementKind
  /** of a change (3502) */
  readonly changeType: ChangeType | null
  readonly drugId: string
  readonly lotId: string
  readonly count: number
  /** number of the paper that it belongs to */
  readonly document: string
  /** the case or ordinary sale; null for any other paper */
  readonly holder: string | null
  readonly accountId: string | null
}

export interface WrittenMovement extends BookMovement {
  /** rises with every movement */
  readonly seq: number
  /** epoch ms */
  readonly at: number
}

/** What the book says of one lot. */
export interface LotBalance {
  readonly drugId: string
  readonly lotId: string
  readonly count: number
}

/** The book of the stock: nothing changes but by a movement, and each balance is the sum of its movements. */
export interface StockBook {
  /** writes a movement and the balance of its lot, in one transaction; throws when `count` is no whole number or zero */
  record(movement: BookMovement): void
  /** of all lots of a drug together */
  onHand(drugId: string): number
  /** the lots of a drug that have, or lack, something */
  lotsOf(drugId: string): readonly LotBalance[]
  /** of the whole shop, by drug */
  balances(): readonly LotBalance[]
  /** the movements of a drug from `since` on (epoch ms), oldest first */
  movementsOf(drugId: string, since: number): readonly WrittenMovement[]
  /** the movements of a drug before one of them, or all when that is null, newest first */
  newestOf(
    drugId: string,
    before: { readonly at: number; readonly seq: number } | null,
    limit: number,
  ): readonly WrittenMovement[]
  /** the movements of one paper, oldest first */
  ofDocument(document: string): readonly WrittenMovement[]
}

/** after every movement */
const LAST = { at: Number.MAX_SAFE_INTEGER, seq: Number.MAX_SAFE_INTEGER }

const MovementRow: z.ZodType<WrittenMovement> = z.strictObject({
  seq: z.int(),
  at: z.int(),
  kind: z.enum(movementKinds),
  changeType: z.enum(Object.keys(changeTypes) as [ChangeType, ...ChangeType[]]).nullable(),
  drugId: z.string(),
  lotId: z.string(),
  count: z.int(),
  document: z.string(),
  holder: z.string().nullable(),
  accountId: z.string().nullable(),
})
const BalanceRow: z.ZodType<LotBalance> = z.strictObject({ drugId: z.string(), lotId: z.string(), count: z.int() })
const SumRow = z.strictObject({ count: z.int() })

const SELECT_MOVEMENT = `SELECT seq, at, kind, change_type AS changeType, drug_id AS drugId, lot_id AS lotId, count, document, holder,
  account_id AS accountId FROM stock_movements`
const SELECT_BALANCE = 'SELECT drug_id AS drugId, lot_id AS lotId, count FROM stock_balances'

/** The look-ups in a book that grows without end, exported so that a test can ask which index each one uses. */
export const bookLookUps = Object.freeze({
  onHand: 'SELECT coalesce(sum(count), 0) AS count FROM stock_balances WHERE drug_id = ?',
  lotsOf: `${SELECT_BALANCE} WHERE drug_id = ? AND count <> 0 ORDER BY lot_id`,
  movementsOf: `${SELECT_MOVEMENT} WHERE drug_id = ? AND at >= ? ORDER BY at, seq`,
  newestOf: `${SELECT_MOVEMENT} WHERE drug_id = ? AND (at, seq) < (?, ?) ORDER BY at DESC, seq DESC LIMIT ?`,
  ofDocument: `${SELECT_MOVEMENT} WHERE document = ? ORDER BY seq`,
})

/** The book of the stock of one database. */
export function createStockBook(db: Database.Database, ports: { readonly clock: () => number }): StockBook {
  const insert =
    db.prepare(`INSERT INTO stock_movements (at, kind, change_type, drug_id, lot_id, count, document, holder, account_id)
    VALUES (@at, @kind, @changeType, @drugId, @lotId, CAST(@count AS INTEGER), @document, @holder, @accountId)`)
  const add = db.prepare(`INSERT INTO stock_balances (drug_id, lot_id, count) VALUES (@drugId, @lotId, CAST(@count AS INTEGER))
    ON CONFLICT (drug_id, lot_id) DO UPDATE SET count = count + excluded.count`)
  const selectOnHand = db.prepare(bookLookUps.onHand)
  const selectLots = db.prepare(bookLookUps.lotsOf)
  const selectAll = db.prepare(`${SELECT_BALANCE} WHERE count <> 0 ORDER BY drug_id, lot_id`)
  const selectMovements = db.prepare(bookLookUps.movementsOf)
  const selectNewest = db.prepare(bookLookUps.newestOf)
  const selectOfDocument = db.prepare(bookLookUps.ofDocument)

  return {
    record: (movement) =>
      db
        .transaction(() => {
          const { drugId, lotId, count } = movement
          if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is no count of the books`)
          insert.run({ ...movement, at: ports.clock() })
          add.run({ drugId, lotId, count })
        })
        .immediate(),
    onHand: (drugId) => SumRow.parse(selectOnHand.get(drugId)).count,
    lotsOf: (drugId) => selectLots.all(drugId).map((row) => BalanceRow.parse(row)),
    balances: () => selectAll.all().map((row) => BalanceRow.parse(row)),
    movementsOf: (drugId, since) => selectMovements.all(drugId, since).map((row) => MovementRow.parse(row)),
    newestOf: (drugId, before, limit) => {
      const { at, seq } = before ?? LAST
      return selectNewest.all(drugId, at, seq, limit).map((row) => MovementRow.parse(row))
    },
    ofDocument: (document) => selectOfDocument.all(document).map((row) => MovementRow.parse(row)),
  }
}
