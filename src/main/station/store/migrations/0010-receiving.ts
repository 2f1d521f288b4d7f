import type { Migration } from './migration.ts'

/** Deliveries with what their notes name and what came of it; returns to suppliers and other changes of the stock. */
export const receiving: Migration = {
  version: 10,
  name: 'receiving',
  sql: `
CREATE TABLE deliveries (
  id TEXT PRIMARY KEY,
  supplier TEXT NOT NULL,
  -- number of the delivery note
  note TEXT NOT NULL,
  -- of the invoice; empty where it has not come
  invoice TEXT NOT NULL,
  -- importing: its file is still being written; gone at the next start
  state TEXT NOT NULL CHECK (state IN ('importing', 'open', 'checking', 'accepting', 'done', 'cancelled')),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL REFERENCES accounts (id),
  accepted_by TEXT REFERENCES accounts (id),
  closed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX deliveries_note ON deliveries (supplier, note) WHERE state <> 'cancelled';
CREATE INDEX deliveries_open ON deliveries (opened_at) WHERE state NOT IN ('done', 'cancelled');
CREATE INDEX deliveries_closed ON deliveries (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE delivery_lines (
  delivery TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  line INTEGER NOT NULL CHECK (line > 0),
  -- null: the catalogue has no such drug yet
  drug_id TEXT,
  lot_id TEXT,
  -- what the note calls it
  named TEXT NOT NULL,
  lot_number TEXT NOT NULL,
  made_on TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  -- quantities in ten-thousandths of the priced unit; 0: the note does not name it
  expected INTEGER NOT NULL CHECK (expected >= 0),
  -- of goods without trace codes
  loose INTEGER NOT NULL DEFAULT 0 CHECK (loose >= 0),
  -- millionths of a yuan; null where nobody said
  price INTEGER CHECK (price >= 0),
  -- where boxes of this drug go whose code does not tell their lot
  is_chosen INTEGER NOT NULL DEFAULT 0 CHECK (is_chosen IN (0, 1)),
  PRIMARY KEY (delivery, line),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  CHECK ((lot_id IS NULL) = (drug_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery_boxes (
  delivery TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  line INTEGER NOT NULL,
  -- code of the case that it comes in; null for a box by itself
  case_code TEXT,
  state TEXT NOT NULL CHECK (state IN ('expected', 'scanned', 'refused', 'accepted', 'sentBack', 'missing')),
  reason TEXT,
  -- batch serial of the purchase (3503) that it was told with
  serial TEXT,
  PRIMARY KEY (delivery, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_boxes_code ON delivery_boxes (code);
CREATE INDEX delivery_boxes_case ON delivery_boxes (delivery, case_code) WHERE case_code IS NOT NULL;
CREATE INDEX delivery_boxes_state ON delivery_boxes (delivery, state, line);

-- who scanned for it: none of them accepts it where two people are asked for
CREATE TABLE delivery_people (
  delivery TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (delivery, account_id)
) STRICT, WITHOUT ROWID;

-- kind: purchaseReturn, toShelf, or the type of 3502
CREATE TABLE stock_changes (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('purchaseReturn', 'toShelf', '101', '102', '103', '104', '105', '106', '107', '108', '109', '110', '111')),
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
  reason TEXT NOT NULL,
  supplier TEXT NOT NULL,
  invoice TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL REFERENCES accounts (id),
  closed_at INTEGER,
  closed_by TEXT REFERENCES accounts (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_changes_opened ON stock_changes (opened_at);

CREATE TABLE stock_change_items (
  change_id TEXT NOT NULL REFERENCES stock_changes (id),
  item INTEGER NOT NULL CHECK (item > 0),
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  -- null for goods without trace codes
  code TEXT,
  -- returned pieces of a split pack that is elsewhere
  is_part INTEGER NOT NULL DEFAULT 0 CHECK (is_part IN (0, 1)),
  -- in the books' units of the drug
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (change_id, item),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  CHECK (is_part = 0 OR code IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX stock_change_items_code ON stock_change_items (change_id, code) WHERE code IS NOT NULL;

CREATE INDEX pack_movements_parts ON pack_movements (code) WHERE reason IN ('splitCameBack', 'splitDestroyed');
CREATE INDEX packs_returned ON packs (code) WHERE place = 'returned';
CREATE INDEX lots_expiry ON lots (expires_on) WHERE expires_on IS NOT NULL;
`,
}
