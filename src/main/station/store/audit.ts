import type Database from 'better-sqlite3'
import { z } from 'zod'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { Bytes } from './columns.ts'
import type { Settings } from './settings.ts'

export type Sm3 = (bytes: Uint8Array) => Uint8Array

/** One thing that somebody did or was refused. Nothing here may name a patient: it is kept in the clear and for ever. */
export interface AuditEntry {
  readonly accountId: string | null
  /** the window it was done in */
  readonly window: string | null
  /** what was done: a command's name or an event in the past tense */
  readonly action: string
  /** the id of what it was done to */
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
}

/** The newest entry as the sealed record has it; `seq` 0 before the first. */
export interface AuditHead {
  readonly seq: number
  readonly hash: Uint8Array
}

/**
 * The first entry that is wrong. `missing`: an entry of this number must stand here; `unlinked`: it does not follow from the one before; `changed`: it is not
 * what was written; `truncated`: it and all after it were cut off; `rewritten`: the chain fits but is not the one that was sealed; `added`: it was not
 * written by this program.
 */
export interface AuditFault {
  readonly seq: number
  readonly reason: 'missing' | 'unlinked' | 'changed' | 'truncated' | 'rewritten' | 'added'
}

export interface Audit {
  /** appends one entry; in the transaction of what it speaks of when called inside one */
  append(entry: AuditEntry): void
  /** checks the whole chain against the sealed record of its head; how many entries it has, or the first that is wrong */
  verify(): Result<{ readonly entries: number }, AuditFault>
}

const HEAD = 'audit.head'
const START: AuditHead = Object.freeze({ seq: 0, hash: new Uint8Array(32) })

const Head = z.strictObject({ seq: z.int().nonnegative(), hash: z.base64() })

const AuditRow = z.strictObject({
  seq: z.int(),
  at: z.int(),
  accountId: z.string().nullable(),
  window: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.string(),
  previousHash: Bytes,
  hash: Bytes,
})
type AuditRow = z.infer<typeof AuditRow>

const SELECT = `SELECT seq, at, account_id AS accountId, window_name AS window, action, subject, detail, previous_hash AS previousHash, hash
  FROM audit ORDER BY seq`

/** Begins the trail of a new database. */
export function beginAudit(settings: Settings): void {
  writeHead(settings, START)
}

/** The newest entry by the sealed record; null when that record is gone or not genuine. */
export function auditHead(settings: Settings): AuditHead | null {
  const opened = settings.getSealed(HEAD)
  if (!opened.ok) return null
  const head = Head.parse(JSON.parse(opened.value))
  return { seq: head.seq, hash: Buffer.from(head.hash, 'base64') }
}

/** The audit trail of one database. It grows from the sealed head, not from the last row: what was cut off stays missing for ever. */
export function createAudit(
  db: Database.Database,
  settings: Settings,
  ports: { readonly clock: () => number; readonly sm3: Sm3 },
): Audit {
  const insert = db.prepare(`INSERT INTO audit (seq, at, account_id, window_name, action, subject, detail, previous_hash, hash)
    VALUES (@seq, @at, @accountId, @window, @action, @subject, @detail, @previousHash, @hash)`)

  const head = (): AuditHead => {
    const found = auditHead(settings)
    if (found === null) throw new Error('the sealed head of the audit trail is gone or not genuine')
    return found
  }

  return {
    append: (entry) =>
      db
        .transaction(() => {
          const previous = head()
          const row = {
            seq: previous.seq + 1,
            at: ports.clock(),
            accountId: asStored(entry.accountId),
            window: asStored(entry.window),
            action: Buffer.from(entry.action).toString(),
            subject: asStored(entry.subject),
            detail: JSON.stringify(entry.detail),
            previousHash: previous.hash,
          }
          const hash = hashOf(row, ports.sm3)
          insert.run({ ...row, hash })
          writeHead(settings, { seq: row.seq, hash })
        })
        .immediate(),
    // one transaction, so that chain and head are of the same moment
    verify: () => db.transaction(() => verifyAudit(db, ports.sm3, head()))(),
  }
}

/**
 * Checks the chain of a database, which may be open read-only. Without `head` (sealed, so readable only with the master key) it cannot see entries
 * cut off at the end, nor a trail that somebody wrote anew from some entry on with fresh hashes.
 */
export function verifyAudit(db: Database.Database, sm3: Sm3, head?: AuditHead): Result<{ readonly entries: number }, AuditFault> {
  let last = START
  for (const found of db.prepare(SELECT).iterate()) {
    const row = AuditRow.parse(found)
    const seq = last.seq + 1
    if (row.seq !== seq) return err({ seq, reason: 'missing' })
    if (!isSame(row.previousHash, last.hash)) return err({ seq, reason: 'unlinked' })
    if (!isSame(row.hash, hashOf(row, sm3))) return err({ seq, reason: 'changed' })
    if (seq === head?.seq && !isSame(row.hash, head.hash)) return err({ seq, reason: 'rewritten' })
    if (head && seq > head.seq) return err({ seq, reason: 'added' })
    last = row
  }
  if (head && last.seq < head.seq) return err({ seq: last.seq + 1, reason: 'truncated' })
  return ok({ entries: last.seq })
}

/** The hash over an entry and, by the hash before it, over all earlier ones. A JSON array, because no two entries are written alike in it. */
function hashOf(row: Omit<AuditRow, 'hash' | 'previousHash'> & { readonly previousHash: Uint8Array }, sm3: Sm3): Uint8Array {
  const { seq, at, accountId, window, action, subject, detail } = row
  const previous = Buffer.from(row.previousHash).toString('hex')
  return sm3(Buffer.from(JSON.stringify(['rxcounter audit 1', seq, at, accountId, window, action, subject, detail, previous])))
}

/** The text as SQLite gives it back: half a surrogate pair does not survive UTF-8, and the hash must. */
function asStored(text: string | null): string | null {
  return text === null ? null : Buffer.from(text).toString()
}

function writeHead(settings: Settings, { seq, hash }: AuditHead): void {
  settings.setSealed(HEAD, JSON.stringify({ seq, hash: Buffer.from(hash).toString('base64') }))
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0
}
