import { describe, expect, it } from 'vitest'
import { addCashier, newDataFolder, noSecret, openTestStore } from './support.ts'

const view = { id: 'C01', name: '林晓燕', roles: ['cashier'], isActive: true, mustChangeSecret: false, lockedUntil: null }
const otherSecret = { ...noSecret, hash: new Uint8Array(32).fill(1) }

describe('an account', () => {
  it('is listed with what a manager may see of it and nothing more', () => {
    const store = openTestStore()
    addCashier(store)
    store.accounts.create({ id: 'A01', name: '吴彤', roles: ['manager'], secret: noSecret, mustChangeSecret: true })
    expect(store.accounts.list()).toEqual([
      { ...view, id: 'A01', name: '吴彤', roles: ['manager'], mustChangeSecret: true },
      view,
    ])
  })

  it('has another name, other roles or no work here any more, over a restart', () => {
    const folder = newDataFolder()
    const store = openTestStore(folder)
    addCashier(store)
    store.accounts.change('C01', { name: '林小燕', roles: ['manager', 'cashier'], isActive: false })
    store.close()
    const changed = { ...view, name: '林小燕', roles: ['manager', 'cashier'], isActive: false }
    expect(openTestStore(folder).accounts.list()).toEqual([changed])
  })

  it('forgets wrong secrets and the lock with a new secret', () => {
    const store = openTestStore()
    addCashier(store)
    store.accounts.recordFailure('C01', () => 42)
    store.accounts.setSecret('C01', otherSecret, true)
    const found = store.accounts.find('C01')
    expect(found).toMatchObject({ failedAttempts: 0, lockedUntil: null, mustChangeSecret: true })
    expect(Buffer.from(found?.secret.hash ?? [])).toEqual(Buffer.from(otherSecret.hash))
  })
})

describe('the sessions of an account', () => {
  it('end together, and those of others stay', () => {
    const store = openTestStore()
    addCashier(store)
    store.accounts.create({ id: 'P01', name: '陈国栋', roles: ['pharmacist'], secret: noSecret })
    const [till, office, other] = [
      store.sessions.create('C01', 'till'),
      store.sessions.create('C01', 'office'),
      store.sessions.create('P01', 'till'),
    ]
    store.sessions.endAllOf('C01')
    expect([till, office, other].map(({ token }) => store.sessions.findByToken(token)?.accountId)).toEqual([
      undefined,
      undefined,
      'P01',
    ])
  })
})
