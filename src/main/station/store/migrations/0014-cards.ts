import type { Migration } from './migration.ts'

/** Visits that began with a card instead of the voucher's QR, and people who collect for the patient. */
export const cards: Migration = {
  version: 14,
  name: 'cards',
  sql: `
-- what the patient showed last
ALTER TABLE visits ADD COLUMN credential TEXT NOT NULL DEFAULT 'voucher' CHECK (credential IN ('voucher', 'identityCard', 'socialSecurityCard'));
-- of a social-security card; sealed
ALTER TABLE visits ADD COLUMN card_number BLOB;
ALTER TABLE visits ADD COLUMN card_sn BLOB;
-- filing number of the reader that the card lay on
ALTER TABLE visits ADD COLUMN terminal_id TEXT;
-- the case for whose payment the password was given; null: it was given to fetch prescriptions
ALTER TABLE visits ADD COLUMN password_for TEXT REFERENCES cases (id);
CREATE INDEX visits_password_for ON visits (password_for) WHERE password_for IS NOT NULL;

CREATE TABLE purchasers (
  id TEXT PRIMARY KEY,
  visit_id TEXT NOT NULL REFERENCES visits (id),
  registered_at INTEGER NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  -- sealed
  name BLOB NOT NULL,
  id_number BLOB NOT NULL,
  reason BLOB NOT NULL,
  relation TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('card', 'typed')),
  -- the patient collects in person after all, or another one does
  withdrawn_at INTEGER
) STRICT;
CREATE UNIQUE INDEX purchasers_one ON purchasers (visit_id) WHERE withdrawn_at IS NULL;
CREATE INDEX purchasers_visit ON purchasers (visit_id, registered_at);
CREATE INDEX purchasers_account ON purchasers (account_id);

-- who collects the goods of a case in the patient's place
CREATE TABLE case_purchasers (
  case_id TEXT PRIMARY KEY REFERENCES cases (id),
  purchaser_id TEXT NOT NULL REFERENCES purchasers (id)
) STRICT;
CREATE INDEX case_purchasers_purchaser ON case_purchasers (purchaser_id);
`,
}
