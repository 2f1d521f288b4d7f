import type { Migration } from './migration.ts'

const PLACES = "'expected', 'quarantined', 'inStock', 'reserved', 'sold', 'returned', 'destroyed', 'transferred', 'missing'"

/** The whole life of a box, the book of the stock, what the province is told of it, and what a catalogue knows of a drug. */
export const stock: Migration = {
  version: 5,
  name: 'stock',
  sql: `
-- level: 甲 A, 乙 B, 丙 C; null: not in the catalogue of the insurance, or not known yet
ALTER TABLE drugs ADD COLUMN level TEXT CHECK (level IN ('A', 'B', 'C'));
ALTER TABLE drugs ADD COLUMN barcode TEXT;
ALTER TABLE drugs ADD COLUMN shelf TEXT NOT NULL DEFAULT '';
-- JSON array of the words of domain/specialClasses.ts
ALTER TABLE drugs ADD COLUMN special TEXT NOT NULL DEFAULT '[]';
CREATE INDEX drugs_barcode ON drugs (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX drugs_shelf ON drugs (shelf, id);

-- A box has more places than before, and an ordinary sale may hold it as a case does: a holder is the id of either.
CREATE TABLE packs_new (
  code TEXT PRIMARY KEY,
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN (${PLACES})),
  holder TEXT,
  pieces INTEGER NOT NULL CHECK (pieces >= 0),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  -- in a basket or sold it is somebody's; what came back names whom it came from; anywhere else nobody holds it
  CHECK (place = 'returned' OR (place IN ('reserved', 'sold')) = (holder IS NOT NULL)),
  -- an empty box is neither on the shelf nor in a basket
  CHECK (pieces > 0 OR place NOT IN ('expected', 'quarantined', 'inStock', 'reserved'))
) STRICT, WITHOUT ROWID;
INSERT INTO packs_new SELECT code, drug_id, lot_id, place, holder, pieces FROM packs;
DROP TABLE packs;
ALTER TABLE packs_new RENAME TO packs;
CREATE INDEX packs_holder ON packs (holder) WHERE holder IS NOT NULL;
CREATE INDEX packs_drug ON packs (drug_id, place);

CREATE TABLE pack_movements_new (
  seq INTEGER PRIMARY KEY,
  code TEXT NOT NULL REFERENCES packs (code),
  at INTEGER NOT NULL,
  from_place TEXT CHECK (from_place IN (${PLACES})),
  to_place TEXT NOT NULL CHECK (to_place IN (${PLACES})),
  pieces INTEGER NOT NULL CHECK (pieces >= 0),
  holder TEXT,
  account_id TEXT REFERENCES accounts (id),
  reason TEXT,
  -- number of the paper that it moved with: delivery note, change, stocktake
  document TEXT
) STRICT;
INSERT INTO pack_movements_new SELECT seq, code, at, from_place, to_place, pieces, holder, account_id, reason, NULL FROM pack_movements;
DROP TABLE pack_movements;
ALTER TABLE pack_movements_new RENAME TO pack_movements;
CREATE INDEX pack_movements_code ON pack_movements (code);

-- The book of the stock. count: signed, in the smallest units of domain/stockBook.ts
CREATE TABLE stock_movements (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opening', 'purchase', 'purchaseReturn', 'sale', 'saleReturn', 'change', 'count')),
  change_type TEXT,
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count <> 0),
  document TEXT NOT NULL,
  -- case or ordinary sale that it belongs to
  holder TEXT,
  account_id TEXT REFERENCES accounts (id),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  CHECK ((kind = 'change') = (change_type IS NOT NULL))
) STRICT;
CREATE INDEX stock_movements_drug ON stock_movements (drug_id, at);
CREATE INDEX stock_movements_at ON stock_movements (at);
CREATE INDEX stock_movements_document ON stock_movements (document);

-- the sum of the movements of a lot, kept with each of them
CREATE TABLE stock_balances (
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (drug_id, lot_id),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id)
) STRICT, WITHOUT ROWID;

-- what stood on the shelf when the book began, loose goods excepted: nobody had counted them
INSERT INTO stock_movements (at, kind, drug_id, lot_id, count, document)
  SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000, 'opening', drug_id, lot_id, sum(pieces), 'opening' FROM packs
  WHERE place IN ('inStock', 'reserved', 'returned') GROUP BY drug_id, lot_id HAVING sum(pieces) > 0;
INSERT INTO stock_balances SELECT drug_id, lot_id, count FROM stock_movements;

-- what the province is told of goods, apart from the sales of cases: one row per line and batch serial
CREATE TABLE stock_uploads (
  batch_serial TEXT PRIMARY KEY,
  number TEXT NOT NULL CHECK (number IN ('3501', '3502', '3503', '3504', '3505', '3506')),
  document TEXT NOT NULL,
  line INTEGER NOT NULL CHECK (line > 0),
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  -- ten-thousandths of the priced unit, as the wire has it
  quantity INTEGER NOT NULL,
  price INTEGER,
  -- JSON array
  codes TEXT NOT NULL,
  -- JSON: what else the interface of this number asks for
  detail TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'unknown', 'deleted', 'dropped')),
  -- JSON of a failure
  failure TEXT,
  created_at INTEGER NOT NULL,
  -- late from then on; null: no rule names a day
  due_at INTEGER,
  ended_at INTEGER,
  account_id TEXT REFERENCES accounts (id),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_uploads_open ON stock_uploads (created_at, batch_serial) WHERE state IN ('waiting', 'refused', 'unknown');
CREATE INDEX stock_uploads_drug ON stock_uploads (drug_id, created_at);
CREATE INDEX stock_uploads_document ON stock_uploads (document, line);
`,
}
