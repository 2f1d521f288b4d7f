import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Fen, Price, Quantity } from '../../../../shared/domain/money.ts'
import type { Presettlement, Settlement } from '../../../../shared/domain/settlement.ts'
import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import { PresettlementShape, SettlementShape } from '../caseShapes.ts'
import { Bytes, jsonColumn, tableSealer } from '../columns.ts'
import { retailDocument } from '../retailDocument.ts'
import type { Sealer } from '../sealer.ts'

/** How far an ordinary sale is. These words are stored: never rename one. */
export const saleStates = Object.freeze(['open', 'paid', 'returned'] as const)
export type SaleState = (typeof saleStates)[number]

/** Where the goods of a line are: with the buyer or in the basket, on the counter to be given back, given back. Stored: never rename one. */
export const saleLineStates = Object.freeze(['taken', 'comingBack', 'returned'] as const)
export type SaleLineState = (typeof saleLineStates)[number]

/** One box, pieces of one, or loose goods of one lot. */
export interface SaleLine {
  /** unique within the sale, from 1; a number is not used again while a later one is there */
  readonly line: number
  readonly drugId: string
  readonly lotId: string
  /** null for goods that carry no trace code */
  readonly code: string | null
  /** null: the whole box, or loose goods; else so many pieces of the box */
  readonly pieces: number | null
  /** in the priced unit */
  readonly quantity: Quantity
  readonly price: Price
  readonly amount: Fen
  readonly state: SaleLineState
  readonly takenBy: string
  /** epoch ms */
  readonly returnedAt: number | null
  readonly returnedBy: string | null
}

export type NewSaleLine = Pick<SaleLine, 'drugId' | 'lotId' | 'code' | 'pieces' | 'quantity' | 'price' | 'amount' | 'takenBy'>

/** Whoever buys what the law wants a name for; sealed on disk. */
export interface Buyer {
  readonly name: string
  readonly idNumber: string
}

export interface SaleRecord {
  readonly id: string
  /** 零售单据号 */
  readonly document: string
  readonly state: SaleState
  /** epoch ms */
  readonly openedAt: number
  readonly openedBy: string
  readonly paidAt: number | null
  readonly paidBy: string | null
  readonly cashGiven: Fen | null
  readonly cashBack: Fen | null
  /** goods of it are being brought back to the counter */
  readonly isReturning: boolean
  readonly buyer: Buyer | null
  /** of the patient whose account pays a part; null: cash alone */
  readonly visitId: string | null
  /** what the account would pay for the basket as it is */
  readonly reckoned: Presettlement | null
  readonly settlement: Settlement | null
  /** the message that moves money and has no answer yet: nothing of the sale changes meanwhile */
  readonly unanswered: Unanswered | null
  readonly lines: readonly SaleLine[]
}

/** 2102A, or 2103 that takes it back, under its message number. */
export interface Unanswered {
  readonly kind: 'settle' | 'revoke'
  readonly msgid: string
}

/** How a sale was paid for. */
export interface SalePaid {
  readonly accountId: string
  readonly cashGiven: Fen
  readonly cashBack: Fen
  /** null: cash alone */
  readonly settlement: Settlement | null
}

/** Ordinary sales, without a prescription. One is open at the counter, and goods of one are coming back, at a time. */
export interface Sales {
  find(id: string): SaleRecord | null
  findDocument(document: string): SaleRecord | null
  /** the one at the counter that is not paid yet */
  open(): SaleRecord | null
  /** the one whose goods are coming back */
  returning(): SaleRecord | null
  /** the one that was paid last */
  last(): SaleRecord | null
  /** begins one; throws while another is open, because the caller must have looked */
  begin(accountId: string): SaleRecord
  addLine(id: string, line: NewSaleLine): SaleLine
  /** other pieces of the box, and what they cost */
  changeLine(id: string, line: number, changed: Pick<SaleLine, 'pieces' | 'quantity' | 'amount'>): void
  removeLine(id: string, line: number): void
  setBuyer(id: string, buyer: Buyer | null): void
  /** what the center reckoned for the patient of a visit; null: cash alone */
  setReckoned(id: string, by: { readonly visitId: string; readonly reckoned: Presettlement } | null): void
  setUnanswered(id: string, unanswered: Unanswered | null): void
  pay(id: string, paid: SalePaid): void
  setReturning(id: string, isReturning: boolean): void
  /** of a line that did not come back for good yet */
  mark(id: string, line: number, state: 'taken' | 'comingBack'): void
  /** everything on the counter came back for good, and so did the sale once nothing is left of it; whoever does it has given the money back */
  takeBack(id: string, accountId: string): void
  /** how many times a paper was printed since a moment (epoch ms) */
  printed(id: string, kind: SalePaperKind, since: number): number
  addPrinted(printed: { readonly id: string; readonly kind: SalePaperKind; readonly accountId: string }): void
}

export const salePaperKinds = Object.freeze(['receipt', 'refund'] as const)
export type SalePaperKind = (typeof salePaperKinds)[number]

const StoredFen = z.custom<Fen>(Number.isSafeInteger)
const StoredFlag = z.literal([0, 1]).transform((flag) => flag === 1)

const SaleRow = z.strictObject({
  id: z.string(),
  document: z.string(),
  state: z.enum(saleStates),
  openedAt: z.int(),
  openedBy: z.string(),
  paidAt: z.int().nullable(),
  paidBy: z.string().nullable(),
  cashGiven: StoredFen.nullable(),
  cashBack: StoredFen.nullable(),
  isReturning: StoredFlag,
  buyerName: Bytes.nullable(),
  buyerNumber: Bytes.nullable(),
  visitId: z.string().nullable(),
  reckoned: jsonColumn(PresettlementShape).nullable(),
  settlement: jsonColumn(SettlementShape).nullable(),
  unanswered: jsonColumn(z.strictObject({ kind: z.enum(['settle', 'revoke']), msgid: z.string() })).nullable(),
})

const LineRow: z.ZodType<SaleLine> = z.strictObject({
  line: z.int(),
  drugId: z.string(),
  lotId: z.string(),
  code: z.string().nullable(),
  pieces: z.int().nullable(),
  quantity: z.custom<Quantity>(Number.isSafeInteger),
  price: z.custom<Price>(Number.isSafeInteger),
  amount: StoredFen,
  state: z.enum(saleLineStates),
  takenBy: z.string(),
  returnedAt: z.int().nullable(),
  returnedBy: z.string().nullable(),
})

const CountRow = z.strictObject({ count: z.int() })
const NumberRow = z.strictObject({ line: z.int() })

const SELECT = `SELECT id, document, state, opened_at AS openedAt, opened_by AS openedBy, paid_at AS paidAt, paid_by AS paidBy, cash_given AS cashGiven,
  cash_back AS cashBack, is_returning AS isReturning, buyer_name AS buyerName, buyer_number AS buyerNumber,
  visit_id AS visitId, reckoned, settlement, unanswered FROM sales`

/** The look-ups in sales that grow without end, exported so that a test can ask which index each one uses. */
export const saleLookUps = Object.freeze({
  find: `${SELECT} WHERE id = ?`,
  findDocument: `${SELECT} WHERE document = ?`,
  open: `${SELECT} WHERE state = 'open'`,
  returning: `${SELECT} WHERE is_returning = 1`,
  last: `${SELECT} WHERE paid_at IS NOT NULL ORDER BY paid_at DESC LIMIT 1`,
  lines: `SELECT line, drug_id AS drugId, lot_id AS lotId, code, pieces, quantity, price, amount, state, taken_by AS takenBy, returned_at AS returnedAt,
    returned_by AS returnedBy FROM sale_lines WHERE sale_id = ? ORDER BY line`,
  printed: 'SELECT count(*) AS count FROM sale_papers WHERE sale_id = ? AND kind = ? AND printed_at >= ?',
})

/** The ordinary sales of one database. `nextNumber` counts the documents of each day. */
export function createSales(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string; readonly nextNumber: (counter: string) => number },
): Sales {
  const cells = tableSealer(sealer, 'sales')
  const select = db.prepare(saleLookUps.find)
  const selectDocument = db.prepare(saleLookUps.findDocument)
  const selectOpen = db.prepare(saleLookUps.open)
  const selectReturning = db.prepare(saleLookUps.returning)
  const selectLast = db.prepare(saleLookUps.last)
  const selectLines = db.prepare(saleLookUps.lines)
  const selectPrinted = db.prepare(saleLookUps.printed)
  const insert = db.prepare(
    `INSERT INTO sales (id, document, state, opened_at, opened_by) VALUES (@id, @document, 'open', @openedAt, @openedBy)`,
  )
  const insertLine =
    db.prepare(`INSERT INTO sale_lines (sale_id, line, drug_id, lot_id, code, pieces, quantity, price, amount, state, taken_by)
    SELECT @id, coalesce(max(line), 0) + 1, @drugId, @lotId, @code, CAST(@pieces AS INTEGER), CAST(@quantity AS INTEGER), CAST(@price AS INTEGER),
    CAST(@amount AS INTEGER), 'taken', @takenBy FROM sale_lines WHERE sale_id = @id RETURNING line`)
  const updateLine = db.prepare('UPDATE sale_lines SET pieces = ?, quantity = ?, amount = ? WHERE sale_id = ? AND line = ?')
  const deleteLine = db.prepare('DELETE FROM sale_lines WHERE sale_id = ? AND line = ?')
  const updateBuyer = db.prepare('UPDATE sales SET buyer_name = ?, buyer_number = ? WHERE id = ?')
  const updatePaid = db.prepare(
    `UPDATE sales SET state = 'paid', paid_at = ?, paid_by = ?, cash_given = ?, cash_back = ?, settlement = ? WHERE id = ? AND state = 'open'`,
  )
  const updateReckoned = db.prepare('UPDATE sales SET visit_id = ?, reckoned = ? WHERE id = ?')
  const updateUnanswered = db.prepare('UPDATE sales SET unanswered = ? WHERE id = ?')
  const updateReturning = db.prepare('UPDATE sales SET is_returning = ? WHERE id = ?')
  const updateMark = db.prepare(`UPDATE sale_lines SET state = ? WHERE sale_id = ? AND line = ? AND state <> 'returned'`)
  const updateReturned = db.prepare(
    `UPDATE sale_lines SET state = 'returned', returned_at = ?, returned_by = ? WHERE sale_id = ? AND state = 'comingBack'`,
  )
  const closeReturned = db.prepare(`UPDATE sales SET is_returning = 0, state = CASE WHEN EXISTS
    (SELECT 1 FROM sale_lines WHERE sale_id = sales.id AND state <> 'returned') THEN 'paid' ELSE 'returned' END WHERE id = ?`)
  const insertPrinted = db.prepare(
    `INSERT INTO sale_papers (sale_id, kind, printed_at, account_id) VALUES (@id, @kind, @printedAt, @accountId)`,
  )

  const linesOf = (id: string) => selectLines.all(id).map((row) => LineRow.parse(row))
  const saleOrNull = (row: unknown): SaleRecord | null => {
    if (row === undefined) return null
    const { buyerName, buyerNumber, ...sale } = SaleRow.parse(row)
    const name = cells.open(sale.id, 'buyer_name', buyerName)
    const idNumber = cells.open(sale.id, 'buyer_number', buyerNumber)
    return { ...sale, buyer: name === null || idNumber === null ? null : { name, idNumber }, lines: linesOf(sale.id) }
  }
  const found = (id: string): SaleRecord => {
    const sale = saleOrNull(select.get(id))
    if (sale === null) throw new Error(`there is no sale ${id}`)
    return sale
  }
  /** Of what must be there: whoever changes it has looked, in the same transaction. */
  const changed = ({ changes }: Database.RunResult, what: string): void => {
    if (changes === 0) throw new Error(`${what} cannot be changed`)
  }

  return {
    find: (id) => saleOrNull(select.get(id)),
    findDocument: (document) => saleOrNull(selectDocument.get(document)),
    open: () => saleOrNull(selectOpen.get()),
    returning: () => saleOrNull(selectReturning.get()),
    last: () => saleOrNull(selectLast.get()),

    begin: (accountId) =>
      db
        .transaction(() => {
          const id = ports.newId()
          const openedAt = ports.clock()
          insert.run({ id, document: retailDocument(shanghaiDate(openedAt), ports.nextNumber), openedAt, openedBy: accountId })
          return found(id)
        })
        .immediate(),

    addLine: (id, line) =>
      db
        .transaction(() => {
          const number = NumberRow.parse(insertLine.get({ id, ...line })).line
          const added = linesOf(id).find((each) => each.line === number)
          if (added === undefined) throw new Error(`line ${number} of sale ${id} is not there`)
          return added
        })
        .immediate(),

    changeLine: (id, line, { pieces, quantity, amount }) =>
      changed(updateLine.run(pieces, quantity, amount, id, line), `line ${line}`),
    removeLine: (id, line) => changed(deleteLine.run(id, line), `line ${line}`),
    setBuyer: (id, buyer) =>
      void updateBuyer.run(
        cells.seal(id, 'buyer_name', buyer?.name ?? null),
        cells.seal(id, 'buyer_number', buyer?.idNumber ?? null),
        id,
      ),
    setReckoned: (id, by) =>
      changed(updateReckoned.run(by?.visitId ?? null, by === null ? null : JSON.stringify(by.reckoned), id), `sale ${id}`),
    setUnanswered: (id, unanswered) =>
      changed(updateUnanswered.run(unanswered === null ? null : JSON.stringify(unanswered), id), `sale ${id}`),
    pay: (id, { accountId, cashGiven, cashBack, settlement }) => {
      const settled = settlement === null ? null : JSON.stringify(settlement)
      changed(updatePaid.run(ports.clock(), accountId, cashGiven, cashBack, settled, id), `sale ${id}`)
    },
    setReturning: (id, isReturning) => changed(updateReturning.run(Number(isReturning), id), `sale ${id}`),
    mark: (id, line, state) => changed(updateMark.run(state, id, line), `line ${line}`),
    takeBack: (id, accountId) =>
      db
        .transaction(() => {
          changed(updateReturned.run(ports.clock(), accountId, id), `sale ${id}`)
          closeReturned.run(id)
        })
        .immediate(),
    printed: (id, kind, since) => CountRow.parse(selectPrinted.get(id, kind, since)).count,
    addPrinted: (printed) => void insertPrinted.run({ ...printed, printedAt: ports.clock() }),
  }
}
