import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { openApplication, type PhoneApplication } from './phoneApplication.ts'
import { createDesk, type Desk, type OpenCenter, openCenter } from './prescriptionDesk.ts'

type Json = Record<string, unknown>

const HOUR_MS = 3_600_000
const CODE = 'P99010100001'
const OTHER = 'P99010100002'

let open: OpenCenter
let desk: Desk
let other: Desk
let phone: PhoneApplication
let person = ''
let first = ''
let second = ''
beforeAll(async () => {
  open = await openCenter()
  open.center.clock.freeze()
  desk = createDesk(open, CODE, '陈国栋')
  other = createDesk(open, OTHER, '沈玉梅')
  person = String(open.rows("SELECT identity_number AS n FROM person WHERE name = '王秀兰'")[0]?.n)
  phone = await openApplication(open.center, person, '王秀兰')
  const numbers = open.rows(`SELECT hi_rxno AS n FROM prescription WHERE person = '${person}' ORDER BY prescribed_at`)
  ;[first = '', second = ''] = numbers.map(({ n }) => String(n))
  await open.admin.snapshot('start')
})
afterAll(() => open.close())

const back = (): Promise<void> => open.admin.restore('start')
const operator = (at: Desk): Json => ({ opter: '0001', opterName: '林晓', optins: at.code })
const decode = (at: Desk, epcQrcd: string, change: Json = {}): Promise<Json> => {
  const appChnlId = open.center.connections.get(at.code)?.appId
  const device = { appChnlUserId: '0001', devInfo: '扫码枪', ipInfo: '127.0.0.1' }
  return at.pharmacy.prescription('7203', { appChnlId, ...device, epcQrcd, ...operator(at), ...change })
}
const fetchToken = (at: Desk, numbers: object, change: Json = {}): Promise<Json> =>
  at.pharmacy.prescription('7202', { ...numbers, certType: '01', certno: person, ...operator(at), ...change })
const tokenOf = (answer: Json): string => String(dig(answer, 'data', 'epcToken'))

/** Refused with code and words, names no other pharmacy, and changes nothing. */
async function refused(ask: () => Promise<Json>, code: number, words: readonly string[]): Promise<void> {
  const before = open.state()
  const answer = await ask()
  expect(answer).toMatchObject({ code, verified: true })
  for (const word of words) expect(answer.message).toContain(word)
  expect(answer.message).not.toMatch(/惠民|P99010100002/)
  expect(open.state()).toBe(before)
}

describe('7203, the QR of a prescription', () => {
  it('opens that prescription and no other; the same pharmacy gets the same token again', async () => {
    await back()
    const qr = await phone.show(first)
    const answer = await decode(desk, qr)
    expect(answer).toMatchObject({ code: 0, data: { hiRxno: first, certno: person, name: '王秀兰', insuPlcNo: '990101' } })
    expect(tokenOf(await decode(desk, qr))).toBe(tokenOf(answer))
    expect(await desk.download(first, tokenOf(answer))).toMatchObject({ code: 0 })
    expect(await desk.download(second, tokenOf(answer))).toMatchObject({ code: 700111 })
    expect(await decode(desk, qr)).toMatchObject({ code: 0 })
  })

  it('is for one pharmacy, for minutes, and only the latest', async () => {
    await back()
    const used = await phone.show(first)
    await decode(other, used)
    await refused(() => decode(desk, used), 700161, ['epcQrcd', '一次有效'])
    const early = await phone.show(first)
    const late = await phone.show(first)
    await refused(() => decode(desk, early), 700161, ['epcQrcd', '更新的'])
    open.center.clock.advance(5 * 60_000)
    await refused(() => decode(desk, late), 700161, ['epcQrcd', '已过期'])
    await refused(() => decode(desk, 'CF1'), 700161, ['epcQrcd'])
  })

  it('does not give back a token that ended, nor one of a prescription that is not to be had any more', async () => {
    await back()
    const qr = await phone.show(first)
    await decode(desk, qr)
    await phone.authorize(first, OTHER)
    await refused(() => decode(desk, qr), 700111, ['epcQrcd', '失效'])
    const again = await phone.show(first)
    await open.admin.withdraw({ hiRxno: first })
    await refused(() => decode(desk, again), 700123, ['epcQrcd', '撤销'])
  })

  it('takes a prescription over where the center lets it, and is refused until the other authorization ends where not', async () => {
    await back()
    const [held] = [...(await other.scan())]
    expect(held?.[0]).toBe(first)
    const qr = await phone.show(first)
    open.center.change({ reauthorization: 'refuse' })
    await refused(() => decode(desk, qr), 700113, ['epcQrcd', 'N 8.4.4 注 2'])
    open.center.change({ reauthorization: 'replace' })
    expect(await decode(desk, qr)).toMatchObject({ code: 0 })
    expect(await other.download(first, held?.[1] ?? '')).toMatchObject({ code: 700111 })
  })

  it('is decoded by a pharmacy in its own name', async () => {
    await back()
    const qr = await phone.show(first)
    await refused(() => decode(desk, qr, { optins: OTHER }), 700006, ['optins'])
    await refused(() => decode(desk, qr, { appChnlId: 'X' }), 700006, ['appChnlId', 'appId'])
    await refused(() => decode(desk, qr, { ipInfo: 'here' }), -2, ['ipInfo'])
  })

  it('carries on what the pharmacy had begun', async () => {
    await back()
    const token = tokenOf(await decode(desk, await phone.show(first)))
    const downloaded = await desk.download(first, token)
    const fresh = tokenOf(await decode(desk, await phone.show(first)))
    expect(fresh).not.toBe(token)
    expect(await desk.verify(downloaded, fresh)).toMatchObject({ code: 0, data: { verifyFlag: '1' } })
  })
})

describe('7202, the online authorization', () => {
  it('gives the token to the chosen pharmacy, as often as it asks, for two hours', async () => {
    await back()
    const numbers = await phone.authorize(first, CODE)
    const answer = await fetchToken(desk, numbers)
    expect(answer).toMatchObject({ code: 0, data: { hiRxno: first, certno: person } })
    expect(tokenOf(await fetchToken(desk, numbers))).toBe(tokenOf(answer))
    open.center.clock.advance(2 * HOUR_MS - 1)
    expect(await desk.download(first, tokenOf(answer))).toMatchObject({ code: 0 })
    open.center.clock.advance(1)
    await refused(() => fetchToken(desk, numbers), 700111, ['authRxno', '有效截止时间'])
  })

  it('is for the pharmacy that was chosen, with both numbers and the document of the patient', async () => {
    await back()
    const numbers = await phone.authorize(first, OTHER)
    await refused(() => fetchToken(desk, numbers), 700112, ['authRxno', '本机构'])
    const ours = await phone.authorize(first, CODE)
    await refused(() => fetchToken(desk, ours, { authSn: numbers.authSn }), 700162, ['authSn'])
    await refused(() => fetchToken(desk, ours, { authRxno: '1' }), 700162, ['authRxno'])
    await refused(() => fetchToken(desk, ours, { certno: '1' }), 700102, ['certno'])
    await refused(() => fetchToken(desk, ours, { certType: '02' }), 700102, ['certType'])
    await refused(() => fetchToken(desk, ours, { optins: OTHER }), 700006, ['optins'])
    await refused(() => fetchToken(other, numbers), 700111, ['authRxno', '失效'])
  })

  it('leaves the authorizations of other prescriptions alone at the download', async () => {
    await back()
    const [one, two] = [await phone.authorize(first, CODE), await phone.authorize(second, CODE)]
    const [token, secondToken] = [tokenOf(await fetchToken(desk, one)), tokenOf(await fetchToken(desk, two))]
    expect(await desk.download(first, token)).toMatchObject({ code: 0 })
    expect(await desk.download(second, secondToken)).toMatchObject({ code: 0 })
  })

  it('is worth nothing once the prescription is used, withdrawn or expired', async () => {
    for (const [change, code] of [
      [() => open.meddle(`UPDATE prescription SET used_by = 'S1' WHERE hi_rxno = '${first}'`), 700121],
      [() => open.admin.withdraw({ hiRxno: first }), 700123],
      [() => open.meddle(`UPDATE prescription SET valid_until = ${open.center.clock.now()} WHERE hi_rxno = '${first}'`), 700122],
    ] as const) {
      await back()
      const numbers = await phone.authorize(first, CODE)
      await change()
      await refused(() => fetchToken(desk, numbers), code, ['authRxno'])
    }
  })
})
