import type { Database, Statement } from 'better-sqlite3'
import { z } from 'zod'
import { type BatchRow, batchesOf, type LevelRow, levelsOf } from './stockLevels.ts'

/** An article of an institution's own catalogue. */
export interface Article {
  readonly institution: string
  /** med_list_codg */
  readonly drug: string
  /** fixmedins_hilist_id */
  readonly article: string
  readonly articleName: string
  readonly prescriptionFlag: string
}

/** The uploads about goods, with the inv_data_type by which 3507 and the queries know them. A batch form leaves the records of its single form. */
export const stockKinds = Object.freeze({ '3501': '1', '3502': '2', '3503': '3', '3504': '3', '3505': '4', '3506': '4' })
export type StockInterface = keyof typeof stockKinds
export type StockKind = (typeof stockKinds)[StockInterface]

/** A pack that a record names, and how much of it, ten-thousandths. */
export interface RecordedPack {
  readonly code: string
  readonly split: boolean
  readonly quantity: number
}

/** What a shop uploaded about goods of one article. Quantities here and below in ten-thousandths. */
export interface StockRecord extends Article {
  readonly id: number
  readonly interface: StockInterface
  readonly batchSerial: string
  /** manu_lotnum; empty where nobody knows it */
  readonly lot: string
  /** of a count all that is there; else what came, or, negative, what left */
  readonly quantity: number
  /** millionths of a yuan; null where the message had none */
  readonly price: number | null
  /** yyyy-MM-dd; of counts alone */
  readonly countedOn: string | null
  /** inv_chg_type; of changes alone */
  readonly change: string | null
  /** of a return: the sale or purchase that the goods were of, where it is known */
  readonly returns: number | null
  /** of sales and their returns: see `TraceClaim.sale`; else empty */
  readonly sale: string
  readonly settlement: string | null
  /** `opter` of the message */
  readonly operator: string
  /** epoch ms */
  readonly at: number
  /** the line of the message */
  readonly node: Readonly<Record<string, unknown>>
  readonly packs: readonly RecordedPack[]
  /** epoch ms; null while it stands */
  readonly deletedAt: number | null
}

/** An article's stock as the center has it. */
export type StockLevel = Article & LevelRow

/** The stock of one lot. */
export type StockBatch = Article & BatchRow

/** Where a whole pack went last: which shop said so, and whether it came or left. */
export interface PackMovement {
  readonly id: number
  readonly institution: string
  readonly quantity: number
  readonly change: string | null
}

/** Which records: of one article, drug, batch serial, or with one trace code; any that are given must fit. */
export interface RecordQuery {
  readonly institution: string
  readonly kinds: readonly StockKind[]
  readonly article?: string
  readonly drug?: string
  readonly batchSerial?: string
  readonly code?: string
}

export interface Stock {
  add(record: Omit<StockRecord, 'id' | 'deletedAt'>): void
  /** the records of that batch serial that were not deleted, the newest first */
  standing(institution: string, kind: StockKind, batchSerial: string): readonly StockRecord[]
  /** sales and returns of one sale that were not deleted, the newest first */
  ofSale(sale: string): readonly StockRecord[]
  /** the returns of a sale or purchase that were not deleted */
  returnsOf(id: number): readonly StockRecord[]
  remove(id: number, at: number): void
  /** what is out of a sale, by drug */
  outOf(sale: string, institution: string): ReadonlyMap<string, number>
  /** by article; only articles of that drug, and only that article, where they are given */
  levels(institution: string, drug: string | null, article: string | null): readonly StockLevel[]
  /** the same by lot: the lots of an article sum to its level */
  batches(institution: string, drug: string | null, article: string | null): readonly StockBatch[]
  /** also those that were deleted, the oldest first */
  records(query: RecordQuery): readonly StockRecord[]
  /** null where no standing record but a count names the whole pack */
  lastMovementOf(code: string): PackMovement | null
  /** the lot under which a shop last named a pack; empty where it never did */
  lotOf(institution: string, code: string): string
}

const Packs = z.array(z.object({ code: z.string(), split: z.int().transform((flag) => flag === 1), quantity: z.int() }))
const Node = z.record(z.string(), z.unknown())

type Row = Omit<StockRecord, 'packs' | 'node'> & { readonly packs: string; readonly node: string }

const RECORD = `SELECT id, institution, interface, batch_serial AS batchSerial, drug, article, article_name AS articleName,
  prescription_flag AS prescriptionFlag, lot, quantity, price, counted_on AS countedOn, change, returns, sale, settlement, operator, at, node,
  deleted_at AS deletedAt,
  (SELECT json_group_array(json_object('code', code, 'split', split, 'quantity', quantity) ORDER BY place) FROM stock_pack WHERE record = id) AS packs
  FROM stock_record`

function recordOf(row: Row): StockRecord {
  return { ...row, packs: Packs.parse(JSON.parse(row.packs)), node: Node.parse(JSON.parse(row.node)) }
}

/** Everything that shops uploaded about their goods, over the center's database. */
export function createStock(db: Database): Stock {
  const add = db.prepare<[Omit<Row, 'id' | 'packs' | 'deletedAt'> & { readonly kind: string }]>(`INSERT INTO stock_record
    (institution, interface, kind, batch_serial, drug, article, article_name, prescription_flag, lot, quantity, price, counted_on, change, returns,
      sale, settlement, operator, at, node)
    VALUES (@institution, @interface, @kind, @batchSerial, @drug, @article, @articleName, @prescriptionFlag, @lot, @quantity, @price, @countedOn,
      @change, @returns, @sale, @settlement, @operator, @at, @node)`)
  const addPack = db.prepare<[number | bigint, number, string, number, number]>('INSERT INTO stock_pack VALUES (?, ?, ?, ?, ?)')
  const standing = db.prepare<[string, string, string], Row>(
    `${RECORD} WHERE institution = ? AND kind = ? AND batch_serial = ? AND deleted_at IS NULL ORDER BY id DESC`,
  )
  const ofSale = db.prepare<[string], Row>(`${RECORD} WHERE sale = ? AND sale <> '' AND deleted_at IS NULL ORDER BY id DESC`)
  const returnsOf = db.prepare<[number], Row>(`${RECORD} WHERE returns = ? AND deleted_at IS NULL ORDER BY id DESC`)
  const remove = db.prepare<[number, number]>('UPDATE stock_record SET deleted_at = ? WHERE id = ?')
  const outOf = db.prepare<[string, string], { drug: string; quantity: number }>(`
    SELECT drug, -sum(quantity) AS quantity FROM stock_record
    WHERE sale = ? AND sale <> '' AND institution = ? AND deleted_at IS NULL GROUP BY drug HAVING sum(quantity) < 0`)
  const lastMovementOf = db.prepare<[string], PackMovement>(`
    SELECT stock_record.id AS id, institution, stock_record.quantity AS quantity, change FROM stock_pack JOIN stock_record ON id = record
    WHERE code = ? AND split = 0 AND kind <> '1' AND deleted_at IS NULL ORDER BY id DESC LIMIT 1`)
  const lotOf = db
    .prepare<[string, string], string>(`SELECT lot FROM stock_pack JOIN stock_record ON id = record
    WHERE code = ? AND institution = ? AND lot <> '' AND deleted_at IS NULL ORDER BY id DESC LIMIT 1`)
    .pluck()

  const prepared = new Map<string, Statement>()
  /** a statement that depends on what is asked for is prepared once for each way of asking */
  function read<R>(sql: string, parameters: object): readonly R[] {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return (statement as Statement<[object], R>).all(parameters)
  }

  return {
    add: ({ packs, node, ...record }) => {
      const { lastInsertRowid } = add.run({ ...record, kind: stockKinds[record.interface], node: JSON.stringify(node) })
      for (const [place, { code, split, quantity }] of packs.entries()) {
        addPack.run(lastInsertRowid, place, code, split ? 1 : 0, quantity)
      }
    },
    standing: (institution, kind, batchSerial) => standing.all(institution, kind, batchSerial).map(recordOf),
    ofSale: (sale) => ofSale.all(sale).map(recordOf),
    returnsOf: (id) => returnsOf.all(id).map(recordOf),
    remove: (id, at) => {
      remove.run(at, id)
    },
    outOf: (sale, institution) => new Map(outOf.all(sale, institution).map(({ drug, quantity }) => [drug, quantity])),
    levels: (institution, drug, article) => read(levelsOf(filterOf({ drug, article })), { institution, drug, article }),
    batches: (institution, drug, article) => read(batchesOf(filterOf({ drug, article })), { institution, drug, article }),
    records: ({ institution, kinds, code, ...query }) => {
      const asked = { drug: query.drug, article: query.article, batch_serial: query.batchSerial }
      const withCode = code === undefined ? '' : 'AND id IN (SELECT record FROM stock_pack WHERE code = @code)'
      const kindList = kinds.map((kind) => `'${kind}'`).join(', ')
      const sql = `${RECORD} WHERE institution = @institution AND kind IN (${kindList}) ${filterOf(asked)} ${withCode} ORDER BY id`
      return read<Row>(sql, { institution, code, ...asked }).map(recordOf)
    },
    lastMovementOf: (code) => lastMovementOf.get(code) ?? null,
    lotOf: (institution, code) => lotOf.get(code, institution) ?? '',
  }
}

/** The conditions on the columns that are given, each beginning with AND. */
function filterOf(asked: Readonly<Record<string, string | null | undefined>>): string {
  return Object.entries(asked)
    .flatMap(([column, value]) => (value === null || value === undefined ? [] : [`AND ${column} = @${column}`]))
    .join(' ')
}
