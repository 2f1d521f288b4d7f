/** What a level says beside its article. */
export interface LevelRow {
  /** ten-thousandths */
  readonly quantity: number
  /** of the last sale that named one, else of the last change; null where nobody said */
  readonly price: number | null
  /** epoch ms of the last message */
  readonly at: number
}

/** What the stock of a lot says beside its article. */
export interface BatchRow {
  /** empty where nobody knows it */
  readonly lot: string
  /** ten-thousandths */
  readonly quantity: number
  /** the count that stands for the lot; null where it was never counted */
  readonly count: number | null
  /** epoch ms of the last message */
  readonly at: number
}

/**
 * 实时库存 = 最新盘存 + 变更 + 采购 − 销售, returns netted (F 3.3.2), lot by lot. Of each lot the count of the latest day counts, of one day the one that came last, and
 * what moved of the lot since it. A count that names no lot stands for the lots that have none of their own; a movement of which nobody knows the lot counts
 * since the last count without a lot, or, where there is none, of any lot. `filter` are conditions on the article, each beginning with AND.
 */
const PARTS = (filter: string): string => `
  WITH standing AS MATERIALIZED (
    SELECT * FROM stock_record WHERE institution = @institution AND deleted_at IS NULL ${filter}
  ), dated AS (
    SELECT *, row_number() OVER (PARTITION BY drug, article, lot ORDER BY counted_on DESC, id DESC) AS place FROM standing WHERE kind = '1'
  ), counted AS (
    SELECT id, drug, article, lot, quantity, at FROM dated WHERE place = 1
  ), latest AS (
    SELECT drug, article, max(id) AS id FROM counted GROUP BY drug, article
  ), part AS (
    SELECT drug, article, lot, quantity, id AS count, at FROM counted
    UNION ALL
    SELECT moved.drug, moved.article, moved.lot, moved.quantity, NULL, moved.at FROM standing AS moved
    LEFT JOIN counted AS own ON own.drug = moved.drug AND own.article = moved.article AND own.lot = moved.lot
    LEFT JOIN counted AS rest ON rest.drug = moved.drug AND rest.article = moved.article AND rest.lot = ''
    LEFT JOIN latest ON moved.lot = '' AND latest.drug = moved.drug AND latest.article = moved.article
    WHERE moved.kind <> '1' AND moved.id > coalesce(own.id, rest.id, latest.id, 0)
  )`

const NAMES = 'article_name AS articleName, prescription_flag AS prescriptionFlag'

/** The query of levels, by article. Parameters: institution, and what `filter` names. */
export const levelsOf = (filter: string): string => `${PARTS(filter)}
  SELECT @institution AS institution, drug, article, ${NAMES}, max(at) AS at,
    coalesce((SELECT sum(quantity) FROM part WHERE part.drug = standing.drug AND part.article = standing.article), 0) AS quantity,
    (SELECT price FROM standing AS priced WHERE priced.drug = standing.drug AND priced.article = standing.article AND price IS NOT NULL
      AND interface IN ('3505', '3502') ORDER BY interface DESC, id DESC LIMIT 1) AS price
  FROM standing GROUP BY drug, article ORDER BY article, drug`

/** The query of batches, by article and lot. Parameters: institution, and what `filter` names. */
export const batchesOf = (filter: string): string => `${PARTS(filter)}
  SELECT @institution AS institution, part.drug, part.article, name.article_name AS articleName, name.prescription_flag AS prescriptionFlag,
    part.lot, sum(part.quantity) AS quantity, max(part.count) AS count, max(part.at) AS at
  FROM part JOIN (SELECT drug, article, article_name, prescription_flag, max(id) FROM standing GROUP BY drug, article) AS name
    ON name.drug = part.drug AND name.article = part.article
  GROUP BY part.drug, part.article, part.lot ORDER BY part.article, part.drug, part.lot`
