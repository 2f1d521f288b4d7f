import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Session } from '../../../src/main/station/workflows/people/people.ts'
import { createSetUp, type RecoveryFacts } from '../../../src/main/station/workflows/people/setUp.ts'
import { createShop } from '../../../src/main/station/workflows/shop.ts'
import type { Person } from '../../../src/shared/contract/counter.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import type { Recovery } from '../../../src/shared/contract/shop.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'
import { newDataFolder, openRaw, openTestStore } from '../store/support.ts'
import { cheapSecret } from './cheapSecret.ts'

const details = { name: '安和大药房', address: '示范路 1 号', phone: '0000-1', officeName: '医保办', officePhone: '0000-2' }
const manager = { name: '周店长', secret: 'warm tea' }
const zhou: Person = { id: 'M01', name: '周店长', roles: ['manager'] }
const atCounter: Session = { window: 'counter', audience: 'staff', person: zhou, mustChangeSecret: false, resume: null }

function openSetUp(folder = newDataFolder()) {
  let now = 1_800_000_000_000
  const clock = () => now
  const store = openTestStore(folder, { clock })
  const shop = createShop({ mode: 'real', store, register: { list: () => [], replace: () => {} }, training: () => null })
  const papers: RecoveryFacts[] = []
  const refreshed: string[] = []
  const setUp = createSetUp({
    store,
    shop,
    people: {
      refresh: (accountId) => refreshed.push(accountId),
      prove: async (_session, _person, secret) => (secret === manager.secret ? ok(undefined) : err(failure('SIGN_IN_WRONG'))),
    },
    clock,
    random: (size) => randomBytes(size),
    paper: async (facts) => {
      papers.push(facts)
      return Buffer.from('paper')
    },
  })
  const advance = (ms: number) => {
    now += ms
  }
  return { folder, store, shop, setUp, papers, refreshed, advance }
}

async function founded() {
  const opened = openSetUp()
  const result = await opened.setUp.found(details, manager)
  if (!result.ok) throw new Error(result.failure.code)
  return { ...opened, recovery: result.value }
}

/** Everything that is kept, but the audit trail. */
function kept(folder: string): string {
  const db = openRaw(folder)
  return JSON.stringify([
    db.prepare('SELECT * FROM accounts').all(),
    db.prepare(`SELECT * FROM settings WHERE key NOT LIKE 'audit%'`).all(),
  ])
}

describe('the first start', () => {
  it('writes the shop, its manager and the hash of a recovery code, which stands on a paper', async () => {
    const { folder, store, shop, setUp, papers, recovery } = await founded()
    expect(recovery.recoveryCode).toMatch(/^([ACDEFGHJKMNPQRTUVWXY34679]{5}-){3}[ACDEFGHJKMNPQRTUVWXY34679]{5}$/)
    expect(papers).toEqual([
      { shopName: '安和大药房', managerName: '周店长', recoveryCode: recovery.recoveryCode, at: 1_800_000_000_000 },
    ])
    expect(Buffer.from(recovery.paper, 'base64').toString()).toBe('paper')
    expect(setUp.isDone()).toBe(true)
    expect(shop.details()).toEqual(details)
    expect(store.accounts.list()).toMatchObject([{ id: 'M01', name: '周店长', roles: ['manager'], mustChangeSecret: false }])
    expect(kept(folder)).not.toContain(recovery.recoveryCode)
  })

  it('is known after a restart, shop and all', async () => {
    const { folder } = await founded()
    const { setUp, shop } = openSetUp(folder)
    expect(setUp.isDone()).toBe(true)
    expect(shop.details()).toEqual(details)
  })

  it('happens once, also when it is asked for twice at the same moment', async () => {
    const { store, setUp, folder } = openSetUp()
    expect(setUp.isDone()).toBe(false)
    const answers = await Promise.all([setUp.found(details, manager), setUp.found({ ...details, name: '别家' }, manager)])
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.failure.code)).sort()).toEqual(['SET_UP_DONE', 'done'])
    expect(store.accounts.list()).toHaveLength(1)
    const before = kept(folder)
    expect(await setUp.found(details, manager)).toEqual({ ok: false, failure: { code: 'SET_UP_DONE' } })
    expect(kept(folder)).toBe(before)
  })

  it('leaves nothing behind when the paper cannot be made', async () => {
    const { store, folder } = openSetUp()
    const broken = createSetUp({
      store,
      shop: createShop({ mode: 'real', store, register: { list: () => [], replace: () => {} }, training: () => null }),
      people: { refresh: () => {}, prove: async () => ok(undefined) },
      clock: () => 0,
      random: (size) => randomBytes(size),
      paper: async () => Promise.reject(new Error('no font')),
    })
    const before = kept(folder)
    await expect(broken.found(details, manager)).rejects.toThrow('no font')
    expect(kept(folder)).toBe(before)
    expect(broken.isDone()).toBe(false)
  })

  it('is refused for every secret that is too simple, whatever else is typed, and changes nothing', async () => {
    const { setUp, folder } = openSetUp()
    const before = kept(folder)
    const shopDetails = fc.record({
      name: fc.string({ minLength: 1 }),
      address: fc.string(),
      phone: fc.string(),
      officeName: fc.string(),
      officePhone: fc.string(),
    })
    const simple = fc.oneof(
      fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' }),
      fc.constantFrom('000000', '234567', 'fedcba'),
    )
    await fc.assert(
      fc.asyncProperty(shopDetails, fc.string({ minLength: 1 }), simple, async (shop, name, secret) => {
        expect(await setUp.found(shop, { name, secret })).toEqual({ ok: false, failure: { code: 'SECRET_TOO_SIMPLE' } })
      }),
    )
    expect(kept(folder)).toBe(before)
  })
})

describe('the recovery code', () => {
  const forgetful = async () => {
    const opened = await founded()
    const recover = (code: string, secret = 'green tea', id = 'M01') => opened.setUp.recover('counter', id, code, secret)
    return { ...opened, recover }
  }
  const recoveryOf = (answer: { readonly ok: boolean } & Partial<{ readonly value: Recovery }>): Recovery => {
    if (!answer.value) throw new Error('there is no code')
    return answer.value
  }

  it('gives a new secret and a new code, and is dead from then on', async () => {
    const { store, recovery, recover, refreshed, papers } = await forgetful()
    const { token } = store.sessions.create('M01', 'counter')
    const next = recoveryOf(await recover(recovery.recoveryCode))
    expect(next.recoveryCode).not.toBe(recovery.recoveryCode)
    expect(papers.at(-1)).toMatchObject({ recoveryCode: next.recoveryCode, managerName: '周店长', shopName: '安和大药房' })
    expect(store.accounts.find('M01')).toMatchObject({ mustChangeSecret: false, lockedUntil: null })
    expect(store.sessions.findByToken(token)).toBeNull()
    expect(refreshed).toEqual(['M01'])
    expect(await recover(recovery.recoveryCode)).toEqual({ ok: false, failure: { code: 'RECOVERY_WRONG' } })
    expect(await recover(next.recoveryCode)).toMatchObject({ ok: true })
  })

  it('may be typed in small letters, without dashes, in full width', async () => {
    const { recovery, recover } = await forgetful()
    expect(await recover(` ${recovery.recoveryCode.replaceAll('-', ' ').toLowerCase()}`)).toMatchObject({ ok: true })
  })

  it('is not guessed at: five wrong ones lock it for five minutes, over a restart', async () => {
    const { folder, recovery, recover } = await forgetful()
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await recover('AAAAA-AAAAA-AAAAA-AAAAA')).toMatchObject({ failure: { code: 'RECOVERY_WRONG' } })
    expect(await recover(recovery.recoveryCode)).toEqual({ ok: false, failure: { code: 'SIGN_IN_LOCKED' } })
    const restarted = openSetUp(folder)
    const again = () => restarted.setUp.recover('counter', 'M01', recovery.recoveryCode, 'green tea')
    restarted.advance(5 * 60_000 - 1)
    expect(await again()).toEqual({ ok: false, failure: { code: 'SIGN_IN_LOCKED' } })
    restarted.advance(1)
    expect(await again()).toMatchObject({ ok: true })
  })

  it('serves a manager and nobody else, and no secret that is too simple', async () => {
    const { store, recovery, recover } = await forgetful()
    store.accounts.create({ id: 'C01', name: '林晓燕', roles: ['cashier'], secret: cheapSecret('warm tea') })
    expect(await recover(recovery.recoveryCode, 'green tea', 'C01')).toEqual({ ok: false, failure: { code: 'ACCOUNT_UNKNOWN' } })
    expect(await recover(recovery.recoveryCode, 'green tea', 'M09')).toEqual({ ok: false, failure: { code: 'ACCOUNT_UNKNOWN' } })
    expect(await recover(recovery.recoveryCode, '111111')).toEqual({ ok: false, failure: { code: 'SECRET_TOO_SIMPLE' } })
    expect(await recover(recovery.recoveryCode)).toMatchObject({ ok: true })
  })

  it('is replaced by a new one for the manager’s own secret, which the former does not outlive', async () => {
    const { setUp, recovery, recover, papers } = await forgetful()
    expect(await setUp.renew(atCounter, zhou, 'wrong')).toEqual({ ok: false, failure: { code: 'SIGN_IN_WRONG' } })
    expect(papers).toHaveLength(1)
    const next = recoveryOf(await setUp.renew(atCounter, zhou, manager.secret))
    expect(papers.at(-1)).toMatchObject({ recoveryCode: next.recoveryCode, managerName: '周店长', shopName: '安和大药房' })
    expect(await recover(recovery.recoveryCode)).toEqual({ ok: false, failure: { code: 'RECOVERY_WRONG' } })
    expect(await recover(next.recoveryCode)).toMatchObject({ ok: true })
  })

  it('there is none in a training shop', async () => {
    const { store, setUp } = openSetUp()
    store.accounts.create({ id: 'M01', name: '王敏', roles: ['manager'], secret: cheapSecret('warm tea') })
    expect(await setUp.recover('counter', 'M01', '', 'green tea')).toEqual({ ok: false, failure: { code: 'RECOVERY_WRONG' } })
    expect(await setUp.renew(atCounter, zhou, manager.secret)).toEqual({ ok: false, failure: { code: 'SETTING_FIXED' } })
    expect(await setUp.found(details, manager)).toEqual({ ok: false, failure: { code: 'SET_UP_DONE' } })
  })
})
