import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { z } from 'zod'

/** A person signed in at a window. */
export interface Session {
  readonly id: string
  readonly accountId: string
  readonly window: string
  /** epoch ms */
  readonly createdAt: number
}

export interface Sessions {
  /** begins a session; the token that brings it back after a restart is told once and kept only as its SHA-256 */
  create(accountId: string, window: string): { readonly session: Session; readonly token: string }
  /** the session of a token; null when there is none or it has ended */
  findByToken(token: string): Session | null
  /** ends a session; ending it again changes nothing */
  end(id: string): void
  /** ends every session of an account, at whatever window */
  endAllOf(accountId: string): void
}

const TOKEN_BYTES = 32

const SessionRow = z.strictObject({ id: z.string(), accountId: z.string(), window: z.string(), createdAt: z.int() })

/** The sessions of one database. */
export function createSessions(
  db: Database.Database,
  ports: { readonly clock: () => number; readonly random: (size: number) => Uint8Array; readonly newId: () => string },
): Sessions {
  const insert = db.prepare(`INSERT INTO sessions (id, account_id, window_name, token_hash, created_at)
    VALUES (@id, @accountId, @window, @tokenHash, @createdAt)`)
  const select = db.prepare(`SELECT id, account_id AS accountId, window_name AS window, created_at AS createdAt
    FROM sessions WHERE token_hash = ? AND ended_at IS NULL`)
  const end = db.prepare('UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL')
  const endAll = db.prepare('UPDATE sessions SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL')

  return {
    create(accountId, window) {
      const session = { id: ports.newId(), accountId, window, createdAt: ports.clock() }
      const token = Buffer.from(ports.random(TOKEN_BYTES)).toString('base64url')
      insert.run({ ...session, tokenHash: hashOf(token) })
      return { session, token }
    },
    findByToken(token) {
      const row = select.get(hashOf(token))
      return row === undefined ? null : SessionRow.parse(row)
    },
    end(id) {
      end.run(ports.clock(), id)
    },
    endAllOf(accountId) {
      endAll.run(ports.clock(), accountId)
    },
  }
}

function hashOf(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}
