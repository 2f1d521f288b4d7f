import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dig } from './pharmacy.ts'
import { box, type Counter, DUAL, FREE, fresh, freshBoxes, LIMITED, openCounter, UNCOVERED } from './settlementCounter.ts'
import { AMLODIPINE, drugNamed, goodsInput, HERB, type Json, type LineOfSale, type Node } from './settlementShop.ts'

const fen = (answer: Json, name: string): number => Math.round(Number(dig(answer, 'output', 'setlinfo', name)) * 100)

describe('settlement where no upload comes first but 7207 (national)', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter('national')
  })
  afterAll(() => counter.shop.close())

  /** as if 7207 had been uploaded */
  function leave(hiRxno: string, lines: readonly LineOfSale[], institution = counter.shop.shopCode): void {
    const selinfo = lines.map(({ drug, packs }) => ({ medListCodg: drugNamed(drug).code, selRetnCnt: String(packs) }))
    counter.shop.books.outbounds.add({
      hiRxno,
      institution,
      settlement: null,
      content: JSON.stringify({ selinfo }),
      at: counter.shop.now(),
    })
  }

  it('tells the figures without changing anything, then settles by the same figures', async () => {
    const { shop } = counter
    const hiRxno = counter.rx(0)
    const lines = [freshBoxes(2)]
    const input = await counter.sale({ lines, hiRxno })
    const before = shop.written()
    const asked = await shop.ask('2101A', input)
    expect(asked).toMatchObject({
      infcode: 0,
      output: {
        setlinfo: {
          medfee_sumamt: '500.00',
          act_pay_dedc: '300.00',
          fund_pay_sumamt: '120.00',
          acct_pay: '100.00',
          psn_cash_pay: '280.00',
        },
      },
    })
    expect(dig(asked, 'output', 'setlinfo', 'setl_id')).toBeUndefined()
    expect(validateNode(interfaceTables['2101A'].output, asked.output)).toEqual([])
    expect(shop.written()).toEqual(before)

    leave(hiRxno, lines)
    const settled = await shop.ask('2102A', input, { msgid: 'P99010100001202611211000008888' })
    expect(validateNode(interfaceTables['2102A'].output, settled.output)).toEqual([])
    expect(dig(settled, 'output', 'setlinfo', 'medins_setl_id')).toBe('P99010100001202611211000008888')
    for (const name of ['medfee_sumamt', 'fund_pay_sumamt', 'psn_part_amt', 'acct_pay', 'psn_cash_pay', 'balc']) {
      expect(dig(settled, 'output', 'setlinfo', name)).toBe(dig(asked, 'output', 'setlinfo', name))
    }
    expect(fen(settled, 'medfee_sumamt')).toBe(fen(settled, 'fund_pay_sumamt') + fen(settled, 'psn_part_amt'))
    expect(fen(settled, 'psn_part_amt')).toBe(fen(settled, 'acct_pay') + fen(settled, 'psn_cash_pay'))
    expect(shop.books.prescriptions.find(hiRxno)?.usedBy).toBe(dig(settled, 'output', 'setlinfo', 'setl_id'))
    expect(shop.books.registry.insurancesOf(shop.books.prescriptions.find(hiRxno)?.person ?? '')[0]?.balance).toBe(0)
    await counter.refused('2102A', await counter.sale({ lines, hiRxno }), 1022, 'drugdetail.rxno', '使用')
  })

  it('goes on in the year: the next settlement has no deductible left', async () => {
    const lines: readonly LineOfSale[] = [{ drug: DUAL, packs: 1, price: 100_000, codes: [fresh(DUAL)] }]
    const dual = await counter.shop.ask('2101A', await counter.sale({ lines, hiRxno: counter.rx(1) }))
    expect(dual).toMatchObject({
      infcode: 0,
      output: { setlinfo: { preselfpay_amt: '200.00', act_pay_dedc: '0.00', fund_pay_sumamt: '640.00' } },
    })
    const pooled = await counter.shop.ask('2101A', await counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(FREE) }))
    expect(pooled).toMatchObject({ infcode: 0, output: { setlinfo: { act_pay_dedc: '0.00', fund_pay_sumamt: '300.00' } } })
  })

  it('settles a chronic disease by its own plan', async () => {
    const info = { med_type: '140104', dise_codg: 'M03900', dise_name: '高血压' }
    const input = await counter.sale({ lines: [freshBoxes(1)], hiRxno: counter.rx(2), info })
    expect(await counter.shop.ask('2101A', input)).toMatchObject({
      infcode: 0,
      output: { setlinfo: { act_pay_dedc: '200.00', fund_pay_sumamt: '42.50' } },
    })
  })

  it('pays a prescription of another kind, and a sale without one, from account and purse alone', async () => {
    for (const hiRxno of [counter.rx(9), undefined]) {
      const input = await counter.sale({ lines: [freshBoxes(2)], ...(hiRxno === undefined ? {} : { hiRxno }) })
      expect(await counter.shop.ask('2101A', input)).toMatchObject({
        infcode: 0,
        output: { setlinfo: { fund_pay_sumamt: '0.00', psn_part_amt: '500.00' }, setldetail: [] },
      })
    }
  })

  it('leaves an uncovered drug of a sale without prescription to the person', async () => {
    const lines = [{ drug: UNCOVERED, packs: 1, price: 9_900, codes: [fresh(UNCOVERED)] }]
    expect(await counter.shop.ask('2101A', await counter.sale({ lines }))).toMatchObject({
      infcode: 0,
      output: { setlinfo: { fulamt_ownpay_amt: '99.00' }, detlcutinfo: [{ fulamt_ownpay_amt: '99.00', chrgitm_lv: '03' }] },
    })
  })

  it('shows what exceeds a price limit', async () => {
    const lines = [{ drug: LIMITED, packs: 2, price: 20_000, codes: [fresh(LIMITED), fresh(LIMITED)] }]
    expect(await counter.shop.ask('2101A', await counter.sale({ lines }))).toMatchObject({
      output: {
        setlinfo: { overlmt_selfpay: '40.00' },
        detlcutinfo: [{ overlmt_amt: '40.00', preselfpay_amt: '36.00', inscp_scp_amt: '324.00' }],
      },
    })
  })

  it('does not ask 2101A for goods that left, nor for codes that nobody scanned yet', async () => {
    const input = { ...(await counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(FREE) })), drug_trac_info: [] }
    expect(await counter.shop.ask('2101A', input)).toMatchObject({ infcode: 0 })
  })

  it('refuses goods that did not leave, left elsewhere, or left otherwise', async () => {
    const hiRxno = counter.rx(FREE)
    const lines = [freshBoxes(2)]
    const input = await counter.sale({ lines, hiRxno })
    await counter.refused('2102A', input, 1029, 'drugdetail.rxno', '7207')
    leave(hiRxno, lines, 'P99010100002')
    await counter.refused('2102A', input, 1029, 'drugdetail.rxno', '7207')
    counter.shop.books.outbounds.undo(hiRxno, 1)
    leave(hiRxno, [{ ...freshBoxes(2), packs: 1 }])
    await counter.refused('2102A', input, 1029, 'drugdetail.cnt', '7207')
    counter.shop.books.outbounds.undo(hiRxno, 2)
    leave(hiRxno, [...lines, { drug: '缬沙坦胶囊', packs: 1, price: 1 }])
    await counter.refused('2102A', input, 1029, 'drugdetail.cnt', '7207')
    counter.shop.books.outbounds.undo(hiRxno, 3)
  })

  it('settles drugs that carry no codes by 2102, and refuses there the ones that do', async () => {
    const herbs = await counter.sale({ lines: [{ drug: HERB, packs: 50, price: 120 }] })
    const { drug_trac_info: _none, ...input } = herbs
    expect(await counter.shop.ask('2102', input)).toMatchObject({ infcode: 0, output: { setlinfo: { medfee_sumamt: '60.00' } } })
    const { drug_trac_info: _codes, ...boxes } = await counter.sale({ lines: [freshBoxes(1)] })
    await counter.refused('2102', boxes, 1031, 'drug_trac_info', '无码不结')
  })

  it('settles boxes without codes before the rule began', async () => {
    const { center, pharmacy, ask } = counter.shop
    center.clock.set(Date.parse('2025-06-30T12:00:00+08:00'))
    const sign_no = await pharmacy.signIn()
    const { drug_trac_info: _codes, ...boxes } = await counter.sale({ lines: [freshBoxes(1)] })
    expect(await ask('2102', boxes, { sign_no })).toMatchObject({ infcode: 0 })
    center.clock.reset()
  })

  it('sells a pack once, and its parts until it is empty', async () => {
    const whole = [fresh()]
    expect(await counter.shop.ask('2102A', await counter.sale({ lines: [box(whole)] }))).toMatchObject({ infcode: 0 })
    await counter.refused(
      '2102A',
      await counter.sale({ lines: [box(whole)] }),
      1033,
      'drug_trac_info[0].drug_trac_codg',
      '一码只售一次',
    )
    const part = [{ ...box([fresh()]), packs: 0.4, split: true }]
    for (const _time of [1, 2])
      expect(await counter.shop.ask('2102A', await counter.sale({ lines: part }))).toMatchObject({ infcode: 0 })
    await counter.refused('2102A', await counter.sale({ lines: part }), 1033, 'drug_trac_info[0].drug_trac_codg', '一个包装')
  })

  it('lets a repeated code change hands where the switch says so', async () => {
    const { shop } = counter
    const { center } = shop
    const lines = [box([fresh()])]
    expect(await shop.ask('2102A', await counter.sale({ lines }))).toMatchObject({ infcode: 0 })
    center.change({ repeatedTraceCode: 'overwrite' })
    expect(await shop.ask('2102A', await counter.sale({ lines }))).toMatchObject({ infcode: 0 })
    center.change({ repeatedTraceCode: 'refuse' })
  })
})

describe('settlement where 3505 comes first (Fujian)', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter('fujian')
  })
  afterAll(() => counter.shop.close())

  const circulation = (hiRxno: string): Node => ({
    rxno: hiRxno,
    rx_circ_flag: '1',
    mdtrt_setl_type: '1',
    psn_cert_type: '01',
    hi_feesetl_type: '1',
  })

  it('serves neither 2101 nor 2102 nor 5203', async () => {
    const { drug_trac_info: _codes, ...input } = await counter.sale({ lines: [freshBoxes(1)] })
    await counter.refused('2101', input, 1008, 'infno', '未开通')
    await counter.refused('2102', input, 1008, 'infno', '未开通')
    await counter.refused('5203', { data: { psn_no: '1', setl_id: '1', mdtrt_id: '1' } }, 1008, 'infno', '未开通')
  })

  it('wants every pack of the prescription uploaded, and takes the same packs then', async () => {
    const { shop } = counter
    const hiRxno = counter.rx(0)
    const codes = [fresh(), fresh()]
    const input = await counter.sale({ lines: [box(codes)], hiRxno })
    await counter.refused('2102A', input, 1029, 'drugdetail.rxno', '3505')
    const upload = (code: string, serialOf: string) =>
      shop.ask(
        '3505',
        goodsInput({ now: shop.now(), drug: AMLODIPINE, packs: 1, serial: serialOf, codes: [code] }, circulation(hiRxno)),
      )
    expect(await upload(codes[0] ?? '', 'F1')).toMatchObject({ infcode: 0, output: { result: { retRslt: '1' } } })
    await counter.refused('2102A', input, 1029, 'drugdetail.cnt', '3505')
    expect(await upload(codes[1] ?? '', 'F2')).toMatchObject({ infcode: 0 })
    expect(await shop.ask('2102A', input)).toMatchObject({ infcode: 0 })
    const late = goodsInput({ now: shop.now(), drug: AMLODIPINE, packs: 1, serial: 'F3', codes: [fresh()] }, circulation(hiRxno))
    await counter.refused('3505', late, 1022, 'selinfo.rxno', '使用')
  })

  it('knows packs that left under a retail document as those of the settlement that pays for them', async () => {
    const { shop } = counter
    const codes = [fresh()]
    const insured = { mdtrt_setl_type: '1', psn_cert_type: '01', hi_feesetl_type: '1' }
    expect(
      await shop.ask('3505', goodsInput({ now: shop.now(), drug: AMLODIPINE, packs: 1, serial: 'F4', codes }, insured)),
    ).toMatchObject({ infcode: 0 })
    expect(await shop.ask('2102A', await counter.sale({ lines: [box(codes)] }))).toMatchObject({ infcode: 0 })
    await counter.refused('2102A', await counter.sale({ lines: [box(codes)] }), 1033, 'drug_trac_info[0]', '一码只售一次')
  })

  it('does not let medical insurance pay for packs that a patient paid for', async () => {
    const { shop } = counter
    const codes = [fresh()]
    expect(
      await shop.ask('3505', goodsInput({ now: shop.now(), drug: AMLODIPINE, packs: 1, serial: 'F5', codes })),
    ).toMatchObject({ infcode: 0 })
    await counter.refused('2102A', await counter.sale({ lines: [box(codes)] }), 1033, 'drug_trac_info[0]', '一码只售一次')
  })
})
