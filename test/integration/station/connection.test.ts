import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readSigningKey } from '../../../src/main/station/gateways/gm/sm.ts'
import type { FailureCode } from '../../../src/shared/contract/failures.ts'
import type { ConnectionInput } from '../../../src/shared/contract/shop.ts'
import { openShop, type Page, signIn } from './harness.ts'
import { done, openRealShop, type RealShop, setUp } from './realShop.ts'

let shop: RealShop
let page: Page

beforeAll(async () => {
  shop = await openRealShop()
  page = shop.page()
  await setUp(page)
})
afterAll(() => shop.close())

beforeEach(() => shop.center.faults.clear())

const scalar = Buffer.concat([Buffer.of(1), randomBytes(31)]).toString('base64')
const otherKey = readSigningKey(scalar)
if (!otherKey.ok) throw new Error(otherKey.failure)
const otherPoint = Buffer.from(otherKey.value.publicKey).toString('base64')

async function save(changes: Partial<ConnectionInput> = {}): Promise<void> {
  await done(page.call('connection.save', { ...shop.typed, ...changes }))
}

/** The code of each channel's failure, or `fine`. */
async function tested(): Promise<Readonly<Record<string, FailureCode | 'fine'>>> {
  const channels = await done(page.call('connection.test', {}))
  expect(channels.every(({ ms }) => ms >= 0)).toBe(true)
  return Object.fromEntries(channels.map(({ channel, failure }) => [channel, failure?.code ?? 'fine']))
}

const ALL_FINE = { voucher: 'fine', insurance: 'fine', prescription: 'fine' }

describe('the test of the connection', () => {
  test('has nothing to ask before a connection was saved', async () => {
    expect(await page.call('connection.test', {})).toEqual({ ok: false, failure: { code: 'CENTER_UNREACHABLE' } })
  })

  test('finds every channel fine when everything is right, and leaves no question behind', async () => {
    await save()
    expect(await tested()).toEqual(ALL_FINE)
    await page.sees(
      ({ center, openQuestions }) => center.reach === 'reachable' && center.signIn === 'done' && openQuestions === 0,
    )
  })

  test.each([
    // the secret is in what the center signs as well
    ['another secret', { appSecret: 'f'.repeat(32) }, { ...ALL_FINE, prescription: 'CENTER_SIGNATURE_WRONG' }],
    [
      'another key of ours',
      { privateKey: scalar },
      { ...ALL_FINE, insurance: 'OUR_SIGNATURE_REFUSED', prescription: 'OUR_SIGNATURE_REFUSED' },
    ],
    ['another key of the platform', { platformPublicKey: otherPoint }, { ...ALL_FINE, prescription: 'CENTER_SIGNATURE_WRONG' }],
    ['another app id', { appId: 'f'.repeat(32) }, { ...ALL_FINE, prescription: 'INSTITUTION_UNKNOWN' }],
    [
      'another institution',
      { institutionCode: 'P99010199999' },
      { voucher: 'INSTITUTION_UNKNOWN', insurance: 'INSTITUTION_UNKNOWN', prescription: 'INSTITUTION_UNKNOWN' },
    ],
    ['another address of one channel', { insuranceUrl: 'http://127.0.0.1:1' }, { ...ALL_FINE, insurance: 'CENTER_UNREACHABLE' }],
  ] as const)('names the channels that %s breaks', async (_what, changes, expected) => {
    await save(changes)
    expect(await tested()).toEqual(expected)
  })

  test('says that a center is silent, and asks nothing of it later', async () => {
    await save()
    await page.sees(({ center }) => center.signIn === 'done')
    for (const number of ['ec.query', '9001', '7201'] as const) shop.center.faults.add(number, { kind: 'dropAfter' })
    expect(await tested()).toEqual({ voucher: 'CENTER_SILENT', insurance: 'CENTER_SILENT', prescription: 'CENTER_SILENT' })
    const db = new Database(join(shop.folder, 'rxcounter.db'), { readonly: true })
    const rows = db.prepare(`SELECT count(*) AS n FROM exchanges WHERE state IN ('sent', 'unknown')`).get()
    db.close()
    expect(rows).toEqual({ n: 0 })
    expect(await tested()).toEqual(ALL_FINE)
  })

  test('finds an answer that somebody else signed', async () => {
    await save()
    shop.center.faults.add('7201', { kind: 'wrongSignature' })
    expect(await tested()).toEqual({ ...ALL_FINE, prescription: 'CENTER_SIGNATURE_WRONG' })
  })
})

describe('a saved connection', () => {
  test('is there after a restart, whatever the shell offers', async () => {
    await save()
    const manager = await done(page.call('accounts.list', {}))
    expect(manager.map(({ id }) => id)).toEqual(['M01'])
    await shop.restart()
    page = shop.page('counter', shop.resumeOf('counter'))
    await page.sees(({ person, center }) => person?.id === 'M01' && center.signIn === 'done')
    expect(await tested()).toEqual(ALL_FINE)
    const view = await done(page.call('connection.view', {}))
    expect(view).toMatchObject({ isFixed: false, hasPrivateKey: true, institutionCode: shop.typed.institutionCode })
    expect(JSON.stringify(view)).not.toContain(shop.typed.appSecret)
  })

  test('is used at once in the place of the former, and a refused one leaves it', async () => {
    await save({ insuranceUrl: 'http://127.0.0.1:1' })
    expect(await tested()).toMatchObject({ insurance: 'CENTER_UNREACHABLE' })
    await save({ appSecret: null, privateKey: null, platformPublicKey: null })
    expect(await tested()).toEqual(ALL_FINE)
    const refused = await page.call('connection.save', { ...shop.typed, privateKey: 'AAAA' })
    expect(refused).toEqual({ ok: false, failure: { code: 'CONNECTION_KEY_WRONG', field: 'privateKey' } })
    expect(await tested()).toEqual(ALL_FINE)
  })

  test('leaves no secret in clear on the disk', async () => {
    await save()
    const onDisk = ['rxcounter.db', 'rxcounter.db-wal'].map((name) => readFileSync(join(shop.folder, name)))
    for (const secret of [shop.typed.appSecret ?? '', shop.typed.privateKey ?? '', shop.typed.platformPublicKey ?? '']) {
      expect(secret).not.toBe('')
      expect(onDisk.some((bytes) => bytes.includes(secret))).toBe(false)
    }
  })
})

describe('while something was never answered', () => {
  const elsewhere = { prescriptionUrl: 'http://127.0.0.1:1' }
  const refused = { ok: false, failure: { code: 'CASE_UNANSWERED' } }

  test.each(['a case', 'a settlement that only the journal knows of'])('%s: only secrets and keys may change', async (what) => {
    const own = await openRealShop()
    try {
      const manager = own.page()
      await setUp(manager)
      await done(
        manager.call('accounts.change', { accountId: 'M01', name: '周店长', roles: ['manager', 'cashier'], isActive: true }),
      )
      await done(manager.call('connection.save', own.typed))
      if (what === 'a case') await loseDownload(own, manager)
      else
        change(
          own,
          `INSERT INTO exchanges (id, interface_number, business_key, state, prepared_at, sent_at)
          VALUES ('lost', '2102A', 'of nobody', 'unknown', 0, 0)`,
        )
      expect(await manager.call('connection.save', { ...own.typed, ...elsewhere })).toEqual(refused)
      expect(await manager.call('connection.save', { ...own.typed, profile: 'fujian' })).toEqual(refused)
      await done(manager.call('connection.save', { ...own.typed, privateKey: scalar }))
      await done(manager.call('connection.save', own.typed))
      if (what === 'a case') await done(manager.call('case.abandon', { reason: '不要了' }))
      else change(own, `UPDATE exchanges SET state = 'resolved', resolution = 'undone', ended_at = 0 WHERE id = 'lost'`)
      await done(manager.call('connection.save', { ...own.typed, ...elsewhere }))
    } finally {
      await own.close()
    }
  })

  /** A prescription is chosen, and nobody knows whether it was downloaded. */
  async function loseDownload({ center, scanner }: RealShop, at: Page): Promise<void> {
    await at.sees((state) => state.center.signIn === 'done')
    scanner.scan(center.showVoucher('王秀兰').qr)
    const { visit } = await at.sees((state) => state.visit?.phase === 'listed')
    center.faults.add('7204', { kind: 'dropBefore', times: 5 })
    await done(at.call('case.choose', { hiRxno: visit?.prescriptions[0]?.hiRxno ?? '' }))
    await at.sees(({ dispense }) => dispense?.unanswered === 'download' && dispense.underWay === null)
  }

  function change({ folder }: RealShop, sql: string): void {
    const db = new Database(join(folder, 'rxcounter.db'))
    db.prepare(sql).run()
    db.close()
  }
})

describe('in training', () => {
  test('the mock center says everything: it can be looked at and tested, not changed', async () => {
    const training = await openShop()
    try {
      const manager = training.page()
      await signIn(manager, 'M01')
      const view = await done(manager.call('connection.view', {}))
      expect(view).toMatchObject({ isFixed: true, hasAppSecret: true, voucherUrl: training.center.url, profile: 'national' })
      expect(await manager.call('connection.save', shop.typed)).toEqual({ ok: false, failure: { code: 'SETTING_FIXED' } })
      const channels = await done(manager.call('connection.test', {}))
      expect(channels.map(({ channel, failure }) => [channel, failure])).toEqual([
        ['voucher', null],
        ['insurance', null],
        ['prescription', null],
      ])
      const { shop: shown, isSetUp, lockAfterMs } = await done(manager.call('counter.state', {}))
      expect({ shown, isSetUp, lockAfterMs }).toEqual({
        shown: { name: '明心大药房', code: 'P99010100001', office: training.center.shop.office },
        isSetUp: true,
        lockAfterMs: 30 * 60_000,
      })
    } finally {
      await training.close()
    }
  })
})
