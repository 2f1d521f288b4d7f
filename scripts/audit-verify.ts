// Checks the audit trail of a data folder without the master key: node scripts/audit-verify.ts <data folder>
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sm3 } from '../src/main/station/gateways/gm/sm.ts'
import { type AuditFault, verifyAudit } from '../src/main/station/store/audit.ts'
import { DATABASE_FILE } from '../src/main/station/store/store.ts'

const sentences = {
  missing: 'is missing',
  unlinked: 'does not follow from the entry before it',
  changed: 'is not what was written',
  truncated: 'and all after it were cut off',
  rewritten: 'is not the one that was sealed',
  added: 'was not written by this program',
} satisfies Record<AuditFault['reason'], string>

/** The sentence to print and the exit code: 0 whole, 1 a wrong entry, 2 nothing that could be checked. */
function check(dataFolder: string | undefined): { readonly sentence: string; readonly code: number } {
  if (dataFolder === undefined) return { sentence: 'usage: npm run audit:verify -- <data folder>', code: 2 }
  const file = join(dataFolder, DATABASE_FILE)
  if (!existsSync(file)) return { sentence: `there is no ${file}`, code: 2 }
  const db = new Database(file, { readonly: true })
  try {
    const verified = verifyAudit(db, sm3)
    if (!verified.ok) return { sentence: `entry ${verified.failure.seq} ${sentences[verified.failure.reason]}`, code: 1 }
    return {
      sentence: `${verified.value.entries} entries, each follows from the one before it. Without the master key this cannot show whether entries were cut off at the end, or all were written anew: the program checks that against its sealed record.`,
      code: 0,
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return { sentence: `${file} cannot be read: ${error.message}`, code: 2 }
  } finally {
    db.close()
  }
}

const { sentence, code } = check(process.argv[2])
process.stdout.write(`${sentence}\n`)
process.exitCode = code
