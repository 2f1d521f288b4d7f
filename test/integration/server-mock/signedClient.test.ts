import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientKeys, createSignedClient, openAnswer, sealRequest } from '../../../server-mock/clients/envelope.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy } from './pharmacy.ts'

let center: MockCenter
let keys: ClientKeys
beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'client' })
  const { appId, appSecret, privateKey, platformPublicKey } = center.connection
  const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64')
  keys = { appId, appSecret, privateKey: bytes(privateKey), platformPublicKey: bytes(platformPublicKey) }
})
afterAll(() => center.close())

const now = (): number => center.clock.now()
const code = 'P99010100001'
const request = (token: string): object => ({
  ...{ mdtrtCertType: '01', mdtrtCertNo: token, insuPlcNo: '990101' },
  ...{ opter: '0001', opterName: '林晓', optins: code },
})

describe('a client of the signed channels', () => {
  it('is understood, and opens content and refusals', async () => {
    const client = createSignedClient(center.url, keys, now)
    const token = await createPharmacy(center).tokenOf('王秀兰')
    expect(await client.ask('7201', request(token))).toMatchObject({ code: '0', data: { rxList: [{}, {}, {}] } })
    expect(await client.ask('7201', request('X'))).toMatchObject({
      code: '700101',
      message: expect.stringContaining('mdtrtCertNo'),
      data: null,
    })
  })

  it('takes no answer that somebody changed, or that is meant for another', async () => {
    const post = async (): Promise<string> => {
      const headers = { 'content-type': 'application/json' }
      const body = sealRequest(keys, request('X'), now())
      return (await fetch(`${center.url}${interfaceTables['7201'].path}`, { method: 'POST', headers, body })).text()
    }
    expect(openAnswer(keys, await post()).code).toBe('700101')
    const changed = JSON.stringify({ ...Object(JSON.parse(await post())), code: 0 })
    expect(() => openAnswer(keys, changed)).toThrow(/not signed/)
    expect(() => openAnswer({ ...keys, appSecret: 'X'.repeat(32) }, changed)).toThrow(/not signed/)
    expect(() => openAnswer(keys, '[]')).toThrow(/no JSON object/)
  })
})
