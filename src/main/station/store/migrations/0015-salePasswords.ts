import type { Migration } from './migration.ts'

/** The password of the voucher pays for ordinary sales too. */
export const salePasswords: Migration = {
  version: 15,
  name: 'salePasswords',
  sql: `
-- the case or the ordinary sale for whose payment the password was given; null: it was given to fetch prescriptions, or not at all
ALTER TABLE visits ADD COLUMN password_pays TEXT;
UPDATE visits SET password_pays = password_for;
DROP INDEX visits_password_for;
ALTER TABLE visits DROP COLUMN password_for;
`,
}
