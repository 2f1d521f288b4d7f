import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { PaperKind } from '../../../shared/contract/case.ts'

/** Which papers of the cases were printed. */
export interface Papers {
  /** how many times a paper of a case was printed */
  count(caseId: string, kind: PaperKind): number
  add(printed: { readonly caseId: string; readonly kind: PaperKind; readonly accountId: string }): void
}

const CountRow = z.strictObject({ count: z.int() })

/** The printed papers of one database. */
export function createPapers(db: Database.Database, ports: { readonly clock: () => number }): Papers {
  const selectCount = db.prepare('SELECT count(*) AS count FROM case_papers WHERE case_id = ? AND kind = ?')
  const insert = db.prepare(`INSERT INTO case_papers (case_id, kind, printed_at, account_id)
    VALUES (@caseId, @kind, @printedAt, @accountId)`)
  return {
    count: (caseId, kind) => CountRow.parse(selectCount.get(caseId, kind)).count,
    add({ caseId, kind, accountId }) {
      insert.run({ caseId, kind, printedAt: ports.clock(), accountId })
    },
  }
}
