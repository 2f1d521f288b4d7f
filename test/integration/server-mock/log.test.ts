import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dispense } from '../../../scripts/counter/dispense.ts'
import { openHeadless } from '../../../scripts/counter/headless.ts'
import { createAdminCall, createAdminClient } from '../../../server-mock/admin/client.ts'
import type { MessageView } from '../../../server-mock/admin/contract.ts'
import { createInspectorClient } from '../../../server-mock/admin/inspector/client.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy } from './pharmacy.ts'

let counter: Awaited<ReturnType<typeof openHeadless>>
let log: readonly MessageView[]

const of = (number: string): MessageView => {
  const found = log.find((message) => message.interface === number)
  if (found === undefined) throw new Error(`${number} is not in the log`)
  return found
}

beforeAll(async () => {
  counter = await openHeadless('national', { scenario: 'single-drug', seed: 'log' })
  await dispense(counter, { andReturn: true })
  const all = await createAdminClient(counter.center.adminUrl, counter.center.adminToken).requests()
  // the center's own insurance system speaks over channel L
  log = all.filter(({ channel }) => channel !== 'L')
})
afterAll(() => counter.close())

describe('the log', () => {
  it('knows who sent each message, on every channel', () => {
    expect(log.length).toBeGreaterThan(15)
    expect(new Set(log.map(({ client }) => client))).toEqual(new Set(['P99010100001']))
  })

  it('ties the messages of one prescription together, its settlement and the revocation of that included', () => {
    const [hiRxno] = of('7204').cases
    const named = log.filter(({ cases }) => cases.includes(hiRxno ?? '')).map((message) => message.interface)
    expect(named).toEqual(['7201', '7204', '7205', '7206', '2101A', '7207', '2102A', '3505', '2103', '7208', '3506'])
  })

  it('says how long each took, and when it came by both clocks', () => {
    for (const { ms, at, realAt } of log) {
      expect(ms).toBeGreaterThan(0)
      expect(Math.abs(at - realAt)).toBeLessThan(60_000)
    }
  })

  it('keeps the envelope as it travelled', async () => {
    const call = createAdminCall(counter.center.adminUrl, counter.center.adminToken)
    const { request } = await createInspectorClient(call).message(of('7206').id)
    const sent = counter.tap.exchanges.find(({ path }) => path === interfaceTables['7206'].path)?.request ?? ''
    expect(JSON.parse(request.raw)).toMatchObject({ timestamp: JSON.parse(sent).timestamp, encType: 'SM4' })
  })

  it('keeps of a long text its beginning, its digest and its length, the same for the same text', () => {
    const downloaded = of('7204').answer
    const verified = of('7205').request
    expect(verified).toHaveProperty('rxFile', expect.stringMatching(/^JVBERi.{4090}…（SHA-256 [0-9a-f]{64}，共 \d{5} 个字符）$/))
    expect(downloaded).toHaveProperty('data.rxFile', Reflect.get(Object(verified), 'rxFile'))
  })

  it('opens a message that a fault kept from its channel', async () => {
    const { center } = counter
    const admin = createAdminClient(center.adminUrl, center.adminToken)
    center.faults.add('7208', { kind: 'dropBefore' })
    await createPharmacy(center)
      .prescription('7208', { hiRxno: 'RX1' })
      .catch(() => undefined)
    expect((await admin.requests(log.at(-1)?.id)).at(-1)).toMatchObject({
      request: { hiRxno: 'RX1' },
      cases: ['RX1'],
      accepted: false,
    })
  })

  it('holds no password and no key, however they are spelled', async () => {
    const { center } = counter
    const secrets = { password: 'hunter-1', payPwd: 'hunter-2', appSecret: 'hunter-3', inner: [{ PRIVATE_KEY: 'hunter-4' }] }
    await createPharmacy(center).insurance('9001', secrets)
    const call = createAdminCall(center.adminUrl, center.adminToken)
    const all = [
      await createAdminClient(center.adminUrl, center.adminToken).requests(),
      await createInspectorClient(call).exported({}),
    ]
    expect(JSON.stringify(all)).toContain('payPwd')
    expect(JSON.stringify(all)).not.toContain('hunter')
  })
})
