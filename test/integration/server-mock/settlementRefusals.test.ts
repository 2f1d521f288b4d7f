import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateTime } from './pharmacy.ts'
import {
  box,
  type Counter,
  DUAL,
  FREE,
  fresh,
  freshBoxes,
  infoOf,
  lineOf,
  NOT_APPROVED,
  openCounter,
  packOf,
  UNCOVERED,
} from './settlementCounter.ts'
import { type Json, type Node, refusal, type SaleInput } from './settlementShop.ts'

describe('a settlement', () => {
  let counter: Counter
  beforeAll(async () => {
    counter = await openCounter('national')
  })
  afterAll(() => counter.shop.close())

  const without = async (): Promise<SaleInput> => counter.sale({ lines: [freshBoxes(2)] })
  const circulated = async (index: number, packs = 2, info: Node = {}): Promise<SaleInput> =>
    counter.sale({ lines: [freshBoxes(packs)], hiRxno: counter.rx(index), info })

  const cases: readonly (readonly [number, string, string, () => Promise<SaleInput>, Json?])[] = [
    [1005, 'druginfo.psn_no', '查无此人', async () => infoOf(await without(), { psn_no: '1' })],
    [1005, 'insuplc_admdvs', '未在该地参保', without, { insuplc_admdvs: '990301' }],
    [1005, 'druginfo.insutype', '险种', async () => infoOf(await without(), { insutype: '390' })],
    [1012, 'druginfo.psn_no', '正常参保', () => counter.sale({ lines: [freshBoxes(1)], name: '孙立军' })],
    [1003, 'druginfo.ec_token', '必填', async () => infoOf(await without(), { mdtrt_cert_type: '02' })],
    [1003, 'druginfo.card_sn', '必填', async () => infoOf(await without(), { mdtrt_cert_type: '03', ec_token: 'X' })],
    [1006, 'druginfo.mdtrt_cert_no', '令牌', async () => infoOf(await without(), { mdtrt_cert_no: 'X' })],
    [
      1006,
      'druginfo.mdtrt_cert_no',
      '令牌',
      async () => infoOf(await without(), { mdtrt_cert_no: await counter.shop.other.tokenOf('王秀兰') }),
    ],
    [
      1007,
      'druginfo.psn_no',
      '本人',
      async () => infoOf(await without(), { mdtrt_cert_no: await counter.shop.pharmacy.tokenOf('李建国') }),
    ],
    [
      1003,
      'druginfo.begntime',
      '不得晚于',
      async () => infoOf(await without(), { begntime: dateTime(counter.shop.now() + 3_600_000) }),
    ],
    [1003, 'drugdetail', '至少一行', async () => ({ ...(await without()), drugdetail: [], drug_trac_info: [] })],
    [
      1003,
      'drugdetail[0].fee_ocur_time',
      '不得晚于',
      async () => lineOf(await without(), { fee_ocur_time: '2099-01-01 00:00:00' }),
    ],
    [
      1003,
      'drugdetail[1].feedetl_sn',
      '重复',
      async () => {
        const input = await counter.sale({ lines: [freshBoxes(1), freshBoxes(1)] })
        return { ...input, drugdetail: input.drugdetail.map((line) => ({ ...line, feedetl_sn: '1' })) }
      },
    ],
    [1028, 'drugdetail[0].med_list_codg', '不存在', async () => lineOf(await without(), { med_list_codg: 'X' })],
    [1003, 'drugdetail[0].cnt', '大于零', async () => lineOf(await without(), { cnt: '0' })],
    [1003, 'drugdetail[0].pric', '大于零', async () => lineOf(await without(), { pric: '-1' })],
    [
      1041,
      'drugdetail[0].det_item_fee_sumamt',
      '四舍五入',
      async () => lineOf(await without(), { det_item_fee_sumamt: '500.01' }),
    ],
    [1041, 'druginfo.medfee_sumamt', '之和', async () => infoOf(await without(), { medfee_sumamt: '499.99' })],
    [
      1003,
      'drugdetail.rxno',
      '一张外购处方',
      async () => {
        const input = await counter.sale({ lines: [freshBoxes(1), freshBoxes(1)], hiRxno: counter.rx(FREE) })
        return lineOf(input, { rx_circ_flag: '0' })
      },
    ],
    [
      1003,
      'drugdetail.rxno',
      '一张外购处方',
      async () => {
        const input = await counter.sale({ lines: [freshBoxes(1), freshBoxes(1)], hiRxno: counter.rx(FREE) })
        return lineOf(input, { rxno: counter.rx(9) })
      },
    ],
    [1021, 'drugdetail.rxno', '处方', async () => lineOf(await without(), { rx_circ_flag: '1', rxno: 'nothing' })],
    [1022, 'drugdetail.rxno', '处方', () => circulated(8)],
    [1023, 'drugdetail.rxno', '处方', () => circulated(6)],
    [1024, 'drugdetail.rxno', '处方', () => circulated(7)],
    [1025, 'drugdetail.rxno', '所属人', () => counter.sale({ lines: [freshBoxes(2)], hiRxno: counter.rx(0, '李建国') })],
    [1026, 'drugdetail.rxno', '审核', () => circulated(NOT_APPROVED)],
    [1027, 'drugdetail.cnt', '数量', () => circulated(FREE, 3)],
    [1027, 'drugdetail.med_list_codg', '药品', () => circulated(5, 1)],
    [
      1028,
      'drugdetail[0].med_list_codg',
      '处方药品目录',
      () =>
        counter.sale({ lines: [{ drug: UNCOVERED, packs: 1, price: 100, codes: [fresh(UNCOVERED)] }], hiRxno: counter.rx(3) }),
    ],
    [1028, 'drugdetail[0].med_list_codg', '双通道', () => circulated(4)],
    [1030, 'insuplc_admdvs', '参保地', () => circulated(10)],
    [1030, 'insuplc_admdvs', '登记的参保地', () => circulated(14)],
    [1030, 'druginfo.med_type', '外购处方', async () => infoOf(await without(), { med_type: '11' })],
    [
      1030,
      'druginfo.med_type',
      '外购处方',
      async () => infoOf(await without(), { med_type: '14', dise_codg: 'M03900', dise_name: '高血压' }),
    ],
    [1030, 'druginfo.dise_codg', '待遇', () => circulated(11, 2, { med_type: '14', dise_codg: 'M01600', dise_name: '糖尿病' })],
    [1030, 'druginfo.dise_codg', '待遇', () => circulated(2, 1, { med_type: '14', dise_codg: 'toString', dise_name: 'x' })],
    [
      1030,
      'druginfo.dise_codg',
      '登记的病种',
      () => circulated(FREE, 2, { med_type: '14', dise_codg: 'M03900', dise_name: '高血压' }),
    ],
    [1003, 'dise_codg', '必填', () => circulated(2, 1, { med_type: '14' })],
    [1003, 'drug_trac_info[0].feedetl_sn', '一行', async () => packOf(await without(), { feedetl_sn: '9' })],
    [
      1032,
      'drug_trac_info[0].drug_trac_codg',
      '商品条码',
      async () => packOf(await without(), { drug_trac_codg: '6901234567892' }),
    ],
    [
      1032,
      'drug_trac_info[0].drug_trac_codg',
      '20 位',
      async () => packOf(await without(), { drug_trac_codg: '81001010000000000' }),
    ],
    [1032, 'drug_trac_info[0].drug_trac_codg', '本行药品', async () => packOf(await without(), { drug_trac_codg: fresh(DUAL) })],
    [
      1032,
      'drug_trac_info[1].drug_trac_codg',
      '重复',
      async () => {
        const code = fresh()
        return counter.sale({ lines: [box([code, code])] })
      },
    ],
  ]
  for (const [code, field, rule, make, envelope] of cases) {
    it(`is refused with ${code} when ${field} breaks the rule ${rule}`, async () => {
      const input = await make()
      await counter.refused('2101A', input, code, field, rule, envelope)
      await counter.refused('2102A', input, code, field, rule, envelope)
    })
  }

  it('needs one code per whole pack', async () => {
    const input = await without()
    const { drug_trac_info: packs } = input
    await counter.refused('2102A', { ...input, drug_trac_info: [] }, 1031, 'drug_trac_info', '缺少')
    await counter.refused('2102A', { ...input, drug_trac_info: packs.slice(1) }, 1031, 'drug_trac_info', '包装数')
    await counter.refused(
      '2102A',
      lineOf(input, { cnt: '1.5', pric: '250', det_item_fee_sumamt: '375.00' }),
      1041,
      'druginfo.medfee_sumamt',
      '之和',
    )
    const part = infoOf(lineOf(input, { cnt: '1.5', det_item_fee_sumamt: '375.00' }), { medfee_sumamt: '375.00' })
    await counter.refused('2102A', part, 1031, 'drug_trac_info', '拆零除外')
    expect(await counter.shop.ask('2102A', packOf(part, { trdn_flag: '1' }))).toMatchObject({ infcode: 0 })
  })

  it('refuses a token after its time', async () => {
    const input = await without()
    counter.shop.center.clock.advance(15 * 60_000)
    await counter.refused('2102A', input, 1006, 'druginfo.mdtrt_cert_no', '失效')
    counter.shop.center.clock.reset()
  })

  it('is for pharmacies only', async () => {
    expect(await counter.shop.ask('2102A', await without(), {}, counter.shop.hospital)).toSatisfy(
      refusal(1013, 'fixmedins_code', '零售药店'),
    )
  })

  it('has no interface that the province does not serve', async () => {
    await counter.refused('2207', await without(), 1008, 'infno', '未开通')
  })
})
