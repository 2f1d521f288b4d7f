import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createRandom } from '../../../server-mock/random.ts'
import { migrations } from '../../../src/main/station/store/migrations/index.ts'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'
import { shanghaiDate } from '../../../src/shared/domain/shanghaiTime.ts'
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
 * seed, and kept under the system's folder for temporary files by its size and its schema.
 */
export function largeShop(size: Size): string {
  const kept = join(tmpdir(), 'rxcounter-bench')
  const schema = hashOf(migrations.map(({ sql }) => sql).join())
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
  // sorted once at the end: kept up row by row they cost ten times as long once they are larger than the memory
  const indexes = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all() as Index[]
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  const write = statementsOf(db)
  const choices = createRandom(SEED).for('boxes')
  const perDrug = Math.max(1, Math.round(codes / drugs))
  db.transaction(() => {
    for (let index = 0; index < drugs; index++) putDrug(write, index, perDrug, choices)
  })()
  db.pragma(`threads = ${SORTERS}`)
  for (const { sql } of indexes) db.exec(sql)
  db.close()
}

interface Index {
  readonly name: string
  readonly sql: string
}

type Statements = ReturnType<typeof statementsOf>
type Choices = ReturnType<ReturnType<typeof createRandom>['for']>

function statementsOf(db: Database.Database) {
  return {
    drug: db.prepare(`INSERT INTO drugs (id, national_code, name, product_name, dosage_form, specification, manufacturer, approval_number, unit,
      piece_unit, pieces_per_pack, price, prescription_drug, is_traced) VALUES (@id, @nationalCode, @name, @productName, @dosageForm,
      @specification, @manufacturer, @approvalNumber, @unit, @pieceUnit, @piecesPerPack, @price, @prescriptionDrug, 1)`),
    prefix: db.prepare('INSERT INTO drug_prefixes (prefix, drug_id) VALUES (?, ?)'),
    lot: db.prepare(
      `INSERT INTO lots (id, drug_id, number, made_on, expires_on, is_recalled) VALUES (@id, @drugId, @number, @madeOn, @expiresOn, 0)`,
    ),
    pack: db.prepare('INSERT INTO packs (code, drug_id, lot_id, place, holder, pieces) VALUES (?, ?, ?, ?, ?, ?)'),
    packMovement:
      db.prepare(`INSERT INTO pack_movements (code, at, from_place, to_place, pieces, holder, account_id, reason, document)
      VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?)`),
    movement: db.prepare(
      `INSERT INTO stock_movements (at, kind, drug_id, lot_id, count, document, holder) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    balance: db.prepare('INSERT INTO stock_balances (drug_id, lot_id, count) VALUES (?, ?, ?)'),
    upload:
      db.prepare(`INSERT INTO stock_uploads (batch_serial, number, document, line, drug_id, lot_id, quantity, price, codes, detail, state,
      created_at, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'done', ?, ?)`),
    sale: db.prepare(`INSERT INTO sales (id, document, state, opened_at, opened_by, paid_at, paid_by, cash_given, cash_back)
      VALUES (?, ?, 'paid', ?, 'M01', ?, 'M01', 0, 0)`),
    saleLine:
      db.prepare(`INSERT INTO sale_lines (sale_id, line, drug_id, lot_id, code, pieces, quantity, price, amount, state, taken_by)
      VALUES (?, ?, ?, ?, ?, NULL, ${WHOLE}, ?, 0, 'taken', 'M01')`),
  }
}

/** One drug with all that ever happened to it: each delivery is one lot and one paper, sold off before the next but for the last boxes. */
function putDrug(write: Statements, index: number, boxes: number, choices: Choices): void {
  const drug = drugOf(index, choices)
  write.drug.run({ ...drug })
  write.prefix.run(`83${digitsOf(index, 5)}`, drug.id)
  const lots = [`${drug.id}-A`, `${drug.id}-B`].map((id) => lotOf(id, drug.id, choices))
  for (const lot of lots) write.lot.run({ ...lot })
  const left = new Map(lots.map(({ id }) => [id, 0]))
  const deliveries = Math.ceil(boxes / DELIVERED)
  const sold = Math.floor((boxes * SOLD) / 100)
  let serial = 0
  for (let delivery = 0; delivery < deliveries; delivery++) {
    const lotId = lots[delivery % lots.length]?.id ?? ''
    const at = BEGAN + Math.floor(((TODAY - BEGAN) * delivery) / deliveries) + choices.integer(DAY)
    const day = shanghaiDate(at).replaceAll('-', '')
    const document = `RK${day}${digitsOf(index, 6)}`
    const count = Math.min(DELIVERED, boxes - delivery * DELIVERED)
    const first = delivery * DELIVERED
    const codes = Array.from({ length: count }, (_, box) => codeOf(index, first + box))
    write.movement.run(at, 'purchase', drug.id, lotId, count * drug.piecesPerPack, document, null)
    write.upload.run(
      ...[`${document}-1`, '3503', document, 1, drug.id, lotId, count * WHOLE, drug.price, JSON.stringify(codes)],
      '{}',
      at,
      at + 60_000,
    )
    left.set(lotId, (left.get(lotId) ?? 0) + count * drug.piecesPerPack)
    let sale = { id: '', document: '', at: 0, lines: SOLD_TOGETHER }
    for (const [box, code] of codes.entries()) {
      const isSold = first + box < sold
      if (isSold && sale.lines === SOLD_TOGETHER) {
        const soldAt = at + (box + 1) * DAY
        serial += 1
        sale = {
          id: `S${digitsOf(index, 6)}${digitsOf(serial, 6)}`,
          document: `LS${digitsOf(index, 6)}${digitsOf(serial, 6)}`,
          at: soldAt,
          lines: 0,
        }
        write.sale.run(sale.id, sale.document, soldAt, soldAt)
      }
      write.pack.run(code, drug.id, lotId, isSold ? 'sold' : 'inStock', isSold ? sale.id : null, isSold ? 0 : drug.piecesPerPack)
      write.packMovement.run(code, at, null, 'inStock', drug.piecesPerPack, null, 'received', document)
      if (!isSold) continue
      sale.lines += 1
      const serialOfLine = `${sale.document}-${sale.lines}`
      write.packMovement.run(code, sale.at, 'reserved', 'sold', drug.piecesPerPack, sale.id, null, null)
      write.movement.run(sale.at, 'sale', drug.id, lotId, -drug.piecesPerPack, sale.document, sale.id)
      write.saleLine.run(sale.id, sale.lines, drug.id, lotId, code, drug.price)
      const said = [serialOfLine, '3505', sale.document, sale.lines, drug.id, lotId, WHOLE, drug.price, JSON.stringify([code])]
      write.upload.run(...said, '{"isSplit":false}', sale.at, sale.at + 60_000)
      left.set(lotId, (left.get(lotId) ?? 0) - drug.piecesPerPack)
    }
  }
  for (const [lotId, count] of left) if (count !== 0) write.balance.run(drug.id, lotId, count)
}
