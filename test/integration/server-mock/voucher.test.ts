import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { createMockCenter, type MockCenter } from '../../../server-mock/server.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { createPharmacy, dig, type Pharmacy, type QueryMessage } from './pharmacy.ts'

let center: MockCenter
let pharmacy: Pharmacy

beforeAll(async () => {
  center = await createMockCenter({ port: 0, seed: 'voucher' })
  pharmacy = createPharmacy(center)
})
beforeEach(() => center.clock.reset())
afterAll(() => center.close())

const withData = (change: object) => (message: QueryMessage) => ({ ...message, data: { ...message.data, ...change } })
const institutionCalled = (name: string) => {
  const found = [...center.connections.values()].find(({ institution }) => institution.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('a shown voucher', () => {
  it('is 28 digits and decodes to its owner with a token, as the table demands', async () => {
    const { qr } = center.showVoucher('王秀兰')
    expect(qr).toMatch(/^\d{28}$/)
    const answer = await pharmacy.query(qr)
    expect(answer).toMatchObject({
      code: 0,
      orgId: 'P99010100001',
      data: { userName: '王秀兰', idType: '01', insuOrg: '990101' },
    })
    expect(dig(answer, 'data', 'ecToken')).toMatch(/^\w{64}$/)
    expect(validateNode(interfaceTables['ec.query'].output, answer)).toEqual([])
  })

  it('also decodes for buying without a prescription (02121)', async () => {
    expect(await pharmacy.query(center.showVoucher('李建国').qr, withData({ businessType: '02121' }))).toMatchObject({ code: 0 })
  })

  it('decodes once', async () => {
    const { qr } = center.showVoucher('王秀兰')
    await pharmacy.query(qr)
    expect(await pharmacy.query(qr)).toMatchObject({ code: 501001, message: expect.stringContaining('ecQrCode') })
  })

  it('decodes for a minute of center time and not a millisecond longer', async () => {
    center.clock.freeze()
    const [first, second] = [center.showVoucher('王秀兰'), center.showVoucher('王秀兰')]
    center.clock.advance(59_999)
    expect(await pharmacy.query(first.qr)).toMatchObject({ code: 0 })
    center.clock.advance(1)
    expect(await pharmacy.query(second.qr)).toMatchObject({ code: 500005, message: expect.stringContaining('ecQrCode') })
  })

  it('can still be decoded after a refusal', async () => {
    const { qr } = center.showVoucher('王秀兰')
    await pharmacy.query(qr, withData({ termIp: 'counter' }))
    expect(await pharmacy.query(qr)).toMatchObject({ code: 0 })
  })

  it.each([
    ['赵小梅', 500001],
    ['孙立军', 500003],
  ])('of %s, who has not activated or authorized it, is refused', async (person, code) => {
    expect(await pharmacy.query(center.showVoucher(person).qr)).toMatchObject({
      code,
      message: expect.stringContaining('ecQrCode'),
    })
  })

  it('that no phone ever showed is refused', async () => {
    expect(await pharmacy.query('1'.repeat(28))).toMatchObject({ code: 500049, message: expect.stringContaining('ecQrCode') })
  })
})

describe("a pharmacist's shown voucher", () => {
  const shown = () => createAdminClient(center.adminUrl, center.adminToken).showPharmacistVoucher('陈国栋')

  it('is HY and 26 digits and decodes to the pharmacist, once, as the table demands', async () => {
    const { qr } = await shown()
    expect(qr).toMatch(/^HY\d{26}$/)
    const answer = await pharmacy.query(qr)
    expect(answer).toMatchObject({ code: 0, data: { userName: '陈国栋', idType: '01', idNo: expect.stringMatching(/^990101/) } })
    expect(dig(answer, 'data', 'ecToken')).toMatch(/^\w{64}$/)
    expect(validateNode(interfaceTables['ec.query'].output, answer)).toEqual([])
    expect(await pharmacy.query(qr)).toMatchObject({ code: 501001 })
  })

  it('ends with its minute', async () => {
    center.clock.freeze()
    const { qr } = await shown()
    center.clock.advance(60_000)
    expect(await pharmacy.query(qr)).toMatchObject({ code: 500005 })
  })

  it('gives a token that is worth what any is: the pharmacist, too, may have prescriptions', async () => {
    const token = String(dig(await pharmacy.query((await shown()).qr), 'data', 'ecToken'))
    // not insured anywhere, so the place is what is refused, not the token
    expect(await pharmacy.authorize(token)).toMatchObject({ code: 700102, message: expect.stringContaining('insuPlcNo') })
  })

  it('is not for a hospital', async () => {
    const hospital = createPharmacy(center, institutionCalled('九江路第一人民医院'))
    expect(await hospital.query((await shown()).qr, withData({ businessType: '01302' }))).toMatchObject({
      code: -4,
      message: expect.stringMatching(/ecQrCode.*药店/),
    })
  })
})

describe('who asks', () => {
  it.each([
    ['康宁堂药店', 500058],
    ['九江路第一人民医院', -2],
  ])('%s is refused', async (name, code) => {
    const other = createPharmacy(center, institutionCalled(name))
    expect(await other.query(center.showVoucher('王秀兰').qr)).toMatchObject({ code })
  })

  it('an unknown institution is refused', async () => {
    const change = (message: QueryMessage) => ({
      ...message,
      orgId: 'P00000000000',
      data: { ...message.data, orgId: 'P00000000000' },
    })
    expect(await pharmacy.query(center.showVoucher('王秀兰').qr, change)).toMatchObject({
      code: 500057,
      message: expect.stringContaining('orgId'),
    })
  })

  it('the terminal of another pharmacy is refused', async () => {
    const { terminalId } = institutionCalled('惠民药房')
    expect(await pharmacy.query(center.showVoucher('王秀兰').qr, withData({ termId: terminalId }))).toMatchObject({
      code: -2,
      message: expect.stringMatching(/termId.*备案/),
    })
  })
})

describe('a message that breaks a rule is refused with the field and the rule', () => {
  it.each([
    ['orgId', '必填', (message: QueryMessage) => ({ ...message, orgId: '' })],
    ['orgId', '文本', (message: QueryMessage) => ({ ...message, orgId: 7 })],
    ['orgId', '40', (message: QueryMessage) => ({ ...message, orgId: 'x'.repeat(41) })],
    ['transType', '必填', ({ transType: _, ...message }: QueryMessage) => message],
    ['transType', '代码表', (message: QueryMessage) => ({ ...message, transType: 'ec.pay' })],
    ['data', '必填', ({ data: _, ...message }: QueryMessage) => message],
    ['data', '对象', (message: QueryMessage) => ({ ...message, data: 'x' })],
    ['extra', '对象', (message: QueryMessage) => ({ ...message, extra: [] })],
    ['signData', '接口表', (message: QueryMessage) => ({ ...message, signData: 'x' })],
    ['data.orgId', '一致', withData({ orgId: 'P99010100002' })],
    ['data.ecQrCode', '必填', withData({ ecQrCode: null })],
    ['data.ecQrCode', '32', withData({ ecQrCode: '1'.repeat(33) })],
    ['data.businessType', '必填', withData({ businessType: '' })],
    ['data.businessType', '代码表', withData({ businessType: '2121' })],
    ['data.businessType', '业务类型', withData({ businessType: '01301' })],
    ['data.businessType', '业务类型', withData({ businessType: '03131' })],
    ['data.termId', '20 位', withData({ termId: '1'.repeat(19) })],
    ['data.termId', '备案', withData({ termId: '1'.repeat(20) })],
    ['data.termId', '必填', withData({ termId: '' })],
    ['data.termIp', 'IP', withData({ termIp: '收银台' })],
    ['data.termIp', '必填', withData({ termIp: '' })],
    ['data.operatorId', '必填', withData({ operatorId: '' })],
    ['data.operatorId', '20', withData({ operatorId: 'x'.repeat(21) })],
    ['data.operatorName', '必填', withData({ operatorName: '' })],
    ['data.operatorName', '30', withData({ operatorName: '林'.repeat(31) })],
    ['data.officeName', '30', withData({ officeName: '药'.repeat(31) })],
    ['data.more', '接口表', withData({ more: 'x' })],
  ])('%s: %s', async (field, rule, change) => {
    const answer = await pharmacy.query(center.showVoucher('王秀兰').qr, change)
    expect(answer.code).toBe(-2)
    expect(answer.message).toContain(field)
    expect(answer.message).toContain(rule)
    expect(answer).not.toHaveProperty('data')
  })

  it.each([
    ['no JSON', '{', 'application/json'],
    ['a form', '{}', 'application/x-www-form-urlencoded'],
  ])('%s', async (_what, body, contentType) => {
    expect((await pharmacy.post(interfaceTables['ec.query'].path, body, contentType)).body).toMatchObject({
      code: -2,
      message: expect.stringContaining('JSON'),
    })
  })
})
