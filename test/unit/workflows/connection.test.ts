import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPrivateKey, toPublicKey } from '../../../src/main/station/gateways/gm/keys.ts'
import { readSigningKey } from '../../../src/main/station/gateways/gm/sm.ts'
import { createCenterHealth } from '../../../src/main/station/workflows/centerHealth.ts'
import { createConnectionKeeping } from '../../../src/main/station/workflows/connection.ts'
import type { CenterConnection, Mode } from '../../../src/shared/contract/host.ts'
import type { ConnectionInput } from '../../../src/shared/contract/shop.ts'
import { newDataFolder, openTestStore } from '../store/support.ts'

const manager = { id: 'M01', name: '王敏', roles: ['manager' as const] }
const scalar = randomBytes(32)
scalar[0] = 1
const signing = readSigningKey(scalar.toString('base64'))
if (!signing.ok) throw new Error(signing.failure)
const point = Buffer.from(signing.value.publicKey)

const input: ConnectionInput = {
  voucherUrl: 'http://127.0.0.1:8080',
  insuranceUrl: 'https://insurance.example:7443',
  prescriptionUrl: 'https://prescription.example',
  institutionCode: 'P99010100001',
  institutionName: '安和大药房',
  institutionArea: '990101',
  appId: 'A'.repeat(32),
  terminalId: '9'.repeat(20),
  profile: 'national',
  appSecret: 'the-secret-of-32-characters-long',
  privateKey: scalar.toString('hex'),
  platformPublicKey: point.subarray(1).toString('hex'),
}

const asUsed: CenterConnection = {
  voucherUrl: 'http://127.0.0.1:8080',
  insuranceUrl: 'https://insurance.example:7443',
  prescriptionUrl: 'https://prescription.example',
  institution: { code: 'P99010100001', name: '安和大药房', area: '990101' },
  appId: 'A'.repeat(32),
  appSecret: 'the-secret-of-32-characters-long',
  privateKey: scalar.toString('base64'),
  platformPublicKey: point.toString('base64'),
  terminalId: '9'.repeat(20),
  profile: 'national',
}

function openConnection(mode: Mode = 'real', folder = newDataFolder(), current: CenterConnection | null = null) {
  const used: CenterConnection[] = []
  const connection = createConnectionKeeping({
    mode,
    store: openTestStore(folder),
    clock: () => 0,
    health: createCenterHealth(
      () => 0,
      () => {},
    ),
    current: () => current,
    gateways: () => null,
    keys: { toPrivateKey, toPublicKey },
    use: async (saved) => {
      used.push(saved)
    },
  })
  return {
    folder,
    connection,
    used,
    save: (changes: Partial<ConnectionInput> = {}) => connection.save({ ...input, ...changes }, manager),
  }
}

describe('saving the connection', () => {
  it('keeps it for the next start and uses it, with the keys in one spelling', async () => {
    const { folder, used, save } = openConnection()
    expect(await save()).toEqual({ ok: true, value: undefined })
    expect(used).toEqual([asUsed])
    expect(openConnection('real', folder).connection.saved()).toEqual(asUsed)
  })

  it('keeps the secrets that are not given anew', async () => {
    const { used, save } = openConnection()
    await save()
    const kept = { appSecret: null, privateKey: null, platformPublicKey: null }
    expect(await save({ ...kept, insuranceUrl: 'HTTPS://Insurance2.example/' })).toMatchObject({ ok: true })
    expect(used.at(-1)).toEqual({ ...asUsed, insuranceUrl: 'https://insurance2.example' })
  })

  it('never shows a secret again, nor leaves one in clear on the disk', async () => {
    const { folder, connection, save } = openConnection()
    expect(connection.view()).toMatchObject({ hasAppSecret: false, hasPrivateKey: false, hasPlatformKey: false, profile: '' })
    await save()
    const view = connection.view()
    expect(view).toMatchObject({
      isFixed: false,
      hasAppSecret: true,
      hasPrivateKey: true,
      hasPlatformKey: true,
      profiles: ['national', 'fujian'],
    })
    expect(view).toMatchObject({ insuranceUrl: input.insuranceUrl, institutionName: '安和大药房', terminalId: input.terminalId })
    const secrets = [asUsed.appSecret, asUsed.privateKey, asUsed.platformPublicKey]
    const onDisk = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))).toString('latin1')
    expect(secrets.filter((secret) => JSON.stringify(view).includes(secret) || onDisk.includes(secret))).toEqual([])
  })

  it('is for real mode: training shows what the mock center says and changes nothing', async () => {
    const { connection, used, save } = openConnection('training', newDataFolder(), asUsed)
    expect(await save()).toEqual({ ok: false, failure: { code: 'SETTING_FIXED' } })
    expect(connection.view()).toMatchObject({ isFixed: true, voucherUrl: 'http://127.0.0.1:8080', hasPrivateKey: true })
    expect({ used, saved: connection.saved() }).toEqual({ used: [], saved: null })
  })

  it('has nothing to ask while there is no connection', async () => {
    expect(await openConnection().connection.test(manager)).toEqual({ ok: false, failure: { code: 'CENTER_UNREACHABLE' } })
  })
})

const addresses = ['voucherUrl', 'insuranceUrl', 'prescriptionUrl'] as const

describe('a connection that cannot be right is refused with the field, and nothing changes', () => {
  it.each([
    ...addresses.map((field) => [field, '', 'CONNECTION_INCOMPLETE'] as const),
    ['institutionCode', '', 'CONNECTION_INCOMPLETE'],
    ['institutionCode', 'P9901', 'CONNECTION_INCOMPLETE'],
    ['institutionName', '', 'CONNECTION_INCOMPLETE'],
    ['institutionArea', '99010', 'CONNECTION_INCOMPLETE'],
    ['institutionArea', '99010A', 'CONNECTION_INCOMPLETE'],
    ['appId', 'A', 'CONNECTION_INCOMPLETE'],
    ['terminalId', '', 'CONNECTION_INCOMPLETE'],
    ['profile', 'atlantis', 'PROFILE_UNKNOWN'],
    ['profile', '', 'PROFILE_UNKNOWN'],
    ['appSecret', '', 'CONNECTION_INCOMPLETE'],
    ['appSecret', 'short', 'CONNECTION_INCOMPLETE'],
    ['appSecret', null, 'CONNECTION_INCOMPLETE'],
    ['privateKey', '', 'CONNECTION_INCOMPLETE'],
    ['privateKey', null, 'CONNECTION_INCOMPLETE'],
    ['privateKey', '00', 'CONNECTION_KEY_WRONG'],
    ['platformPublicKey', '', 'CONNECTION_INCOMPLETE'],
    ['platformPublicKey', null, 'CONNECTION_INCOMPLETE'],
    ['platformPublicKey', scalar.toString('hex'), 'CONNECTION_KEY_WRONG'],
    ...addresses.flatMap((field) =>
      [
        'insurance.example',
        'ftp://insurance.example',
        'http://insurance.example',
        'https://insurance.example/path',
        'https://insurance.example?x',
        'https://insurance.example#x',
        'https://who:what@insurance.example',
        'https:insurance.example',
        'https://127.0.0.1@evil.example',
        'http://127.0.0.1.evil.example',
        'http://localhost:99999',
        'https://',
        'javascript:1',
      ].map((address) => [field, address, 'CONNECTION_ADDRESS_WRONG'] as const),
    ),
  ] as const)('%s = %j: %s', async (field, value, code) => {
    const { connection, used, save } = openConnection()
    expect(await save({ [field]: value })).toEqual({ ok: false, failure: { code, field } })
    expect({ used, saved: connection.saved() }).toEqual({ used: [], saved: null })
  })

  it('whatever is typed', async () => {
    const { connection, used, save } = openConnection()
    await save()
    const text = fc.oneof(fc.string({ maxLength: 40 }), fc.webUrl(), fc.constantFrom('http://localhost', ...Object.values(input)))
    const typed = fc.record(Object.fromEntries(Object.keys(input).map((field) => [field, text])))
    await fc.assert(
      fc.asyncProperty(typed, async (changes) => {
        const before = used.length
        const result = await save(changes)
        if (result.ok) await save()
        else {
          expect(Object.keys(input)).toContain(result.failure.field)
          expect(used.length).toBe(before)
          expect(connection.saved()).toEqual(asUsed)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('an address that is taken is an origin and nothing else, in clear only on this computer', async () => {
    const { used, save } = openConnection()
    const authority = fc.tuple(
      fc.constantFrom('http', 'https', 'HTTP'),
      fc.oneof(fc.domain(), fc.constantFrom('127.0.0.1', 'localhost', '[::1]', '127.0.0.1.x.y')),
      fc.constantFrom('', ':1', ':443', ':8080'),
      fc.constantFrom('', '/', '//', '/?', '/a'),
    )
    await fc.assert(
      fc.asyncProperty(authority, async ([scheme, host, port, rest]) => {
        const result = await save({ insuranceUrl: `${scheme}://${host}${port}${rest}` })
        if (!result.ok) return
        const { protocol, hostname, href, origin } = new URL(used.at(-1)?.insuranceUrl ?? '')
        expect(href).toBe(`${origin}/`)
        if (protocol === 'http:') expect(['127.0.0.1', 'localhost', '[::1]']).toContain(hostname)
      }),
    )
  })
})
