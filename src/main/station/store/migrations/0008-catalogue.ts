import type { Migration } from './migration.ts'

/** What a catalogue keeps beside the drugs: words to search by, dated prices, the terms of the insurance, what the province was told, and a file that is being imported. */
export const catalogue: Migration = {
  version: 8,
  name: 'catalogue',
  sql: `
-- what a drug is searched by; the index holds it, so that a search reads nothing else
ALTER TABLE drugs ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE drugs SET words =
  lower(name || char(10) || product_name || char(10) || id || char(10) || national_code || char(10) || coalesce(barcode, ''));
CREATE INDEX drugs_words ON drugs (words);

-- every price since the books keep them
CREATE TABLE drug_prices (
  seq INTEGER PRIMARY KEY,
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  since INTEGER NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  account_id TEXT REFERENCES accounts (id)
) STRICT;
CREATE INDEX drug_prices_drug ON drug_prices (drug_id, seq);

-- rows of 1312; days are yyyy-MM-dd, until is the last of them
CREATE TABLE insurance_drugs (
  national_code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  level TEXT CHECK (level IN ('A', 'B', 'C')),
  list_type TEXT,
  since TEXT NOT NULL,
  until TEXT,
  is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1))
) STRICT, WITHOUT ROWID;

-- rows of 1318 by the number that the province gave each; price: millionths of a yuan
CREATE TABLE price_limits (
  record TEXT PRIMARY KEY,
  national_code TEXT NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  since TEXT NOT NULL,
  until TEXT,
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX price_limits_code ON price_limits (national_code, since);

-- rows of 1319; share: ten-thousandths
CREATE TABLE self_pay_shares (
  record TEXT PRIMARY KEY,
  national_code TEXT NOT NULL,
  share INTEGER NOT NULL CHECK (share >= 0),
  since TEXT NOT NULL,
  until TEXT,
  source TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX self_pay_shares_code ON self_pay_shares (national_code, since);

-- which drug of the national catalogue the province knows an own one as (3301, 3302)
CREATE TABLE drug_mappings (
  drug_id TEXT PRIMARY KEY REFERENCES drugs (id),
  national_code TEXT NOT NULL,
  list_type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'refused', 'unknown', 'withdrawn')),
  -- JSON of a failure
  failure TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- the lines of the file that is being imported, JSON; empty at any other time
CREATE TABLE import_lines (
  seq INTEGER PRIMARY KEY,
  line TEXT NOT NULL
) STRICT;
`,
}
