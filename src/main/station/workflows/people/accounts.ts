import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { Role } from '../../../../shared/contract/roles.ts'
import type { AccountView } from '../../../../shared/contract/shop.ts'
import { normalName } from '../../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { hashSecret } from '../../store/secret.ts'
import type { Store } from '../../store/store.ts'
import type { People } from './people.ts'
import { isTooSimple } from './secretRule.ts'

/** An account as the manager wants it. */
interface WantedAccount {
  readonly name: string
  readonly roles: readonly Role[]
}

/** The accounts, as the manager keeps them. None is ever deleted: the audit trail and the books name them. */
export interface AccountKeeping {
  list(): readonly AccountView[]
  /** with a first secret that must be changed; ACCOUNT_NAME_TAKEN, SECRET_TOO_SIMPLE */
  add(wanted: WantedAccount & { readonly secret: string }, manager: Person): Promise<Result<AccountView, Failure>>
  /** who is not active any more is out at once, at every window; ACCOUNT_UNKNOWN, ACCOUNT_NAME_TAKEN, ACCOUNT_LAST_MANAGER */
  change(accountId: string, wanted: WantedAccount & { readonly isActive: boolean }, manager: Person): Result<void, Failure>
  /** a new first secret; the lock is gone and every window of the account is signed out; ACCOUNT_UNKNOWN, SECRET_TOO_SIMPLE */
  resetSecret(accountId: string, secret: string, manager: Person): Promise<Result<void, Failure>>
}

export function createAccountKeeping({
  store,
  random,
  people,
}: {
  readonly store: Store
  readonly random: (bytes: number) => Uint8Array
  readonly people: Pick<People, 'refresh'>
}): AccountKeeping {
  const { accounts } = store

  function isTaken(name: string, by?: string): boolean {
    return accounts.list().some((other) => other.id !== by && normalName(other.name) === normalName(name))
  }

  function audit(action: string, subject: string, manager: Person): void {
    store.audit.append({ accountId: manager.id, window: null, action, subject, detail: {} })
  }

  function whyNot(accountId: string, { name, roles, isActive }: WantedAccount & { readonly isActive: boolean }): Failure | null {
    if (accounts.find(accountId) === null) return failure('ACCOUNT_UNKNOWN')
    if (isTaken(name, accountId)) return failure('ACCOUNT_NAME_TAKEN')
    const isManagerLeft =
      (isActive && roles.includes('manager')) || accounts.list().some((other) => other.id !== accountId && isManager(other))
    return isManagerLeft ? null : failure('ACCOUNT_LAST_MANAGER')
  }

  return {
    list: accounts.list,

    add: async ({ name, roles, secret }, manager) => {
      if (isTaken(name)) return err(failure('ACCOUNT_NAME_TAKEN'))
      if (isTooSimple(secret, name)) return err(failure('SECRET_TOO_SIMPLE'))
      const hashed = await hashSecret(secret, random)
      return store.transaction(() => {
        if (isTaken(name)) return err(failure('ACCOUNT_NAME_TAKEN'))
        const id = nextAccountId(accounts.list(), roles)
        accounts.create({ id, name, roles: withoutDoubles(roles), secret: hashed, mustChangeSecret: true })
        audit('account.added', id, manager)
        const { secret: _secret, failedAttempts: _failedAttempts, ...added } = found(id)
        return ok(added)
      })
    },

    change: (accountId, { name, roles, isActive }, manager) => {
      const reason = whyNot(accountId, { name, roles, isActive })
      if (reason !== null) return err(reason)
      store.transaction(() => {
        accounts.change(accountId, { name, roles: withoutDoubles(roles), isActive })
        if (!isActive) store.sessions.endAllOf(accountId)
        audit(isActive ? 'account.changed' : 'account.deactivated', accountId, manager)
      })
      people.refresh(accountId)
      return ok(undefined)
    },

    resetSecret: async (accountId, secret, manager) => {
      const account = accounts.find(accountId)
      if (account === null) return err(failure('ACCOUNT_UNKNOWN'))
      if (isTooSimple(secret, account.name)) return err(failure('SECRET_TOO_SIMPLE'))
      const hashed = await hashSecret(secret, random)
      store.transaction(() => {
        accounts.setSecret(accountId, hashed, true)
        store.sessions.endAllOf(accountId)
        audit('account.secretReset', accountId, manager)
      })
      people.refresh(accountId)
      return ok(undefined)
    },
  }

  function found(id: string) {
    const account = accounts.find(id)
    if (account === null) throw new Error(`there is no account ${id}`)
    return account
  }
}

/** Whether this is somebody who answers for the shop and can sign in. */
export function isManager({ roles, isActive }: AccountView): boolean {
  return isActive && roles.includes('manager')
}

const LETTERS = [
  ['manager', 'M'],
  ['pharmacist', 'P'],
  ['cashier', 'C'],
] as const satisfies readonly (readonly [Role, string])[]

/** The letter of the highest role and the next number of it: M01, P02. Centers get it as the operator's number. */
export function nextAccountId(known: readonly { readonly id: string }[], roles: readonly Role[]): string {
  const letter = LETTERS.find(([role]) => roles.includes(role))?.[1] ?? 'C'
  const numbers = known.filter(({ id }) => id.startsWith(letter)).map(({ id }) => Number(id.slice(1)))
  return `${letter}${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`
}

function withoutDoubles(roles: readonly Role[]): Role[] {
  return [...new Set(roles)]
}
