import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { Audience } from '../../../../shared/contract/host.ts'
import type { AccountView } from '../../../../shared/contract/shop.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { Account } from '../../store/accounts.ts'
import { hashSecret, PUBLIC_SECRET_PARAMETERS, verifySecret } from '../../store/secret.ts'
import type { Store } from '../../store/store.ts'
import { createTurns, lockedUntil } from './attempts.ts'
import { isTooSimple } from './secretRule.ts'

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
  /** the window before the customer is nobody's, and gives no command of the staff */
  readonly audience: Audience
  person: Person | null
  /** the person came in with a secret that somebody else gave, and may do nothing before it is changed */
  mustChangeSecret: boolean
  resume: string | null
}

export interface PeoplePorts {
  readonly store: Store
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  /** after this time without a touch a window locks itself */
  readonly lockAfterMs: number
  readonly setTimer: (callback: () => void, ms: number) => { cancel(): void }
  /** somebody came to a window or left it, or is somebody else now */
  readonly changed: (session: Session) => void
}

/** Who is signed in where. */
export interface People {
  /** those who may sign in */
  list(): readonly Person[]
  /** the session a window had before the station was restarted, or one with nobody signed in */
  open(window: string, resume: string | null): Session
  /** the page is gone; who was signed in there stays so for the next page of the window */
  close(session: Session): void
  /**
   * In the place of whoever is there, who stays when it fails. SIGN_IN_WRONG for an unknown account as for a wrong secret; SIGN_IN_LOCKED after
   * five failures, for five minutes.
   */
  signIn(session: Session, accountId: string, secret: string): Promise<Result<Person, Failure>>
  signOut(session: Session): void
  /** as signing out, but the window remembers who is to come back */
  lock(session: Session): void
  /** somebody is at the window: the lock waits from now on */
  touch(session: Session): void
  /** who was there when the window was locked, until the next sign-in */
  lockedFor(session: Session): Person | null
  /** a wrong current secret counts and locks as at the sign-in; every other window of this account is signed out */
  changeSecret(session: Session, person: Person, current: string, secret: string): Promise<Result<void, Failure>>
  /** whether it is the person's own secret; a wrong one counts and locks as at the sign-in */
  prove(session: Session, person: Person, secret: string): Promise<Result<void, Failure>>
  /** what became of an account reaches every window where it is signed in: whose session was ended in the books is out */
  refresh(accountId: string): void
  /** creates the ready-made people of training mode once */
  prepareTraining(): Promise<void>
}

export function createPeople({ store, clock, random, lockAfterMs, setTimer, changed }: PeoplePorts): People {
  const inTurn = createTurns()
  /** the sessions of the pages that are there, with their locks */
  const open = new Map<Session, { cancel(): void } | null>()
  /** accounts by window; outlives the page, not the station */
  const lockedAt = new Map<string, string>()

  function audit(session: Session, action: string, accountId: string): void {
    store.audit.append({ accountId, window: session.window, action, subject: accountId, detail: {} })
  }

  function endSession(session: Session): void {
    const stored = session.resume === null ? null : store.sessions.findByToken(session.resume)
    if (stored) store.sessions.end(stored.id)
    session.resume = null
  }

  /** Who is there by the books. */
  function look(session: Session): void {
    const stored = session.resume === null ? null : store.sessions.findByToken(session.resume)
    const account = stored && store.accounts.find(stored.accountId)
    const isIn = account?.isActive === true
    session.person = isIn ? asPerson(account) : null
    session.mustChangeSecret = isIn && account.mustChangeSecret
    if (!isIn) session.resume = null
  }

  function touch(session: Session): void {
    if (!open.has(session)) return
    open.get(session)?.cancel()
    open.set(session, session.person && setTimer(() => lock(session), lockAfterMs))
  }

  function moved(session: Session): void {
    look(session)
    touch(session)
    changed(session)
  }

  function leave(session: Session, action: 'session.signedOut' | 'session.locked'): void {
    const { person } = session
    if (!person) return
    store.transaction(() => {
      endSession(session)
      audit(session, action, person.id)
    })
    moved(session)
  }

  function lock(session: Session): void {
    if (session.person) lockedAt.set(session.window, session.person.id)
    leave(session, 'session.locked')
  }

  /** The account if this is its secret. Whatever becomes of the account meanwhile counts: the check takes its time. */
  async function prove(session: Session, accountId: string, secret: string, failed: string): Promise<Result<Account, Failure>> {
    const account = store.accounts.find(accountId)
    if (!account?.isActive) return err(failure('SIGN_IN_WRONG'))
    if (account.lockedUntil !== null && account.lockedUntil > clock()) return err(failure('SIGN_IN_LOCKED'))
    const isRight = await verifySecret(secret, account.secret)
    if (isRight && isStillSo(account)) return ok(account)
    store.transaction(() => {
      if (!isRight) store.accounts.recordFailure(accountId, (failures) => lockedUntil(failures, clock()))
      audit(session, failed, accountId)
    })
    return err(failure('SIGN_IN_WRONG'))
  }

  function isStillSo({ id, secret }: Account): boolean {
    const now = store.accounts.find(id)
    return now?.isActive === true && Buffer.compare(now.secret.hash, secret.hash) === 0
  }

  async function signIn(session: Session, accountId: string, secret: string): Promise<Result<Person, Failure>> {
    const proved = await prove(session, accountId, secret, 'session.signInFailed')
    if (!proved.ok) return proved
    store.transaction(() => {
      if (session.person) audit(session, 'session.replaced', session.person.id)
      endSession(session)
      store.accounts.recordSuccess(accountId)
      session.resume = store.sessions.create(accountId, session.window).token
      audit(session, 'session.signedIn', accountId)
    })
    lockedAt.delete(session.window)
    moved(session)
    return ok(asPerson(proved.value))
  }

  async function changeSecret(session: Session, { id }: Person, current: string, secret: string): Promise<Result<void, Failure>> {
    const proved = await prove(session, id, current, 'session.changeSecretFailed')
    if (!proved.ok) return proved
    if (secret.normalize('NFKC') === current.normalize('NFKC')) return err(failure('SECRET_SAME'))
    if (isTooSimple(secret, proved.value.name)) return err(failure('SECRET_TOO_SIMPLE'))
    const hashed = await hashSecret(secret, random)
    if (!isStillSo(proved.value)) return err(failure('SIGN_IN_WRONG'))
    store.transaction(() => {
      store.accounts.setSecret(id, hashed, false)
      store.sessions.endAllOf(id)
      if (session.person?.id === id) session.resume = store.sessions.create(id, session.window).token
      audit(session, 'session.secretChanged', id)
    })
    refresh(id)
    return ok(undefined)
  }

  function refresh(accountId: string): void {
    for (const session of open.keys()) if (session.person?.id === accountId) moved(session)
  }

  return {
    list: () => store.accounts.list().filter(isActive).map(asPerson),

    open: (window, resume) => {
      const session: Session = { window, audience: 'staff', person: null, mustChangeSecret: false, resume }
      look(session)
      open.set(session, null)
      touch(session)
      return session
    },
    close: (session) => {
      open.get(session)?.cancel()
      open.delete(session)
    },

    signIn: (session, accountId, secret) => inTurn(accountId, () => signIn(session, accountId, secret)),
    signOut: (session) => leave(session, 'session.signedOut'),
    lock,
    touch,
    lockedFor: ({ window }) => {
      const account = store.accounts.find(lockedAt.get(window) ?? '')
      return account?.isActive ? asPerson(account) : null
    },
    prove: (session, { id }, secret) =>
      inTurn(id, async () => {
        const proved = await prove(session, id, secret, 'session.proofFailed')
        if (!proved.ok) return proved
        store.accounts.recordSuccess(id)
        return ok(undefined)
      }),
    changeSecret: (session, person, current, secret) => inTurn(person.id, () => changeSecret(session, person, current, secret)),
    refresh,

    prepareTraining: async () => {
      if (store.accounts.list().length > 0) return
      // one for all three: what everybody can read gains nothing by a salt for each
      const secret = await hashSecret(TRAINING_SECRET, random, PUBLIC_SECRET_PARAMETERS)
      store.transaction(() => {
        for (const person of TRAINING_PEOPLE) store.accounts.create({ ...person, secret })
      })
    },
  }
}

function isActive(account: AccountView): boolean {
  return account.isActive
}

function asPerson({ id, name, roles }: Person): Person {
  return { id, name, roles: [...roles] }
}
