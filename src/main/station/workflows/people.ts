import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { hashSecret, verifySecret } from '../store/secret.ts'
import type { Store } from '../store/store.ts'

const FAILURES_BEFORE_LOCK = 5
const LOCK_MS = 5 * 60 * 1000

/** The ready-made people of training mode. Their secret is on the sign-in screen: nothing real can be reached with it. */
const TRAINING_SECRET = '246810'
const TRAINING_PEOPLE: readonly Person[] = [
  { id: 'C01', name: '林晓燕', roles: ['cashier'] },
  { id: 'P01', name: '陈国栋', roles: ['pharmacist', 'cashier'] },
  { id: 'M01', name: '王敏', roles: ['manager'] },
]

/** Who is at one window. `resume` brings the session back after a restart of the station. */
export interface Session {
  readonly window: string
  person: Person | null
  resume: string | null
}

export interface PeoplePorts {
  readonly store: Store
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
}

/** Accounts and who is signed in where. */
export interface People {
  list(): readonly Person[]
  /** the session a window had before the station was restarted, or one with nobody signed in */
  open(window: string, resume: string | null): Session
  /** SIGN_IN_WRONG for an unknown account as for a wrong secret; SIGN_IN_LOCKED after five failures, for five minutes */
  signIn(session: Session, accountId: string, secret: string): Promise<Result<Person, Failure>>
  signOut(session: Session): void
  /** creates the ready-made people of training mode once */
  prepareTraining(): Promise<void>
}

export function createPeople({ store, clock, random }: PeoplePorts): People {
  function audit(session: Session, action: string, accountId: string): void {
    store.audit.append({ accountId, window: session.window, action, subject: accountId, detail: {} })
  }

  function endSession(session: Session): void {
    const stored = session.resume === null ? null : store.sessions.findByToken(session.resume)
    if (stored) store.sessions.end(stored.id)
    session.resume = null
  }

  /** One attempt at a time per account: the lock would not hold against many at once. */
  const turns = new Map<string, Promise<unknown>>()
  function inTurn<T>(accountId: string, attempt: () => Promise<T>): Promise<T> {
    const mine = (turns.get(accountId) ?? Promise.resolve()).then(attempt, attempt)
    const done = mine.catch(() => undefined).finally(() => turns.get(accountId) === done && turns.delete(accountId))
    turns.set(accountId, done)
    return mine
  }

  async function signIn(session: Session, accountId: string, secret: string): Promise<Result<Person, Failure>> {
    const account = store.accounts.find(accountId)
    if (account && account.lockedUntil !== null && account.lockedUntil > clock()) return err(failure('SIGN_IN_LOCKED'))
    const isRight = account !== null && (await verifySecret(secret, account.secret))
    if (!isRight) {
      if (account) {
        store.transaction(() => {
          store.accounts.recordFailure(accountId, (failures) => (failures >= FAILURES_BEFORE_LOCK ? clock() + LOCK_MS : null))
          audit(session, 'session.signInFailed', accountId)
        })
      }
      return err(failure('SIGN_IN_WRONG'))
    }
    store.transaction(() => {
      endSession(session)
      store.accounts.recordSuccess(accountId)
      session.resume = store.sessions.create(accountId, session.window).token
      audit(session, 'session.signedIn', accountId)
    })
    session.person = asPerson(account)
    return ok(session.person)
  }

  return {
    list: () => store.accounts.list().map(asPerson),

    open: (window, resume) => {
      const stored = resume === null ? null : store.sessions.findByToken(resume)
      const account = stored && store.accounts.find(stored.accountId)
      return account ? { window, person: asPerson(account), resume } : { window, person: null, resume: null }
    },

    signIn: (session, accountId, secret) => inTurn(accountId, () => signIn(session, accountId, secret)),

    signOut: (session) => {
      const { person } = session
      if (!person) return
      store.transaction(() => {
        endSession(session)
        audit(session, 'session.signedOut', person.id)
      })
      session.person = null
    },

    prepareTraining: async () => {
      if (store.accounts.list().length > 0) return
      const accounts = await Promise.all(
        TRAINING_PEOPLE.map(async (person) => ({ ...person, secret: await hashSecret(TRAINING_SECRET, random) })),
      )
      store.transaction(() => {
        for (const account of accounts) store.accounts.create(account)
      })
    },
  }
}

function asPerson({ id, name, roles }: Person): Person {
  return { id, name, roles: [...roles] }
}
