import type { Migration } from './migration.ts'

/** Several visits at a time, accounts that the manager keeps, and which papers of a case were printed. */
export const counter: Migration = {
  version: 4,
  name: 'counter',
  sql: `
DROP INDEX visits_one_open;
-- null: it is the one at the counter
ALTER TABLE visits ADD COLUMN parked_at INTEGER;
ALTER TABLE visits ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';
-- the case that is worked on; null while the list of prescriptions is
ALTER TABLE visits ADD COLUMN front_case TEXT REFERENCES cases (id);
-- where the patient is insured, as JSON
ALTER TABLE visits ADD COLUMN places TEXT NOT NULL DEFAULT '[]';
UPDATE visits SET front_case = (SELECT id FROM cases WHERE visit_id = visits.id ORDER BY opened_at DESC, document DESC LIMIT 1);
CREATE UNIQUE INDEX visits_one_at_counter ON visits (closed_at IS NULL) WHERE closed_at IS NULL AND parked_at IS NULL;
CREATE UNIQUE INDEX visits_one_colour ON visits (colour) WHERE closed_at IS NULL;
CREATE INDEX visits_front_case ON visits (front_case) WHERE front_case IS NOT NULL;

ALTER TABLE accounts ADD COLUMN is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1));
ALTER TABLE accounts ADD COLUMN must_change_secret INTEGER NOT NULL DEFAULT 0 CHECK (must_change_secret IN (0, 1));

CREATE TABLE case_papers (
  seq INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL,
  printed_at INTEGER NOT NULL,
  account_id TEXT REFERENCES accounts (id)
) STRICT;
CREATE INDEX case_papers_case ON case_papers (case_id, kind);
CREATE INDEX case_papers_account ON case_papers (account_id) WHERE account_id IS NOT NULL;

-- a part of a name is looked for in all of them
CREATE INDEX drugs_names ON drugs (name, product_name);
`,
}
