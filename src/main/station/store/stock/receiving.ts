import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Price, Quantity } from '../../../../shared/domain/money.ts'

/** These words are stored: never rename one. */
const states = Object.freeze(['importing', 'open', 'checking', 'accepting', 'done', 'cancelled'] as const)
export type DeliveryState = (typeof states)[number]
const boxStates = Object.freeze(['expected', 'scanned', 'refused', 'accepted', 'sentBack', 'missing'] as const)
export type DeliveryBoxState = (typeof boxStates)[number]

export interface Delivery {
  readonly id: string
  readonly supplier: string
  readonly note: string
  readonly invoice: string
  readonly state: DeliveryState
  /** epoch ms */
  readonly openedAt: number
  readonly openedBy: string
  readonly acceptedBy: string | null
}

/** One lot of one drug on a delivery, named by its note or not. Quantities are ten-thousandths of the priced unit. */
export interface DeliveryLineRow {
  readonly line: number
  /** both null while the catalogue has no such drug */
  readonly drugId: string | null
  readonly lotId: string | null
  readonly named: string
  readonly lotNumber: string
  readonly madeOn: string
  readonly expiresOn: string
  readonly expected: Quantity
  /** of goods without trace codes */
  readonly loose: Quantity
  readonly price: Price | null
  /** where boxes go whose code does not tell their lot */
  readonly isChosen: boolean
}

export interface DeliveryBox {
  readonly delivery: string
  readonly code: string
  readonly line: number
  readonly caseCode: string | null
  readonly state: DeliveryBoxState
  readonly reason: string | null
  readonly serial: string | null
}

/** How many boxes of a line are in a state. */
interface BoxCount {
  readonly line: number
  readonly state: DeliveryBoxState
  readonly count: number
}

/** Deliveries. Whoever writes has looked, in the same transaction. */
export interface Deliveries {
  find(id: string): Delivery | null
  /** false when this supplier's note is known already */
  open(delivery: Omit<Delivery, 'openedAt' | 'acceptedBy'>): boolean
  setState(id: string, state: DeliveryState, acceptedBy?: string): void
  setHead(id: string, head: Pick<Delivery, 'supplier' | 'note'>): void
  /** those that are not done with, oldest first */
  unclosed(): readonly Delivery[]
  /** the last ones that are */
  closed(limit: number): readonly Delivery[]
  /** everything of a file that was not read to its end */
  forgetHalfImported(): void
  forget(id: string): void
  lines(id: string): readonly DeliveryLineRow[]
  putLine(id: string, line: DeliveryLineRow): void
  boxes(id: string, state: DeliveryBoxState, limit: number): readonly DeliveryBox[]
  box(id: string, code: string): DeliveryBox | null
  inCase(id: string, caseCode: string): readonly DeliveryBox[]
  /** wherever a code stands on a note: the latest delivery first */
  ofCode(code: string): readonly DeliveryBox[]
  putBox(box: DeliveryBox): void
  counts(id: string): readonly BoxCount[]
  /** everything expected that has not come */
  expectedIsMissing(id: string): void
  addPerson(id: string, accountId: string): void
  people(id: string): readonly string[]
}

const Flag = z.literal([0, 1]).transform((flag) => flag === 1)
const DeliveryShape: z.ZodType<Delivery> = z.strictObject({
  id: z.string(),
  supplier: z.string(),
  note: z.string(),
  invoice: z.string(),
  state: z.enum(states),
  openedAt: z.int(),
  openedBy: z.string(),
  acceptedBy: z.string().nullable(),
})
const LineShape: z.ZodType<DeliveryLineRow> = z.strictObject({
  line: z.int(),
  drugId: z.string().nullable(),
  lotId: z.string().nullable(),
  named: z.string(),
  lotNumber: z.string(),
  madeOn: z.string(),
  expiresOn: z.string(),
  expected: z.custom<Quantity>(Number.isSafeInteger),
  loose: z.custom<Quantity>(Number.isSafeInteger),
  price: z.custom<Price>(Number.isSafeInteger).nullable(),
  isChosen: Flag,
})
const BoxShape: z.ZodType<DeliveryBox> = z.strictObject({
  delivery: z.string(),
  code: z.string(),
  line: z.int(),
  caseCode: z.string().nullable(),
  state: z.enum(boxStates),
  reason: z.string().nullable(),
  serial: z.string().nullable(),
})
const CountShape: z.ZodType<BoxCount> = z.strictObject({ line: z.int(), state: z.enum(boxStates), count: z.int() })

const SELECT = `SELECT id, supplier, note, invoice, state, opened_at AS openedAt, opened_by AS openedBy, accepted_by AS acceptedBy FROM deliveries`
const SELECT_BOX = 'SELECT delivery, code, line, case_code AS caseCode, state, reason, serial FROM delivery_boxes'

/** The look-ups in lists that grow without end, exported so that a test can ask which index each one uses. */
export const deliveryLookUps = Object.freeze({
  find: `${SELECT} WHERE id = ?`,
  unclosed: `${SELECT} WHERE state NOT IN ('done', 'cancelled') ORDER BY opened_at`,
  closed: `${SELECT} WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT ?`,
  lines: `SELECT line, drug_id AS drugId, lot_id AS lotId, named, lot_number AS lotNumber, made_on AS madeOn, expires_on AS expiresOn, expected,
    loose, price, is_chosen AS isChosen FROM delivery_lines WHERE delivery = ? ORDER BY line`,
  boxes: `${SELECT_BOX} WHERE delivery = ? AND state = ? ORDER BY line LIMIT ?`,
  box: `${SELECT_BOX} WHERE delivery = ? AND code = ?`,
  inCase: `${SELECT_BOX} WHERE delivery = ? AND case_code = ?`,
  ofCode: `${SELECT_BOX} WHERE code = ? ORDER BY delivery DESC`,
  counts: 'SELECT line, state, count(*) AS count FROM delivery_boxes WHERE delivery = ? GROUP BY state, line',
})

/** The deliveries of one database. */
export function createDeliveries(db: Database.Database, ports: { readonly clock: () => number }): Deliveries {
  const select = db.prepare(deliveryLookUps.find)
  const selectUnclosed = db.prepare(deliveryLookUps.unclosed)
  const selectClosed = db.prepare(deliveryLookUps.closed)
  const selectLines = db.prepare(deliveryLookUps.lines)
  const selectBoxes = db.prepare(deliveryLookUps.boxes)
  const selectBox = db.prepare(deliveryLookUps.box)
  const selectInCase = db.prepare(deliveryLookUps.inCase)
  const selectOfCode = db.prepare(deliveryLookUps.ofCode)
  const selectCounts = db.prepare(deliveryLookUps.counts)
  const insert = db.prepare(`INSERT INTO deliveries (id, supplier, note, invoice, state, opened_at, opened_by)
    VALUES (@id, @supplier, @note, @invoice, @state, @openedAt, @openedBy)`)
  const updateState = db.prepare(`UPDATE deliveries SET state = @state, accepted_by = coalesce(@acceptedBy, accepted_by),
    closed_at = CASE WHEN @state IN ('done', 'cancelled') THEN @now END WHERE id = @id`)
  const updateHead = db.prepare('UPDATE deliveries SET supplier = @supplier, note = @note WHERE id = @id')
  const remove = db.prepare('DELETE FROM deliveries WHERE id = ?')
  const removeHalf = db.prepare(`DELETE FROM deliveries WHERE state = 'importing'`)
  const upsertLine =
    db.prepare(`INSERT INTO delivery_lines (delivery, line, drug_id, lot_id, named, lot_number, made_on, expires_on, expected, loose,
    price, is_chosen) VALUES (@delivery, CAST(@line AS INTEGER), @drugId, @lotId, @named, @lotNumber, @madeOn, @expiresOn, CAST(@expected AS INTEGER),
    CAST(@loose AS INTEGER), @price, @isChosen)
    ON CONFLICT (delivery, line) DO UPDATE SET drug_id = excluded.drug_id, lot_id = excluded.lot_id, expected = excluded.expected,
    loose = excluded.loose, is_chosen = excluded.is_chosen`)
  const upsertBox = db.prepare(`INSERT INTO delivery_boxes (delivery, code, line, case_code, state, reason, serial)
    VALUES (@delivery, @code, CAST(@line AS INTEGER), @caseCode, @state, @reason, @serial)
    ON CONFLICT (delivery, code) DO UPDATE SET line = excluded.line, state = excluded.state, reason = excluded.reason, serial = excluded.serial`)
  const setMissing = db.prepare(`UPDATE delivery_boxes SET state = 'missing' WHERE delivery = ? AND state = 'expected'`)
  const insertPerson = db.prepare('INSERT OR IGNORE INTO delivery_people (delivery, account_id) VALUES (?, ?)')
  const selectPeople = db.prepare('SELECT account_id FROM delivery_people WHERE delivery = ? ORDER BY account_id').pluck()

  const boxOrNull = (row: unknown): DeliveryBox | null => (row === undefined ? null : BoxShape.parse(row))

  return {
    find: (id) => {
      const row = select.get(id)
      return row === undefined ? null : DeliveryShape.parse(row)
    },
    open: (delivery) => {
      try {
        insert.run({ ...delivery, openedAt: ports.clock() })
        return true
      } catch (error) {
        if (error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE') return false
        throw error
      }
    },
    setState: (id, state, acceptedBy) => void updateState.run({ id, state, acceptedBy: acceptedBy ?? null, now: ports.clock() }),
    setHead: (id, head) => void updateHead.run({ ...head, id }),
    unclosed: () => selectUnclosed.all().map((row) => DeliveryShape.parse(row)),
    closed: (limit) => selectClosed.all(limit).map((row) => DeliveryShape.parse(row)),
    forgetHalfImported: () => void removeHalf.run(),
    forget: (id) => void remove.run(id),
    lines: (id) => selectLines.all(id).map((row) => LineShape.parse(row)),
    putLine: (id, line) => void upsertLine.run({ ...line, delivery: id, isChosen: Number(line.isChosen) }),
    boxes: (id, state, limit) => selectBoxes.all(id, state, limit).map((row) => BoxShape.parse(row)),
    box: (id, code) => boxOrNull(selectBox.get(id, code)),
    inCase: (id, caseCode) => selectInCase.all(id, caseCode).map((row) => BoxShape.parse(row)),
    ofCode: (code) => selectOfCode.all(code).map((row) => BoxShape.parse(row)),
    putBox: (box) => void upsertBox.run(box),
    counts: (id) => selectCounts.all(id).map((row) => CountShape.parse(row)),
    expectedIsMissing: (id) => void setMissing.run(id),
    addPerson: (id, accountId) => void insertPerson.run(id, accountId),
    people: (id) => selectPeople.all(id).map((row) => z.string().parse(row)),
  }
}
