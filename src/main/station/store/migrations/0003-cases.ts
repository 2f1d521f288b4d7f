import type { Migration } from './migration.ts'

/** The shop's goods, the trace ledger, and the dispense cases with their history, baskets and files. */
export const cases: Migration = {
  version: 3,
  name: 'cases',
  sql: `
CREATE TABLE drugs (
  id TEXT PRIMARY KEY,
  national_code TEXT NOT NULL,
  name TEXT NOT NULL,
  product_name TEXT NOT NULL,
  dosage_form TEXT NOT NULL,
  specification TEXT NOT NULL,
  manufacturer TEXT NOT NULL,
  approval_number TEXT NOT NULL,
  unit TEXT NOT NULL,
  piece_unit TEXT NOT NULL,
  pieces_per_pack INTEGER NOT NULL CHECK (pieces_per_pack > 0),
  price INTEGER NOT NULL CHECK (price >= 0),
  prescription_drug TEXT NOT NULL CHECK (prescription_drug IN ('no', 'yes', 'both')),
  is_traced INTEGER NOT NULL CHECK (is_traced IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX drugs_national_code ON drugs (national_code);

CREATE TABLE drug_prefixes (
  prefix TEXT PRIMARY KEY CHECK (length(prefix) = 7),
  drug_id TEXT NOT NULL REFERENCES drugs (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX drug_prefixes_drug ON drug_prefixes (drug_id);

CREATE TABLE lots (
  id TEXT PRIMARY KEY,
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  number TEXT NOT NULL,
  made_on TEXT NOT NULL,
  expires_on TEXT,
  is_recalled INTEGER NOT NULL CHECK (is_recalled IN (0, 1)),
  UNIQUE (drug_id, number),
  -- so that boxes and baskets can name a lot of their own drug only
  UNIQUE (id, drug_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visits (id),
  hi_rxno TEXT NOT NULL,
  document TEXT NOT NULL UNIQUE,
  machine TEXT NOT NULL,
  token BLOB NOT NULL,
  hospital TEXT NOT NULL,
  department TEXT NOT NULL,
  diagnosis BLOB NOT NULL,
  prescription BLOB,
  verdict BLOB,
  pharmacist BLOB,
  review BLOB,
  use_account INTEGER NOT NULL CHECK (use_account IN (0, 1)),
  presettlement TEXT,
  settle_msgid TEXT,
  revoke_msgid TEXT,
  settlement TEXT,
  payment TEXT,
  returned_codes TEXT,
  given_up_because BLOB,
  failure BLOB,
  failed_at INTEGER,
  opened_by TEXT NOT NULL REFERENCES accounts (id),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX cases_one_unclosed ON cases (hi_rxno) WHERE closed_at IS NULL;
CREATE INDEX cases_unclosed ON cases (opened_at, document) WHERE closed_at IS NULL;
CREATE INDEX cases_opened ON cases (opened_at, document);
CREATE INDEX cases_visit ON cases (visit_id, opened_at, document);

CREATE TABLE case_history (
  seq INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  at INTEGER NOT NULL,
  account_id TEXT REFERENCES accounts (id),
  event TEXT NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX case_history_case ON case_history (case_id);

CREATE TABLE packs (
  code TEXT PRIMARY KEY,
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  place TEXT NOT NULL CHECK (place IN ('inStock', 'reserved', 'sold', 'returned')),
  holder TEXT REFERENCES cases (id),
  pieces INTEGER NOT NULL CHECK (pieces >= 0),
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  -- in stock nobody holds it; in a basket or sold it is that case's
  CHECK (place = 'returned' OR (place = 'inStock') = (holder IS NULL)),
  -- an empty box is neither on the shelf nor in a basket
  CHECK (pieces > 0 OR place IN ('sold', 'returned'))
) STRICT, WITHOUT ROWID;
CREATE INDEX packs_holder ON packs (holder) WHERE holder IS NOT NULL;
CREATE INDEX packs_in_stock ON packs (drug_id) WHERE place = 'inStock';

CREATE TABLE pack_movements (
  seq INTEGER PRIMARY KEY,
  code TEXT NOT NULL REFERENCES packs (code),
  at INTEGER NOT NULL,
  from_place TEXT CHECK (from_place IN ('inStock', 'reserved', 'sold', 'returned')),
  to_place TEXT NOT NULL CHECK (to_place IN ('inStock', 'reserved', 'sold', 'returned')),
  pieces INTEGER NOT NULL CHECK (pieces >= 0),
  holder TEXT REFERENCES cases (id),
  account_id TEXT REFERENCES accounts (id),
  reason TEXT
) STRICT;
CREATE INDEX pack_movements_code ON pack_movements (code);

CREATE TABLE case_items (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES cases (id),
  line INTEGER NOT NULL CHECK (line > 0),
  drug_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  code TEXT REFERENCES packs (code),
  pieces INTEGER CHECK (pieces > 0),
  by_hand TEXT,
  added_at INTEGER NOT NULL,
  FOREIGN KEY (lot_id, drug_id) REFERENCES lots (id, drug_id),
  UNIQUE (case_id, code)
) STRICT;

CREATE TABLE case_files (
  case_id TEXT PRIMARY KEY REFERENCES cases (id),
  bytes BLOB NOT NULL,
  signature TEXT NOT NULL,
  certificate_serial TEXT NOT NULL
) STRICT;
`,
}
