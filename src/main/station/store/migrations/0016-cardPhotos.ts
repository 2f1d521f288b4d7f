import type { Migration } from './migration.ts'

/** The photos of identity cards, as long as the visit goes on that they were shown in. */
export const cardPhotos: Migration = {
  version: 16,
  name: 'cardPhotos',
  sql: `
CREATE TABLE card_photos (
  -- the visit whose patient it is, or the purchaser
  holder TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visits (id),
  read_at INTEGER NOT NULL,
  -- the block as it lies on the card; sealed
  block BLOB NOT NULL
) STRICT;
CREATE INDEX card_photos_visit ON card_photos (visit_id);
`,
}
