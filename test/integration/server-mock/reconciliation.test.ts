import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dig } from './pharmacy.ts'
import { balanced, createReconciler, type Line, type Reconciler, textOf, verdict } from './reconciler.ts'
import { HERB, type Json, openShop, refusal, type Shop, saleInput } from './settlementShop.ts'
import { zipped } from './zipped.ts'

const DAY_MS = 86_400_000
let shop: Shop
let reconciler: Reconciler
let messages = 0

beforeAll(async () => {
  shop = await openShop(
    [
      { name: '王秀兰', insured: [{ balance: 5_000 }] },
      { name: '李建国', insured: [{ type: '390' }] },
    ],
    'national',
  )
  reconciler = createReconciler(shop.ask, shop.shopCode, '2026-11-20')
})
afterAll(() => shop.close())

const nextMsgid = (): string => `P9901010000120261121100000${String(++messages).padStart(4, '0')}`

const lineOf = (answer: Json, psn_no: string, refd_setl_flag: '0' | '1'): Line => {
  const info = (name: string): string => String(dig(answer, 'output', 'setlinfo', name))
  const amounts = { medfee_sumamt: info('medfee_sumamt'), fund_pay_sumamt: info('fund_pay_sumamt'), acct_pay: info('acct_pay') }
  return { setl_id: info('setl_id'), mdtrt_id: info('mdtrt_id'), psn_no, ...amounts, refd_setl_flag }
}

async function sell(price: number, name = '王秀兰', insutype = '310'): Promise<Line & { readonly msgid: string }> {
  const msgid = nextMsgid()
  const personNumber = shop.personNumber(name)
  const token = await shop.pharmacy.tokenOf(name)
  const lines = [{ drug: HERB, packs: 1, price }]
  const { drug_trac_info: _none, ...input } = saleInput({ personNumber, token, now: shop.now(), lines, info: { insutype } })
  const answer = await shop.ask('2102', input, { msgid })
  expect(answer).toMatchObject({ infcode: 0 })
  return { ...lineOf(answer, personNumber, '0'), msgid }
}

async function takeBack({ psn_no, setl_id, mdtrt_id }: Line): Promise<Line> {
  const answer = await shop.ask('2103', { data: { psn_no, setl_id, mdtrt_id } })
  expect(answer).toMatchObject({ infcode: 0 })
  return lineOf(answer, psn_no, '1')
}

describe('the books of a day with a sale, one taken back, one undone, and one of a resident', () => {
  const books: Line[] = []
  let undone: Line & { readonly msgid: string }

  beforeAll(async () => {
    const first = await sell(1_250)
    const second = await sell(3_000)
    books.push(first, second, await takeBack(second), await sell(2_499))
    undone = await sell(100)
    const { psn_no, msgid } = undone
    expect(await shop.ask('2601', { data: { psn_no, omsgid: msgid, oinfno: '2102' } })).toMatchObject({ infcode: 0 })
    await sell(700, '李建国', '390')
  })

  it('balance: what 2103 took back stands twice, once with a minus; what 2601 undid never was', async () => {
    expect(await reconciler.totals(books)).toMatchObject(balanced)
    expect(await reconciler.totals([...books, undone])).toMatchObject(
      verdict('000001', '机构比中心：结算笔数多 1 笔，医疗费总额多 1.00 元，个人账户支付多 1.00 元'),
    )
  })

  it('balance by themselves: settlements, refunds, another insurance type', async () => {
    const flag = (value: '0' | '1'): readonly Line[] => books.filter(({ refd_setl_flag }) => refd_setl_flag === value)
    expect(await reconciler.totals(flag('0'), { refd_setl_flag: '0' })).toMatchObject(balanced)
    expect(await reconciler.totals(flag('1'), { refd_setl_flag: '1' })).toMatchObject(balanced)
    expect(await reconciler.totals(flag('0'), { refd_setl_flag: '1' })).toMatchObject({
      output: { stmtinfo: { stmt_rslt: '000001' } },
    })
    expect(await reconciler.totals([], { insutype: '390' })).toMatchObject(
      verdict('000002', expect.stringContaining('笔数少 1 笔')),
    )
  })

  it('tell a settlement too few and amounts that differ', async () => {
    expect(await reconciler.totals(books.slice(1))).toMatchObject(
      verdict('000002', '机构比中心：结算笔数少 1 笔，医疗费总额少 12.50 元，个人账户支付少 12.50 元'),
    )
    expect(await reconciler.totals(books, { fund_pay_sumamt: '0.01' })).toMatchObject(
      verdict('000003', '机构比中心：基金支付总额多 0.01 元'),
    )
  })

  it.each([
    ['another office', { setl_optins: '990201' }],
    ['another kind of clearing', { clr_type: '11' }],
    ['another day', { stmt_begndate: '2026-11-19', stmt_enddate: '2026-11-19' }],
  ])('are not those of %s', async (_what, change) => {
    expect(await reconciler.totals([], change)).toMatchObject(balanced)
    expect(await reconciler.totals(books, change)).toMatchObject({ output: { stmtinfo: { stmt_rslt: '000001' } } })
  })

  it('are told line by line: equal, only here, only there, of another amount, twice', async () => {
    const [first, second, refund, last] = books
    if (first === undefined || second === undefined || refund === undefined || last === undefined) throw new Error('no books')
    const resident = expect.arrayContaining(['000002', '机构未报此结算', '7.00'])
    expect(await reconciler.details(books)).toEqual([
      ...books.map(({ setl_id, medfee_sumamt }) => [setl_id, '000000', '', medfee_sumamt]),
      resident,
    ])
    const changed = { ...last, acct_pay: '0.01' }
    const foreign = { ...last, setl_id: 'S1' }
    expect(await reconciler.details([first, refund, changed, foreign, first])).toEqual([
      [first.setl_id, '000000', '', '12.50'],
      [refund.setl_id, '000000', '', '-30.00'],
      [last.setl_id, '000003', 'acct_pay 与中心不符', '24.99'],
      ['S1', '000001', '中心无此结算', '0.00'],
      [first.setl_id, '000001', '文件内重复', '0.00'],
      [second.setl_id, '000002', '机构未报此结算', '30.00'],
      resident,
    ])
    expect(
      await reconciler.details([{ ...first, mdtrt_id: 'M1', psn_no: '1', refd_setl_flag: '1' }], { refd_setl_flag: '0' }),
    ).toEqual(expect.arrayContaining([[first.setl_id, '000003', 'mdtrt_id、psn_no、refd_setl_flag 与中心不符', '12.50']]))
  })

  it('are told from an empty file, which has none of them', async () => {
    expect((await reconciler.details([])).map(([, result]) => result)).toEqual(
      Array.from({ length: books.length + 1 }, () => '000002'),
    )
  })

  it('have refunds without a minus, and never beside settlements, where the switch says so', async () => {
    shop.center.change({ revocationAmounts: 'positive' })
    const plain = books.map((line) => ({
      ...line,
      medfee_sumamt: line.medfee_sumamt.replace('-', ''),
      acct_pay: line.acct_pay.replace('-', ''),
    }))
    const settlements = plain.filter(({ refd_setl_flag }) => refd_setl_flag === '0')
    const refunds = plain.filter(({ refd_setl_flag }) => refd_setl_flag === '1')
    expect(await reconciler.totals(settlements)).toMatchObject(balanced)
    expect(await reconciler.totals(refunds, { refd_setl_flag: '1' })).toMatchObject(balanced)
    expect(await reconciler.details(refunds, { refd_setl_flag: '1' })).toEqual([[refunds[0]?.setl_id, '000000', '', '30.00']])
    shop.center.change({ revocationAmounts: 'negative' })
  })
})

describe('3201, 3202, 9101 and 9102', () => {
  const none: readonly Line[] = []
  async function refused(infno: string, input: object, code: number, ...words: readonly string[]): Promise<void> {
    const before = shop.written()
    expect(await shop.ask(infno, input)).toSatisfy(refusal(code, ...words))
    expect(shop.written()).toEqual(before)
  }

  it('refuse days that run backwards', async () => {
    expect(await reconciler.totals(none, { stmt_begndate: '2026-11-21' })).toSatisfy(
      refusal(1003, 'data.stmt_enddate', '不得早于'),
    )
    const input = reconciler.detailsOf(none, 'F', { stmt_begndate: '2026-11-21' })
    await refused('3202', input, 1003, 'data.stmt_enddate', '不得早于')
  })

  it.each([
    ['text that is no Base64', '对账', 1003, 'fsUploadIn.in'],
    ['Base64 with a line break', `${zipped('a', '')}\n`, 1003, 'fsUploadIn.in'],
  ])('refuse %s', (_what, content, code, field) =>
    refused('9101', { fsUploadIn: { in: content, filename: 'a.zip', fixmedins_code: shop.shopCode } }, code, field),
  )

  it.each([
    ['no ZIP', Buffer.from('a').toString('base64'), '未加密的 ZIP'],
    ['a line with a column too few', zipped('a', '1\t2\t3\t4.00\t5.00\t6.00\n'), '第 1 行须有 7 列'],
    [
      'a line of titles',
      zipped('a', 'setl_id\tmdtrt_id\tpsn_no\tmedfee_sumamt\tfund_pay_sumamt\tacct_pay\trefd_setl_flag\n'),
      'medfee_sumamt',
    ],
    ['an amount of three places', zipped('a', '1\t2\t3\t4.000\t5.00\t6.00\t0'), 'medfee_sumamt'],
    ['a line without its settlement', zipped('a', '\t2\t3\t4.00\t5.00\t6.00\t0'), 'setl_id'],
    ['an unknown flag', zipped('a', '1\t2\t3\t4.00\t5.00\t6.00\t2'), 'refd_setl_flag'],
    ['a byte order mark', zipped('a', '\uFEFF1\t2\t3\t4.00\t5.00\t6.00\t0'), 'UTF-8'],
  ])('refuse a file with %s', async (_what, content, rule) => {
    const file = await reconciler.upload(content)
    await refused('3202', reconciler.detailsOf(none, file), 1062, 'data.file_qury_no', rule)
  })

  it('refuse a message that says other sums than its file', async () => {
    const line = await sell(5_00)
    const file = await reconciler.upload(zipped('a', textOf([line])))
    for (const name of ['medfee_sumamt', 'fund_pay_sumamt', 'cash_payamt']) {
      await refused('3202', reconciler.detailsOf([line], file, { [name]: '1.23' }), 1041, `data.${name}`)
    }
    await refused('3202', reconciler.detailsOf([line], file, { fixmedins_setl_cnt: '2' }), 1041, 'data.fixmedins_setl_cnt')
  })

  it('refuse a file of somebody else, a result for an upload, a wrong name, and a file that ran out', async () => {
    const file = await reconciler.upload(zipped('a', ''))
    expect(await shop.ask('3202', reconciler.detailsOf(none, file), {}, shop.other)).toSatisfy(refusal(1061, 'data.file_qury_no'))
    const named = (filename: string) => ({ fsDownloadIn: { file_qury_no: file, filename, fixmedins_code: shop.shopCode } })
    await refused('9102', named('b.zip'), 1061, 'fsDownloadIn.filename')
    expect(await shop.ask('9102', named('对账.zip'))).toMatchObject({ infcode: 0 })

    const now = shop.now()
    shop.center.clock.set(now + 7 * DAY_MS)
    const sign_no = await shop.pharmacy.signIn()
    expect(await shop.ask('9102', named('对账.zip'), { sign_no })).toSatisfy(refusal(1061, '截止时间'))
    expect(await shop.ask('3202', reconciler.detailsOf(none, file), { sign_no })).toSatisfy(refusal(1061, '截止时间'))
    shop.center.clock.set(now)
  })
})
