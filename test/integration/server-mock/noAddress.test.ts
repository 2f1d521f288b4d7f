import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminCall } from '../../../server-mock/admin/client.ts'
import { createInspectorClient, type InspectorClient } from '../../../server-mock/admin/inspector/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy, type Pharmacy } from './pharmacy.ts'

const SHOP = 'P99010100001'
let center: MockCenter
let pharmacy: Pharmacy
let inspector: InspectorClient
beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'addresses', scenario: 'single-drug' })
  pharmacy = createPharmacy(center)
  inspector = createInspectorClient(createAdminCall(center.adminUrl, center.adminToken))
})
afterAll(() => center.close())

const total = async (): Promise<number> => (await inspector.messages()).total

describe('a message to an address that no interface has', () => {
  it.each([
    ['A', '/mbs/fmi/fsi/api/callFsiService/callServices', { infno: '9001', fixmedins_code: SHOP, input: {} }],
    ['B', '/epc/api/fixmedins/rxDownLoad', null],
    ['C', '/localcfc/api/hsecfc/localQrCodeQuerys', { orgId: SHOP, transType: 'ec.query', data: {} }],
    ['D', '/epc/api/channel/rxQuery/', null],
    ['E', '/pay/orders', null],
    ['', '/fixmedins/rxDownload', null],
  ])('is 404 and stands in the log of channel "%s", refused, with who sent it', async (channel, path, clear) => {
    const body = clear ?? pharmacy.seal({ hiRxno: 'RX1' })
    expect(await pharmacy.post(path, JSON.stringify(body))).toMatchObject({ status: 404 })
    const { messages } = await inspector.messages({ interface: 'unknown', limit: 1 })
    expect(messages).toMatchObject([
      { channel, path, name: '', client: SHOP, accepted: false, code: '404', reason: `本中心没有该地址: ${path}` },
    ])
    const { request, answer } = await inspector.message(messages[0]?.id ?? 0)
    expect(JSON.parse(request.raw)).toEqual(JSON.parse(JSON.stringify(body)))
    expect([...request.content, ...answer.content, ...answer.envelope].flatMap(({ issues }) => issues)).toEqual([])
  })

  it('is opened where it points at a channel that knows its sender', async () => {
    await pharmacy.post('/epc/api/fixmedins/nothing', JSON.stringify(pharmacy.seal({ hiRxno: 'RX2' })))
    const { messages } = await inspector.messages({ case: 'RX2' })
    expect(messages).toMatchObject([{ channel: 'B', cases: ['RX2'] }])
  })

  it('is logged even when it can not be read', async () => {
    const before = await total()
    expect(await pharmacy.post('/epc/api/fixmedins/nothing', '{', 'text/plain')).toMatchObject({ status: 404 })
    expect(await total()).toBe(before + 1)
  })
})

it('an address of an interface takes POST and says so to anything else', async () => {
  const { path } = interfaceTables['7204']
  const response = await fetch(`${center.url}${path}?hiRxno=RX1`)
  expect(response.status).toBe(404)
  const { messages } = await inspector.messages({ limit: 1 })
  expect(messages).toMatchObject([{ channel: 'B', path, client: '', accepted: false, reason: '该地址只接受 POST，不接受 GET' }])
})

it('what a browser looks for, and what administration and consoles do not have, are no messages', async () => {
  const before = await total()
  for (const path of ['/favicon.ico', '/_admin/nothing', '/console/nothing', '/epc/api/fixmedins/nothing']) {
    expect((await fetch(`${center.url}${path}`, { headers: { authorization: `Bearer ${center.adminToken}` } })).status).toBe(404)
  }
  const headers = { authorization: `Bearer ${center.adminToken}` }
  expect((await fetch(`${center.adminUrl}/nothing`, { method: 'POST', headers, body: '{}' })).status).toBe(404)
  expect(await total()).toBe(before)
})
