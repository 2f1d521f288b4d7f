import type { Migration } from './migration.ts'

/** Ordinary sales that a personal account of the insurance pays a part of. */
export const saleAccounts: Migration = {
  version: 11,
  name: 'saleAccounts',
  sql: `
-- whose account pays; null: cash alone
ALTER TABLE sales ADD COLUMN visit_id TEXT REFERENCES visits (id);
-- JSON: what the center reckoned (2101A), and what it settled (2102A)
ALTER TABLE sales ADD COLUMN reckoned TEXT;
ALTER TABLE sales ADD COLUMN settlement TEXT;
-- JSON: the message that moves money and has no answer yet
ALTER TABLE sales ADD COLUMN unanswered TEXT;
CREATE INDEX sales_visit ON sales (visit_id) WHERE visit_id IS NOT NULL;
`,
}
