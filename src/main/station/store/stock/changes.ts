import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type ChangeKind, changeKinds } from '../../../../shared/domain/stockChanges.ts'
import type { LotBalance } from './book.ts'

export interface StockChangePaper {
  readonly id: string
  readonly kind: ChangeKind
  readonly state: 'open' | 'done' | 'cancelled'
  readonly reason: string
  readonly supplier: string
  readonly invoice: string
  /** epoch ms */
  readonly openedAt: number
  readonly openedBy: string
}

export interface StockChangeItem {
  readonly item: number
  readonly drugId: string
  readonly lotId: string
  /** null for goods without trace codes */
  readonly code: string | null
  /** returned pieces of a box that is elsewhere */
  readonly isPart: boolean
  /** in the books' units */
  readonly count: number
}

/** Papers of changes and what is on them. Whoever writes has looked, in the same transaction. */
export interface StockChanges {
  find(id: string): StockChangePaper | null
  open(paper: Omit<StockChangePaper, 'state' | 'openedAt'>): void
  close(id: string, state: 'done' | 'cancelled', accountId: string): void
  /** the last ones, the newest first */
  list(limit: number): readonly StockChangePaper[]
  items(id: string): readonly StockChangeItem[]
  addItem(id: string, item: StockChangeItem): void
  removeItem(id: string, item: number): boolean
  /** the lots that run out up to this day (yyyy-MM-dd) and of which there is something, the first to expire first */
  expiring(until: string, limit: number): readonly LotBalance[]
}

const PaperRow: z.ZodType<StockChangePaper> = z.strictObject({
  id: z.string(),
  kind: z.enum(changeKinds),
  state: z.enum(['open', 'done', 'cancelled']),
  reason: z.string(),
  supplier: z.string(),
  invoice: z.string(),
  openedAt: z.int(),
  openedBy: z.string(),
})
const ItemRow: z.ZodType<StockChangeItem> = z.strictObject({
  item: z.int(),
  drugId: z.string(),
  lotId: z.string(),
  code: z.string().nullable(),
  isPart: z.literal([0, 1]).transform((flag) => flag === 1),
  count: z.int(),
})
const BalanceRow: z.ZodType<LotBalance> = z.strictObject({ drugId: z.string(), lotId: z.string(), count: z.int() })

const SELECT = `SELECT id, kind, state, reason, supplier, invoice, opened_at AS openedAt, opened_by AS openedBy FROM stock_changes`

/** The look-ups in lists that grow without end, exported so that a test can ask which index each one uses. */
export const changeLookUps = Object.freeze({
  find: `${SELECT} WHERE id = ?`,
  list: `${SELECT} ORDER BY opened_at DESC LIMIT ?`,
  items: `SELECT item, drug_id AS drugId, lot_id AS lotId, code, is_part AS isPart, count FROM stock_change_items WHERE change_id = ? ORDER BY item`,
  expiring: `SELECT lots.drug_id AS drugId, lots.id AS lotId, count FROM lots JOIN stock_balances
    ON stock_balances.drug_id = lots.drug_id AND stock_balances.lot_id = lots.id
    WHERE expires_on IS NOT NULL AND expires_on <= ? AND count > 0 ORDER BY expires_on LIMIT ?`,
})

/** The changes of one database. */
export function createStockChanges(db: Database.Database, ports: { readonly clock: () => number }): StockChanges {
  const select = db.prepare(changeLookUps.find)
  const selectList = db.prepare(changeLookUps.list)
  const selectItems = db.prepare(changeLookUps.items)
  const selectExpiring = db.prepare(changeLookUps.expiring)
  const insert = db.prepare(`INSERT INTO stock_changes (id, kind, state, reason, supplier, invoice, opened_at, opened_by)
    VALUES (@id, @kind, 'open', @reason, @supplier, @invoice, @openedAt, @openedBy)`)
  const update = db.prepare('UPDATE stock_changes SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?')
  const insertItem = db.prepare(`INSERT INTO stock_change_items (change_id, item, drug_id, lot_id, code, is_part, count)
    VALUES (@changeId, CAST(@item AS INTEGER), @drugId, @lotId, @code, @isPart, CAST(@count AS INTEGER))`)
  const deleteItem = db.prepare('DELETE FROM stock_change_items WHERE change_id = ? AND item = ?')

  return {
    find: (id) => {
      const row = select.get(id)
      return row === undefined ? null : PaperRow.parse(row)
    },
    open: (paper) => void insert.run({ ...paper, openedAt: ports.clock() }),
    close: (id, state, accountId) => void update.run(state, accountId, ports.clock(), id),
    list: (limit) => selectList.all(limit).map((row) => PaperRow.parse(row)),
    items: (id) => selectItems.all(id).map((row) => ItemRow.parse(row)),
    addItem: (changeId, item) => void insertItem.run({ ...item, changeId, isPart: Number(item.isPart) }),
    removeItem: (id, item) => deleteItem.run(id, item).changes > 0,
    expiring: (until, limit) => selectExpiring.all(until, limit).map((row) => BalanceRow.parse(row)),
  }
}
