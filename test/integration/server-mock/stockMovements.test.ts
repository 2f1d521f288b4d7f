import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdminClient } from '../../../server-mock/admin/client.ts'
import { fujian } from '../../../server-mock/provinces/fujian.ts'
import { serves } from '../../../server-mock/provinces/province.ts'
import { type InterfaceNumber, interfaceTables, validateNode } from '../../../src/shared/wire/index.ts'
import { dateTime, dig, type Pharmacy } from './pharmacy.ts'
import {
  AMLODIPINE,
  codeOf,
  drugNamed,
  goodsInput,
  type Json,
  type Node,
  openShop,
  refusal,
  returnInput,
  type Shop,
} from './settlementShop.ts'

const VALSARTAN = '缬沙坦胶囊'
let shop: Shop
beforeAll(async () => {
  shop = await openShop([{ name: '王秀兰' }], 'national')
})
afterAll(() => shop.close())

let serial = 1_000
const fresh = (drug = AMLODIPINE): string => codeOf(drug, ++serial)
const batch = (): string => `B${++serial}`
const trace = (codes: readonly string[]) => codes.map((code) => ({ drug_trac_codg: code }))

interface Of {
  readonly drug?: string
  readonly packs?: number
  readonly codes?: readonly string[]
}

function article(drug: string) {
  return {
    med_list_codg: drugNamed(drug).code,
    fixmedins_hilist_id: `A-${drug}`,
    fixmedins_hilist_name: drug,
    rx_flag: '1',
    manu_date: '2026-01-01',
    expy_end: '2028-01-01',
  }
}

function bought({ drug = AMLODIPINE, codes = [], packs = codes.length }: Of, change: Node = {}): Json {
  return {
    ...article(drug),
    fixmedins_bchno: batch(),
    spler_name: '长风医药有限公司',
    manu_lotnum: 'L1',
    prodentp_name: '远山制药有限公司',
    aprvno: '国药准字H99000001',
    purc_retn_cnt: String(packs),
    purc_retn_stoin_time: dateTime(shop.now()),
    purc_retn_opter_name: '林晓',
    drugtracinfo: trace(codes),
    ...change,
  }
}

function sentBack(of: Of, change: Node = {}): Json {
  const { manu_lotnum: _lot, prodentp_name: _maker, aprvno: _approval, ...rest } = bought(of)
  return { ...rest, purc_invo_no: 'F1', ...change }
}

function changed(type: string, { drug = AMLODIPINE, codes = [], packs = codes.length }: Of, change: Node = {}): Json {
  const { manu_date: _made, expy_end: _until, ...named } = article(drug)
  return {
    ...named,
    inv_chg_type: type,
    fixmedins_bchno: batch(),
    pric: '23.50',
    cnt: String(packs),
    inv_chg_time: dateTime(shop.now()),
    trdn_flag: '0',
    drugtracinfo: trace(codes),
    ...change,
  }
}

const sold = (codes: readonly string[], drug = AMLODIPINE, change: Node = {}) =>
  goodsInput({ now: shop.now(), drug, packs: codes.length, serial: batch(), codes }, change)

async function done(infno: InterfaceNumber, input: object, by?: Pharmacy): Promise<unknown> {
  const answer = await shop.ask(infno, input, {}, by)
  expect(answer, String(answer.err_msg)).toMatchObject({ infcode: 0 })
  expect(validateNode(interfaceTables[infno].output, answer.output ?? {})).toEqual([])
  return answer.output
}

async function refused(infno: InterfaceNumber, input: object, code: number, ...words: readonly string[]): Promise<void> {
  const before = shop.written()
  expect(await shop.ask(infno, input)).toSatisfy(refusal(code, ...words))
  expect(shop.written()).toEqual(before)
}

const days = { begndate: '2026-11-01', enddate: '2026-11-30' }
const own = () => ({ fixmedins_code: shop.shopCode })
const asked = (infno: InterfaceNumber, data: Node): Promise<unknown> => done(infno, { data: { ...own(), ...days, ...data } })
const stockOf = async (drug: string): Promise<unknown> =>
  dig(await done('35081', { data: { ...own(), medins_list_codg: `A-${drug}` } }), 'data', 0, 'invCnt')
const lotsOf = async (drug: string): Promise<readonly unknown[]> => {
  const { data } = (await done('35082', { data: { ...own(), medins_list_codg: `A-${drug}` } })) as {
    readonly data: readonly unknown[]
  }
  return data.map((row) => [
    dig(row, 'manuLotnum') ?? '',
    dig(row, 'invCnt'),
    (dig(row, 'drugtracinfo') as readonly unknown[]).map((pack) => dig(pack, 'drugTracCodg')),
  ])
}
const validIn = async (infno: '3512' | '3513', code: string): Promise<readonly unknown[]> => {
  const { data } = (await asked(infno, { medins_list_codg: `A-${AMLODIPINE}`, drug_trac_codg: code })) as {
    readonly data: readonly unknown[]
  }
  return data.map((row) => dig(row, 'valiFlag'))
}

describe('what comes and goes otherwise than by sale', () => {
  it.each(['101', '103', '106', '108', '110'])('3502 of type %s adds', async (type) => {
    const before = Number((await stockOf(VALSARTAN)) ?? 0)
    await done('3502', { invinfo: changed(type, { drug: VALSARTAN, packs: 3 }) })
    expect(Number(await stockOf(VALSARTAN))).toBe(before + 3)
  })

  it.each(['102', '104', '105', '107', '109', '111'])('3502 of type %s takes away', async (type) => {
    const before = Number((await stockOf(VALSARTAN)) ?? 0)
    await done('3502', { invinfo: changed(type, { drug: VALSARTAN, packs: 2 }) })
    expect(Number(await stockOf(VALSARTAN))).toBe(before - 2)
  })

  it('3503 brings lots in, 3504 takes goods out of the lot of their purchase or of their codes, 3507 takes each back', async () => {
    const drug = '奥美拉唑肠溶胶囊'
    const [a, b, c] = [fresh(drug), fresh(drug), fresh(drug)]
    const first = bought({ drug, codes: [a, b] })
    await done('3503', { purcinfo: first })
    await done('3503', { purcinfo: bought({ drug, codes: [c] }, { manu_lotnum: 'L2' }) })
    const back = sentBack({ drug, codes: [a] }, { medins_prod_purc_no: first.fixmedins_bchno })
    await done('3504', { purcinfo: back })
    const loss = changed('104', { drug, codes: [c] })
    await done('3502', { invinfo: loss })
    expect(await lotsOf(drug)).toEqual([
      ['L1', '1.0000', [b]],
      ['L2', '0.0000', []],
    ])
    await done('3507', { data: { fixmedins_bchno: loss.fixmedins_bchno, inv_data_type: '2' } })
    await refused('3507', { data: { fixmedins_bchno: first.fixmedins_bchno, inv_data_type: '3' } }, 1045, '已有退货')
    await done('3507', { data: { fixmedins_bchno: back.fixmedins_bchno, inv_data_type: '3' } })
    expect(await lotsOf(drug)).toEqual([
      ['L1', '2.0000', [a, b]],
      ['L2', '1.0000', [c]],
    ])
    await done('3507', { data: { fixmedins_bchno: first.fixmedins_bchno, inv_data_type: '3' } })
    expect(await stockOf(drug)).toBe('1.00')
  })

  it('lets a change of a lot that nobody knows drop out with the next count', async () => {
    const drug = '氨溴索口服溶液'
    const count = (lot: string, quantity: string) =>
      done('3501', {
        invinfo: { ...article(drug), invdate: '2026-11-02', inv_cnt: quantity, fixmedins_bchno: batch(), manu_lotnum: lot },
      })
    await count('L1', '10')
    await done('3502', { invinfo: changed('104', { drug, packs: 2 }) })
    expect(await stockOf(drug)).toBe('8.00')
    await count('L1', '8')
    expect(await stockOf(drug)).toBe('8.00')
  })

  it('gives the price of the last change only until there is a sale', async () => {
    const drug = '盐酸二甲双胍缓释片'
    const priceOf = async () => dig(await done('35081', { data: { ...own(), medins_list_codg: `A-${drug}` } }), 'data', 0, 'pric')
    await done('3503', { purcinfo: bought({ drug, packs: 3 }, { finl_trns_pric: '9' }) })
    expect(await priceOf()).toBeUndefined()
    await done('3502', { invinfo: changed('101', { drug, packs: 1 }, { pric: '31.5' }) })
    expect(await priceOf()).toBe('31.500000')
    await done('3505', sold([fresh(drug)], drug))
    await done('3502', { invinfo: changed('101', { drug, packs: 1 }, { pric: '40' }) })
    expect(await priceOf()).toBe('25.000000')
  })

  const repeated = '81001010000000000777'
  it.each<readonly [InterfaceNumber, number, string, string, () => object]>([
    ['3502', 1028, 'invinfo.med_list_codg', '不存在', () => ({ invinfo: changed('101', { packs: 1 }, { med_list_codg: 'X' }) })],
    ['3502', 1003, 'invinfo.cnt', '大于零', () => ({ invinfo: changed('101', { packs: 0 }) })],
    ['3502', 1003, 'invinfo.pric', '小于零', () => ({ invinfo: changed('101', { packs: 1 }, { pric: '-1' }) })],
    [
      '3502',
      1003,
      'invinfo.inv_chg_time',
      '不得晚于',
      () => ({ invinfo: changed('101', { packs: 1 }, { inv_chg_time: '2027-01-01 00:00:00' }) }),
    ],
    ['3502', 1003, 'invinfo.inv_chg_type', '代码表', () => ({ invinfo: changed('112', { packs: 1 }) })],
    ['3502', 1031, 'invinfo.drugtracinfo', '包装数', () => ({ invinfo: changed('101', { packs: 2, codes: [fresh()] }) })],
    [
      '3502',
      1032,
      'invinfo.drugtracinfo[0].drug_trac_codg',
      '本行药品',
      () => ({ invinfo: changed('101', { codes: [fresh(VALSARTAN)] }) }),
    ],
    ['3503', 1003, 'purcinfo.purc_retn_cnt', '大于零', () => ({ purcinfo: bought({ packs: 0 }) })],
    [
      '3503',
      1003,
      'purcinfo.purc_retn_stoin_time',
      '不得晚于',
      () => ({ purcinfo: bought({ packs: 1 }, { purc_retn_stoin_time: '2027-01-01 00:00:00' }) }),
    ],
    ['3503', 1003, 'purcinfo.manu_lotnum', '必填', () => ({ purcinfo: bought({ packs: 1 }, { manu_lotnum: '' }) })],
    [
      '3503',
      1032,
      'purcinfo.drugtracinfo[1].drug_trac_codg',
      '重复',
      () => ({ purcinfo: bought({ codes: [repeated, repeated] }) }),
    ],
    [
      '3504',
      1051,
      'purcinfo.medins_prod_purc_no',
      '没有',
      () => ({ purcinfo: sentBack({ packs: 1 }, { medins_prod_purc_no: 'nothing' }) }),
    ],
    ['3504', 1003, 'purcinfo.manu_lotnum', '不在接口表内', () => ({ purcinfo: sentBack({ packs: 1 }, { manu_lotnum: 'L1' }) })],
  ])('%s is refused with %i when %s breaks the rule %s', async (infno, code, field, rule, make) => {
    await refused(infno, make(), code, field, rule)
  })

  it('3504 sends back what its purchase brought, of its article and packs, and no more', async () => {
    const codes = [fresh(), fresh()]
    const purchase = bought({ codes })
    await done('3503', { purcinfo: purchase })
    const back = (of: Of, change: Node = {}) => ({
      purcinfo: sentBack(of, { medins_prod_purc_no: purchase.fixmedins_bchno, ...change }),
    })
    await refused('3504', back({ drug: VALSARTAN, packs: 1 }), 1027, 'purcinfo.med_list_codg', '该笔采购')
    await refused('3504', back({ packs: 3 }), 1003, 'purcinfo.purc_retn_cnt', '尚未退回')
    await refused('3504', back({ codes: [fresh()] }), 1032, 'purcinfo.drugtracinfo[0].drug_trac_codg', '该笔采购')
    await done('3504', { purcinfo: sentBack({ codes: [codes[0] ?? ''] }, { fixmedins_bchno: purchase.fixmedins_bchno }) })
    await refused('3504', back({ codes: [codes[0] ?? ''] }), 1032, 'purcinfo.drugtracinfo[0].drug_trac_codg', '已出库')
    await refused('3504', back({ packs: 2 }), 1003, 'purcinfo.purc_retn_cnt', '尚未退回')
  })

  it('knows each batch serial once among uploads of its kind', async () => {
    const change = changed('101', { packs: 1 })
    await done('3502', { invinfo: change })
    await refused('3502', { invinfo: change }, 1052, 'invinfo.fixmedins_bchno', '库存变更')
    const purchase = bought({ packs: 1 }, { fixmedins_bchno: change.fixmedins_bchno })
    await done('3503', { purcinfo: purchase })
    await refused('3503', { purcinfo: purchase }, 1052, 'purcinfo.fixmedins_bchno', '采购')
  })
})

describe('one code, one place', () => {
  it('is told by 3512 and 3513 through purchase, sale, return and the way back to the supplier', async () => {
    const code = fresh()
    await done('3503', { purcinfo: bought({ codes: [code] }) })
    expect([await validIn('3512', code), await validIn('3513', code)]).toEqual([['1'], []])
    const sale = sold([code])
    await done('3505', sale)
    expect([await validIn('3512', code), await validIn('3513', code)]).toEqual([['1'], ['1']])
    await refused(
      '3503',
      { purcinfo: bought({ codes: [code] }) },
      1033,
      'purcinfo.drugtracinfo[0].drug_trac_codg',
      '一码只售一次',
    )
    await refused(
      '3504',
      { purcinfo: sentBack({ codes: [code] }) },
      1033,
      'purcinfo.drugtracinfo[0].drug_trac_codg',
      '一码只售一次',
    )
    await done('3506', returnInput(sale, { fixmedins_bchno: batch(), medins_prod_sel_no: sale.selinfo.fixmedins_bchno }))
    expect(await validIn('3513', code)).toEqual(['0'])
    await refused('3503', { purcinfo: bought({ codes: [code] }) }, 1032, '本机构库存')
    await done('3504', { purcinfo: sentBack({ codes: [code] }) })
    expect(await validIn('3512', code)).toEqual(['0'])
  })

  it('belongs to one shop: what another has is neither bought, counted nor sent back here, unless codes change hands', async () => {
    const code = fresh()
    await done('3503', { purcinfo: bought({ codes: [code] }) }, shop.other)
    const count = {
      ...{ ...article(AMLODIPINE), invdate: '2026-11-02', inv_cnt: '1', fixmedins_bchno: batch(), manu_lotnum: 'L9' },
      drugtracinfo: trace([code]),
    }
    await refused('3503', { purcinfo: bought({ codes: [code] }) }, 1032, 'purcinfo.drugtracinfo[0].drug_trac_codg', '其他机构')
    await refused('3504', { purcinfo: sentBack({ codes: [code] }) }, 1032, '其他机构')
    await refused('3501', { invinfo: count }, 1032, 'invinfo.drugtracinfo[0].drug_trac_codg', '其他机构')
    shop.center.change({ repeatedTraceCode: 'overwrite' })
    await done('3503', { purcinfo: bought({ codes: [code] }) })
    shop.center.change({ repeatedTraceCode: 'refuse' })
    expect((await lotsOf(AMLODIPINE)).flat(2)).toContain(code)
    expect(await validIn('3512', code)).toEqual(['1'])
  })

  it('is nowhere once it was destroyed: neither sold nor bought again, until that upload is deleted', async () => {
    const code = fresh()
    const destroyed = changed('105', { codes: [code] })
    await done('3502', { invinfo: destroyed })
    await refused('3505', sold([code]), 1032, 'selinfo.drugtracinfo[0].drug_trac_codg', '销毁')
    await refused('3503', { purcinfo: bought({ codes: [code] }) }, 1032, '销毁')
    await done('3507', { data: { fixmedins_bchno: destroyed.fixmedins_bchno, inv_data_type: '2' } })
    await done('3505', sold([code]))
  })

  it('does not come back by a deletion when another shop has it by now', async () => {
    const code = fresh()
    await done('3503', { purcinfo: bought({ codes: [code] }) })
    const back = sentBack({ codes: [code] })
    await done('3504', { purcinfo: back })
    await done('3503', { purcinfo: bought({ codes: [code] }) }, shop.other)
    await refused('3507', { data: { fixmedins_bchno: back.fixmedins_bchno, inv_data_type: '3' } }, 1032, '其他机构')
  })
})

describe('batch forms', () => {
  it('3501A to 3504A take the right lines and tell the wrong ones, or, as the switch says, none', async () => {
    const code = fresh()
    const right = bought({ codes: [code] })
    const wrong = bought({ codes: [code] })
    shop.center.change({ batchUpload: 'whole' })
    await refused('3503A', { purcinfoDetail: [right, wrong] }, 1032, 'purcinfoDetail[1].drugtracinfo[0].drug_trac_codg', '库存')
    shop.center.change({ batchUpload: 'byLine' })
    expect(await done('3503A', { purcinfoDetail: [right, wrong] })).toMatchObject({
      purcinfoErrDetail: [
        { fixmedins_bchno: right.fixmedins_bchno, retRslt: '1' },
        {
          fixmedins_bchno: wrong.fixmedins_bchno,
          retRslt: '0',
          msgRslt: expect.stringContaining('purcinfoDetail[1].drugtracinfo[0]'),
        },
      ],
    })
    expect(await validIn('3512', code)).toEqual(['1'])
  })

  it('3505A and 3506A take all lines or none', async () => {
    const codes = [fresh(), fresh()]
    const sales = codes.map((code) => sold([code]))
    const lines = sales.map(({ selinfo }) => selinfo)
    await refused('3505A', { selinfoDetail: [...lines, lines[0]] }, 1052, 'selinfoDetail[2].fixmedins_bchno', '重复')
    await done('3505A', { selinfoDetail: lines })
    const returns = sales.map((sale) => returnInput(sale).selinfo)
    await refused('3506A', { selinfoDetail: [...returns, returns[0]] }, 1003, 'selinfoDetail[2].sel_retn_cnt', '尚未退回')
    await done('3506A', { selinfoDetail: returns })
  })

  it.each([
    ['3501A', 'invinfoDetail'],
    ['3502A', 'invinfoDetail'],
    ['3503A', 'purcinfoDetail'],
    ['3504A', 'purcinfoDetail'],
    ['3505A', 'selinfoDetail'],
    ['3506A', 'selinfoDetail'],
  ] as const)('%s has at least one line', async (infno, node) => {
    await refused(infno, { [node]: [] }, 1003, node, '至少一条')
  })
})

describe('queries', () => {
  it('tell the own uploads of the days asked for, the deleted ones marked, returns with a minus', async () => {
    const drug = '六味地黄丸'
    const list = `A-${drug}`
    const count = { ...article(drug), invdate: '2026-11-02', inv_cnt: '5', fixmedins_bchno: batch(), manu_lotnum: 'L1' }
    await done('3501', { invinfo: count })
    const purchase = bought({ drug, packs: 2 })
    await done('3503', { purcinfo: purchase })
    await done('3504', { purcinfo: sentBack({ drug, packs: 1 }, { medins_prod_purc_no: purchase.fixmedins_bchno }) })
    const change = changed('103', { drug, packs: 1 })
    await done('3502', { invinfo: change })
    await done('3507', { data: { fixmedins_bchno: change.fixmedins_bchno, inv_data_type: '2' } })
    const code = fresh(drug)
    const sale = sold([code], drug)
    await done('3505', sale)
    expect(await asked('3508', { medins_list_codg: list })).toMatchObject({
      data: [{ invCnt: '5.00', valiFlag: '1', invdate: '2026-11-02' }],
    })
    expect(await asked('3508', { medins_list_codg: list, begndate: '2026-11-03' })).toEqual({ data: [] })
    expect(await asked('3509', { medins_list_codg: list })).toMatchObject({
      data: [{ invChgType: '103', cnt: '1.0000', valiFlag: '0' }],
    })
    expect(await asked('3509', { medins_list_codg: list, vali_flag: '1' })).toEqual({ data: [] })
    expect(await asked('3510', { medins_list_codg: list })).toMatchObject({
      data: [{ purcRetnCnt: '2.0000' }, { purcRetnCnt: '-1.0000' }],
    })
    expect(await asked('3511', { fixmedins_bchno: sale.selinfo.fixmedins_bchno })).toMatchObject({
      data: [{ selRetnCnt: '1.0000', finlTrnsPric: '25.00', medinsListCodg: list }],
    })
    await refused(
      '3511',
      { data: { ...own(), ...days, medins_list_codg: list, enddate: '2026-10-01' } },
      1003,
      'data.enddate',
      '开始日期',
    )
    await refused(
      '3511',
      { data: { ...days, fixmedins_code: 'P99010100002', medins_list_codg: list } },
      1003,
      'data.fixmedins_code',
      '本机构',
    )
    await refused('3511', { data: { ...own(), ...days } }, 1003, 'medins_list_codg', '必填')
  })
})

it('the administration shows what the province has of a shop', async () => {
  const admin = createAdminClient(shop.center.adminUrl, shop.center.adminToken)
  const code = fresh('吉非替尼片')
  await done('3503', { purcinfo: bought({ drug: '吉非替尼片', codes: [code] }) })
  const found = (await admin.stock(shop.shopCode)).find(({ name }) => name === '吉非替尼片')
  expect(found).toMatchObject({
    quantity: 10_000,
    mapped: false,
    lots: [{ lot: 'L1', codes: [code] }],
    movements: [{ interface: '3503' }],
  })
  await expect(admin.stock('nowhere')).rejects.toThrow('institution')
})

it('Fujian opens purchases, returns and the detail of stock where the district asks for them (F 2.4)', () => {
  for (const number of ['3503', '3504', '3506', '35082']) {
    expect([serves(fujian, number, '990101'), serves(fujian, number, '990201')]).toEqual([true, false])
  }
  for (const number of ['3501', '3502', '3505', '3505A', '35081']) expect(serves(fujian, number, '990201')).toBe(true)
  for (const number of ['3503A', '3508', '3513']) expect(serves(fujian, number, '990101')).toBe(false)
})
