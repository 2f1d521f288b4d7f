import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../../src/shared/contract/contract.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import { commandNames } from '../../../src/shared/contract/names.ts'
import type { Page } from './harness.ts'
import { details, done, employ, manager, openRealShop, type RealShop, setUp } from './realShop.ts'

const LOCK_AFTER = 5 * 60_000

let shop: RealShop
let page: Page

async function open(): Promise<void> {
  shop = await openRealShop()
  page = shop.page()
}

const stateOf = (at: Page): Promise<CounterState> => done(at.call('counter.state', {}))

describe('the first start in real mode', () => {
  beforeEach(open)
  afterEach(() => shop.close())

  test('knows nobody, then the shop and its manager, whose paper is a PDF', async () => {
    expect(await stateOf(page)).toMatchObject({
      isSetUp: false,
      person: null,
      shop: { name: '' },
      mode: 'real',
      lockAfterMs: LOCK_AFTER,
    })
    expect(await done(page.call('session.accounts', {}))).toEqual([])
    const recovery = await done(page.call('shop.setUp', { shop: details, manager }))
    expect(Buffer.from(recovery.paper, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    await page.sees(({ isSetUp }) => isSetUp)
    expect(await done(page.call('session.accounts', {}))).toEqual([{ id: 'M01', name: '周店长', roles: ['manager'] }])
    expect(await page.call('shop.setUp', { shop: details, manager })).toEqual({ ok: false, failure: { code: 'SET_UP_DONE' } })
    await done(page.call('session.signIn', { accountId: 'M01', secret: manager.secret }))
    expect(await stateOf(page)).toMatchObject({
      mustChangeSecret: false,
      shop: { name: '安和大药房', office: { name: '示范医保办', phone: '0000-2' } },
    })
  })

  test('a manager who forgot comes back with the paper, and whoever knew the old secret is out', async () => {
    const { recoveryCode } = await setUp(page)
    const other = shop.page('office')
    const recovered = await done(other.call('shop.recover', { accountId: 'M01', recoveryCode, secret: 'green tea' }))
    expect(recovered.recoveryCode).not.toBe(recoveryCode)
    await page.sees(({ person }) => person === null)
    await done(page.call('session.signIn', { accountId: 'M01', secret: 'green tea' }))
  })
})

describe('a recovery code that was lost', () => {
  beforeEach(open)
  afterEach(() => shop.close())

  test('is replaced for the manager’s own secret, wrong ones of which lock as at the sign-in', async () => {
    const { recoveryCode } = await setUp(page)
    const next = await done(page.call('shop.newRecovery', { secret: manager.secret }))
    expect(Buffer.from(next.paper, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
    const recover = (code: string) => page.call('shop.recover', { accountId: 'M01', recoveryCode: code, secret: 'green tea' })
    expect(await recover(recoveryCode)).toMatchObject({ failure: { code: 'RECOVERY_WRONG' } })
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await page.call('shop.newRecovery', { secret: 'wrong' })).toMatchObject({ failure: { code: 'SIGN_IN_WRONG' } })
    expect(await page.call('shop.newRecovery', { secret: manager.secret })).toMatchObject({ failure: { code: 'SIGN_IN_LOCKED' } })
    expect(await recover(next.recoveryCode)).toMatchObject({ ok: true })
  })
})

describe('an account that the manager made', () => {
  beforeEach(open)
  afterEach(() => shop.close())

  async function withFirstSecret() {
    await setUp(page)
    const added = await done(page.call('accounts.add', { name: '林晓燕', roles: ['cashier'], secret: 'first tea' }))
    const till = shop.page('till')
    await done(till.call('session.signIn', { accountId: added.id, secret: 'first tea' }))
    return till
  }

  test('may do nothing before it has a secret of its own, and sees no patient', async () => {
    await done((await withFirstSecret()).call('session.signOut', {}))
    await employ(page, '陈国栋', ['cashier'])
    await done(page.call('session.signIn', { accountId: 'M01', secret: manager.secret }))
    await done(page.call('connection.save', shop.typed))
    await done(page.call('session.signIn', { accountId: 'C02', secret: 'green tea' }))
    shop.scanner.scan(shop.center.showVoucher('王秀兰').qr)
    await page.sees(({ visit }) => visit?.patient?.name === '王秀兰')

    await done(page.call('session.signIn', { accountId: 'C01', secret: 'first tea' }))
    const state = await page.sees(({ mustChangeSecret }) => mustChangeSecret)
    expect(state).toMatchObject({ person: { id: 'C01' }, visit: null, dispense: null, parked: [] })
    const allowed = [
      'session.changeSecret',
      'session.signOut',
      'session.lock',
      'session.touch',
      'counter.state',
      'notice.dismiss',
      'scan.keyed',
    ]
    for (const name of commandNames.filter((each) => !allowed.includes(each))) {
      const code = commands[name].by === 'customer' ? 'ROLE_MISSING' : 'SECRET_CHANGE_NEEDED'
      expect(await page.send({ id: 1, name, input: {} }), name).toEqual({ ok: false, failure: { code } })
    }
    shop.advance(1_000)
    shop.scanner.scan(shop.center.showVoucher('李建国').qr)
    await page.sees(({ notice }) => notice?.failure.code === 'SECRET_CHANGE_NEEDED')
    expect(await done(page.call('session.touch', {}))).toEqual({})

    await done(page.call('session.changeSecret', { current: 'first tea', secret: 'black tea' }))
    await page.sees(({ mustChangeSecret, visit }) => !mustChangeSecret && visit?.patient?.name === '王秀兰')
  })

  test('is out at once when it is closed, wherever it is signed in, and is not offered any more', async () => {
    const till = await withFirstSecret()
    await till.sees(({ person }) => person?.id === 'C01')
    await done(page.call('accounts.change', { accountId: 'C01', name: '林晓燕', roles: ['cashier'], isActive: false }))
    await till.sees(({ person }) => person === null)
    expect(shop.resumeOf('till')).toBeNull()
    expect((await done(page.call('session.accounts', {}))).map(({ id }) => id)).toEqual(['M01'])
    expect(await till.call('session.signIn', { accountId: 'C01', secret: 'first tea' })).toMatchObject({ ok: false })
  })

  test('has its new roles at once', async () => {
    await setUp(page)
    const id = await employ(shop.page('till'), '林晓燕', ['cashier'])
    const till = shop.page('till')
    await done(till.call('session.signIn', { accountId: id, secret: 'green tea' }))
    expect(await till.call('accounts.list', {})).toMatchObject({ failure: { code: 'ROLE_MISSING' } })
    await done(page.call('accounts.change', { accountId: id, name: '林晓燕', roles: ['manager'], isActive: true }))
    expect(await till.call('accounts.list', {})).toMatchObject({ ok: true })
    await till.sees(({ person }) => person?.roles.includes('manager') === true)
  })
})

describe('at one window', () => {
  // one shop for all: hashing the secrets takes longest
  beforeAll(async () => {
    await open()
    await setUp(page)
    await done(page.call('connection.save', shop.typed))
    await employ(page, '林晓燕', ['cashier'])
    await employ(page, '陈国栋', ['pharmacist', 'cashier'])
  })
  afterAll(() => shop.close())

  beforeEach(async () => {
    page = shop.page()
    shop.advance(1_000)
    await done(page.call('session.signIn', { accountId: 'C01', secret: 'green tea' }))
    await page.call('visit.end', {})
    await page.sees(({ person, visit, center }) => person?.id === 'C01' && visit === null && center.signIn === 'done')
  })

  test('somebody takes over with the visit as it is, and one who fails leaves who is there', async () => {
    shop.scanner.scan(shop.center.showVoucher('王秀兰').qr)
    const { visit } = await page.sees((state) => state.visit?.phase === 'listed')
    expect(await page.call('session.signIn', { accountId: 'P01', secret: 'wrong' })).toMatchObject({ ok: false })
    expect(await stateOf(page)).toMatchObject({ person: { id: 'C01' }, visit: { id: visit?.id } })
    await done(page.call('session.signIn', { accountId: 'P01', secret: 'green tea' }))
    expect(await stateOf(page)).toMatchObject({ person: { id: 'P01' }, visit: { id: visit?.id, phase: 'listed' } })
  })

  test('nobody is shown anything after the lock, at the next page neither, until somebody signs in', async () => {
    shop.timers.fire(LOCK_AFTER)
    const locked = await page.sees(({ lockedFor }) => lockedFor !== null)
    expect(locked).toMatchObject({ person: null, visit: null, lockedFor: { id: 'C01', name: '林晓燕' } })
    expect(await page.call('visit.end', {})).toMatchObject({ failure: { code: 'NOT_SIGNED_IN' } })

    page.close()
    const again = shop.page('counter', shop.resumeOf('counter'))
    expect(await stateOf(again)).toMatchObject({ person: null, lockedFor: { id: 'C01' } })
    await done(again.call('session.signIn', { accountId: 'P01', secret: 'green tea' }))
    expect(await stateOf(again)).toMatchObject({ person: { id: 'P01' }, lockedFor: null })
  })

  test('what was said before a lock is forgotten; what is said after it is said without its details', async () => {
    shop.scanner.scan('what is this')
    await page.sees(({ notice }) => notice?.failure.code === 'SCAN_UNKNOWN')
    shop.timers.fire(LOCK_AFTER)
    await page.sees(({ lockedFor, notice }) => lockedFor !== null && notice === null)
    shop.advance(1_000)
    shop.scanner.scan('what is this')
    await page.sees(({ notice }) => notice?.failure.code === 'SCAN_BEFORE_SIGN_IN')

    await done(page.call('session.signIn', { accountId: 'C01', secret: 'green tea' }))
    shop.center.faults.add('ec.query', { kind: 'delay', delayMs: 300 })
    shop.advance(1_000)
    shop.scanner.scan('1234567890123456789012345678')
    await page.sees(({ visit }) => visit?.phase === 'decoding')
    await done(page.call('session.lock', {}))
    const { notice } = await page.sees(({ person, notice }) => person === null && notice !== null)
    expect(notice?.failure).toEqual({ code: 'VOUCHER_QR_UNKNOWN' })
    expect((await stateOf(shop.page('another'))).notice?.failure).toEqual({ code: 'VOUCHER_QR_UNKNOWN' })
    await done(page.call('session.signIn', { accountId: 'C01', secret: 'green tea' }))
  })

  test.each([
    ['a command', (at: Page) => at.call('session.touch', {})],
    [
      'a scan',
      async (at: Page) => {
        shop.scanner.scan('what is this')
        await at.sees(({ notice }) => notice?.failure.code === 'SCAN_UNKNOWN')
      },
    ],
  ] as const)('%s puts the lock off', async (_what, touch) => {
    const before = shop.timersSet(LOCK_AFTER)
    await touch(page)
    expect(shop.timersSet(LOCK_AFTER)).toBeGreaterThan(before)
    expect(shop.timers.waiting().filter((ms) => ms === LOCK_AFTER)).toHaveLength(1)
  })

  test('a lock does not interrupt what is at the center, which is there for whoever comes next', async () => {
    shop.center.faults.add('7201', { kind: 'delay', delayMs: 300 })
    shop.scanner.scan(shop.center.showVoucher('王秀兰').qr)
    await page.sees(({ visit }) => visit?.phase === 'authorizing')
    await done(page.call('session.lock', {}))
    await page.sees(({ person, visit }) => person === null && visit === null)
    await done(page.call('session.signIn', { accountId: 'P01', secret: 'green tea' }))
    const { openQuestions, visit } = await page.sees((state) => state.visit?.phase === 'listed')
    expect({ openQuestions, prescriptions: visit?.prescriptions.length }).toEqual({ openQuestions: 0, prescriptions: 3 })
  })
})
