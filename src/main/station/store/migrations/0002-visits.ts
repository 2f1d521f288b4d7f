import type { Migration } from './migration.ts'

/** Visits with the prescriptions that wait for their patient, and the journal of exchanges with the center. */
export const visits: Migration = {
  version: 2,
  name: 'visits',
  sql: `
CREATE TABLE visits (
  id TEXT PRIMARY KEY,
  phase TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name BLOB,
  name_index BLOB,
  id_type TEXT,
  id_number BLOB,
  id_number_index BLOB,
  last_four_index BLOB,
  person_number BLOB,
  voucher_token BLOB,
  gender TEXT,
  age INTEGER,
  insurance_area TEXT,
  insurance_type TEXT,
  failure BLOB,
  failed_at INTEGER,
  retry_from TEXT
) STRICT;
CREATE UNIQUE INDEX visits_one_open ON visits (closed_at IS NULL) WHERE closed_at IS NULL;
CREATE INDEX visits_name ON visits (name_index, opened_at);
CREATE INDEX visits_id_number ON visits (id_number_index, opened_at);
CREATE INDEX visits_last_four ON visits (last_four_index, opened_at);
CREATE INDEX visits_account ON visits (account_id);

CREATE TABLE waiting_prescriptions (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visits (id),
  position INTEGER NOT NULL,
  hi_rxno TEXT NOT NULL,
  institution TEXT NOT NULL,
  department TEXT NOT NULL,
  diagnosis BLOB NOT NULL,
  token BLOB NOT NULL,
  prescribed_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL,
  token_until INTEGER NOT NULL,
  UNIQUE (visit_id, position)
) STRICT;

CREATE TABLE exchanges (
  id TEXT PRIMARY KEY,
  interface_number TEXT NOT NULL,
  business_key TEXT NOT NULL,
  visit_id TEXT REFERENCES visits (id),
  msgid TEXT,
  state TEXT NOT NULL CHECK (state IN ('prepared', 'sent', 'acknowledged', 'refused', 'unknown', 'resolved')),
  resolution TEXT,
  failure_code TEXT,
  prepared_at INTEGER NOT NULL,
  sent_at INTEGER,
  ended_at INTEGER,
  CHECK ((state = 'resolved') = (resolution IS NOT NULL)),
  CHECK ((state IN ('acknowledged', 'refused', 'resolved')) = (ended_at IS NOT NULL)),
  CHECK (state NOT IN ('sent', 'acknowledged', 'refused', 'unknown') OR sent_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX exchanges_once ON exchanges (interface_number, business_key) WHERE state IN ('prepared', 'sent', 'acknowledged');
CREATE INDEX exchanges_key ON exchanges (interface_number, business_key, prepared_at);
CREATE INDEX exchanges_unfinished ON exchanges (state, prepared_at) WHERE state IN ('prepared', 'sent', 'unknown');
CREATE INDEX exchanges_visit ON exchanges (visit_id);
`,
}
