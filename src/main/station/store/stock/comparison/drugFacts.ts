import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type BookLine, type DrugFacts, inHundredths, type ToldLine } from '../../../../../shared/domain/comparison/facts.ts'
import type { Price, Quantity } from '../../../../../shared/domain/money.ts'
import { type ChangeType, changeTypes, countsPerUnit, movementKinds } from '../../../../../shared/domain/stockBook.ts'
import { jsonColumn } from '../../columns.ts'
import type { ProvinceAnswer } from '../comparisons.ts'
import { createCaseUploads } from './caseUploads.ts'

const WHOLE = 10_000
const ChangeTypeCell = z.enum(Object.keys(changeTypes) as [ChangeType, ...ChangeType[]])

const DrugRow = z.strictObject({
  price: z.custom<Price>(Number.isSafeInteger),
  isTraced: z.literal([0, 1]).transform((flag) => flag === 1),
  piecesPerPack: z.int(),
})
const BalanceRow = z.strictObject({ lot: z.string(), count: z.int() })
const MovementRow = z.strictObject({
  at: z.int(),
  kind: z.enum(movementKinds),
  changeType: ChangeTypeCell.nullable(),
  lot: z.string(),
  count: z.int(),
  document: z.string(),
  holder: z.string().nullable(),
})
export type HeldLine = z.infer<typeof MovementRow>
const BoxRow = z.strictObject({
  code: z.string(),
  lot: z.string(),
  pieces: z.int(),
  isIn: z.literal([0, 1]).transform((flag) => flag === 1),
  holder: z.string().nullable(),
  document: z.string().nullable(),
})
const UploadRow = z.strictObject({
  batchSerial: z.string(),
  number: z.enum(['3501', '3502', '3503', '3504', '3505', '3506']),
  document: z.string(),
  lot: z.string(),
  quantity: z.custom<Quantity>(Number.isSafeInteger),
  price: z.custom<Price>(Number.isSafeInteger).nullable(),
  codes: jsonColumn(z.array(z.string())),
  detail: jsonColumn(
    z.looseObject({ changeType: ChangeTypeCell.optional(), isSplit: z.boolean().optional(), countedOn: z.string().optional() }),
  ),
  state: z.enum(['waiting', 'done', 'refused', 'unknown']),
  createdAt: z.int(),
  endedAt: z.int().nullable(),
})

/** The look-ups of one drug, exported so that a test can ask which index each one uses. */
export const factLookUps = Object.freeze({
  balances: `SELECT lots.number AS lot, count FROM stock_balances JOIN lots ON lots.id = lot_id WHERE stock_balances.drug_id = ? AND count <> 0`,
  movements: `SELECT at, kind, change_type AS changeType, lots.number AS lot, count, document, holder FROM stock_movements
    JOIN lots ON lots.id = lot_id WHERE stock_movements.drug_id = ? ORDER BY at, seq`,
  // what came into the house or left it, box by box; pieces that left a box go with whoever has them
  boxes: `SELECT moved.code, lots.number AS lot, moved.pieces, moved.holder, moved.document,
      coalesce(moved.reason, '') <> 'split' AND moved.to_place IN ('quarantined', 'inStock', 'returned') AS isIn
    FROM packs CROSS JOIN pack_movements AS moved ON moved.code = packs.code JOIN lots ON lots.id = packs.lot_id
    WHERE packs.drug_id = ? AND (moved.document IS NOT NULL OR moved.holder IS NOT NULL) AND moved.to_place NOT IN ('reserved', 'expected')`,
  // what waits for its acceptance is in the book no more than here
  shelf: `SELECT coalesce(sum(pieces), 0) FROM packs WHERE drug_id = ? AND place IN ('inStock', 'reserved', 'returned')`,
  unplaced: `SELECT 1 FROM stocktake_differences WHERE drug_id = ? AND kind IN ('quantity', 'unplaced') LIMIT 1`,
  uploads: `SELECT batch_serial AS batchSerial, stock_uploads.number, document, lots.number AS lot, quantity, price, codes, detail, state,
      created_at AS createdAt, ended_at AS endedAt FROM stock_uploads JOIN lots ON lots.id = lot_id
    WHERE stock_uploads.drug_id = ? AND state IN ('waiting', 'done', 'refused', 'unknown') ORDER BY created_at, batch_serial`,
})

/** Reads everything that is known of one drug out of the books of a shop; null: there is no such drug. */
export function createDrugFacts(db: Database.Database, stockMode: DrugFacts['stockMode']) {
  const selectDrug = db.prepare('SELECT price, is_traced AS isTraced, pieces_per_pack AS piecesPerPack FROM drugs WHERE id = ?')
  const selectBalances = db.prepare(factLookUps.balances)
  const selectMovements = db.prepare(factLookUps.movements)
  const selectBoxes = db.prepare(factLookUps.boxes)
  const selectShelf = db.prepare(factLookUps.shelf).pluck()
  const selectUnplaced = db.prepare(factLookUps.unplaced)
  const selectUploads = db.prepare(factLookUps.uploads)
  const caseUploads = createCaseUploads(db)

  return (drugId: string, answer: ProvinceAnswer | null): DrugFacts | null => {
    const row = selectDrug.get(drugId)
    if (row === undefined) return null
    const { price, ...drug } = DrugRow.parse(row)
    const perUnit = countsPerUnit(drug)
    const held = selectMovements.all(drugId).map((each) => MovementRow.parse(each))
    const bookLines = drug.isTraced
      ? withCodes(
          held,
          selectBoxes.all(drugId).map((each) => BoxRow.parse(each)),
        )
      : withCodes(held, [])
    // pieces that came back, and goods that were counted without their codes, stand there in no box
    const isLoose = bookLines.some(({ kind, count }) => kind === 'saleReturn' && count % perUnit !== 0)
    const isUnclear = !drug.isTraced || isLoose || selectUnplaced.get(drugId) !== undefined
    return {
      drugId,
      price,
      isTraced: drug.isTraced,
      perUnit,
      book: selectBalances.all(drugId).map((each) => BalanceRow.parse(each)),
      bookLines,
      shelf: isUnclear ? null : z.int().parse(selectShelf.get(drugId)),
      province: answer === null || answer.quantity === null ? null : { quantity: answer.quantity, price: answer.price },
      detail: answer?.lots ?? null,
      told: [...selectUploads.all(drugId).map((each) => toldLine(UploadRow.parse(each))), ...caseUploads(drugId, held)],
      stockMode,
    }
  }
}

function toldLine({ detail, createdAt, endedAt, ...row }: z.infer<typeof UploadRow>): ToldLine {
  const { quantity, codes } = row
  return {
    ...row,
    // as the wire writes a count (n16,2)
    quantity: row.number === '3501' ? (inHundredths(quantity) as Quantity) : quantity,
    changeType: detail.changeType ?? null,
    isSplit: detail.isSplit ?? (row.number === '3502' && codes.length > 0 && quantity !== codes.length * WHOLE),
    by: 'upload',
    // a count says what is so when it leaves
    madeAt: row.number === '3501' && endedAt !== null ? endedAt : createdAt,
    endedAt: endedAt ?? createdAt,
    countedOn: detail.countedOn ?? null,
    isPending: false,
  }
}

/** Gives each movement the codes of the boxes that moved with it: of one paper, or one buyer, and one lot. */
function withCodes(held: readonly HeldLine[], boxes: readonly z.infer<typeof BoxRow>[]): readonly BookLine[] {
  const pools = new Map<string, { code: string; pieces: number }[]>()
  const put = (key: string, box: { code: string; pieces: number }): void => {
    const pool = pools.get(key) ?? []
    // a box that came and was accepted later came once
    if (!pool.some(({ code }) => code === box.code)) pools.set(key, [...pool, box])
  }
  for (const { code, lot, pieces, isIn, holder, document } of boxes) {
    if (holder !== null) put(`${holder} ${lot} ${isIn}`, { code, pieces })
    if (document !== null) put(`${document} ${lot} ${isIn}`, { code, pieces })
  }
  return held.map(({ holder, ...line }): BookLine => {
    const pool = pools.get(`${holder ?? line.document} ${line.lot} ${line.count > 0}`) ?? []
    return { ...line, codes: take(pool, Math.abs(line.count)) }
  })
}

/** The box that holds just so much; else all of them, where they come to so much together; else none. */
function take(pool: { code: string; pieces: number }[], count: number): readonly string[] {
  const one = pool.findIndex(({ pieces }) => pieces === count)
  if (one >= 0) return pool.splice(one, 1).map(({ code }) => code)
  const sum = pool.reduce((all, { pieces }) => all + pieces, 0)
  return sum === count ? pool.splice(0).map(({ code }) => code) : []
}
