import type { Migration } from './migration.ts'

/** How many uploads are not done with, and when the first of them is late, read from an index of those alone. */
export const uploadsDue: Migration = {
  version: 13,
  name: 'uploadsDue',
  sql: `
CREATE INDEX stock_uploads_due ON stock_uploads (due_at, state) WHERE state IN ('waiting', 'refused', 'unknown');
`,
}
