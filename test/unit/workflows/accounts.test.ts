import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAccountKeeping, nextAccountId } from '../../../src/main/station/workflows/people/accounts.ts'
import type { Person } from '../../../src/shared/contract/counter.ts'
import { openTestStore } from '../store/support.ts'
import { cheapSecret } from './cheapSecret.ts'

const manager: Person = { id: 'M01', name: '王敏', roles: ['manager'] }
const secret = 'warm tea'

function openAccounts() {
  const store = openTestStore()
  store.accounts.create({ ...manager, secret: cheapSecret(secret) })
  store.accounts.create({ id: 'C01', name: '林晓燕', roles: ['cashier'], secret: cheapSecret(secret) })
  const refreshed: string[] = []
  const accounts = createAccountKeeping({
    store,
    random: (size) => randomBytes(size),
    people: { refresh: (accountId) => refreshed.push(accountId) },
  })
  return { store, accounts, refreshed }
}

describe('adding an account', () => {
  it('gives it a number by its highest role and a first secret that must be changed', async () => {
    const { accounts, store } = openAccounts()
    const added = await accounts.add({ name: '陈国栋', roles: ['cashier', 'pharmacist', 'cashier'], secret }, manager)
    const view = {
      id: 'P01',
      name: '陈国栋',
      roles: ['cashier', 'pharmacist'],
      isActive: true,
      mustChangeSecret: true,
      lockedUntil: null,
    }
    expect(added).toEqual({ ok: true, value: view })
    expect(accounts.list().find(({ id }) => id === 'P01')).toEqual(view)
    expect(store.audit.verify()).toMatchObject({ ok: true })
  })

  it.each([
    ['林晓燕', secret, 'ACCOUNT_NAME_TAKEN'],
    [' 林 晓燕', secret, 'ACCOUNT_NAME_TAKEN'],
    ['陈国栋', '123456', 'SECRET_TOO_SIMPLE'],
    ['chenguodong', 'ChenGuodong', 'SECRET_TOO_SIMPLE'],
  ])('is refused for %j with %j: %s', async (name, wanted, code) => {
    const { accounts } = openAccounts()
    const before = accounts.list()
    expect(await accounts.add({ name, roles: ['cashier'], secret: wanted }, manager)).toEqual({ ok: false, failure: { code } })
    expect(accounts.list()).toEqual(before)
  })

  it('twice at the same moment under one name makes one', async () => {
    const { accounts } = openAccounts()
    const add = () => accounts.add({ name: '陈国栋', roles: ['cashier'], secret }, manager)
    const answers = await Promise.all([add(), add()])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(accounts.list()).toHaveLength(3)
  })

  it('never gives a number twice', () => {
    expect(nextAccountId([], ['manager', 'cashier'])).toBe('M01')
    expect(nextAccountId([{ id: 'C09' }, { id: 'C02' }, { id: 'P11' }], ['cashier'])).toBe('C10')
    expect(nextAccountId([{ id: 'C99' }], ['cashier'])).toBe('C100')
  })
})

describe('changing an account', () => {
  it('ends its sessions when it is not active any more, and reaches the windows', () => {
    const { accounts, store, refreshed } = openAccounts()
    const { token } = store.sessions.create('C01', 'counter')
    expect(accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: false }, manager)).toMatchObject({ ok: true })
    expect(store.sessions.findByToken(token)).toBeNull()
    expect(refreshed).toEqual(['C01'])
    expect(accounts.change('C01', { name: '林晓燕', roles: ['cashier'], isActive: true }, manager)).toMatchObject({ ok: true })
    expect(store.accounts.find('C01')).toMatchObject({ isActive: true })
  })

  it('keeps its sessions when only its name or roles change', () => {
    const { accounts, store, refreshed } = openAccounts()
    const { token } = store.sessions.create('C01', 'counter')
    accounts.change('C01', { name: '林小燕', roles: ['pharmacist'], isActive: true }, manager)
    expect(store.accounts.find('C01')).toMatchObject({ name: '林小燕', roles: ['pharmacist'] })
    expect(store.sessions.findByToken(token)).not.toBeNull()
    expect(refreshed).toEqual(['C01'])
  })

  it('does not take the name of another, nor change one that is not there', () => {
    const { accounts } = openAccounts()
    const wanted = { name: '王敏', roles: ['cashier'], isActive: true } as const
    expect(accounts.change('C01', wanted, manager)).toEqual({ ok: false, failure: { code: 'ACCOUNT_NAME_TAKEN' } })
    expect(accounts.change('C09', wanted, manager)).toEqual({ ok: false, failure: { code: 'ACCOUNT_UNKNOWN' } })
  })

  it.each([
    ['out of office', { name: '王敏', roles: ['manager'], isActive: false }],
    ['to another role', { name: '王敏', roles: ['cashier'], isActive: true }],
  ] as const)('does not put the last manager %s', (_what, wanted) => {
    const { accounts, store } = openAccounts()
    expect(accounts.change('M01', wanted, manager)).toEqual({ ok: false, failure: { code: 'ACCOUNT_LAST_MANAGER' } })
    accounts.change('C01', { name: '林晓燕', roles: ['manager'], isActive: true }, manager)
    expect(accounts.change('M01', wanted, manager)).toMatchObject({ ok: true })
    expect(accounts.change('C01', { name: '林晓燕', roles: ['manager'], isActive: false }, manager)).toMatchObject({ ok: false })
    expect(store.accounts.find('C01')).toMatchObject({ isActive: true })
  })
})

describe('a new first secret', () => {
  it('takes lock and sessions away and must be changed', async () => {
    const { accounts, store, refreshed } = openAccounts()
    const { token } = store.sessions.create('C01', 'counter')
    store.accounts.recordFailure('C01', () => 1_900_000_000_000)
    expect(await accounts.resetSecret('C01', 'green tea', manager)).toMatchObject({ ok: true })
    expect(store.accounts.find('C01')).toMatchObject({ mustChangeSecret: true, lockedUntil: null, failedAttempts: 0 })
    expect(store.sessions.findByToken(token)).toBeNull()
    expect(refreshed).toEqual(['C01'])
  })

  it('is refused for nobody, and when it is too simple', async () => {
    const { accounts } = openAccounts()
    expect(await accounts.resetSecret('C09', 'green tea', manager)).toEqual({ ok: false, failure: { code: 'ACCOUNT_UNKNOWN' } })
    expect(await accounts.resetSecret('C01', '林晓燕', manager)).toEqual({ ok: false, failure: { code: 'SECRET_TOO_SIMPLE' } })
  })
})
