import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig, issuesOfAuthorizeAnswer, type Pharmacy } from './pharmacy.ts'

const HOUR_MS = 3_600_000

let center: MockCenter
let pharmacy: Pharmacy
let other: Pharmacy

function at(code: string): Pharmacy {
  const connection = center.connections.get(code)
  if (connection === undefined) throw new Error(code)
  return createPharmacy(center, connection)
}

beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'prescription' })
  pharmacy = createPharmacy(center)
  other = at('P99010100002')
})
beforeEach(() => center.clock.reset())
afterAll(() => center.close())

const diagnoses = (answer: unknown): readonly unknown[] => {
  const list = dig(answer, 'data', 'rxList')
  return Array.isArray(list) ? list.map((item) => dig(item, 'maindiagName')) : ['no list']
}
const refusedWith = (code: number, ...words: readonly string[]) => ({
  code,
  message: expect.stringMatching(new RegExp(words.join('.*'))),
  verified: true,
})

describe('7201', () => {
  it('lists what waits for the patient, oldest first, signed and as the tables demand', async () => {
    const answer = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    expect(answer).toMatchObject({ code: 0, verified: true })
    expect(diagnoses(answer)).toEqual(['高血压病2级', '2型糖尿病', '失眠'])
    expect(issuesOfAuthorizeAnswer(answer)).toEqual([])
  })

  it('lists nothing for a patient without prescriptions', async () => {
    const answer = await pharmacy.authorize(await pharmacy.tokenOf('李建国'))
    expect(answer).toMatchObject({ code: 0, verified: true, data: { rxList: [] } })
  })

  it('does not list what is used, revoked or past its validity', async () => {
    expect(diagnoses(await pharmacy.authorize(await pharmacy.tokenOf('吴桂芳')))).toEqual(['高脂血症'])
  })

  it('stops listing a prescription when its validity ends', async () => {
    center.clock.advance(4 * 24 * HOUR_MS)
    expect(diagnoses(await pharmacy.authorize(await pharmacy.tokenOf('王秀兰')))).toEqual([])
  })

  it('gives each prescription its own token, good for two hours of center time', async () => {
    center.clock.freeze()
    const answer = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'))
    const tokens = [0, 1, 2].map((index) => dig(answer, 'data', 'rxList', index, 'epcToken'))
    expect(new Set(tokens).size).toBe(3)
    for (const token of tokens) expect(token).toMatch(/^\w{64}$/)
    expect(dig(answer, 'data', 'rxList', 0, 'tokenValidEndTime')).toBe(dateTime(center.clock.now() + 2 * HOUR_MS))
  })

  it('takes a timestamp in milliseconds, as a number, or as yyyyMMddHHmmss', async () => {
    const token = await pharmacy.tokenOf('李建国')
    const now = center.clock.now()
    expect(await pharmacy.authorize(token, {}, { timestamp: String(now) })).toMatchObject({ code: 0 })
    expect(await pharmacy.authorize(token, {}, { timestamp: now })).toMatchObject({ code: 0 })
    expect(await pharmacy.authorize(token, {}, { timestamp: dateTime(now).replace(/\D/g, '') })).toMatchObject({ code: 0 })
  })

  it('refuses a message that it has already taken', async () => {
    const token = await pharmacy.tokenOf('李建国')
    let captured = {}
    const data = {
      mdtrtCertType: '01',
      mdtrtCertNo: token,
      insuPlcNo: '990101',
      opter: '1',
      opterName: '林晓',
      optins: 'P99010100001',
    }
    const first = await pharmacy.prescription('7201', data, {}, (envelope) => {
      captured = envelope
      return envelope
    })
    expect(first).toMatchObject({ code: 0 })
    expect(await pharmacy.prescription('7201', data, {}, () => captured)).toMatchObject(refusedWith(700005, 'signData', '重复'))
  })

  it.each([595_000, -595_000])('takes a message %i ms off the center clock', async (offset) => {
    const token = await pharmacy.tokenOf('李建国')
    expect(await pharmacy.authorize(token, {}, { timestamp: String(center.clock.now() + offset) })).toMatchObject({ code: 0 })
  })

  it.each(['+605000', '-605000', 'x', '20261321000000'])('refuses the timestamp %s', async (text) => {
    const timestamp = /^[+-]/.test(text) ? String(center.clock.now() + Number(text)) : text
    const token = await pharmacy.tokenOf('李建国')
    expect(await pharmacy.authorize(token, {}, { timestamp })).toMatchObject(refusedWith(700004, 'timestamp', '10 分钟'))
  })
})

describe('an authorization', () => {
  const tokensOf = (answer: unknown): readonly unknown[] =>
    [0, 1, 2].map((index) => dig(answer, 'data', 'rxList', index, 'epcToken'))
  const authorizeAt = async (counter: Pharmacy) => counter.authorize(await counter.tokenOf('王秀兰'))
  const downloadAt = (counter: Pharmacy, answer: unknown, index: number) =>
    counter.prescription('7204', {
      hiRxno: dig(answer, 'data', 'rxList', index, 'hiRxno'),
      epcToken: dig(answer, 'data', 'rxList', index, 'epcToken'),
      insuPlcNo: '990101',
    })
  beforeEach(() => createAdminClient(center.adminUrl, center.adminToken).reset())

  it('at the same pharmacy gets fresh tokens, and the old ones end', async () => {
    const first = await authorizeAt(pharmacy)
    const second = await authorizeAt(pharmacy)
    for (const token of tokensOf(second)) expect(tokensOf(first)).not.toContain(token)
    expect(await downloadAt(pharmacy, first, 0)).toMatchObject({ code: 700111 })
    expect(await downloadAt(pharmacy, second, 0)).toMatchObject({ code: 0 })
  })

  it('moves to another pharmacy, where the center lets it', async () => {
    const first = await authorizeAt(pharmacy)
    const second = await authorizeAt(other)
    expect(await downloadAt(pharmacy, first, 0)).toMatchObject({ code: 700111 })
    expect(await downloadAt(other, second, 0)).toMatchObject({ code: 0 })
  })

  it('stays, where the center does not, until it ends: by time, or by a download of another prescription', async () => {
    center.change({ reauthorization: 'refuse' })
    const first = await authorizeAt(pharmacy)
    expect(await authorizeAt(other)).toMatchObject(refusedWith(700113, 'mdtrtCertNo', 'N 8.4.4'))
    expect(diagnoses(await authorizeAt(pharmacy))).toHaveLength(3)
    expect(await downloadAt(pharmacy, first, 0)).toMatchObject({ code: 700111 })

    expect(await downloadAt(pharmacy, await authorizeAt(pharmacy), 0)).toMatchObject({ code: 0 })
    expect(diagnoses(await authorizeAt(other))).toEqual(['2型糖尿病', '失眠'])
    center.clock.advance(2 * HOUR_MS)
    expect(diagnoses(await authorizeAt(other))).toEqual(['高血压病2级', '2型糖尿病', '失眠'])
  })

  it('survives the download of the same prescription, again and again, and of another one only when it was downloaded itself', async () => {
    const first = await authorizeAt(pharmacy)
    const answers = [await downloadAt(pharmacy, first, 0), await downloadAt(pharmacy, first, 0)]
    expect(dig(answers[1], 'data')).toEqual(dig(answers[0], 'data'))
    expect(await downloadAt(pharmacy, first, 1)).toMatchObject({ code: 700111 })

    const second = await authorizeAt(pharmacy)
    expect(await downloadAt(pharmacy, second, 1)).toMatchObject({ code: 0 })
    expect(await downloadAt(pharmacy, second, 0)).toMatchObject({ code: 0 })
    expect(await downloadAt(pharmacy, second, 2)).toMatchObject({ code: 700111 })
  })
})

describe('the envelope', () => {
  it.each([
    [-2, 'version', '必填', { version: '' }],
    [-2, 'version', '代码表', { version: '2.0.1' }],
    [-2, 'timestamp', '必填', { timestamp: '' }],
    [-2, 'encType', '代码表', { encType: 'sm4' }],
    [-2, 'signType', '代码表', { signType: 'SM3' }],
    [-2, 'extra', '对象', { extra: 'x' }],
    [-2, 'encData', '必填', { encData: '' }],
    [-2, 'encData', '十六进制', { encData: 'zz' }],
    [700003, 'encData', '解密', { encData: '00'.repeat(32) }],
    [-2, 'signData', '必填', { signData: '' }],
    [-2, 'signData', '88', { signData: 'A'.repeat(89) }],
    [-2, 'signData', 'Base64', { signData: 'A'.repeat(87) }],
    [700002, 'signData', '验签', { signData: Buffer.alloc(64, 1).toString('base64') }],
    [700002, 'signData', '验签', { timestamp: '1700000000000' }],
    [-2, 'data', '接口表', { data: {} }],
  ])('is refused with %i, signed, when %s breaks the rule %s', async (code, field, rule, change) => {
    const answer = await pharmacy.prescription('7201', { any: 'x' }, {}, (envelope) => ({ ...envelope, ...change }))
    expect(answer).toMatchObject(refusedWith(code, field, rule))
    expect(answer).not.toHaveProperty('encData')
  })

  it('of an application that is not known is refused without a signature', async () => {
    const answer = await pharmacy.prescription('7201', {}, {}, (envelope) => ({ ...envelope, appId: 'X'.repeat(32) }))
    expect(answer).toMatchObject({ code: 700001, message: expect.stringContaining('appId') })
    expect(answer).not.toHaveProperty('signData')
  })

  it('of a pharmacy that is not approved is refused', async () => {
    expect(await at('P99010100003').prescription('7201', {})).toMatchObject(refusedWith(700006, 'appId', '审核'))
  })

  it('signed by another institution is refused', async () => {
    const { appId } = center.connection
    expect(await other.prescription('7201', {}, {}, (envelope) => ({ ...envelope, appId }))).toMatchObject({ code: 700003 })
  })

  it('that is no JSON object is refused', async () => {
    const { body } = await pharmacy.post(interfaceTables['7201'].path, 'null')
    expect(body).toMatchObject({ code: -2, message: expect.stringContaining('JSON') })
  })
})

describe('who may be given prescriptions', () => {
  it('a hospital may not', async () => {
    const hospital = at('H99010100001')
    expect(await hospital.authorize(await pharmacy.tokenOf('王秀兰'))).toMatchObject(refusedWith(-4, 'appId', 'N 9.4.2'))
  })

  it('another institution than that of the application may not', async () => {
    const answer = await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'), { optins: 'P99010100002' })
    expect(answer).toMatchObject(refusedWith(700006, 'optins', 'appId'))
  })

  it('nobody may with a token that died, belongs to another pharmacy, or never was', async () => {
    const token = await pharmacy.tokenOf('王秀兰')
    expect(await other.authorize(token)).toMatchObject(refusedWith(700101, 'mdtrtCertNo', '本机构'))
    expect(await pharmacy.authorize('X'.repeat(64))).toMatchObject(refusedWith(700101, 'mdtrtCertNo', '令牌'))
    center.clock.advance(15 * 60_000)
    expect(await pharmacy.authorize(token)).toMatchObject(refusedWith(700101, 'mdtrtCertNo', '失效'))
  })

  it.each([
    [-2, 'mdtrtCertType', '必填', { mdtrtCertType: '' }],
    [-2, 'mdtrtCertType', '代码表', { mdtrtCertType: '9' }],
    [-2, 'ecToken', '必填', { mdtrtCertType: '02' }],
    [-2, 'ecToken', '不得填写', { ecToken: 'X' }],
    [-2, 'mdtrtCertNo', '必填', { mdtrtCertNo: '' }],
    [-2, 'mdtrtCertNo', '64', { mdtrtCertNo: 'x'.repeat(65) }],
    [700102, 'certno', '本人', { certno: '990101190001010015' }],
    [-2, 'insuPlcNo', '必填', { insuPlcNo: '' }],
    [700102, 'insuPlcNo', '参保', { insuPlcNo: '990201' }],
    [-2, 'opter', '必填', { opter: '' }],
    [-2, 'opterName', '必填', { opterName: '' }],
    [-2, 'optins', '必填', { optins: '' }],
    [-2, 'ipInfo', '64', { ipInfo: 'x'.repeat(65) }],
    [-2, 'more', '接口表', { more: 'x' }],
  ])('nobody may with %i when %s breaks the rule %s', async (code, field, rule, change) => {
    expect(await pharmacy.authorize(await pharmacy.tokenOf('王秀兰'), change)).toMatchObject(refusedWith(code, field, rule))
  })
})
