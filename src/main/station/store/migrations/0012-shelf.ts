import type { Migration } from './migration.ts'

/** Which lots of a drug stand on the shelf, found without a look at its boxes one by one. */
export const shelf: Migration = {
  version: 12,
  name: 'shelf',
  sql: `
CREATE INDEX packs_on_shelf ON packs (drug_id, lot_id, pieces) WHERE place = 'inStock';
`,
}
