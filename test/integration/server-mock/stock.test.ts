import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dateTime, dig } from './pharmacy.ts'
import {
  AMLODIPINE,
  codeOf,
  drugNamed,
  goodsInput,
  HERB,
  type Json,
  type Node,
  openShop,
  refusal,
  returnInput,
  type Shop,
  saleInput,
} from './settlementShop.ts'

const VALSARTAN = '缬沙坦胶囊'
const PILLS = '六味地黄丸'
const two = { department: '心血管内科', lines: [{ drug: AMLODIPINE, quantity: 2 }] } as const
const people = [
  { name: '王秀兰', insured: [{ balance: 50_000 }], prescriptions: Array.from({ length: 8 }, () => two) },
  { name: '李建国', insured: [{}] },
] as const
let serial = 0
const fresh = (drug = AMLODIPINE): string => codeOf(drug, ++serial)
let batches = 0
const batch = (): string => `B${++batches}`

const countInput = (drug: string, serialOf: string, quantity: string, change: Node = {}) => ({
  invinfo: {
    med_list_codg: drugNamed(drug).code,
    fixmedins_hilist_id: `A-${drug}`,
    fixmedins_hilist_name: drug,
    rx_flag: '1',
    invdate: '2026-01-02',
    inv_cnt: quantity,
    fixmedins_bchno: serialOf,
    manu_date: '2026-01-01',
    expy_end: '2028-01-01',
    ...change,
  },
})

function helpers(shop: () => Shop) {
  const ask = (infno: string, input: object, envelope?: Json) => shop().ask(infno, input, envelope)
  const goods = (
    change: Node = {},
    of: Partial<{ drug: string; packs: number; serial: string; codes: readonly string[] }> = {},
  ) => {
    const { drug = AMLODIPINE, packs = 1 } = of
    const codes = drug === HERB ? [] : Array.from({ length: packs }, () => fresh(drug))
    return goodsInput({ now: shop().now(), drug, packs, serial: batch(), codes, ...of }, change)
  }
  const done = async (infno: string, input: object): Promise<void> => {
    const answer = await ask(infno, input)
    expect(answer).toMatchObject({ infcode: 0, output: { result: { retRslt: '1' } } })
  }
  const stockOf = async (drug: string): Promise<unknown> => {
    const data = { fixmedins_code: shop().shopCode, medins_list_codg: `A-${drug}` }
    const answer = await ask('35081', { data })
    expect(validateNode(interfaceTables['35081'].output, answer.output)).toEqual([])
    return dig(answer, 'output', 'data', 0, 'invCnt')
  }
  const refused = async (
    infno: string,
    input: object,
    code: number,
    field: string,
    rule: string,
    envelope?: Json,
  ): Promise<void> => {
    const before = shop().written()
    expect(await ask(infno, input, envelope)).toSatisfy(refusal(code, field, rule))
    expect(shop().written()).toEqual(before)
  }
  const isOut = (code: string): boolean => shop().books.traceCodes.claimsOf(code).length > 0
  const deletion = (fixmedins_bchno: unknown, inv_data_type = '4') => ({ data: { fixmedins_bchno, inv_data_type } })
  return { ask, goods, done, stockOf, refused, isOut, deletion }
}

const circulation = (hiRxno: string): Node => ({
  rxno: hiRxno,
  rx_circ_flag: '1',
  mdtrt_setl_type: '1',
  psn_cert_type: '01',
  hi_feesetl_type: '1',
})

describe('stock (Fujian: 3505 before the settlement)', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(people, 'fujian')
    for (const hiRxno of shop.prescriptions('王秀兰').slice(0, 7)) shop.approve(hiRxno)
  })
  afterAll(() => shop.close())
  const { ask, goods, done, stockOf, refused, isOut, deletion } = helpers(() => shop)
  const rx = (index: number): string => shop.prescriptions('王秀兰')[index] ?? ''

  it('is the latest count of each lot and what moved of it since, with the price of the last sale', async () => {
    const counted = (serialOf: string, lot: string, quantity: string, change: Node = {}) =>
      done('3501', countInput(VALSARTAN, serialOf, quantity, { manu_lotnum: lot, ...change }))
    await counted('C1', 'L1', '10')
    await counted('C2', 'L2', '5.5')
    expect(await stockOf(VALSARTAN)).toBe('15.50')
    const sold = goods({ finl_trns_pric: '31.5', manu_lotnum: 'L1' }, { drug: VALSARTAN, packs: 2 })
    await done('3505', sold)
    expect(await stockOf(VALSARTAN)).toBe('13.50')
    await done('3506', returnInput(sold, { sel_retn_cnt: '1', drugtracinfo: [dig(sold, 'selinfo', 'drugtracinfo', 0)] }))
    expect(await stockOf(VALSARTAN)).toBe('14.50')
    // another lot, under a serial of its own: what moved of the first still counts
    await counted('C3', 'L2', '7')
    expect(await stockOf(VALSARTAN)).toBe('16.00')
    await counted('C4', 'L1', '8')
    expect(await stockOf(VALSARTAN)).toBe('15.00')
    // of an earlier day, under another serial and under the same
    for (const serialOf of ['C5', 'C4']) await counted(serialOf, 'L1', '99', { invdate: '2026-01-01' })
    expect(await stockOf(VALSARTAN)).toBe('15.00')
    const data = { fixmedins_code: shop.shopCode, med_list_codg: drugNamed(VALSARTAN).code }
    expect(await ask('35081', { data })).toMatchObject({
      output: { data: [{ medinsListCodg: `A-${VALSARTAN}`, medinsListName: VALSARTAN, pric: '31.500000', rxFlag: '1' }] },
    })
    // the count before it stands again, with what moved since
    await done('3507', deletion('C4', '1'))
    expect(await stockOf(VALSARTAN)).toBe('16.00')
  })

  it('takes a count without a lot for the lots that have none of their own', async () => {
    const sold = (lot: string) => done('3505', goods({ manu_lotnum: lot }, { drug: PILLS }))
    await done('3501', countInput(PILLS, 'P1', '3', { manu_lotnum: 'L1' }))
    await sold('L2')
    await done('3501', countInput(PILLS, 'P2', '10'))
    expect(await stockOf(PILLS)).toBe('13.00')
    await sold('L1')
    await sold('L2')
    expect(await stockOf(PILLS)).toBe('11.00')
    await done('3501', countInput(PILLS, 'P3', '10'))
    expect(await stockOf(PILLS)).toBe('12.00')
  })

  it('is nothing for an article that nobody told of, and may be below zero', async () => {
    expect(await stockOf('A-nothing')).toBeUndefined()
    await done('3505', goods({}, { drug: HERB, packs: 30 }))
    expect(await stockOf(HERB)).toBe('-30.00')
  })

  it('is told to a pharmacy of itself only, and to a hospital of any', async () => {
    await refused('35081', { data: { fixmedins_code: 'P99010100002', med_list_codg: 'X' } }, 1003, 'data.fixmedins_code', '本店')
    await refused('35081', { data: { fixmedins_code: shop.shopCode } }, 1003, 'med_list_codg', '必填')
    await done('3501', countInput(AMLODIPINE, 'C7', '3'))
    const asHospital = (code: string) =>
      shop.ask('35081', { data: { fixmedins_code: code, med_list_codg: drugNamed(AMLODIPINE).code } }, {}, shop.hospital)
    expect(await asHospital(shop.shopCode)).toMatchObject({ infcode: 0, output: { data: [{ medinsListName: AMLODIPINE }] } })
    expect(await asHospital('P00000000000')).toSatisfy(refusal(1001, 'data.fixmedins_code', '未接入'))
  })

  describe('3501', () => {
    it.each<readonly [number, string, string, Node]>([
      [1028, 'invinfo.med_list_codg', '不存在', { med_list_codg: 'X' }],
      [1003, 'invinfo.inv_cnt', '小于零', { inv_cnt: '-1' }],
      [1003, 'invinfo.inv_cnt', '小数', { inv_cnt: '1.001' }],
      [1003, 'invinfo.invdate', '今日', { invdate: '2099-01-01' }],
      [1003, 'invinfo.expy_end', '必填', { expy_end: '' }],
      [1032, 'invinfo.drugtracinfo[0].drug_trac_codg', '商品条码', { drugtracinfo: [{ drug_trac_codg: '6901234567892' }] }],
      [1032, 'invinfo.drugtracinfo[0].drug_trac_codg', '本行药品', { drugtracinfo: [{ drug_trac_codg: codeOf(VALSARTAN, 1) }] }],
    ])('is refused with %i when %s breaks the rule %s', async (code, field, rule, change) => {
      await refused('3501', countInput(AMLODIPINE, 'C9', '1', change), code, field, rule)
    })

    it('does not take a batch serial over to another article', async () => {
      await done('3501', countInput(AMLODIPINE, 'C8', '1'))
      await refused('3501', countInput(VALSARTAN, 'C8', '1'), 1052, 'invinfo.fixmedins_bchno', '其他药品')
    })
  })

  describe('3505', () => {
    it('takes a pack and a batch serial once', async () => {
      const code = fresh()
      const sold = goods({}, { codes: [code] })
      await done('3505', sold)
      expect(isOut(code)).toBe(true)
      await refused('3505', sold, 1052, 'selinfo.fixmedins_bchno', '重复')
      await refused('3505', goods({}, { codes: [code] }), 1033, 'selinfo.drugtracinfo[0].drug_trac_codg', '一码只售一次')
      const again = goods({ rtal_docno: sold.selinfo.rtal_docno }, { codes: [code] })
      await refused('3505', again, 1033, 'selinfo.drugtracinfo[0].drug_trac_codg', '本次销售')
    })

    it('knows the same document number of another shop as another sale', async () => {
      const code = fresh()
      const sold = goods({ rtal_docno: 'D1' }, { codes: [code] })
      await done('3505', sold)
      expect(await shop.ask('3505', sold, {}, shop.other)).toSatisfy(refusal(1033, 'selinfo.drugtracinfo[0]', '一码只售一次'))
    })

    it('takes goods of a prescription until all of it is out', async () => {
      await done('3505', goods(circulation(rx(0))))
      await refused('3505', goods(circulation(rx(0)), { packs: 2 }), 1027, 'selinfo.sel_retn_cnt', '处方数量')
      await done('3505', goods(circulation(rx(0))))
      await refused('3505', goods(circulation(rx(0))), 1027, 'selinfo.sel_retn_cnt', '处方数量')
    })

    const cases: readonly (readonly [number, string, string, () => { readonly selinfo: Node }, Json?])[] = [
      [1028, 'selinfo.med_list_codg', '不存在', () => goods({ med_list_codg: 'X' })],
      [1003, 'selinfo.sel_retn_cnt', '大于零', () => goods({ sel_retn_cnt: '0' })],
      [1003, 'selinfo.finl_trns_pric', '大于零', () => goods({ finl_trns_pric: '0' })],
      [1003, 'selinfo.sel_retn_time', '不得晚于', () => goods({ sel_retn_time: dateTime(shop.now() + 3_600_000) })],
      [1003, 'selinfo.setl_id', '不得填写', () => goods({ ...circulation(rx(1)), setl_id: '1' })],
      [1003, 'selinfo.rxno', '必填', () => goods({ rx_circ_flag: '1' })],
      [1031, 'selinfo.drugtracinfo', '缺少', () => goods({}, { codes: [] })],
      [1031, 'selinfo.drugtracinfo', '包装数', () => goods({}, { packs: 2, codes: [fresh()] })],
      [1032, 'selinfo.drugtracinfo[0].drug_trac_codg', '20 位', () => goods({}, { codes: ['8100101'] })],
      [1032, 'selinfo.drugtracinfo[0].drug_trac_codg', '本行药品', () => goods({}, { codes: [fresh(VALSARTAN)] })],
      [1005, 'selinfo.psn_no', '查无此人', () => goods({ psn_no: '1' })],
      [1005, 'insuplc_admdvs', '参保', () => goods({ psn_no: shop.personNumber('王秀兰') }), { insuplc_admdvs: '990201' }],
      [1007, 'selinfo.certno', '本人', () => goods({ psn_no: shop.personNumber('王秀兰'), certno: '1' })],
      [1021, 'selinfo.rxno', '处方', () => goods(circulation('nothing'))],
      [1025, 'selinfo.rxno', '所属人', () => goods({ ...circulation(rx(1)), psn_no: shop.personNumber('李建国') })],
      [1026, 'selinfo.rxno', '审核', () => goods(circulation(rx(7)))],
      [1027, 'selinfo.med_list_codg', '没有该药品', () => goods(circulation(rx(1)), { drug: VALSARTAN })],
      [1027, 'selinfo.sel_retn_cnt', '处方数量', () => goods(circulation(rx(1)), { packs: 3 })],
    ]
    for (const [code, field, rule, make, envelope] of cases) {
      it(`is refused with ${code} when ${field} breaks the rule ${rule}`, async () => {
        await refused('3505', make(), code, field, rule, envelope)
      })
    }
  })

  describe('3506', () => {
    it('brings goods back in parts, never more than were sold, and frees their codes', async () => {
      const codes = [fresh(), fresh()]
      const sold = goods({}, { packs: 2, codes })
      await done('3505', sold)
      const part = (index: number, own: string) =>
        returnInput(sold, {
          fixmedins_bchno: own,
          medins_prod_sel_no: sold.selinfo.fixmedins_bchno,
          sel_retn_cnt: '1',
          drugtracinfo: [{ drug_trac_codg: codes[index] }],
        })
      await refused(
        '3506',
        returnInput(sold, { sel_retn_cnt: '3', drugtracinfo: [...codes, fresh()].map((code) => ({ drug_trac_codg: code })) }),
        1003,
        'selinfo.sel_retn_cnt',
        '尚未退回',
      )
      await done('3506', part(0, 'R1'))
      expect(codes.map(isOut)).toEqual([false, true])
      await refused('3506', part(0, 'R2'), 1032, 'selinfo.drugtracinfo[0]', '尚未退回')
      await refused('3506', part(1, 'R1'), 1052, 'selinfo.fixmedins_bchno', '重复')
      await done('3506', part(1, 'R2'))
      expect(codes.map(isOut)).toEqual([false, false])
      await refused('3506', part(1, 'R3'), 1003, 'selinfo.sel_retn_cnt', '尚未退回')
      await done('3505', goods({}, { packs: 2, codes }))
    })

    it.each<readonly [number, string, string, Node]>([
      [1051, 'selinfo.fixmedins_bchno', '没有', { fixmedins_bchno: 'nothing' }],
      [1051, 'selinfo.medins_prod_sel_no', '没有', { medins_prod_sel_no: 'nothing' }],
      [1027, 'selinfo.fixmedins_hilist_id', '该笔销售', { fixmedins_hilist_id: 'another' }],
      [1031, 'selinfo.drugtracinfo', '缺少', { drugtracinfo: [] }],
      [
        1032,
        'selinfo.drugtracinfo[0].drug_trac_codg',
        '该笔销售',
        { drugtracinfo: [{ drug_trac_codg: codeOf(AMLODIPINE, 999_999) }] },
      ],
    ])('is refused with %i when %s breaks the rule %s', async (code, field, rule, change) => {
      const sold = goods()
      await done('3505', sold)
      await refused('3506', returnInput(sold, change), code, field, rule)
    })
  })

  it('sells an opened pack in parts until it is empty, and what came back of it again', async () => {
    const code = fresh()
    const part = (quantity: string, own: string, codes: readonly string[] = [code]) =>
      goods({ trdn_flag: '1', sel_retn_cnt: quantity, fixmedins_bchno: own }, { codes })
    const first = part('0.6', 'S1')
    await done('3505', first)
    const field = 'selinfo.drugtracinfo[0].drug_trac_codg'
    await refused('3505', part('0.5', 'S2'), 1033, field, '一个包装')
    await done('3505', part('0.4', 'S2'))
    await refused('3505', part('0.0001', 'S3'), 1033, field, '一个包装')
    await done('3506', returnInput(first, { fixmedins_bchno: 'S1R', medins_prod_sel_no: 'S1', sel_retn_cnt: '0.2' }))
    await refused('3505', part('0.3', 'S3'), 1033, field, '一个包装')
    await done('3505', part('0.2', 'S3'))
    await refused('3507', deletion('S1R'), 1033, 'drugtracinfo[0]', '一个包装')
    // a second pack gives what the first lacks
    await refused('3505', part('1.2', 'S4', [code, fresh()]), 1033, 'selinfo.drugtracinfo[1].drug_trac_codg', '一个包装')
    await done('3505', part('0.9', 'S4', [code, fresh()]))
  })

  describe('3507', () => {
    it('takes a sale back, and what is gone is gone', async () => {
      const code = fresh()
      const sold = goods({}, { codes: [code] })
      await done('3505', sold)
      await done('3507', deletion(sold.selinfo.fixmedins_bchno))
      expect(isOut(code)).toBe(false)
      await refused('3507', deletion(sold.selinfo.fixmedins_bchno), 1051, 'data.fixmedins_bchno', '没有')
      await done('3505', sold)
    })

    it('knows its own serials of the right kind only', async () => {
      const sold = goods()
      await done('3505', sold)
      for (const kind of ['1', '2', '3']) {
        await refused('3507', deletion(sold.selinfo.fixmedins_bchno, kind), 1051, 'data.fixmedins_bchno', '没有')
      }
      expect(await shop.ask('3507', deletion(sold.selinfo.fixmedins_bchno), {}, shop.other)).toSatisfy(
        refusal(1051, 'data.fixmedins_bchno', '没有'),
      )
    })

    it('takes a return back before its sale, unless its packs were sold meanwhile', async () => {
      const code = fresh()
      const sold = goods({}, { codes: [code] })
      await done('3505', sold)
      const back = returnInput(sold, { fixmedins_bchno: 'R10', medins_prod_sel_no: sold.selinfo.fixmedins_bchno })
      await done('3506', back)
      await refused('3507', deletion(sold.selinfo.fixmedins_bchno), 1045, 'data.fixmedins_bchno', '已有退货')
      const next = goods({}, { codes: [code] })
      await done('3505', next)
      await refused('3507', deletion('R10'), 1033, 'drugtracinfo[0]', '一码只售一次')
      await done('3507', deletion(next.selinfo.fixmedins_bchno))
      await done('3507', deletion('R10'))
      expect(isOut(code)).toBe(true)
      await done('3507', deletion(sold.selinfo.fixmedins_bchno))
      expect(isOut(code)).toBe(false)
    })

    it('leaves a sale alone that is settled, until that is revoked', async () => {
      const codes = [fresh(), fresh()]
      const sold = goods(circulation(rx(2)), { packs: 2, codes })
      await done('3505', sold)
      const token = await shop.pharmacy.tokenOf('王秀兰')
      const personNumber = shop.personNumber('王秀兰')
      const lines = [{ drug: AMLODIPINE, packs: 2, price: 2_500, codes }]
      const settled = await ask('2102A', saleInput({ personNumber, token, now: shop.now(), hiRxno: rx(2), lines }))
      expect(settled).toMatchObject({ infcode: 0 })
      await refused('3507', deletion(sold.selinfo.fixmedins_bchno), 1045, 'data.fixmedins_bchno', '已结算')
      await refused('3506', returnInput(sold), 1045, 'selinfo.fixmedins_bchno', '已结算')
      const info = (name: string) => dig(settled, 'output', 'setlinfo', name)
      expect(
        await ask('2103', { data: { psn_no: personNumber, setl_id: info('setl_id'), mdtrt_id: info('mdtrt_id') } }),
      ).toMatchObject({ infcode: 0 })
      expect(codes.map(isOut)).toEqual([true, true])
      await done('3506', returnInput(sold, { fixmedins_bchno: 'R19', medins_prod_sel_no: sold.selinfo.fixmedins_bchno }))
      expect(codes.map(isOut)).toEqual([false, false])
      await done('3507', deletion('R19'))
      await done('3507', deletion(sold.selinfo.fixmedins_bchno))
      expect(codes.map(isOut)).toEqual([false, false])
    })

    it('takes no return back after which the prescription was sold again', async () => {
      const sold = goods(circulation(rx(3)), { packs: 2 })
      await done('3505', sold)
      await done('3506', returnInput(sold, { fixmedins_bchno: 'R20', medins_prod_sel_no: sold.selinfo.fixmedins_bchno }))
      await done('3505', goods(circulation(rx(3)), { packs: 2 }))
      await refused('3507', deletion('R20'), 1045, 'data.fixmedins_bchno', '另行销售')
    })
  })
})

describe('stock (national: 3505 after the settlement)', () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(people, 'national')
    for (const hiRxno of shop.prescriptions('王秀兰')) shop.approve(hiRxno)
  })
  afterAll(() => shop.close())
  const { ask, goods, done, refused, deletion } = helpers(() => shop)

  async function settled(
    index: number | null,
    codes: readonly string[],
  ): Promise<{ readonly hiRxno: string; readonly setl_id: string; readonly data: Node }> {
    const hiRxno = index === null ? null : (shop.prescriptions('王秀兰')[index] ?? null)
    if (hiRxno !== null) {
      const content = JSON.stringify({ selinfo: [{ medListCodg: drugNamed(AMLODIPINE).code, selRetnCnt: String(codes.length) }] })
      shop.books.outbounds.add({ hiRxno, institution: shop.shopCode, settlement: null, content, at: shop.now() })
    }
    const personNumber = shop.personNumber('王秀兰')
    const token = await shop.pharmacy.tokenOf('王秀兰')
    const lines = [{ drug: AMLODIPINE, packs: codes.length, price: 2_500, codes }]
    const answer = await ask('2102A', saleInput({ personNumber, token, now: shop.now(), hiRxno, lines }))
    expect(answer).toMatchObject({ infcode: 0 })
    const setl_id = String(dig(answer, 'output', 'setlinfo', 'setl_id'))
    return {
      hiRxno: hiRxno ?? '',
      setl_id,
      data: { psn_no: personNumber, setl_id, mdtrt_id: dig(answer, 'output', 'setlinfo', 'mdtrt_id') },
    }
  }

  it('takes the goods of a settlement once it is made, and lets them be deleted while it stands', async () => {
    const codes = [fresh(), fresh()]
    const { hiRxno, setl_id } = await settled(0, codes)
    const sold = goods({ ...circulation(hiRxno), setl_id }, { packs: 2, codes })
    await done('3505', sold)
    await refused('3505', goods({ ...circulation(hiRxno), setl_id }), 1027, 'selinfo.sel_retn_cnt', '结算数量')
    await done('3507', deletion(sold.selinfo.fixmedins_bchno))
    await done('3505', sold)
  })

  it('takes goods of a settlement back once that is revoked', async () => {
    const codes = [fresh(), fresh()]
    const { hiRxno, setl_id, data } = await settled(2, codes)
    const sold = goods({ ...circulation(hiRxno), setl_id }, { packs: 2, codes })
    await done('3505', sold)
    await refused('3506', returnInput(sold), 1045, 'selinfo.fixmedins_bchno', '2103')
    expect(await ask('2103', { data })).toMatchObject({ infcode: 0 })
    await refused('3506', returnInput(sold, { setl_id: '1' }), 1046, 'selinfo.setl_id', '该笔销售的结算')
    await done('3506', returnInput(sold))
  })

  it('takes the goods of a settlement without prescription', async () => {
    const codes = [fresh()]
    const { setl_id } = await settled(null, codes)
    await done('3505', goods({ mdtrt_setl_type: '1', psn_cert_type: '01', setl_id }, { codes }))
  })

  it('refuses goods of no standing settlement, or of another prescription, person, drug', async () => {
    const codes = [fresh(), fresh()]
    const { hiRxno, setl_id, data } = await settled(1, codes)
    const upload = (change: Node, drug = AMLODIPINE) => goods({ ...circulation(hiRxno), setl_id, ...change }, { drug })
    await refused('3505', upload({ setl_id: '' }), 1003, 'selinfo.setl_id', '必填')
    await refused('3505', upload({ setl_id: '1' }), 1046, 'selinfo.setl_id', '有效结算')
    await refused('3505', upload({ rxno: 'another' }), 1046, 'selinfo.rxno', '该笔结算')
    await refused('3505', upload({ psn_no: shop.personNumber('李建国') }), 1046, 'selinfo.psn_no', '参保人')
    await refused('3505', upload({}, VALSARTAN), 1027, 'selinfo.med_list_codg', '没有该药品')
    await refused('3505', upload({ mdtrt_setl_type: '2' }), 1003, 'selinfo.setl_id', '不得填写')
    await ask('2103', { data })
    await refused('3505', upload({}), 1046, 'selinfo.setl_id', '有效结算')
  })
})
