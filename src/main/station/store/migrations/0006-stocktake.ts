import type { Migration } from './migration.ts'

/** Stocktakes: what was counted, by whom and against what, and what they were found to differ by. */
export const stocktake: Migration = {
  version: 6,
  name: 'stocktake',
  sql: `
CREATE TABLE stocktakes (
  -- its document number
  id TEXT PRIMARY KEY,
  -- JSON of domain/stocktake.ts
  scope TEXT NOT NULL,
  is_blind INTEGER NOT NULL CHECK (is_blind IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('counting', 'approving', 'approved', 'cancelled')),
  began_at INTEGER NOT NULL,
  began_by TEXT NOT NULL REFERENCES accounts (id),
  -- number of the ledger's last movement when it began
  began_after INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT REFERENCES accounts (id),
  -- how far the writing of an approved one has come: its last drug, and how many lines the province is told of
  done_drug TEXT,
  told INTEGER NOT NULL DEFAULT 0,
  CHECK ((state = 'counting') = (decided_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX stocktakes_open ON stocktakes (id) WHERE state IN ('counting', 'approving');

CREATE TABLE stocktake_counts (
  line INTEGER PRIMARY KEY,
  stocktake_id TEXT NOT NULL REFERENCES stocktakes (id),
  at INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  -- null: counted by quantity
  code TEXT,
  lot_id TEXT,
  -- in the smallest units of domain/stockBook.ts
  count INTEGER NOT NULL CHECK (count >= 0),
  -- number of the ledger's last movement then
  after INTEGER NOT NULL,
  -- JSON: of a box what the ledger had of it then, null where it did not know it; of a quantity what the books had
  book TEXT,
  taken_back_at INTEGER,
  taken_back_by TEXT REFERENCES accounts (id),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  CHECK (code IS NOT NULL OR (lot_id IS NOT NULL AND book IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX stocktake_counts_code ON stocktake_counts (stocktake_id, code) WHERE code IS NOT NULL AND taken_back_at IS NULL;
CREATE INDEX stocktake_counts_drug ON stocktake_counts (stocktake_id, drug_id, line) WHERE taken_back_at IS NULL;
CREATE INDEX stocktake_counts_person ON stocktake_counts (stocktake_id, account_id, line) WHERE taken_back_at IS NULL;

-- as they were written when the stocktake was approved
CREATE TABLE stocktake_differences (
  seq INTEGER PRIMARY KEY,
  stocktake_id TEXT NOT NULL REFERENCES stocktakes (id),
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  -- word of domain/stocktake.ts
  kind TEXT NOT NULL,
  code TEXT,
  lot_id TEXT,
  count INTEGER NOT NULL,
  from_lot_id TEXT,
  from_count INTEGER,
  was TEXT,
  -- fen
  amount INTEGER NOT NULL,
  CHECK ((from_lot_id IS NULL) = (from_count IS NULL))
) STRICT;
CREATE INDEX stocktake_differences_stocktake ON stocktake_differences (stocktake_id, drug_id);
-- goods counted by quantity, which no box of the ledger accounts for
CREATE INDEX stocktake_differences_unplaced ON stocktake_differences (drug_id, lot_id) WHERE kind IN ('quantity', 'unplaced');
`,
}
