import type { Database } from 'better-sqlite3'

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

/** One lot as counted (3501). Quantities here and below in ten-thousandths. */
export interface StockCount extends Article {
  readonly batchSerial: string
  /** manu_lotnum; empty where the count names none */
  readonly lot: string
  /** yyyy-MM-dd */
  readonly countedOn: string
  readonly quantity: number
  /** epoch ms */
  readonly at: number
}

/** Goods that left (3505, negative quantity) or came back (3506). */
export interface StockMovement extends Article {
  readonly id: number
  readonly interface: '3505' | '3506'
  readonly batchSerial: string
  /** manu_lotnum */
  readonly lot: string
  readonly quantity: number
  /** millionths of a yuan; null where the message had none */
  readonly price: number | null
  /** see `TraceClaim.sale` */
  readonly sale: string
  readonly settlement: string | null
  /** epoch ms */
  readonly at: number
  /** JSON, see `MovementContent` */
  readonly content: string
}

/** An article's stock as the center has it. */
export interface StockLevel extends Article {
  readonly quantity: number
  /** of the last sale that named one */
  readonly price: number | null
  /** epoch ms of the last message */
  readonly at: number
}

export interface Stock {
  /** replaces the count of that batch serial; while it is the latest of its lot, earlier movements of the lot do not count */
  count(count: StockCount): void
  countOf(institution: string, batchSerial: string): StockCount | undefined
  /** false when there is none */
  removeCount(institution: string, batchSerial: string): boolean
  move(movement: Omit<StockMovement, 'id'>): void
  /** movements that were not deleted, the newest first */
  movementsOf(institution: string, batchSerial: string): readonly StockMovement[]
  movementsOfSale(sale: string): readonly StockMovement[]
  removeMovement(id: number, at: number): void
  /** what is out of a sale, by drug */
  outOf(sale: string, institution: string): ReadonlyMap<string, number>
  /** by article; only articles of that drug, and only that article, where they are given */
  levels(institution: string, drug: string | null, article: string | null): readonly StockLevel[]
}

const ARTICLE = 'institution, drug, article, article_name AS articleName, prescription_flag AS prescriptionFlag'
const MOVEMENT = `SELECT id, ${ARTICLE}, interface, batch_serial AS batchSerial, lot, quantity, price, sale, settlement, at, content
  FROM stock_movement WHERE deleted_at IS NULL`
/**
 * Of each lot the count of the latest day counts, of one day the one that came last, and the movements of the lot since it. A count that names no lot stands for
 * the lots that have none of their own.
 */
const LEVELS = `
  WITH dated AS (
    SELECT *, row_number() OVER (PARTITION BY drug, article, lot ORDER BY counted_on DESC, rowid DESC) AS place
    FROM stock_count WHERE institution = @institution
  ), counted AS (
    SELECT drug, article, lot, quantity, last_movement FROM dated WHERE place = 1
  ), live AS (
    SELECT * FROM stock_movement WHERE institution = @institution AND deleted_at IS NULL
  ), part AS (
    SELECT drug, article, quantity FROM counted
    UNION ALL
    SELECT live.drug, live.article, live.quantity FROM live
    LEFT JOIN counted AS own ON own.drug = live.drug AND own.article = live.article AND own.lot = live.lot
    LEFT JOIN counted AS rest ON rest.drug = live.drug AND rest.article = live.article AND rest.lot = ''
    WHERE live.id > coalesce(own.last_movement, rest.last_movement, 0)
  ), known AS (
    SELECT drug, article, article_name, prescription_flag, at FROM stock_count WHERE institution = @institution
    UNION ALL SELECT drug, article, article_name, prescription_flag, at FROM live
  )
  SELECT @institution AS institution, drug, article, article_name AS articleName, prescription_flag AS prescriptionFlag, max(at) AS at,
    coalesce((SELECT sum(quantity) FROM part WHERE part.drug = known.drug AND part.article = known.article), 0) AS quantity,
    (SELECT price FROM live WHERE live.drug = known.drug AND live.article = known.article AND interface = '3505' AND price IS NOT NULL
      ORDER BY id DESC LIMIT 1) AS price
  FROM known WHERE (@drug IS NULL OR drug = @drug) AND (@article IS NULL OR article = @article)
  GROUP BY drug, article ORDER BY article, drug`

/** Counts and movements over the center's database. */
export function createStock(db: Database): Stock {
  const count = db.prepare<[StockCount]>(`
    INSERT OR REPLACE INTO stock_count
    (institution, batch_serial, drug, article, article_name, prescription_flag, lot, counted_on, quantity, at, last_movement)
    VALUES (@institution, @batchSerial, @drug, @article, @articleName, @prescriptionFlag, @lot, @countedOn, @quantity, @at,
      (SELECT coalesce(max(id), 0) FROM stock_movement))`)
  const countOf = db.prepare<
    [string, string],
    StockCount
  >(`SELECT ${ARTICLE}, batch_serial AS batchSerial, lot, counted_on AS countedOn, quantity, at
    FROM stock_count WHERE institution = ? AND batch_serial = ?`)
  const removeCount = db.prepare<[string, string]>('DELETE FROM stock_count WHERE institution = ? AND batch_serial = ?')
  const move = db.prepare<[Omit<StockMovement, 'id'>]>(`INSERT INTO stock_movement
    (institution, interface, batch_serial, drug, article, article_name, prescription_flag, lot, quantity, price, sale, settlement, at, content)
    VALUES (@institution, @interface, @batchSerial, @drug, @article, @articleName, @prescriptionFlag, @lot, @quantity, @price, @sale,
      @settlement, @at, @content)`)
  const movementsOf = db.prepare<[string, string], StockMovement>(
    `${MOVEMENT} AND institution = ? AND batch_serial = ? ORDER BY id DESC`,
  )
  const movementsOfSale = db.prepare<[string], StockMovement>(`${MOVEMENT} AND sale = ? ORDER BY id DESC`)
  const removeMovement = db.prepare<[number, number]>('UPDATE stock_movement SET deleted_at = ? WHERE id = ?')
  const outOf = db.prepare<[string], { institution: string; drug: string; quantity: number }>(`
    SELECT institution, drug, -sum(quantity) AS quantity FROM stock_movement WHERE sale = ? AND deleted_at IS NULL
    GROUP BY institution, drug HAVING sum(quantity) < 0`)
  const levels = db.prepare<[{ institution: string; drug: string | null; article: string | null }], StockLevel>(LEVELS)

  return {
    count: (counted) => {
      count.run(counted)
    },
    countOf: (institution, batchSerial) => countOf.get(institution, batchSerial),
    removeCount: (institution, batchSerial) => removeCount.run(institution, batchSerial).changes === 1,
    move: (movement) => {
      move.run(movement)
    },
    movementsOf: (institution, batchSerial) => movementsOf.all(institution, batchSerial),
    movementsOfSale: (sale) => movementsOfSale.all(sale),
    removeMovement: (id, at) => {
      removeMovement.run(at, id)
    },
    outOf: (sale, institution) =>
      new Map(outOf.all(sale).flatMap((row) => (row.institution === institution ? [[row.drug, row.quantity]] : []))),
    levels: (institution, drug, article) => levels.all({ institution, drug, article }),
  }
}
