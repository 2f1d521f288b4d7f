import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/main/station/store/store.ts'
import { createPeople, type Session } from '../../../src/main/station/workflows/people/people.ts'
import { createHandTimers } from '../devices/handTimers.ts'
import { newDataFolder, openRaw, openTestStore } from '../store/support.ts'
import { cheapSecret } from './cheapSecret.ts'

const LOCK_AFTER = 300_000
const SECRET = 'warm tea'

function openPeople() {
  const folder = newDataFolder()
  let now = 1_800_000_000_000
  const clock = () => now
  const store = openTestStore(folder, { clock })
  store.accounts.create({ id: 'C01', name: '林晓燕', roles: ['cashier'], secret: cheapSecret(SECRET) })
  store.accounts.create({ id: 'P01', name: '陈国栋', roles: ['pharmacist', 'cashier'], secret: cheapSecret(SECRET) })
  const timers = createHandTimers()
  const moves: (string | null)[] = []
  const people = createPeople({
    store,
    clock,
    random: (size) => new Uint8Array(size).fill(9),
    lockAfterMs: LOCK_AFTER,
    setTimer: (run, ms) => {
      const timer = timers.setTimeout(run, ms)
      return { cancel: () => timers.clearTimeout(timer) }
    },
    changed: (session) => moves.push(session.person?.id ?? null),
  })
  return {
    folder,
    store,
    timers,
    people,
    moves,
    advance: (ms: number) => {
      now += ms
    },
    audited: () =>
      openRaw(folder)
        .prepare<[], { action: string; account_id: string }>(`SELECT action, account_id FROM audit WHERE action LIKE 'session.%'`)
        .all()
        .map(({ action, account_id }) => `${action} ${account_id}`),
  }
}

async function fail(people: ReturnType<typeof openPeople>['people'], session: Session, times: number) {
  for (let attempt = 0; attempt < times; attempt++) await people.signIn(session, 'C01', 'wrong')
}

describe('signing in', () => {
  it('replaces whoever is there, whose session is over', async () => {
    const { people, store, moves, audited } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    const token = session.resume ?? ''
    expect(await people.signIn(session, 'P01', SECRET)).toMatchObject({ ok: true, value: { id: 'P01' } })
    expect(session.person?.id).toBe('P01')
    expect(store.sessions.findByToken(token)).toBeNull()
    expect(moves).toEqual(['C01', 'P01'])
    expect(audited()).toEqual(['session.signedIn C01', 'session.replaced C01', 'session.signedIn P01'])
  })

  it('leaves whoever is there when it fails', async () => {
    const { people } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    expect(await people.signIn(session, 'P01', 'wrong')).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(await people.signIn(session, 'X99', SECRET)).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(session.person?.id).toBe('C01')
  })

  it('locks after five failures in a row, however fast they come, for five minutes', async () => {
    const { people, advance } = openPeople()
    const session = people.open('counter', null)
    const answers = await Promise.all(Array.from({ length: 6 }, () => people.signIn(session, 'C01', 'wrong')))
    expect(answers.map((answer) => !answer.ok && answer.failure.code)).toEqual([
      ...Array(5).fill('SIGN_IN_WRONG'),
      'SIGN_IN_LOCKED',
    ])
    advance(5 * 60_000 - 1)
    expect(await people.signIn(session, 'C01', SECRET)).toMatchObject({ failure: { code: 'SIGN_IN_LOCKED' } })
    advance(1)
    expect(await people.signIn(session, 'C01', SECRET)).toMatchObject({ ok: true })
  })

  it('is not for an account that is not active', async () => {
    const { people, store } = openPeople()
    const session = people.open('counter', null)
    store.accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: false })
    expect(await people.signIn(session, 'C01', SECRET)).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(people.list().map(({ id }) => id)).toEqual(['P01'])
  })

  it.each([
    [
      'the account was closed',
      ({ accounts }: Store) => accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: false }),
    ],
    ['it got another secret', ({ accounts }: Store) => accounts.setSecret('C01', cheapSecret('green tea'), true)],
  ] as const)('comes to nothing when %s while the secret was checked', async (_what, happen) => {
    const { people, store } = openPeople()
    const session = people.open('counter', null)
    const attempt = people.signIn(session, 'C01', SECRET)
    // its turn has come, and the secret is with the thread that checks it
    await Promise.resolve()
    await Promise.resolve()
    happen(store)
    expect(await attempt).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(session.person).toBeNull()
  })
})

describe('the lock', () => {
  it('signs the person out when nobody touched the window, and remembers who was there until somebody signs in', async () => {
    const { people, timers, moves, audited } = openPeople()
    const session = people.open('counter', null)
    expect(timers.waiting()).toEqual([])
    await people.signIn(session, 'C01', SECRET)
    timers.fire(LOCK_AFTER)
    expect(session).toMatchObject({ person: null, resume: null })
    expect(people.lockedFor(session)).toEqual({ id: 'C01', name: '林晓燕', roles: ['cashier'] })
    expect(moves).toEqual(['C01', null])
    expect(audited()).toContain('session.locked C01')
    await people.signIn(session, 'P01', SECRET)
    expect(people.lockedFor(session)).toBeNull()
  })

  it('waits anew after every touch', async () => {
    const { people, timers } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    people.touch(session)
    people.touch(session)
    expect(timers.waiting()).toEqual([LOCK_AFTER])
  })

  it('waits for nobody where nobody is signed in', async () => {
    const { people, timers } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    people.signOut(session)
    people.touch(session)
    expect(timers.waiting()).toEqual([])
    expect(people.lockedFor(session)).toBeNull()
  })

  it('is still there for the page that the window loads next, and not at another window', async () => {
    const { people } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    people.lock(session)
    people.close(session)
    expect(people.lockedFor(people.open('counter', null))?.id).toBe('C01')
    expect(people.lockedFor(people.open('office', null))).toBeNull()
  })

  it('goes on for the next page with the person who is signed in, and ends with the page that is gone', async () => {
    const { people, timers } = openPeople()
    const first = people.open('counter', null)
    await people.signIn(first, 'C01', SECRET)
    const second = people.open('counter', first.resume)
    people.close(first)
    people.touch(first)
    expect(timers.waiting()).toEqual([LOCK_AFTER])
    timers.fire(LOCK_AFTER)
    expect(second.person).toBeNull()
  })

  it('does not wait for somebody who may not come back', async () => {
    const { people, store } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    people.lock(session)
    store.accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: false })
    expect(people.lockedFor(session)).toBeNull()
  })
})

describe('a secret of one’s own', () => {
  async function atWindow() {
    const opened = openPeople()
    opened.store.accounts.setSecret('C01', cheapSecret(SECRET), true)
    const session = opened.people.open('counter', null)
    await opened.people.signIn(session, 'C01', SECRET)
    const person = session.person
    if (!person) throw new Error('nobody is signed in')
    return {
      ...opened,
      session,
      change: (current: string, secret: string) => opened.people.changeSecret(session, person, current, secret),
    }
  }

  it('takes the place of the first one, and nothing is owed any more', async () => {
    const { people, store, session, change } = await atWindow()
    expect(session.mustChangeSecret).toBe(true)
    expect(await change(SECRET, 'green tea')).toEqual({ ok: true, value: undefined })
    expect(session).toMatchObject({ mustChangeSecret: false, person: { id: 'C01' } })
    expect(store.sessions.findByToken(session.resume ?? '')).toMatchObject({ accountId: 'C01' })
    people.signOut(session)
    expect(await people.signIn(session, 'C01', SECRET)).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(await people.signIn(session, 'C01', 'green tea')).toMatchObject({ ok: true })
  })

  it('costs whoever guesses the full time, however cheap the one before was', async () => {
    const { store, change } = await atWindow()
    const cost = () => {
      const { N, r, p } = store.accounts.find('C01')?.secret.parameters ?? { N: 0, r: 0, p: 0 }
      return N * r * p
    }
    const before = cost()
    await change(SECRET, 'green tea')
    expect(before).toBeLessThan(10_000)
    expect(cost()).toBeGreaterThan(500_000)
  })

  it('signs out every other window of the account, open or not', async () => {
    const { people, store, change } = await atWindow()
    const [other, closed] = [people.open('office', null), people.open('store room', null)]
    await people.signIn(other, 'C01', SECRET)
    await people.signIn(closed, 'C01', SECRET)
    people.close(closed)
    await change(SECRET, 'green tea')
    expect(other).toMatchObject({ person: null, resume: null })
    expect(store.sessions.findByToken(closed.resume ?? '')).toBeNull()
  })

  it.each([
    [SECRET, SECRET, 'SECRET_SAME'],
    [SECRET, 'ｗarm tea', 'SECRET_SAME'],
    [SECRET, '123456', 'SECRET_TOO_SIMPLE'],
    ['wrong', 'green tea', 'SIGN_IN_WRONG'],
  ])('is refused from %j to %j: %s', async (current, secret, code) => {
    const { session, change } = await atWindow()
    expect(await change(current, secret)).toMatchObject({ failure: { code } })
    expect(session.mustChangeSecret).toBe(true)
  })

  it('is not guessed at: wrong secrets count together with those of the sign-in', async () => {
    const { people, session, change } = await atWindow()
    await fail(people, people.open('office', null), 3)
    await change('wrong', 'green tea')
    await change('wrong', 'green tea')
    expect(await change(SECRET, 'green tea')).toMatchObject({ failure: { code: 'SIGN_IN_LOCKED' } })
    expect(await people.signIn(session, 'C01', SECRET)).toMatchObject({ failure: { code: 'SIGN_IN_LOCKED' } })
  })
})

describe('a window that is opened again', () => {
  it('has its person back by the token, unless the session was ended or the account closed', async () => {
    const { people, store } = openPeople()
    const session = people.open('counter', null)
    await people.signIn(session, 'C01', SECRET)
    const { resume } = session
    people.close(session)
    expect(people.open('counter', resume).person?.id).toBe('C01')
    store.accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: false })
    expect(people.open('counter', resume)).toMatchObject({ person: null, resume: null })
  })
})
