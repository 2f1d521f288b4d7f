import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAdminCall, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createFaultsClient } from '../../../server-mock/admin/faults/client.ts'
import { createFaults } from '../../../server-mock/faults/faults.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { chinaTime } from '../../../server-mock/time.ts'
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
const MESSAGE = { interface: '9001', channel: 'A', client: 'P99010100001', at: 0 }

/** The content of a right ec.query. */
async function dataOf(qr: string): Promise<object> {
  let data: object = {}
  await pharmacy
    .query(qr, (message) => {
      data = message.data
      throw new Error('only looked at')
    })
    .catch(() => undefined)
  return data
}

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

describe('a fault of the line', () => {
  it.each([
    ['http502', 502, false],
    ['http503', 503, false],
    ['http504', 504, true],
  ] as const)('answers %s', async (kind, status, isDone) => {
    center.faults.add('ec.query', { kind })
    const { qr } = center.showVoucher('王秀兰')
    const message = { orgId: center.connection.institution.code, transType: 'ec.query' }
    const response = await fetch(`${center.url}${interfaceTables['ec.query'].path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, data: await dataOf(qr) }),
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '2' : null)
    expect(await isUsed(qr)).toBe(isDone)
  })

  it('waits as the seed says, half of the times shorter than the median, seldom very long', () => {
    const waits = (seed: string): readonly number[] => {
      const faults = createFaults(createRandom(seed))
      faults.add('9001', { kind: 'longTail', delayMs: 100, times: 1_000 })
      return Array.from({ length: 1_000 }, () => faults.next(MESSAGE)?.delayMs ?? 0)
    }
    const drawn = waits('one').toSorted((one, other) => one - other)
    expect(drawn[0]).toBeGreaterThan(50)
    expect(Math.abs((drawn[500] ?? 0) - 100)).toBeLessThan(15)
    expect(drawn[990]).toBeGreaterThan(800)
    expect(drawn[999]).toBeLessThanOrEqual(6_000)
    expect(waits('one')).toEqual(waits('one'))
    expect(waits('two')).not.toEqual(waits('one'))
  })
})

describe('a fault by chance', () => {
  it('is played on a share of the messages that the seed chooses, until it is removed', () => {
    const played = (seed: string): readonly boolean[] => {
      const faults = createFaults(createRandom(seed))
      faults.add('9001', { kind: 'dropBefore', probability: 0.25 })
      return Array.from({ length: 2_000 }, () => faults.next(MESSAGE) !== null)
    }
    const share = played('one').filter(Boolean).length / 2_000
    expect(share).toBeGreaterThan(0.21)
    expect(share).toBeLessThan(0.29)
    expect(played('one')).toEqual(played('one'))
    expect(played('two')).not.toEqual(played('one'))
  })

  it('for every interface meets whatever comes, after the faults of that interface', () => {
    const faults = createFaults(createRandom('all'))
    faults.add('*', { kind: 'http500', times: 2 })
    faults.add('9001', { kind: 'dropBefore' })
    expect(faults.next(MESSAGE)?.kind).toBe('dropBefore')
    expect(faults.next(MESSAGE)?.kind).toBe('http500')
    expect(faults.next({ ...MESSAGE, interface: '1101' })?.kind).toBe('http500')
    expect(faults.next(MESSAGE)).toBeNull()
  })

  it('that cannot be played on a message waits for one on which it can', () => {
    const faults = createFaults(createRandom('all'))
    faults.add('*', { kind: 'wrongSignature' })
    expect(faults.next(MESSAGE)).toBeNull()
    expect(faults.next({ ...MESSAGE, interface: '7201', channel: 'B' })?.kind).toBe('wrongSignature')
  })

  it('is listed while it stands, and can be removed', async () => {
    const client = createFaultsClient(createAdminCall(center.adminUrl, center.adminToken))
    const first = await client.add({ interface: '*', kind: 'delay', delayMs: 1, probability: 0.5 })
    const second = await client.add({ interface: 'ec.query', kind: 'http500', times: 2 })
    await pharmacy.query('1'.repeat(28)).catch(() => undefined)
    expect(await client.list()).toMatchObject([
      { id: first, interface: '*', kind: 'delay', probability: 0.5, left: null },
      { id: second, interface: 'ec.query', kind: 'http500', left: 1, played: 1 },
    ])
    await client.remove(second)
    expect(await client.list()).toHaveLength(1)
    await expect(client.remove(second)).rejects.toThrow('no such fault')
    await client.clear()
    expect(await client.list()).toEqual([])
  })
})

describe('throttling', () => {
  it('is told in the words of each channel, signed where the channel signs, and nothing is done', async () => {
    const { qr } = center.showVoucher('王秀兰')
    center.faults.add('*', { kind: 'throttle', times: 3 })
    expect(await pharmacy.query(qr)).toMatchObject({ code: -6 })
    expect(await pharmacy.insurance('9001', {})).toMatchObject({ infcode: 1010 })
    expect(await pharmacy.authorize('T'.repeat(64))).toMatchObject({ code: -6, verified: true })
    expect(await isUsed(qr)).toBe(false)
  })

  it('refuses what comes beyond a rate, client by client', () => {
    const faults = createFaults(createRandom('rate'))
    faults.add('*', { kind: 'throttle', perSecond: 2 })
    const came = (at: number, client: string): boolean => faults.next({ ...MESSAGE, at, client }) !== null
    expect([0, 10, 20, 999].map((at) => came(at, 'P1'))).toEqual([false, false, true, true])
    expect(came(20, 'P2')).toBe(false)
    expect(came(1_001, 'P1')).toBe(false)
  })
})

describe('what an answer says wrongly', () => {
  it('is its time, on both channels that tell one, under a right signature', async () => {
    const now = center.clock.now()
    center.faults.add('9001', { kind: 'clockSkew', skewMs: 3_600_000 })
    center.faults.add('7201', { kind: 'clockSkew', skewMs: -3_600_000 })
    const { respond_time: ahead } = await pharmacy.insurance('9001', {})
    expect(String(ahead).slice(0, 12)).toBe(chinaTime(center.clock.now() + 3_600_000).compactMs.slice(0, 12))
    const behind = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    expect(behind).toMatchObject({ code: 0, verified: true })
    expect(Number(behind.timestamp) - now).toBeLessThan(-3_500_000)
  })

  it('is the certificate in a prescription’s file, which 7205 then finds out of date', async () => {
    center.faults.add('7204', { kind: 'expiredCertificate' })
    const answer = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    const { hiRxno, epcToken } = (dig(answer, 'data', 'rxList', 0) ?? {}) as Record<string, string>
    const { data } = await pharmacy.prescription('7204', { hiRxno, epcToken, insuPlcNo: '990101' })
    const file = data as Record<string, unknown>
    const claim = { rxFile: file.rxFile, signDigest: file.signDigest, signCertSn: file.signCertSn }
    const fixmedinsCode = center.connection.institution.code
    const verified = await pharmacy.prescription('7205', { hiRxno, epcToken, fixmedinsCode, ...claim })
    expect(verified).toMatchObject({ code: 0, data: { verifyFlag: '0', verifyDscr: expect.stringContaining('有效期') } })
  })

  it.each([
    ['signed', { interface: '1101', kind: 'wrongSignature' }],
    ['certificate', { interface: '7205', kind: 'expiredCertificate' }],
    ['tell no time', { interface: 'ec.query', kind: 'clockSkew', skewMs: 1 }],
    ['its size', { interface: '7201', kind: 'clockSkew' }],
    ['its length', { interface: '7201', kind: 'longTail' }],
    ['only throttling', { interface: '7201', kind: 'delay', delayMs: 1, perSecond: 1 }],
    ['only one of them', { interface: '7201', kind: 'dropAfter', times: 1, probability: 0.5 }],
    ['probability', { interface: '7201', kind: 'dropAfter', probability: 2 }],
  ] as const)('cannot be ordered where nobody could see it: %s', async (reason, fault) => {
    const client = createFaultsClient(createAdminCall(center.adminUrl, center.adminToken))
    await expect(client.add(fault)).rejects.toThrow(reason)
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
