import type { Migration } from './migration.ts'

/** The daily comparison with the province: its runs, what the province answered, and what differs. */
export const comparison: Migration = {
  version: 9,
  name: 'comparison',
  sql: `
CREATE TABLE comparison_runs (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('asking', 'done', 'stopped')),
  began_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- null: it began by itself
  account_id TEXT REFERENCES accounts (id),
  -- drugs to be asked for, and those that turned out equal
  drugs INTEGER NOT NULL,
  equal INTEGER,
  -- JSON of a failure: why it stopped
  failure TEXT,
  CHECK ((state = 'asking') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX comparison_runs_began ON comparison_runs (began_at);

-- what the province answered in a run: kept until the next one ends
CREATE TABLE comparison_answers (
  run_id TEXT NOT NULL REFERENCES comparison_runs (id),
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  -- ten-thousandths of the priced unit; null: it does not know the drug
  quantity INTEGER,
  price INTEGER,
  -- JSON of 35082; null: not asked
  lots TEXT,
  PRIMARY KEY (run_id, drug_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE comparison_lines (
  line INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES comparison_runs (id),
  drug_id TEXT NOT NULL REFERENCES drugs (id),
  -- words of domain/comparison/facts.ts
  cause TEXT NOT NULL,
  cure TEXT NOT NULL,
  kinds TEXT NOT NULL,
  -- ten-thousandths; prices in millionths of a yuan; worth in fen
  shelf INTEGER,
  book INTEGER NOT NULL,
  province INTEGER,
  price INTEGER NOT NULL,
  province_price INTEGER,
  quantity INTEGER NOT NULL,
  worth INTEGER NOT NULL,
  -- JSON arrays
  batch_serials TEXT NOT NULL,
  documents TEXT NOT NULL,
  mended_at INTEGER
) STRICT;
CREATE INDEX comparison_lines_worth ON comparison_lines (run_id, worth DESC, line);
CREATE INDEX comparison_lines_cause ON comparison_lines (run_id, cause, worth DESC, line);
CREATE INDEX comparison_lines_drug ON comparison_lines (run_id, drug_id);
`,
}
