import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dig, type Pharmacy } from './pharmacy.ts'

let center: MockCenter
let pharmacy: Pharmacy

beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'faults' })
  pharmacy = createPharmacy(center)
})
beforeEach(() => createAdminClient(center.adminUrl, center.adminToken).reset())
afterAll(() => center.close())

const isUsed = async (qr: string): Promise<boolean> => (await pharmacy.query(qr)).code === 501001
const send = (qr: string) => pharmacy.query(qr)

describe('a fault', () => {
  it('drops the connection before anything is done', async () => {
    center.faults.add('ec.query', { kind: 'dropBefore' })
    const { qr } = center.showVoucher('王秀兰')
    await expect(send(qr)).rejects.toThrow()
    expect(await isUsed(qr)).toBe(false)
  })

  it('drops the connection after everything is done', async () => {
    center.faults.add('ec.query', { kind: 'dropAfter' })
    const { qr } = center.showVoucher('王秀兰')
    await expect(send(qr)).rejects.toThrow()
    expect(await isUsed(qr)).toBe(true)
  })

  it('sends half the answer, under the length of the whole, after everything is done', async () => {
    center.faults.add('ec.query', { kind: 'halfBody', times: 2 })
    const response = await fetch(`${center.url}${interfaceTables['ec.query'].path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ transType: 'ec.query' }),
    })
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0)
    await expect(response.text()).rejects.toThrow()
    const { qr } = center.showVoucher('王秀兰')
    await expect(send(qr)).rejects.toThrow()
    expect(await isUsed(qr)).toBe(true)
  })

  it('answers 500 and does nothing', async () => {
    center.faults.add('ec.query', { kind: 'http500', times: 2 })
    const { qr } = center.showVoucher('王秀兰')
    const response = await fetch(`${center.url}${interfaceTables['ec.query'].path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ transType: 'ec.query' }),
    })
    expect(response.status).toBe(500)
    await expect(send(qr)).rejects.toThrow(SyntaxError)
    expect(await isUsed(qr)).toBe(false)
  })

  it('answers with a page instead of JSON after everything is done', async () => {
    center.faults.add('ec.query', { kind: 'notJson' })
    const { qr } = center.showVoucher('王秀兰')
    await expect(send(qr)).rejects.toThrow(SyntaxError)
    expect(await isUsed(qr)).toBe(true)
  })

  it('answers late: messages that came later overtake it', async () => {
    center.faults.add('ec.query', { kind: 'delay', delayMs: 1_500 })
    const order: string[] = []
    const late = send(center.showVoucher('王秀兰').qr).then((answer) => {
      order.push('late')
      return answer
    })
    await pharmacy.signIn()
    order.push('prompt')
    expect(await late).toMatchObject({ code: 0 })
    expect(order).toEqual(['prompt', 'late'])
  })

  it('signs with a key that is not the platform’s', async () => {
    center.faults.add('7201', { kind: 'wrongSignature' })
    const token = await pharmacy.tokenOf('王秀兰')
    expect(await pharmacy.authorize(token)).toMatchObject({ code: 0, verified: false })
    expect(await pharmacy.authorize(token)).toMatchObject({ code: 0, verified: true })
  })

  it('gives the answer of an earlier message again', async () => {
    const earlier = await pharmacy.query(center.showVoucher('王秀兰').qr)
    center.faults.add('ec.query', { kind: 'staleAnswer' })
    expect(await pharmacy.query(center.showVoucher('李建国').qr)).toEqual(earlier)
    expect(dig(await pharmacy.query(center.showVoucher('李建国').qr), 'data', 'userName')).toBe('李建国')
  })

  it('of a stale answer waits until there is one', async () => {
    center.faults.add('ec.query', { kind: 'staleAnswer' })
    const first = await pharmacy.query(center.showVoucher('王秀兰').qr)
    expect(first).toMatchObject({ code: 0 })
    expect(await pharmacy.query(center.showVoucher('李建国').qr)).toEqual(first)
  })

  it('is played as often as it says, then the next of the queue, and for its interface only', async () => {
    center.faults.add('9001', { kind: 'dropBefore', times: 2 })
    center.faults.add('9001', { kind: 'notJson' })
    expect(await pharmacy.query(center.showVoucher('王秀兰').qr)).toMatchObject({ code: 0 })
    await expect(pharmacy.signIn()).rejects.toThrow('fetch failed')
    await expect(pharmacy.signIn()).rejects.toThrow('fetch failed')
    await expect(pharmacy.signIn()).rejects.toThrow(SyntaxError)
    expect(await pharmacy.signIn()).toMatch(/^\d{30}$/)
  })

  it('is found in the log', async () => {
    const admin = createAdminClient(center.adminUrl, center.adminToken)
    center.faults.add('ec.query', { kind: 'http500' })
    await pharmacy.query('1'.repeat(28)).catch(() => undefined)
    expect(await admin.requests()).toMatchObject([{ interface: 'ec.query', fault: 'http500', accepted: false }])
  })
})

describe('closing', () => {
  it('does not wait for a delayed answer', async () => {
    const closing = await createMockCenter({ port: 0, seed: 'closing' })
    closing.faults.add('ec.query', { kind: 'delay', delayMs: 600_000 })
    const answer = createPharmacy(closing).query(closing.showVoucher('王秀兰').qr)
    const refused = expect(answer).rejects.toThrow()
    await closing.close()
    await refused
  })
})
