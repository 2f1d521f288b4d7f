import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dig } from './pharmacy.ts'
import { AMLODIPINE, codeOf, drugNamed, type Json, openShop, refusal, type Shop, saleInput } from './settlementShop.ts'

let shop: Shop
let messages = 0
let serial = 0

beforeAll(async () => {
  const prescription = { department: '心血管内科', lines: [{ drug: AMLODIPINE, quantity: 2 }] } as const
  shop = await openShop(
    [
      { name: '王秀兰', insured: [{ balance: 50_000 }], prescriptions: [prescription, prescription, prescription] },
      { name: '李建国', insured: [{ balance: 50_000 }] },
    ],
    'national',
  )
  for (const hiRxno of shop.prescriptions('王秀兰')) {
    shop.approve(hiRxno)
    const selinfo = [{ medListCodg: drugNamed(AMLODIPINE).code, selRetnCnt: '2' }]
    shop.books.outbounds.add({
      hiRxno,
      institution: shop.shopCode,
      settlement: null,
      content: JSON.stringify({ selinfo }),
      at: shop.now(),
    })
  }
})
afterAll(() => shop.close())

interface Settled {
  readonly msgid: string
  readonly codes: readonly string[]
  readonly data: { readonly psn_no: string; readonly setl_id: string; readonly mdtrt_id: string }
  readonly answer: Json
}

const nextMsgid = (): string => `P9901010000120261121100000${String(++messages).padStart(4, '0')}`

const freshCodes = (): readonly string[] => [codeOf(AMLODIPINE, ++serial), codeOf(AMLODIPINE, ++serial)]

async function settled(hiRxno: string | null = null, name = '王秀兰', codes = freshCodes()): Promise<Settled> {
  const msgid = nextMsgid()
  const personNumber = shop.personNumber(name)
  const token = await shop.pharmacy.tokenOf(name)
  const input = saleInput({
    personNumber,
    token,
    now: shop.now(),
    hiRxno,
    lines: [{ drug: AMLODIPINE, packs: 2, price: 5_000, codes }],
  })
  const answer = await shop.ask('2102A', input, { msgid })
  expect(answer).toMatchObject({ infcode: 0 })
  const info = (field: string): string => String(dig(answer, 'output', 'setlinfo', field))
  return { msgid, codes, answer, data: { psn_no: personNumber, setl_id: info('setl_id'), mdtrt_id: info('mdtrt_id') } }
}

const reversal = (msgid: string, oinfno = '2102A', name = '王秀兰') => ({
  data: { psn_no: shop.personNumber(name), omsgid: msgid, oinfno },
})

async function refused(answer: () => Promise<Json>, code: number, field: string, rule: string): Promise<void> {
  const before = shop.written()
  expect(await answer()).toSatisfy(refusal(code, field, rule))
  expect(shop.written()).toEqual(before)
}

/** Account, year, codes and prescriptions: what a settlement touches. */
const touched = (): object => {
  const tables = shop.books.snapshot()
  const rows = (table: string): readonly unknown[] => tables.get(table) ?? []
  return {
    insurance: rows('insurance'),
    prescription: rows('prescription'),
    claims: rows('trace_claim').map((row) => [dig(row, 'code'), dig(row, 'source'), dig(row, 'sale')]),
    years: rows('accumulation').filter((row) => dig(row, 'fund_paid') !== 0 || dig(row, 'deductible_paid') !== 0),
  }
}

describe('2103', () => {
  it('takes the whole settlement back, with the amounts negative', async () => {
    const before = touched()
    const [hiRxno = ''] = shop.prescriptions('王秀兰')
    const { data, answer, codes } = await settled(hiRxno)
    expect(shop.books.traceCodes.claimsOf(codes[0] ?? '')).toHaveLength(1)
    const msgid = nextMsgid()
    const revoked = await shop.ask('2103', { data }, { msgid })
    expect(validateNode(interfaceTables['2103'].output, revoked.output)).toEqual([])
    expect(revoked).toMatchObject({
      infcode: 0,
      output: {
        setlinfo: {
          medfee_sumamt: '-100.00',
          acct_pay: '-100.00',
          cash_payamt: '0.00',
          fund_pay_sumamt: '0.00',
          act_pay_dedc: '-100.00',
          balc: '500.00',
          medins_setl_id: msgid,
        },
      },
    })
    expect(dig(revoked, 'output', 'setlinfo', 'setl_id')).not.toBe(dig(answer, 'output', 'setlinfo', 'setl_id'))
    expect(touched()).toEqual(before)
  })

  it('does it once', async () => {
    const { data } = await settled()
    expect(await shop.ask('2103', { data })).toMatchObject({ infcode: 0 })
    await refused(() => shop.ask('2103', { data }), 1043, 'data.setl_id', '已撤销')
  })

  it('knows only a settlement of this institution, person, visit and place', async () => {
    const { data } = await settled()
    await refused(() => shop.ask('2103', { data: { ...data, setl_id: '1' } }), 1042, 'data.setl_id', '没有')
    await refused(() => shop.ask('2103', { data }, {}, shop.other), 1042, 'data.setl_id', '没有')
    await refused(() => shop.ask('2103', { data: { ...data, mdtrt_id: '1' } }), 1042, 'data.mdtrt_id', '就诊')
    await refused(
      () => shop.ask('2103', { data: { ...data, psn_no: shop.personNumber('李建国') } }),
      1042,
      'data.psn_no',
      '参保人',
    )
    await refused(() => shop.ask('2103', { data }, { insuplc_admdvs: '990201' }), 1042, 'insuplc_admdvs', '参保地')
  })

  it('does not take a revocation back', async () => {
    const { data } = await settled()
    const revoked = await shop.ask('2103', { data })
    const setl_id = dig(revoked, 'output', 'setlinfo', 'setl_id')
    await refused(() => shop.ask('2103', { data: { ...data, setl_id } }), 1042, 'data.setl_id', '没有')
  })
})

describe('2601', () => {
  it('makes a settlement as if it had never been, as often as it is asked, and answers without a node', async () => {
    const before = touched()
    const { msgid, data } = await settled(shop.prescriptions('王秀兰')[1])
    for (const _time of [1, 2, 3]) {
      const answer = await shop.ask('2601', reversal(msgid))
      expect(answer).toMatchObject({ infcode: 0, err_msg: '' })
      expect('output' in answer).toBe(false)
      expect(touched()).toEqual(before)
    }
    await refused(() => shop.ask('2103', { data }), 1042, 'data.setl_id', '没有')
  })

  it('lets a settlement stand again whose revocation it undoes', async () => {
    const { data } = await settled(shop.prescriptions('王秀兰')[1])
    const standing = touched()
    const msgid = nextMsgid()
    await shop.ask('2103', { data }, { msgid })
    for (const _time of [1, 2]) expect(await shop.ask('2601', reversal(msgid, '2103'))).toMatchObject({ infcode: 0 })
    expect(touched()).toEqual(standing)
    expect(await shop.ask('2103', { data })).toMatchObject({ infcode: 0 })
  })

  it('undoes no settlement that 2103 took back', async () => {
    const { msgid, data } = await settled()
    await shop.ask('2103', { data })
    await refused(() => shop.ask('2601', reversal(msgid)), 1044, 'data.omsgid', '已撤销')
  })

  it('undoes no revocation after which the person settled again', async () => {
    const { data } = await settled()
    const msgid = nextMsgid()
    await shop.ask('2103', { data }, { msgid })
    await settled()
    await refused(() => shop.ask('2601', reversal(msgid, '2103')), 1044, 'data.omsgid', '变化')
  })

  it('undoes no revocation after which its packs were sold to somebody else', async () => {
    const { data, codes } = await settled()
    const msgid = nextMsgid()
    await shop.ask('2103', { data }, { msgid })
    const { msgid: theirs } = await settled(null, '李建国', codes)
    await refused(() => shop.ask('2601', reversal(msgid, '2103')), 1044, 'data.omsgid', '变化')
    await shop.ask('2601', reversal(theirs, '2102A', '李建国'))
    expect(await shop.ask('2601', reversal(msgid, '2103'))).toMatchObject({ infcode: 0 })
  })

  it('undoes no revocation after which the prescription was withdrawn or its goods were taken back', async () => {
    const hiRxno = shop.prescriptions('王秀兰')[2] ?? ''
    const { data } = await settled(hiRxno)
    const msgid = nextMsgid()
    await shop.ask('2103', { data }, { msgid })
    shop.books.outbounds.undo(hiRxno, 1)
    await refused(() => shop.ask('2601', reversal(msgid, '2103')), 1044, 'data.omsgid', '变化')
  })

  it('knows only messages of this institution, interface and person that did something', async () => {
    const { msgid } = await settled()
    await refused(() => shop.ask('2601', reversal(nextMsgid())), 1042, 'data.omsgid', '没有该交易')
    await refused(() => shop.ask('2601', reversal(msgid), {}, shop.other), 1042, 'data.omsgid', '没有该交易')
    await refused(() => shop.ask('2601', reversal(msgid, '2102')), 1042, 'data.omsgid', '没有该交易')
    await refused(() => shop.ask('2601', reversal(msgid, '2102A', '李建国')), 1042, 'data.omsgid', '没有该交易')
    await refused(() => shop.ask('2601', reversal(msgid, '9001')), 1003, 'data.oinfno', '代码表')
  })

  it('calls an unknown message well undone where the switch says so', async () => {
    shop.center.change({ unknownReversal: 'accept' })
    const before = shop.written()
    expect(await shop.ask('2601', reversal(nextMsgid()))).toMatchObject({ infcode: 0 })
    expect(shop.written()).toEqual(before)
    shop.center.change({ unknownReversal: 'refuse' })
  })
})

describe('a message that 2601 was told of before it came', () => {
  it.each(['refuse', 'accept'] as const)('is refused as repeated: %s', async (unknownReversal) => {
    shop.center.change({ unknownReversal })
    const msgid = nextMsgid()
    await shop.ask('2601', reversal(msgid))
    shop.center.change({ unknownReversal: 'refuse' })
    const token = await shop.pharmacy.tokenOf('王秀兰')
    const lines = [{ drug: AMLODIPINE, packs: 2, price: 5_000, codes: freshCodes() }]
    const input = saleInput({ personNumber: shop.personNumber('王秀兰'), token, now: shop.now(), lines })
    await refused(() => shop.ask('2102A', input, { msgid }), 1009, 'msgid', '重复')
  })

  it('is not, where another institution told of it', async () => {
    const msgid = nextMsgid()
    await shop.ask('2601', reversal(msgid), {}, shop.other)
    expect(await shop.ask('35081', { data: { fixmedins_code: shop.shopCode, medins_list_codg: 'X' } }, { msgid })).toMatchObject({
      infcode: 0,
    })
  })
})

describe('5203', () => {
  it('tells a settlement as it was made, without its lines', async () => {
    const { data, answer } = await settled()
    const asked = await shop.ask('5203', { data })
    expect(validateNode(interfaceTables['5203'].output, asked.output)).toEqual([])
    expect(dig(asked, 'output', 'setlinfo')).toEqual(dig(answer, 'output', 'setlinfo'))
  })

  it('refuses one that was taken back, one that never was, and one of others', async () => {
    const { data } = await settled()
    await refused(() => shop.ask('5203', { data }, {}, shop.other), 1042, 'data.setl_id', '没有')
    await shop.ask('2103', { data })
    await refused(() => shop.ask('5203', { data }), 1043, 'data.setl_id', '已撤销')
    const reversed = await settled()
    await shop.ask('2601', reversal(reversed.msgid))
    await refused(() => shop.ask('5203', { data: reversed.data }), 1042, 'data.setl_id', '没有')
  })
})

describe('9002', () => {
  const signOut = (sign_no: string, opter_no = '0001') => ({ signOut: { sign_no, opter_no } })

  it('ends the sign-in', async () => {
    const sign_no = await shop.pharmacy.signIn()
    const answer = await shop.ask('9002', signOut(sign_no), { sign_no })
    expect(answer).toMatchObject({ infcode: 0 })
    expect(validateNode(interfaceTables['9002'].output, answer.output)).toEqual([])
    expect(await shop.ask('9002', signOut(sign_no), { sign_no })).toSatisfy(refusal(1004, 'sign_no', '不存在'))
  })

  it('ends nobody else’s', async () => {
    const theirs = await shop.other.signIn()
    expect(await shop.ask('9002', signOut(theirs))).toSatisfy(refusal(1004, 'signOut.sign_no', '本机构'))
    expect(await shop.ask('9002', signOut(await shop.pharmacy.signIn({ opter: '0002' })))).toSatisfy(
      refusal(1004, 'signOut.sign_no', '经办人'),
    )
    expect(await shop.ask('9002', signOut('X', '0002'))).toSatisfy(refusal(1003, 'signOut.opter_no', '一致'))
  })
})
