import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Person } from '../../../shared/contract/counter.ts'
import { Role } from '../../../shared/contract/roles.ts'
import { Bytes, jsonColumn } from './columns.ts'
import { type HashedSecret, ScryptParameters } from './secret.ts'

/** A person who works here, with what is needed to let them in. Never leaves the station: the renderer gets a `Person`. */
export interface Account extends Person {
  readonly secret: HashedSecret
  readonly failedAttempts: number
  /** epoch ms; null when not locked */
  readonly lockedUntil: number | null
}

export interface Accounts {
  /** everybody, by id, without secrets */
  list(): readonly Person[]
  find(id: string): Account | null
  create(account: Person & { readonly secret: HashedSecret }): void
  /** counts a wrong secret; `lockUntil` decides from the new count until when (epoch ms) the account is locked, null for not at all */
  recordFailure(id: string, lockUntil: (failedAttempts: number) => number | null): void
  /** forgets the wrong secrets and the lock */
  recordSuccess(id: string): void
}

const PersonRow = z.strictObject({ id: z.string(), name: z.string(), roles: jsonColumn(z.array(Role)) })
const AccountRow = PersonRow.extend({
  salt: Bytes,
  hash: Bytes,
  parameters: jsonColumn(ScryptParameters),
  failedAttempts: z.int(),
  lockedUntil: z.int().nullable(),
})

const AttemptsRow = z.strictObject({ failedAttempts: z.int() })

/** The accounts of one database. */
export function createAccounts(db: Database.Database): Accounts {
  const selectAll = db.prepare('SELECT id, name, roles FROM accounts ORDER BY id')
  const select = db.prepare(`SELECT id, name, roles, secret_salt AS salt, secret_hash AS hash, secret_parameters AS parameters,
    failed_attempts AS failedAttempts, locked_until AS lockedUntil FROM accounts WHERE id = ?`)
  const insert = db.prepare(`INSERT INTO accounts (id, name, roles, secret_salt, secret_hash, secret_parameters)
    VALUES (@id, @name, @roles, @salt, @hash, @parameters)`)
  const countFailure = db.prepare(`UPDATE accounts SET failed_attempts = failed_attempts + 1 WHERE id = ?
    RETURNING failed_attempts AS failedAttempts`)
  const lock = db.prepare('UPDATE accounts SET locked_until = @lockedUntil WHERE id = @id')
  const forgive = db.prepare('UPDATE accounts SET failed_attempts = 0, locked_until = NULL WHERE id = ?')

  return {
    list: () => selectAll.all().map((row) => PersonRow.parse(row)),
    find(id) {
      const row = select.get(id)
      if (row === undefined) return null
      const { salt, hash, parameters, ...account } = AccountRow.parse(row)
      return { ...account, secret: { salt, hash, parameters } }
    },
    create({ id, name, roles, secret: { salt, hash, parameters } }) {
      insert.run({ id, name, roles: JSON.stringify(roles), salt, hash, parameters: JSON.stringify(parameters) })
    },
    recordFailure: (id, lockUntil) =>
      db
        .transaction(() => {
          const { failedAttempts } = AttemptsRow.parse(countFailure.get(id))
          lock.run({ id, lockedUntil: lockUntil(failedAttempts) })
        })
        .immediate(),
    recordSuccess(id) {
      forgive.run(id)
    },
  }
}
