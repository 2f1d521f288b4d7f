import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { fsiEnvelope, fsiPath, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig, type Pharmacy } from './pharmacy.ts'

const DAY_MS = 86_400_000
const SIGN_IN = { signIn: { opter_no: '0001', mac: '00:00:5e:00:53:01', ip: '127.0.0.1' } }

let center: MockCenter
let pharmacy: Pharmacy
let other: Pharmacy

beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'insurance' })
  const connection = center.connections.get('P99010100002')
  if (connection === undefined) throw new Error('no second pharmacy')
  pharmacy = createPharmacy(center)
  other = createPharmacy(center, connection)
})
beforeEach(() => center.clock.reset())
afterAll(() => center.close())

const refusedWith = (infcode: number, ...words: readonly string[]) => ({
  infcode,
  err_msg: expect.stringMatching(new RegExp(words.join('.*'))),
})
const identityOf = async (name: string): Promise<string> => {
  const answer = await pharmacy.query(center.showVoucher(name).qr)
  return String(dig(answer, 'data', 'idNo'))
}

describe('9001', () => {
  it('gives a sign-in number, in an answer as the tables demand', async () => {
    const answer = await pharmacy.insurance('9001', SIGN_IN)
    expect(answer).toMatchObject({ infcode: 0, err_msg: '' })
    expect(answer.inf_refmsgid).toMatch(/^990101\d{24}$/)
    expect(answer.respond_time).toMatch(/^\d{17}$/)
    expect(validateNode(fsiEnvelope.response, answer)).toEqual([])
    expect(validateNode(interfaceTables['9001'].output, answer.output)).toEqual([])
  })

  it.each([
    ['signIn', '必填', {}],
    ['signIn', '对象', { signIn: 'x' }],
    ['signIn.opter_no', '必填', { signIn: { ...SIGN_IN.signIn, opter_no: '' } }],
    ['signIn.opter_no', '一致', { signIn: { ...SIGN_IN.signIn, opter_no: '0002' } }],
    ['signIn.mac', '必填', { signIn: { ...SIGN_IN.signIn, mac: '' } }],
    ['signIn.mac', '20', { signIn: { ...SIGN_IN.signIn, mac: 'x'.repeat(21) } }],
    ['signIn.ip', '必填', { signIn: { ...SIGN_IN.signIn, ip: '' } }],
    ['more', '接口表', { ...SIGN_IN, more: 'x' }],
  ])('refuses an input whose %s breaks the rule %s', async (field, rule, input) => {
    expect(await pharmacy.insurance('9001', input)).toMatchObject(refusedWith(1003, field, rule))
  })
})

describe('an institution with a long name', () => {
  it('is known by the first twenty characters of it, for the field holds no more', async () => {
    const name = '九江路第一人民医院对面的那一家老百姓大药房连锁有限公司'
    const scenario = { name: 'long', title: '长', institutions: [{ name, kind: 'pharmacy' as const }], people: [] }
    const long = await createMockCenter({ port: 0, seed: 'long', scenario })
    try {
      const signIn = async (fixmedins_name: string) =>
        (await createPharmacy(long).insurance('9001', SIGN_IN, { fixmedins_name })).infcode
      expect([...name].length).toBeGreaterThan(20)
      expect(await signIn([...name].slice(0, 20).join(''))).toBe(0)
      expect(await signIn([...name].slice(0, 19).join(''))).toBe(1003)
    } finally {
      await long.close()
    }
  })
})

describe('the envelope', () => {
  it.each([
    [1003, 'infno', '必填', { infno: '' }],
    [1008, 'infno', '未开通', { infno: '2207' }],
    [1003, 'msgid', '必填', { msgid: '' }],
    [1003, 'msgid', '机构编号', { msgid: 'P99010100002202611211000000001' }],
    [1003, 'msgid', '机构编号', { msgid: 'P99010100001202613211000000001' }],
    [1003, 'msgid', '机构编号', { msgid: 'P9901010000120261121100000' }],
    [1003, 'mdtrtarea_admvs', '必填', { mdtrtarea_admvs: '' }],
    [1003, 'mdtrtarea_admvs', '区划', { mdtrtarea_admvs: '990102' }],
    [1003, 'insuplc_admdvs', '6', { insuplc_admdvs: '9901011' }],
    [1003, 'recer_sys_code', '必填', { recer_sys_code: '' }],
    [1003, 'recer_sys_code', '10', { recer_sys_code: 'x'.repeat(11) }],
    [1003, 'infver', '必填', { infver: '' }],
    [1003, 'opter_type', '代码表', { opter_type: '9' }],
    [1003, 'opter', '必填', { opter: '' }],
    [1003, 'opter_name', '必填', { opter_name: '' }],
    [1003, 'inf_time', '必填', { inf_time: '' }],
    [1003, 'inf_time', '时间', { inf_time: '2026-02-30 10:00:00' }],
    [1003, 'inf_time', '5 分钟', { inf_time: '2020-01-01 10:00:00' }],
    [1001, 'fixmedins_code', '未接入', { fixmedins_code: 'P00000000000' }],
    [1001, 'fixmedins_code', '未获批准', { fixmedins_code: 'P99010100003' }],
    [1003, 'fixmedins_name', '必填', { fixmedins_name: '' }],
    [1003, 'fixmedins_name', '名称', { fixmedins_name: '别的药房' }],
    [1003, 'input', '必填', { input: null }],
    [1003, 'input', '对象', { input: 'x' }],
    [1003, 'serv_code', '接口表', { serv_code: 'x' }],
    [1002, 'signtype', 'SM2', { signtype: '' }],
    [1002, 'signtype', 'SM2', { signtype: 'SM3' }],
    [1002, 'cainfo', 'Base64', { cainfo: '' }],
    [1002, 'cainfo', 'Base64', { cainfo: 'not base64' }],
    [1002, 'cainfo', '64 字节', { cainfo: Buffer.alloc(70, 3).toString('base64') }],
    [1002, 'cainfo', '验签', { cainfo: Buffer.alloc(64, 3).toString('base64') }],
    [1002, 'cainfo', '验签', { input: { signIn: { ...SIGN_IN.signIn, ip: '127.0.0.2' } } }],
  ])('is refused with %i when %s breaks the rule %s', async (code, field, rule, change) => {
    expect(await pharmacy.insurance('9001', SIGN_IN, {}, (envelope) => ({ ...envelope, ...change }))).toMatchObject(
      refusedWith(code, field, rule),
    )
  })

  it.each([299_000, -299_000])('may be %i ms off the center clock', async (offset) => {
    expect(await pharmacy.insurance('9001', SIGN_IN, { inf_time: dateTime(center.clock.now() + offset) })).toMatchObject({
      infcode: 0,
    })
  })

  it.each([302_000, -302_000])('may not be %i ms off the center clock', async (offset) => {
    const inf_time = dateTime(center.clock.now() + offset)
    expect(await pharmacy.insurance('9001', SIGN_IN, { inf_time })).toMatchObject(refusedWith(1003, 'inf_time', '5 分钟'))
  })

  it('never repeats its number, refused messages included', async () => {
    const msgid = 'P99010100001202611211000009999'
    expect(await pharmacy.insurance('9001', { signIn: { ...SIGN_IN.signIn, mac: '' } }, { msgid })).toMatchObject({
      infcode: 1003,
    })
    expect(await pharmacy.insurance('9001', SIGN_IN, { msgid })).toMatchObject(refusedWith(1009, 'msgid', '重复'))
  })

  it('that nobody signed does not use its number up', async () => {
    const msgid = 'P99010100001202611211000009998'
    await pharmacy.insurance('9001', SIGN_IN, { msgid, cainfo: Buffer.alloc(64, 3).toString('base64') })
    expect(await pharmacy.insurance('9001', SIGN_IN, { msgid })).toMatchObject({ infcode: 0 })
  })

  /** A valid message as text, not sent. */
  async function validMessage(): Promise<string> {
    let text = ''
    await pharmacy.insurance('9001', SIGN_IN, {}, (envelope) => {
      text = JSON.stringify(envelope)
      return {}
    })
    return text
  }

  it('is signed over the text of input as it stands, spaces included', async () => {
    const spaced = (await validMessage()).replace(JSON.stringify(SIGN_IN), JSON.stringify(SIGN_IN, null, 1))
    expect((await pharmacy.post(fsiPath, spaced)).body).toMatchObject(refusedWith(1002, 'cainfo', '验签'))
    expect((await pharmacy.post(fsiPath, await validMessage())).body).toMatchObject({ infcode: 0 })
  })

  it('may have spaces and line ends around its fields', async () => {
    const pretty = (await validMessage()).replace('"input":', '"input" :\n ').replace('{', '{\n ')
    expect((await pharmacy.post(fsiPath, pretty)).body).toMatchObject({ infcode: 0 })
  })

  it('with a field written twice is refused', async () => {
    const doubled = (await validMessage()).replace('{', '{"input":{},')
    expect((await pharmacy.post(fsiPath, doubled)).body).toMatchObject(refusedWith(1003, '报文', '重复'))
  })

  it('that is no JSON is refused', async () => {
    expect((await pharmacy.post(fsiPath, '[]')).body).toMatchObject(refusedWith(1003, '报文', 'JSON'))
  })
})

describe('a business sign-in', () => {
  const query = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: '990101', psn_cert_type: '01' } }

  it('is needed', async () => {
    expect(await pharmacy.insurance('1101', query)).toMatchObject(refusedWith(1004, 'sign_no', '签到'))
    expect(await pharmacy.insurance('1101', query, { sign_no: '0'.repeat(30) })).toMatchObject(
      refusedWith(1004, 'sign_no', '签到'),
    )
  })

  it('of another institution does not count', async () => {
    expect(await pharmacy.insurance('1101', query, { sign_no: await other.signIn() })).toMatchObject(
      refusedWith(1004, 'sign_no', '本机构'),
    )
  })

  it('of another operator does not count', async () => {
    const sign_no = await pharmacy.signIn({ opter: '0002' })
    expect(await pharmacy.insurance('1101', query, { sign_no })).toMatchObject(refusedWith(1004, 'sign_no', '经办人'))
  })

  it('of yesterday does not count', async () => {
    const sign_no = await pharmacy.signIn()
    center.clock.advance(DAY_MS)
    expect(await pharmacy.insurance('1101', query, { sign_no })).toMatchObject(refusedWith(1004, 'sign_no', '当日'))
  })
})

describe('1101', () => {
  it('tells person, insurance and entitlements by voucher token, as the table demands', async () => {
    const answer = await pharmacy.person(await pharmacy.tokenOf('王秀兰'))
    expect(answer).toMatchObject({
      infcode: 0,
      output: {
        baseinfo: { psn_name: '王秀兰', gend: '2', brdy: '1953-04-16' },
        insuinfo: [{ insuplc_admdvs: '990101', psn_insu_stas: '1' }],
        idetinfo: [{ memo: '门诊慢特病: 高血压' }],
      },
    })
    expect(validateNode(interfaceTables['1101'].output, answer.output)).toEqual([])
  })

  it('tells every place of insurance', async () => {
    const answer = await pharmacy.person(await pharmacy.tokenOf('周海燕'))
    expect(dig(answer, 'output', 'insuinfo')).toMatchObject([{ insuplc_admdvs: '990101' }, { insuplc_admdvs: '990201' }])
  })

  it('tells the person by identity number', async () => {
    const identityNumber = await identityOf('李建国')
    const answer = await pharmacy.person(identityNumber, { mdtrt_cert_type: '02', certno: identityNumber, psn_name: '李建国' })
    expect(dig(answer, 'output', 'baseinfo', 'certno')).toBe(identityNumber)
  })

  it('counts the age in whole years at the center clock', async () => {
    const ageOn = async (day: string): Promise<unknown> => {
      center.clock.set(Date.parse(`${day}T09:00:00+08:00`))
      return dig(await pharmacy.person(await pharmacy.tokenOf('王秀兰')), 'output', 'baseinfo', 'age')
    }
    expect([await ageOn('2027-04-15'), await ageOn('2027-04-16')]).toEqual([73, 74])
  })

  it('refuses a token after its time', async () => {
    const token = await pharmacy.tokenOf('王秀兰')
    center.clock.advance(15 * 60_000)
    expect(await pharmacy.person(token)).toMatchObject(refusedWith(1006, 'data.mdtrt_cert_no', '失效'))
  })

  it('refuses a token that another pharmacy was given', async () => {
    expect(await pharmacy.person(await other.tokenOf('王秀兰'))).toMatchObject(refusedWith(1006, 'data.mdtrt_cert_no', '本机构'))
  })

  it('refuses a token that nobody was given', async () => {
    expect(await pharmacy.person('X'.repeat(64))).toMatchObject(refusedWith(1006, 'data.mdtrt_cert_no'))
  })

  it('does not know a stranger, nor somebody without insurance', async () => {
    expect(await pharmacy.person('990101190001010015', { mdtrt_cert_type: '02' })).toMatchObject(
      refusedWith(1005, 'data.mdtrt_cert_no', '查无此人'),
    )
    expect(await pharmacy.person(await pharmacy.tokenOf('郑文博'))).toMatchObject(refusedWith(1005, 'data.mdtrt_cert_no', '参保'))
  })

  it.each([
    [1003, 'data.mdtrt_cert_type', '必填', { mdtrt_cert_type: '' }],
    [1003, 'data.mdtrt_cert_type', '代码表', { mdtrt_cert_type: '9' }],
    [1005, 'data.mdtrt_cert_no', '查无此卡', { mdtrt_cert_type: '03', card_sn: '1' }],
    [1003, 'data.card_sn', '必填', { mdtrt_cert_type: '03' }],
    [1003, 'data.mdtrt_cert_no', '必填', { mdtrt_cert_no: '' }],
    [1003, 'data.mdtrt_cert_no', '64', { mdtrt_cert_no: 'x'.repeat(65) }],
    [1003, 'data.psn_cert_type', '必填', { psn_cert_type: '' }],
    [1003, 'data.psn_cert_type', '身份证', { psn_cert_type: '02' }],
    [1003, 'data.begntime', '时间', { begntime: '今天' }],
    [1007, 'data.certno', '一致', { certno: '990101190001010015' }],
    [1007, 'data.psn_name', '一致', { psn_name: '王秀' }],
    [1003, 'insuplc_admdvs', 'psn_no', { psn_no: '1' }],
  ])('refuses with %i when %s breaks the rule %s', async (code, field, rule, change) => {
    expect(await pharmacy.person(await pharmacy.tokenOf('王秀兰'), change)).toMatchObject(refusedWith(code, field, rule))
  })
})
