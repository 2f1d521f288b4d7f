import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AdminClient, createAdminClient } from '../../../server-mock/admin/client.ts'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { type CallbackReceiver, openCallbackReceiver } from './callbackReceiver.ts'
import { dig } from './pharmacy.ts'
import { HERB, type Json, openShop, type Shop, saleInput } from './settlementShop.ts'

const MINUTE_MS = 60_000
let shop: Shop
let admin: AdminClient
let numbers = 0

beforeAll(async () => {
  shop = await openShop([{ name: '王秀兰', insured: [{ balance: 500 }] }, { name: '李建国' }], 'national')
  admin = createAdminClient(shop.center.adminUrl, shop.center.adminToken)
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

const pay = (payOrdId: string, person = '王秀兰') => admin.pay({ person, payOrdId })

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
    await pay(idOf(placed))
    await refused(() => order(setlId, own), 700404, 'setlId')
    expect(await shop.pharmacy.prescription('pay.query', { medOrgOrd })).toMatchObject({
      data: { payOrdId: idOf(placed), ordStas: '2' },
    })
    await refused(() => shop.pharmacy.prescription('pay.query', { medOrgOrd: 'X', payOrdId: idOf(placed) }), 700405)
  })

  it('is paid once, by its patient, in time', async () => {
    const { setlId, own } = await settled(3_000)
    const payOrdId = idOf(await order(setlId, own))
    await expect(pay(payOrdId, '李建国')).rejects.toMatchObject({ status: 404 })
    await expect(pay('N0')).rejects.toMatchObject({ status: 404 })
    await expect(pay(payOrdId, '无此人')).rejects.toMatchObject({ status: 404 })
    expect(await admin.paymentOrders('王秀兰')).toContainEqual(expect.objectContaining({ payOrdId, amount: 3_000, state: '1' }))
    await pay(payOrdId)
    await expect(pay(payOrdId)).rejects.toMatchObject({ status: 404, reason: '订单已支付' })
    expect(await admin.paymentOrders('王秀兰')).toContainEqual(expect.objectContaining({ payOrdId, amount: 3_000, state: '2' }))
  })

  it('closes when nobody pays, and makes room for another', async () => {
    const { setlId, own } = await settled(4_000)
    const payOrdId = idOf(await order(setlId, own))
    shop.center.clock.advance(30 * MINUTE_MS)
    expect(await query(payOrdId)).toMatchObject({ data: { ordStas: '3' } })
    await expect(pay(payOrdId)).rejects.toMatchObject({ status: 404, reason: expect.stringContaining('订单已关闭') })
    expect(await order(setlId, own)).toMatchObject({ code: 0 })
  })

  it('is not paid when its settlement was taken back meanwhile', async () => {
    const { setlId, own, data } = await settled(700)
    const payOrdId = idOf(await order(setlId, own))
    await shop.ask('2103', { data })
    await expect(admin.paymentOrders('王秀兰')).resolves.toContainEqual(expect.objectContaining({ payOrdId, state: '3' }))
    await expect(pay(payOrdId)).rejects.toMatchObject({ status: 404, reason: expect.stringContaining('订单已关闭') })
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

describe('whoever placed an order', () => {
  let merchant: CallbackReceiver
  beforeEach(async () => {
    merchant = await openCallbackReceiver()
    await admin.setPaymentCallback({ institution: shop.shopCode, url: merchant.url })
  })
  afterEach(async () => {
    await admin.setPaymentCallback({ institution: shop.shopCode, url: null })
    await merchant.close()
  })

  /** What came in, opened with the shop's keys; its signature must be the platform's. */
  function told(): readonly Json[] {
    return merchant.received.map((body) => {
      const { verified, data } = shop.pharmacy.open({ ...body })
      expect(verified).toBe(true)
      expect(validateNode(interfaceTables['pay.notify'].input, data)).toEqual([])
      return Object(data)
    })
  }
  const tries = async (payOrdId: string): Promise<readonly unknown[]> =>
    (await admin.requests())
      .filter((each) => each.interface === 'pay.notify' && dig(each.request, 'payOrdId') === payOrdId)
      .map(({ accepted, reason, client, channel }) => ({ accepted, reason, client, channel }))

  it('is told once that it is paid, and once of each refund; nothing while it is unpaid', async () => {
    const { setlId, own } = await settled(1_000)
    const medOrgOrd = next()
    const payOrdId = idOf(await order(setlId, own, medOrgOrd))
    await query(payOrdId)
    await expect(pay(payOrdId, '李建国')).rejects.toMatchObject({ status: 404 })
    await pay(payOrdId)
    await merchant.arrivals(1)
    await expect(pay(payOrdId)).rejects.toMatchObject({ status: 404 })
    await refund(payOrdId, '4.00', 'R1')
    await refund(payOrdId, '4.00', 'R1')
    await refund(payOrdId, '7.00', 'R2')
    await refund(payOrdId, '6.00', 'R3')
    await merchant.arrivals(3)
    await expect.poll(() => tries(payOrdId)).toHaveLength(3)
    const same = { payOrdId, medOrgOrd, setlId, ownPayAmt: '10.00' }
    expect(told()).toMatchObject([
      { ...same, ntfyType: '1', ordStas: '2', refdAmt: '0.00', payTime: expect.any(String) },
      { ...same, ntfyType: '2', ordStas: '4', refdAmt: '4.00', appRefdSn: 'R1', cashRefdAmt: '4.00' },
      { ...same, ntfyType: '2', ordStas: '5', refdAmt: '10.00', appRefdSn: 'R3', cashRefdAmt: '6.00' },
    ])
    expect(told()[0]).not.toHaveProperty('appRefdSn')
  })

  it('is told again what it did not take, the same words, and no more once it took them', async () => {
    merchant.answer('{"code":"1","message":"忙"}', 'not JSON')
    const { setlId, own } = await settled(1_000)
    const payOrdId = idOf(await order(setlId, own))
    await pay(payOrdId)
    await merchant.arrivals(3)
    await expect.poll(() => tries(payOrdId)).toHaveLength(3)
    const of = { client: shop.shopCode, channel: 'E' }
    expect(await tries(payOrdId)).toEqual([
      { ...of, accepted: false, reason: '机构未受理' },
      { ...of, accepted: false, reason: '机构未受理' },
      { ...of, accepted: true, reason: '' },
    ])
    const [first, second, third] = told()
    expect([second, third]).toEqual([first, first])
    await refund(payOrdId, own)
    await merchant.arrivals(4)
    expect(told().at(-1)).toMatchObject({ ntfyType: '2' })
  })

  it('is an institution with an address on this machine', async () => {
    const institution = shop.shopCode
    for (const url of ['http://example.org/notify', 'https://127.0.0.1/notify'])
      await expect(admin.setPaymentCallback({ institution, url })).rejects.toMatchObject({
        reason: 'only an http address of this machine is called',
      })
    await expect(admin.setPaymentCallback({ institution: 'P1', url: merchant.url })).rejects.toMatchObject({
      reason: 'there is no such institution',
    })
    await admin.setPaymentCallback({ institution, url: null })
    const { setlId, own } = await settled(1_000)
    const payOrdId = idOf(await order(setlId, own))
    await pay(payOrdId)
    await admin.setPaymentCallback({ institution, url: merchant.url })
    await refund(payOrdId, own)
    await merchant.arrivals(1)
    expect(told()).toMatchObject([{ ntfyType: '2', payOrdId }])
  })
})
