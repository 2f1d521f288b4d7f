import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Person } from '../../../shared/contract/counter.ts'
import { Role } from '../../../shared/contract/roles.ts'
import type { AccountView } from '../../../shared/contract/shop.ts'
import { Bytes, jsonColumn } from './columns.ts'
import { type HashedSecret, ScryptParameters } from './secret.ts'

/** A person who works here, with what is needed to let them in. Never leaves the station: the renderer gets a `Person` or an `AccountView`. */
export interface Account extends AccountView {
  readonly secret: HashedSecret
  readonly failedAttempts: number
}

export interface Accounts {
  /** everybody, those who left too, by id, without secrets */
  list(): readonly AccountView[]
  find(id: string): Account | null
  create(account: Person & { readonly secret: HashedSecret; readonly mustChangeSecret?: boolean }): void
  change(id: string, changed: { readonly name: string; readonly roles: readonly Role[]; readonly isActive: boolean }): void
  /** gives a new secret; the wrong ones before it and the lock are forgotten */
  setSecret(id: string, secret: HashedSecret, mustChangeSecret: boolean): void
  /** counts a wrong secret; `lockUntil` decides from the new count until when (epoch ms) the account is locked, null for not at all */
  recordFailure(id: string, lockUntil: (failedAttempts: number) => number | null): void
  /** forgets the wrong secrets and the lock */
  recordSuccess(id: string): void
}

const Flag = z.literal([0, 1]).transform((flag) => flag === 1)
const VIEW = `id, name, roles, is_active AS isActive, must_change_secret AS mustChangeSecret, locked_until AS lockedUntil`
const ViewRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: jsonColumn(z.array(Role)),
  isActive: Flag,
  mustChangeSecret: Flag,
  lockedUntil: z.int().nullable(),
})
const AccountRow = ViewRow.extend({
  salt: Bytes,
  hash: Bytes,
  parameters: jsonColumn(ScryptParameters),
  failedAttempts: z.int(),
})

const AttemptsRow = z.strictObject({ failedAttempts: z.int() })

/** The accounts of one database. */
export function createAccounts(db: Database.Database): Accounts {
  const selectAll = db.prepare(`SELECT ${VIEW} FROM accounts ORDER BY id`)
  const select = db.prepare(`SELECT ${VIEW}, secret_salt AS salt, secret_hash AS hash, secret_parameters AS parameters,
    failed_attempts AS failedAttempts FROM accounts WHERE id = ?`)
  const insert =
    db.prepare(`INSERT INTO accounts (id, name, roles, secret_salt, secret_hash, secret_parameters, must_change_secret)
    VALUES (@id, @name, @roles, @salt, @hash, @parameters, @mustChangeSecret)`)
  const update = db.prepare('UPDATE accounts SET name = @name, roles = @roles, is_active = @isActive WHERE id = @id')
  const updateSecret = db.prepare(`UPDATE accounts SET secret_salt = @salt, secret_hash = @hash, secret_parameters = @parameters,
    must_change_secret = @mustChangeSecret, failed_attempts = 0, locked_until = NULL WHERE id = @id`)
  const countFailure = db.prepare(`UPDATE accounts SET failed_attempts = failed_attempts + 1 WHERE id = ?
    RETURNING failed_attempts AS failedAttempts`)
  const lock = db.prepare('UPDATE accounts SET locked_until = @lockedUntil WHERE id = @id')
  const forgive = db.prepare('UPDATE accounts SET failed_attempts = 0, locked_until = NULL WHERE id = ?')

  return {
    list: () => selectAll.all().map((row) => ViewRow.parse(row)),
    find(id) {
      const row = select.get(id)
      if (row === undefined) return null
      const { salt, hash, parameters, ...account } = AccountRow.parse(row)
      return { ...account, secret: { salt, hash, parameters } }
    },
    create({ id, name, roles, secret, mustChangeSecret = false }) {
      insert.run({ id, name, roles: JSON.stringify(roles), ...columnsOf(secret), mustChangeSecret: Number(mustChangeSecret) })
    },
    change(id, { name, roles, isActive }) {
      update.run({ id, name, roles: JSON.stringify(roles), isActive: Number(isActive) })
    },
    setSecret(id, secret, mustChangeSecret) {
      updateSecret.run({ id, ...columnsOf(secret), mustChangeSecret: Number(mustChangeSecret) })
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

function columnsOf({ salt, hash, parameters }: HashedSecret) {
  return { salt, hash, parameters: JSON.stringify(parameters) }
}
