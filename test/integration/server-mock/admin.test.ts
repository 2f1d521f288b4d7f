import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { createPharmacy, dig, type Pharmacy } from './pharmacy.ts'

let center: MockCenter
let admin: AdminClient
let pharmacy: Pharmacy

beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'admin' })
  admin = createAdminClient(center.adminUrl, center.adminToken)
  pharmacy = createPharmacy(center)
})
beforeEach(() => admin.reset())
afterAll(() => center.close())

describe('the administration', () => {
  it.each([
    ['no token', '/_admin/people', undefined],
    ['a wrong token', '/_admin/people', 'Bearer 0'],
    ['the token without its scheme', '/_admin/people', 'TOKEN'],
    ['an address in disguise', '/%5Fadmin/people', undefined],
    ['a doubled slash', '//_admin/people', undefined],
  ])('gives nothing to %s', async (_what, path, authorization) => {
    const headers = authorization === undefined ? {} : { authorization: authorization.replace('TOKEN', center.adminToken) }
    const response = await fetch(`${center.url}${path}`, { headers })
    expect([401, 404]).toContain(response.status)
    expect(await response.text()).not.toContain('王秀兰')
  })

  it('asks for the token in front of every address of its own', async () => {
    for (const path of ['voucher/show', 'voucher/show-pharmacist', 'faults', 'clock', 'reset']) {
      expect((await fetch(`${center.url}/_admin/${path}`, { method: 'POST', body: '{}' })).status).toBe(401)
    }
    for (const path of ['people', 'requests']) expect((await fetch(`${center.url}/_admin/${path}`)).status).toBe(401)
  })

  it('shows a voucher by name or identity number', async () => {
    const [first] = await admin.people()
    for (const person of [first?.name ?? '', first?.identityNumber ?? '']) {
      const { qr } = await admin.showVoucher(person)
      expect(await pharmacy.query(qr)).toMatchObject({ code: 0, data: { idNo: first?.identityNumber } })
    }
  })

  it('shows the voucher of a pharmacist, who is decoded like a patient', async () => {
    const { qr } = await admin.showPharmacistVoucher('陈国栋')
    expect(qr).toMatch(/^HY\d{26}$/)
    expect(await pharmacy.query(qr)).toMatchObject({ code: 0, data: { userName: '陈国栋' } })
  })

  it('moves and stops the clock', async () => {
    const noon = Date.parse('2026-11-21T12:00:00+08:00')
    expect(await admin.clock({ setMs: noon, advanceMs: 1_000, freeze: true })).toMatchObject({ now: expect.any(Number) })
    const frozen = center.clock.now()
    expect(frozen - noon).toBeGreaterThanOrEqual(1_000)
    expect(await admin.clock({ advanceMs: 5 })).toEqual({ now: frozen + 5, isFrozen: true })
    expect(await admin.clock({ setMs: noon })).toEqual({ now: noon, isFrozen: true })
    expect(await admin.clock({ freeze: false })).toMatchObject({ isFrozen: false })
  })

  it('plays the faults it is told', async () => {
    await admin.addFault({ interface: 'ec.query', kind: 'http500', times: 2 })
    const { qr } = await admin.showVoucher('王秀兰')
    await expect(pharmacy.query(qr)).rejects.toThrow()
    await expect(pharmacy.query(qr)).rejects.toThrow()
    expect(await pharmacy.query(qr)).toMatchObject({ code: 0 })
  })

  it('lists its people with what waits for them', async () => {
    const people = await admin.people()
    expect(people).toContainEqual(expect.objectContaining({ name: '王秀兰', openPrescriptions: 3, areas: ['990101'] }))
    expect(people).toContainEqual(expect.objectContaining({ name: '李建国', openPrescriptions: 0 }))
    expect(people).toContainEqual(expect.objectContaining({ name: '周海燕', areas: ['990101', '990201'] }))
    expect(people).toContainEqual(expect.objectContaining({ name: '吴桂芳', openPrescriptions: 1 }))
  })

  it('lists every message plain, with its verdict and reason', async () => {
    const token = await pharmacy.tokenOf('王秀兰')
    await pharmacy.authorize(token)
    await pharmacy.insurance('9001', {})
    const log = await admin.requests()
    expect(log).toMatchObject([
      { interface: 'ec.query', channel: 'C', accepted: true, code: '0', reason: '', request: { transType: 'ec.query' } },
      {
        interface: '7201',
        channel: 'B',
        accepted: true,
        request: { mdtrtCertNo: token },
        answer: { data: { rxList: [{}, {}, {}] } },
      },
      { interface: '9001', channel: 'A', accepted: false, code: '1003', reason: expect.stringContaining('signIn') },
    ])
    expect(await admin.requests(log[1]?.id)).toHaveLength(1)
  })

  it('starts again from the beginning: data, clock, faults, log', async () => {
    const first = (await admin.showVoucher('王秀兰')).qr
    await pharmacy.query(first)
    await admin.clock({ advanceMs: 86_400_000 })
    await admin.addFault({ interface: 'ec.query', kind: 'dropBefore' })
    await admin.reset()
    expect(await admin.requests()).toEqual([])
    expect(Math.abs(center.clock.now() - Date.now())).toBeLessThan(60_000)
    expect(await pharmacy.query(first)).toMatchObject({ code: 500049 })
    expect(dig(await pharmacy.authorize(await pharmacy.tokenOf('王秀兰')), 'data', 'rxList', 'length')).toBe(3)
  })

  it.each([
    ['nobody', () => admin.showVoucher('无名氏')],
    ['no pharmacist', () => admin.showPharmacistVoucher('王秀兰')],
    ['no such interface', () => admin.addFault({ interface: '9999', kind: 'dropBefore' })],
    ['signed', () => admin.addFault({ interface: '1101', kind: 'wrongSignature' })],
    ['needs its length', () => admin.addFault({ interface: '1101', kind: 'delay' })],
    ['times', () => admin.addFault({ interface: '1101', kind: 'http500', times: 0 })],
    ['setMs', () => admin.clock({ setMs: -1 })],
    ['after', () => admin.requests(-1)],
  ])('refuses nonsense and says why: %s', async (reason, act) => {
    await expect(act()).rejects.toThrow(reason)
  })
})
