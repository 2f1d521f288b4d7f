import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Price } from '../../../shared/domain/money.ts'
import { type SpecialClass, specialClasses } from '../../../shared/domain/specialClasses.ts'
import { jsonColumn } from './columns.ts'

/** A drug of the shop's own catalogue. */
export interface Drug {
  /** own catalogue number: medins_list_codg, fixmedins_hilist_id */
  readonly id: string
  /** med_list_codg */
  readonly nationalCode: string
  readonly name: string
  readonly productName: string
  readonly dosageForm: string
  readonly specification: string
  readonly manufacturer: string
  readonly approvalNumber: string
  /** of a whole box: 盒, 瓶, 克 */
  readonly unit: string
  /** of what is in it: 片, 粒 */
  readonly pieceUnit: string
  /** 1 where a box is never opened */
  readonly piecesPerPack: number
  /** per unit */
  readonly price: Price
  readonly prescriptionDrug: 'no' | 'yes' | 'both'
  /** whether its boxes carry trace codes; decoction pieces do not */
  readonly isTraced: boolean
  /** 甲 A, 乙 B, 丙 C; null: outside the catalogue of the insurance, or nobody knows */
  readonly level: 'A' | 'B' | 'C' | null
  /** EAN of a box */
  readonly barcode: string | null
  /** where it stands in the shop; empty when nobody said */
  readonly shelf: string
  readonly special: readonly SpecialClass[]
}

/** A production lot of a drug. Days are yyyy-MM-dd. */
export interface Lot {
  readonly id: string
  readonly drugId: string
  readonly number: string
  readonly madeOn: string
  readonly expiresOn: string | null
  readonly isRecalled: boolean
}

/** The shop's own catalogue. */
export interface Goods {
  drug(id: string): Drug | null
  /** the shop's drugs under a national code, in the order of their own numbers */
  drugsOf(nationalCode: string): readonly Drug[]
  /** the drug whose boxes' codes begin with these 7 characters */
  drugOfPrefix(prefix: string): Drug | null
  /** the first of the shop's drugs, by their own numbers, whose boxes carry this EAN */
  drugOfBarcode(barcode: string): Drug | null
  lot(id: string): Lot | null
  /** the lots of a drug, the first to expire first */
  lotsOf(drugId: string): readonly Lot[]
  /** those of them with a box on the shelf that holds `pieces` or more */
  lotsOnShelf(drugId: string, pieces: number): readonly Lot[]
  /** those of them that the book has something of */
  lotsInBook(drugId: string): readonly Lot[]
  count(): number
  /** adds a drug with the prefixes of its codes, or changes it; throws when another drug has one of them */
  put(drug: Drug, prefixes: readonly string[]): void
  /** adds a lot, or changes it; throws when its drug has this number already under another id */
  putLot(lot: Lot): void
}

const StoredFlag = z.literal([0, 1]).transform((flag) => flag === 1)

const DrugRow: z.ZodType<Drug> = z.strictObject({
  id: z.string(),
  nationalCode: z.string(),
  name: z.string(),
  productName: z.string(),
  dosageForm: z.string(),
  specification: z.string(),
  manufacturer: z.string(),
  approvalNumber: z.string(),
  unit: z.string(),
  pieceUnit: z.string(),
  piecesPerPack: z.int(),
  price: z.custom<Price>(Number.isSafeInteger),
  prescriptionDrug: z.enum(['no', 'yes', 'both']),
  isTraced: StoredFlag,
  level: z.enum(['A', 'B', 'C']).nullable(),
  barcode: z.string().nullable(),
  shelf: z.string(),
  special: jsonColumn(z.array(z.enum(specialClasses))),
})

const LotRow: z.ZodType<Lot> = z.strictObject({
  id: z.string(),
  drugId: z.string(),
  number: z.string(),
  madeOn: z.string(),
  expiresOn: z.string().nullable(),
  isRecalled: StoredFlag,
})

const CountRow = z.strictObject({ count: z.int() })

const SELECT_DRUG = `SELECT id, national_code AS nationalCode, name, product_name AS productName, dosage_form AS dosageForm, specification,
  manufacturer, approval_number AS approvalNumber, unit, piece_unit AS pieceUnit, pieces_per_pack AS piecesPerPack, price,
  prescription_drug AS prescriptionDrug, is_traced AS isTraced, level, barcode, shelf, special FROM drugs`
const SELECT_LOT = `SELECT id, drug_id AS drugId, number, made_on AS madeOn, expires_on AS expiresOn, is_recalled AS isRecalled FROM lots`
const FIRST_EXPIRED_FIRST = 'ORDER BY expires_on NULLS LAST, id'

/** The look-ups that a scanned box waits for, exported so that a test can ask which index each one uses. */
export const goodsLookUps = Object.freeze({
  drug: `${SELECT_DRUG} WHERE id = ?`,
  drugsOf: `${SELECT_DRUG} WHERE national_code = ? ORDER BY id`,
  drugOfPrefix: `${SELECT_DRUG} WHERE id = (SELECT drug_id FROM drug_prefixes WHERE prefix = ?)`,
  drugOfBarcode: `${SELECT_DRUG} WHERE barcode = ? ORDER BY id LIMIT 1`,
  lot: `${SELECT_LOT} WHERE id = ?`,
  lotsOf: `${SELECT_LOT} WHERE drug_id = ? ${FIRST_EXPIRED_FIRST}`,
  lotsOnShelf: `${SELECT_LOT} WHERE drug_id = ? AND EXISTS (SELECT 1 FROM packs WHERE packs.drug_id = lots.drug_id
    AND packs.lot_id = lots.id AND packs.place = 'inStock' AND packs.pieces >= ?) ${FIRST_EXPIRED_FIRST}`,
  lotsInBook: `${SELECT_LOT} WHERE drug_id = ? AND EXISTS (SELECT 1 FROM stock_balances WHERE stock_balances.drug_id = lots.drug_id
    AND stock_balances.lot_id = lots.id AND stock_balances.count > 0) ${FIRST_EXPIRED_FIRST}`,
})

/** The goods of one database. */
export function createGoods(db: Database.Database): Goods {
  const selectDrug = db.prepare(goodsLookUps.drug)
  const selectDrugsOf = db.prepare(goodsLookUps.drugsOf)
  const selectByPrefix = db.prepare(goodsLookUps.drugOfPrefix)
  const selectByBarcode = db.prepare(goodsLookUps.drugOfBarcode)
  const selectLot = db.prepare(goodsLookUps.lot)
  const selectLotsOf = db.prepare(goodsLookUps.lotsOf)
  const selectOnShelf = db.prepare(goodsLookUps.lotsOnShelf)
  const selectInBook = db.prepare(goodsLookUps.lotsInBook)
  const selectCount = db.prepare('SELECT count(*) AS count FROM drugs')
  const upsertDrug =
    db.prepare(`INSERT INTO drugs (id, national_code, name, product_name, dosage_form, specification, manufacturer,
    approval_number, unit, piece_unit, pieces_per_pack, price, prescription_drug, is_traced, level, barcode, shelf, special, words) VALUES (@id, @nationalCode, @name,
    @productName, @dosageForm, @specification, @manufacturer, @approvalNumber, @unit, @pieceUnit, @piecesPerPack, @price,
    @prescriptionDrug, @isTraced, @level, @barcode, @shelf, @special, @words)
    ON CONFLICT (id) DO UPDATE SET national_code = excluded.national_code, name = excluded.name, product_name = excluded.product_name,
    dosage_form = excluded.dosage_form, specification = excluded.specification, manufacturer = excluded.manufacturer,
    approval_number = excluded.approval_number, unit = excluded.unit, piece_unit = excluded.piece_unit,
    pieces_per_pack = excluded.pieces_per_pack, price = excluded.price, prescription_drug = excluded.prescription_drug,
    is_traced = excluded.is_traced, level = excluded.level, barcode = excluded.barcode, shelf = excluded.shelf, special = excluded.special,
    words = excluded.words`)
  const clearPrefixes = db.prepare('DELETE FROM drug_prefixes WHERE drug_id = ?')
  const insertPrefix = db.prepare('INSERT INTO drug_prefixes (prefix, drug_id) VALUES (?, ?)')
  const upsertLot = db.prepare(`INSERT INTO lots (id, drug_id, number, made_on, expires_on, is_recalled)
    VALUES (@id, @drugId, @number, @madeOn, @expiresOn, @isRecalled)
    ON CONFLICT (id) DO UPDATE SET drug_id = excluded.drug_id, number = excluded.number, made_on = excluded.made_on,
    expires_on = excluded.expires_on, is_recalled = excluded.is_recalled`)

  const drugOrNull = (row: unknown): Drug | null => (row === undefined ? null : DrugRow.parse(row))
  const lotOrNull = (row: unknown): Lot | null => (row === undefined ? null : LotRow.parse(row))

  return {
    drug: (id) => drugOrNull(selectDrug.get(id)),
    drugsOf: (nationalCode) => selectDrugsOf.all(nationalCode).map((row) => DrugRow.parse(row)),
    drugOfPrefix: (prefix) => drugOrNull(selectByPrefix.get(prefix)),
    drugOfBarcode: (barcode) => drugOrNull(selectByBarcode.get(barcode)),
    lot: (id) => lotOrNull(selectLot.get(id)),
    lotsOf: (drugId) => selectLotsOf.all(drugId).map((row) => LotRow.parse(row)),
    lotsOnShelf: (drugId, pieces) => selectOnShelf.all(drugId, pieces).map((row) => LotRow.parse(row)),
    lotsInBook: (drugId) => selectInBook.all(drugId).map((row) => LotRow.parse(row)),
    count: () => CountRow.parse(selectCount.get()).count,
    put: (drug, prefixes) =>
      db
        .transaction(() => {
          upsertDrug.run({
            ...drug,
            isTraced: Number(drug.isTraced),
            special: JSON.stringify(drug.special),
            words: wordsOf(drug),
          })
          clearPrefixes.run(drug.id)
          for (const prefix of prefixes) insertPrefix.run(prefix, drug.id)
        })
        .immediate(),
    putLot(lot) {
      upsertLot.run({ ...lot, isRecalled: Number(lot.isRecalled) })
    },
  }
}

/** As the words of a drug are kept: no matter how wide a character is, and whether it is small or capital. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function wordsOf({ name, productName, id, nationalCode, barcode }: Drug): string {
  return searchForm([name, productName, id, nationalCode, barcode ?? ''].join('\n'))
}
