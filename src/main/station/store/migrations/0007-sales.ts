import type { Migration } from './migration.ts'

/** Ordinary sales: without a prescription, paid for by the buyer alone. */
export const sales: Migration = {
  version: 7,
  name: 'sales',
  sql: `
CREATE TABLE sales (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('open', 'paid', 'returned')),
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL REFERENCES accounts (id),
  paid_at INTEGER,
  paid_by TEXT REFERENCES accounts (id),
  -- fen
  cash_given INTEGER,
  cash_back INTEGER,
  -- goods of it are being brought back to the counter
  is_returning INTEGER NOT NULL DEFAULT 0 CHECK (is_returning IN (0, 1)),
  -- sealed; of whoever buys what the law wants a name for
  buyer_name BLOB,
  buyer_number BLOB,
  CHECK ((state = 'open') = (paid_at IS NULL)),
  CHECK ((paid_at IS NULL) = (paid_by IS NULL) AND (paid_at IS NULL) = (cash_given IS NULL) AND (paid_at IS NULL) = (cash_back IS NULL)),
  CHECK (cash_back >= 0),
  CHECK (is_returning = 0 OR state = 'paid')
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sales_one_open ON sales (state) WHERE state = 'open';
CREATE UNIQUE INDEX sales_one_returning ON sales (is_returning) WHERE is_returning = 1;
CREATE INDEX sales_paid ON sales (paid_at) WHERE paid_at IS NOT NULL;

CREATE TABLE sale_lines (
  sale_id TEXT NOT NULL REFERENCES sales (id),
  line INTEGER NOT NULL CHECK (line > 0),
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  -- null for goods that carry no trace code
  code TEXT REFERENCES packs (code),
  -- null: the whole box; else so many pieces of it
  pieces INTEGER CHECK (pieces > 0),
  -- ten-thousandths of the priced unit
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  -- millionths of a yuan
  price INTEGER NOT NULL CHECK (price > 0),
  -- fen
  amount INTEGER NOT NULL CHECK (amount >= 0),
  state TEXT NOT NULL CHECK (state IN ('taken', 'comingBack', 'returned')),
  taken_by TEXT NOT NULL REFERENCES accounts (id),
  returned_at INTEGER,
  returned_by TEXT REFERENCES accounts (id),
  PRIMARY KEY (sale_id, line),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  CHECK (pieces IS NULL OR code IS NOT NULL),
  CHECK ((state = 'returned') = (returned_at IS NOT NULL)),
  CHECK ((returned_at IS NULL) = (returned_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sale_lines_box ON sale_lines (code, sale_id) WHERE code IS NOT NULL;

CREATE TABLE sale_papers (
  seq INTEGER PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales (id),
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'refund')),
  printed_at INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id)
) STRICT;
CREATE INDEX sale_papers_sale ON sale_papers (sale_id, kind, printed_at);
`,
}
