import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createRandom } from '../../../server-mock/random.ts'
import { migrations } from '../../../src/main/station/store/migrations/index.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { digitsOf, drugOf, hashOf, lotOf, openBooks } from '../bigBooks.ts'

/** How large a shop is; its years and its seed are always the same. */
export interface Size {
  readonly drugs: number
  readonly codes: number
}

const SEED = 'five years of a large shop'
const DAY = 86_400_000
const YEARS = 5
/** the day on which its books are looked at */
export const TODAY = Date.parse('2027-03-01T21:00:00+08:00')
const BEGAN = TODAY - YEARS * 365 * DAY
/** of a delivery, and of a sale at most */
const DELIVERED = 10
const SOLD_TOGETHER = 3
/** of a hundred boxes */
const SOLD = 95
const WHOLE = 10_000
const SORTERS = 4

/**
 * The database of a shop with five years behind it: every box was delivered and most of them sold, with ledger, book, sales and everything that the province was told. Made once by
 * seed, and kept under the system's folder for temporary files by its size, its schema and how it is made.
 */
export function largeShop(size: Size): string {
  const kept = join(tmpdir(), 'rxcounter-bench')
  const schema = hashOf([...migrations.map(({ sql }) => sql), PLAN, EVERYTHING].join())
  const file = join(kept, `stock-${hashOf(SEED)}-${size.drugs}x${size.codes}-${schema}.db`)
  if (existsSync(file)) return file
  mkdirSync(kept, { recursive: true })
  const folder = mkdtempSync(join(kept, 'making-'))
  try {
    openBooks(folder).close()
    fill(join(folder, DATABASE_FILE), size)
    renameSync(join(folder, DATABASE_FILE), file)
    return file
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The code of the n-th box of a drug. */
export function codeOf(drug: number, box: number): string {
  return `83${digitsOf(drug, 5)}${digitsOf(box, 13)}`
}

/** bytes */
export function sizeOf(file: string): number {
  return statSync(file).size
}

function fill(file: string, { drugs, codes }: Size): void {
  const db = new Database(file)
  // out of the log first: whoever has it open writes everything twice
  db.pragma('journal_mode = DELETE')
  db.pragma('journal_mode = OFF')
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('cache_size = -1500000')
  db.pragma('synchronous = OFF')
  db.pragma('foreign_keys = OFF')
  db.pragma(`threads = ${SORTERS}`)
  // sorted once at the end: kept up row by row they cost ten times as long once they are larger than the memory
  const indexes = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all() as Index[]
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  db.exec(PLAN)
  putDrugs(db, drugs)
  putBoxes(db, Math.max(1, Math.round(codes / drugs)))
  db.exec(EVERYTHING)
  for (const { sql } of indexes) db.exec(sql)
  db.close()
}

interface Index {
  readonly name: string
  readonly sql: string
}

/** What happened to the boxes of one drug happened to those of every other, at another time of the day: `life` is the one times the other, a row for each box. */
const PLAN = `
CREATE TEMP TABLE shop (number INTEGER PRIMARY KEY, drug TEXT, digits TEXT, pieces INTEGER, price INTEGER, lot_a TEXT, lot_b TEXT);
-- sale: which one of its drug it went out with, null where it stands on the shelf; arrived: with the first moment of its delivery's day, sold_after: ms after that
CREATE TEMP TABLE boxes (box INTEGER PRIMARY KEY, delivery INTEGER, arrived INTEGER, sale INTEGER, line INTEGER, sold_after INTEGER);
CREATE INDEX temp.boxes_delivery ON boxes (delivery);
CREATE TEMP VIEW life AS
SELECT shop.number, drug, pieces, price, delivery, line, sale IS NOT NULL AS is_sold, printf('83%s%013d', substr(digits, 2), box) AS code,
  CASE delivery % 2 WHEN 0 THEN lot_a ELSE lot_b END AS lot, came AS at, came + sold_after AS sold_at,
  strftime('RK%Y%m%d', came / 1000, 'unixepoch', '+8 hours') || digits AS document,
  'S' || digits || printf('%06d', sale) AS sale_id, 'LS' || digits || printf('%06d', sale) AS sale_document
FROM (SELECT shop.*, boxes.*, arrived + (number * 7919 + delivery * 104729) % ${DAY} AS came FROM shop CROSS JOIN boxes) AS shop;`

const EVERYTHING = `
INSERT INTO packs (code, drug_id, lot_id, place, holder, pieces)
  SELECT code, drug, lot, iif(is_sold, 'sold', 'inStock'), iif(is_sold, sale_id, NULL), iif(is_sold, 0, pieces) FROM life;
INSERT INTO pack_movements (code, at, from_place, to_place, pieces, reason, document) SELECT code, at, NULL, 'inStock', pieces, 'received', document FROM life;
INSERT INTO pack_movements (code, at, from_place, to_place, pieces, holder) SELECT code, sold_at, 'reserved', 'sold', pieces, sale_id FROM life WHERE is_sold;
INSERT INTO stock_movements (at, kind, drug_id, lot_id, count, document)
  SELECT at, 'purchase', drug, lot, pieces * count(*), document FROM life GROUP BY number, delivery;
INSERT INTO stock_movements (at, kind, drug_id, lot_id, count, document, holder)
  SELECT sold_at, 'sale', drug, lot, -pieces, sale_document, sale_id FROM life WHERE is_sold;
INSERT INTO stock_balances (drug_id, lot_id, count) SELECT drug_id, lot_id, sum(pieces) FROM packs WHERE place = 'inStock' GROUP BY drug_id, lot_id;
INSERT INTO sales (id, document, state, opened_at, opened_by, paid_at, paid_by, cash_given, cash_back)
  SELECT sale_id, sale_document, 'paid', sold_at, 'M01', sold_at, 'M01', 0, 0 FROM life WHERE line = 1;
INSERT INTO sale_lines (sale_id, line, drug_id, lot_id, code, quantity, price, amount, state, taken_by)
  SELECT sale_id, line, drug, lot, code, ${WHOLE}, price, 0, 'taken', 'M01' FROM life WHERE is_sold;
INSERT INTO stock_uploads (batch_serial, number, document, line, drug_id, lot_id, quantity, price, codes, detail, state, created_at, ended_at)
  SELECT sale_document || '-' || line, '3505', sale_document, line, drug, lot, ${WHOLE}, price, json_array(code), '{"isSplit":false}', 'done', sold_at,
    sold_at + 60000 FROM life WHERE is_sold;
INSERT INTO stock_uploads (batch_serial, number, document, line, drug_id, lot_id, quantity, price, codes, detail, state, created_at, ended_at)
  SELECT document || '-1', '3503', document, 1, drug, lot, count(*) * ${WHOLE}, price, json_group_array(code), '{}', 'done', at, at + 60000
  FROM life GROUP BY number, delivery;`

function putDrugs(db: Database.Database, drugs: number): void {
  const choices = createRandom(SEED).for('drugs')
  const writeDrug =
    db.prepare(`INSERT INTO drugs (id, national_code, name, product_name, dosage_form, specification, manufacturer, approval_number, unit,
    piece_unit, pieces_per_pack, price, prescription_drug, is_traced) VALUES (@id, @nationalCode, @name, @productName, @dosageForm,
    @specification, @manufacturer, @approvalNumber, @unit, @pieceUnit, @piecesPerPack, @price, @prescriptionDrug, 1)`)
  const writePrefix = db.prepare('INSERT INTO drug_prefixes (prefix, drug_id) VALUES (?, ?)')
  const writeLot = db.prepare(
    `INSERT INTO lots (id, drug_id, number, made_on, expires_on, is_recalled) VALUES (@id, @drugId, @number, @madeOn, @expiresOn, 0)`,
  )
  const plan = db.prepare('INSERT INTO shop VALUES (?, ?, ?, ?, ?, ?, ?)')
  db.transaction(() => {
    for (let number = 0; number < drugs; number++) {
      const drug = drugOf(number, choices)
      const lots = [`${drug.id}-A`, `${drug.id}-B`] as const
      writeDrug.run({ ...drug })
      writePrefix.run(codeOf(number, 0).slice(0, 7), drug.id)
      for (const id of lots) writeLot.run({ ...lotOf(id, drug.id, choices) })
      plan.run(number, drug.id, digitsOf(number, 6), drug.piecesPerPack, drug.price, ...lots)
    }
  })()
}

/** Each delivery is one lot and one paper, sold off before the next but for the last boxes. */
function putBoxes(db: Database.Database, boxes: number): void {
  const plan = db.prepare('INSERT INTO boxes VALUES (?, ?, ?, ?, ?, ?)')
  const deliveries = Math.ceil(boxes / DELIVERED)
  const sold = Math.floor((boxes * SOLD) / 100)
  const perDelivery = Math.ceil(DELIVERED / SOLD_TOGETHER)
  for (let box = 0; box < boxes; box++) {
    const delivery = Math.floor(box / DELIVERED)
    const place = box % DELIVERED
    const together = Math.floor(place / SOLD_TOGETHER)
    const arrived = BEGAN + Math.floor(((TODAY - BEGAN) * delivery) / deliveries)
    const went = box < sold ? [delivery * perDelivery + together, (place % SOLD_TOGETHER) + 1] : [null, null]
    plan.run(box, delivery, arrived, ...went, (together * SOLD_TOGETHER + 1) * DAY)
  }
}
