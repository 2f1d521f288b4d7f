import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { HERB, type Json, openShop, type Shop, saleInput } from './settlementShop.ts'

const MINUTE_MS = 60_000
let shop: Shop
let numbers = 0

beforeAll(async () => {
  shop = await openShop([{ name: '王秀兰', insured: [{ balance: 500 }] }, { name: '李建国' }], 'national')
})
afterAll(() => shop.close())

/** A settlement whose own part is the price less what the account still holds. */
async function settled(price: number, useAccount: '0' | '1' = '0') {
  const personNumber = shop.personNumber('王秀兰')
  const token = await shop.pharmacy.tokenOf('王秀兰')
  const lines = [{ drug: HERB, packs: 1, price }]
  const info = { acct_used_flag: useAccount }
  const { drug_trac_info: _none, ...input } = saleInput({ personNumber, token, now: shop.now(), lines, info })
  const answer = await shop.ask('2102', input)
  const of = (name: string): string => String(dig(answer, 'output', 'setlinfo', name))
  return {
    setlId: of('setl_id'),
    own: of('psn_cash_pay'),
    data: { psn_no: personNumber, setl_id: of('setl_id'), mdtrt_id: of('mdtrt_id') },
  }
}

const next = (): string => `N${++numbers}`
const order = (setlId: string, ownPayAmt: string, medOrgOrd = next()): Promise<Json> =>
  shop.pharmacy.prescription('pay.order', { medOrgOrd, setlId, ownPayAmt })
const query = (payOrdId: string): Promise<Json> => shop.pharmacy.prescription('pay.query', { payOrdId })
const refund = (payOrdId: string, cashRefdAmt: string, appRefdSn = next()): Promise<Json> =>
  shop.pharmacy.prescription('pay.refund', { payOrdId, appRefdSn, cashRefdAmt })
const idOf = (answer: Json): string => String(dig(answer, 'data', 'payOrdId'))

async function admin(path: string, body: object): Promise<{ readonly status: number; readonly answer: unknown }> {
  const { adminUrl, adminToken } = shop.center
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  const response = await fetch(`${adminUrl}/payment/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, answer: await response.json() }
}
const pay = (payOrdId: string, person = '王秀兰') => admin('pay', { person, payOrdId })

async function refused(ask: () => Promise<Json>, code: number, ...words: readonly string[]): Promise<void> {
  const before = shop.written()
  const answer = await ask()
  expect(answer).toMatchObject({ code, verified: true })
  for (const word of words) expect(String(answer.message)).toContain(word)
  expect(shop.written()).toEqual(before)
}

describe('an order of the payment center', () => {
  it('is for the own part of a standing settlement, to the fen, and for nothing else', async () => {
    const { setlId, own, data } = await settled(1_001)
    expect(own).toBe('10.01')
    await refused(() => order(setlId, '10.00'), 700402, 'ownPayAmt')
    await refused(() => order('S1', own), 700401, 'setlId')
    await refused(() => shop.other.prescription('pay.order', { medOrgOrd: 'X', setlId, ownPayAmt: own }), 700401, 'setlId')
    const paidByAccount = await settled(500, '1')
    await refused(() => order(paidByAccount.setlId, '0.00'), 700402, 'setlId')
    await shop.ask('2103', { data })
    await refused(() => order(setlId, own), 700401, '已撤销')
  })

  it('has a number of its own, and a settlement has one order at a time', async () => {
    const { setlId, own } = await settled(2_000)
    const medOrgOrd = next()
    const placed = await order(setlId, own, medOrgOrd)
    expect(placed).toMatchObject({ code: 0, data: { medOrgOrd, setlId, ownPayAmt: own, ordStas: '1', refdAmt: '0.00' } })
    await refused(() => order(setlId, own, medOrgOrd), 700403, 'medOrgOrd')
    await refused(() => order(setlId, own), 700404, 'setlId')
    expect(await pay(idOf(placed))).toEqual({ status: 200, answer: {} })
    await refused(() => order(setlId, own), 700404, 'setlId')
    expect(await shop.pharmacy.prescription('pay.query', { medOrgOrd })).toMatchObject({
      data: { payOrdId: idOf(placed), ordStas: '2' },
    })
    await refused(() => shop.pharmacy.prescription('pay.query', { medOrgOrd: 'X', payOrdId: idOf(placed) }), 700405)
  })

  it('is paid once, by its patient, in time', async () => {
    const { setlId, own } = await settled(3_000)
    const payOrdId = idOf(await order(setlId, own))
    expect(await pay(payOrdId, '李建国')).toMatchObject({ status: 404 })
    expect(await pay('N0')).toMatchObject({ status: 404 })
    expect(await admin('orders', { person: '王秀兰' })).toMatchObject({
      status: 200,
      answer: expect.arrayContaining([expect.objectContaining({ payOrdId, amount: 3_000, state: '1' })]),
    })
    expect(await pay(payOrdId)).toMatchObject({ status: 200 })
    expect(await pay(payOrdId)).toEqual({ status: 404, answer: { error: 'the order is paid' } })
  })

  it('closes when nobody pays, and makes room for another', async () => {
    const { setlId, own } = await settled(4_000)
    const payOrdId = idOf(await order(setlId, own))
    shop.center.clock.advance(30 * MINUTE_MS)
    expect(await query(payOrdId)).toMatchObject({ data: { ordStas: '3' } })
    expect(await pay(payOrdId)).toEqual({ status: 404, answer: { error: 'the order is closed' } })
    expect(await order(setlId, own)).toMatchObject({ code: 0 })
  })

  it('is not paid when its settlement was taken back meanwhile', async () => {
    const { setlId, own, data } = await settled(700)
    const payOrdId = idOf(await order(setlId, own))
    await shop.ask('2103', { data })
    expect(await pay(payOrdId)).toMatchObject({ status: 404, answer: { error: 'the order is closed' } })
  })
})

describe('a refund of the payment center', () => {
  it('goes back in parts, to the fen, and never beyond what was paid', async () => {
    const { setlId, own } = await settled(1_000)
    const payOrdId = idOf(await order(setlId, own))
    await refused(() => refund(payOrdId, '1.00'), 700408, 'payOrdId')
    await pay(payOrdId)
    await refused(() => refund(payOrdId, '10.01'), 700407, 'cashRefdAmt')
    await refused(() => refund(payOrdId, '0.00'), -2, 'cashRefdAmt')
    await refused(() => refund(payOrdId, '-1.00'), -2, 'cashRefdAmt')
    await refused(() => refund('N0', '1.00'), 700405, 'payOrdId')
    expect(await refund(payOrdId, '3.33')).toMatchObject({ code: 0, data: { cashRefdAmt: '3.33', refdStas: '1' } })
    expect(await query(payOrdId)).toMatchObject({ data: { ordStas: '4', refdAmt: '3.33' } })
    await refused(() => refund(payOrdId, '6.68'), 700407, 'cashRefdAmt')
    expect(await refund(payOrdId, '6.67')).toMatchObject({ code: 0 })
    expect(await query(payOrdId)).toMatchObject({ data: { ordStas: '5', refdAmt: '10.00' } })
    await refused(() => refund(payOrdId, '0.01'), 700407, 'cashRefdAmt')
    expect(await order(setlId, own)).toMatchObject({ code: 0 })
  })

  it('is made once under its number, and answered again as before', async () => {
    const { setlId, own } = await settled(1_000)
    const payOrdId = idOf(await order(setlId, own))
    await pay(payOrdId)
    const appRefdSn = next()
    const made = await refund(payOrdId, '4.00', appRefdSn)
    shop.center.clock.advance(1_000)
    expect(dig(await refund(payOrdId, '4.00', appRefdSn), 'data')).toEqual(made.data)
    expect(dig(await shop.pharmacy.prescription('pay.refundQuery', { appRefdSn }), 'data')).toEqual(made.data)
    expect(await query(payOrdId)).toMatchObject({ data: { refdAmt: '4.00' } })
    await refused(() => refund(payOrdId, '5.00', appRefdSn), 700406, 'appRefdSn')
    await refused(() => shop.other.prescription('pay.refundQuery', { appRefdSn }), 700409, 'appRefdSn')
  })
})
