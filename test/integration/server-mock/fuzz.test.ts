import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { fsiEnvelope, fsiPath, interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy, type Pharmacy } from './pharmacy.ts'

let folder = ''
let dataFile = ''
let center: MockCenter
let pharmacy: Pharmacy

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mock-center-fuzz-'))
  dataFile = join(folder, 'center.sqlite')
  center = await createMockCenter({ port: 0, seed: 'fuzz', dataFile })
  pharmacy = createPharmacy(center)
  center.showVoucher('王秀兰')
  await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
  await pharmacy.signIn()
})
afterAll(async () => {
  await center.close()
  rmSync(folder, { recursive: true })
})

/** Everything the center knows, but the log, and the counter of its own answers. */
function state(): string {
  const db = new Database(dataFile, { readonly: true })
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'message'")
    .all()
  const content = tables.map(({ name }) =>
    db.prepare(`SELECT * FROM ${name} ${name === 'serial' ? "WHERE name <> 'refmsgid'" : ''}`).all(),
  )
  db.close()
  return JSON.stringify(content)
}

const scalar = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant('__proto__'),
)
const messageWith = (names: readonly string[]) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
    fc
      .dictionary(fc.constantFrom(...names), fc.oneof(scalar, fc.jsonValue({ maxDepth: 3 })))
      .map((object) => Buffer.from(JSON.stringify(object))),
  )
const namesOf = (fields: readonly { readonly name: string }[]): readonly string[] => fields.map(({ name }) => name)

describe.each([
  [
    'C',
    interfaceTables['ec.query'].path,
    [...namesOf(interfaceTables['ec.query'].input), 'data'],
    { transType: 'ec.query', orgId: 'P99010100001' },
  ],
  ['A', fsiPath, namesOf(fsiEnvelope.request), { infno: '1101', fixmedins_code: 'P99010100001', input: {} }],
  [
    'B',
    interfaceTables['7201'].path,
    ['appId', 'version', 'timestamp', 'encType', 'signType', 'encData', 'signData', 'extra'],
    { version: '1.0.0' },
  ],
] as const)('channel %s', (_letter, path, names, usual) => {
  it('refuses whatever nobody meant, without a crash and without a change', async () => {
    const before = state()
    await fc.assert(
      fc.asyncProperty(messageWith(names), fc.constantFrom('application/json', 'text/plain'), async (body, contentType) => {
        const response = await fetch(`${center.url}${path}`, { method: 'POST', headers: { 'content-type': contentType }, body })
        expect(response.status).toBe(200)
        const answer: unknown = await response.json()
        expect(answer).not.toMatchObject({ code: 0 })
        expect(answer).not.toMatchObject({ infcode: 0 })
      }),
      { numRuns: 300 },
    )
    expect(state()).toBe(before)
  })

  it('refuses messages that are nearly right in the same way', async () => {
    const before = state()
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), scalar), async (odd) => {
        const { status, body } = await pharmacy.post(path, JSON.stringify({ ...usual, appId: center.connection.appId, ...odd }))
        expect(status).toBe(200)
        expect(body.code === 0 || body.infcode === 0).toBe(false)
      }),
      { numRuns: 200 },
    )
    expect(state()).toBe(before)
  })
})

describe('signed messages with odd content', () => {
  it('change nothing but the marks of what was used up', async () => {
    const wanted = ['voucher_token', 'authorization', 'shown_code', 'sign_in']
    const content = (): string => {
      const db = new Database(dataFile, { readonly: true })
      const rows = wanted.map((name) => db.prepare(`SELECT * FROM ${name}`).all())
      db.close()
      return JSON.stringify(rows)
    }
    const before = content()
    const sign_no = '0'.repeat(30)
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...namesOf(interfaceTables['7201'].input)), scalar), async (data) => {
        expect(await pharmacy.prescription('7201', data)).not.toMatchObject({ code: 0 })
        expect(await pharmacy.insurance('1101', { data }, { sign_no })).not.toMatchObject({ infcode: 0 })
      }),
      { numRuns: 100 },
    )
    expect(content()).toBe(before)
  })

  it('that are too long are refused as a whole', async () => {
    const { status } = await pharmacy.post(fsiPath, JSON.stringify({ input: 'x'.repeat(1_100_000) }))
    expect(status).toBe(413)
  })

  it('on an address of no interface are refused', async () => {
    expect((await pharmacy.post('/epc/api/fixmedins/other', '{}')).status).toBe(404)
  })
})
