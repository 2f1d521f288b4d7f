import { provinces } from '../../../../server-mock/provinces/index.ts'
import type { MockCenter } from '../../../../server-mock/server.ts'
import type { InterfaceNumber } from '../../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime } from '../pharmacy.ts'
import type { Json, Step } from './flow.ts'
import { createSteps } from './steps.ts'

const DRUG = 'XC08CAA001A001010100001'
const ARTICLE = { med_list_codg: DRUG, fixmedins_hilist_id: 'A0001', fixmedins_hilist_name: '苯磺酸氨氯地平片' }
const MADE = { manu_date: '2026-09-01', expy_end: '2028-08-31' }
const LOT = { ...MADE, manu_lotnum: '20260901' }
const packs = (...serials: readonly number[]) => serials.map((serial) => ({ drug_trac_codg: `81001010000000000${serial}` }))

/**
 * The goods of a shop through the interfaces of stock and catalogue that a province serves: mapped, counted, bought in, changed, sent back, sold, taken back, asked
 * for, deleted. `only` leaves out all but some.
 */
export async function* walk(
  center: MockCenter,
  province: 'national' | 'fujian',
  only: readonly string[] | null = null,
): AsyncGenerator<Step> {
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, center.connections.get('P99010100002'))
  const signNos = new Map([
    [pharmacy, await pharmacy.signIn()],
    [other, await other.signIn()],
  ])
  const { step: next, onA } = createSteps({ pharmacy, other, signNoOf: (by) => signNos.get(by) ?? '' })
  const { served } = provinces[province]
  async function* step(number: InterfaceNumber, message: Json, title?: string): AsyncGenerator<Step> {
    const name = title === undefined ? number : `${number}-${title}`
    if (!served.value.some((each) => each === number) || only?.includes(name) === false) return
    const outbound = province === 'fujian' ? 'before' : 'after'
    yield* next(number, message, onA(number), number === '3505A' ? { outbound } : {}, title)
  }
  const now = dateTime(center.clock.now())
  const today = now.slice(0, 10)
  const own = { fixmedins_code: center.connection.institution.code }

  const mapping = { ...ARTICLE, list_type: '101', begndate: today, enddate: '2099-12-31' }
  yield* step('3301', { data: [mapping] })
  const page = { updt_time: '2024-01-01 00:00:00', page_num: '1', page_size: '5' }
  yield* step('1312', { data: { ...page, hilist_code: DRUG } })
  yield* step('1318', { data: { ...page, query_date: today } })
  yield* step('1319', { data: { ...page, query_date: today } })

  const count = { ...ARTICLE, ...LOT, rx_flag: '1', invdate: today, inv_cnt: '10', fixmedins_bchno: 'PC1' }
  yield* step('3501A', { invinfoDetail: [{ ...count, drugtracinfo: packs(100, 101) }] })
  const supplier = { spler_name: '长风医药有限公司', purc_invo_no: 'F1' }
  const moved = { rx_flag: '1', purc_retn_stoin_time: now, purc_retn_opter_name: '林晓' }
  const bought = {
    ...{ ...ARTICLE, ...LOT, ...supplier, ...moved, prodentp_name: '远山制药有限公司', aprvno: '国药准字H99000001' },
    ...{ finl_trns_pric: '15.2', purc_retn_cnt: '2', fixmedins_bchno: 'CG1', drugtracinfo: packs(110, 111) },
  }
  yield* step('3503', { purcinfo: bought })
  const secondCarton = { ...bought, fixmedins_bchno: 'CG2', drugtracinfo: packs(120, 121) }
  yield* step('3503A', { purcinfoDetail: [secondCarton, { ...bought, fixmedins_bchno: 'CG3' }] })
  const change = {
    ...{ ...ARTICLE, inv_chg_type: '105', fixmedins_bchno: 'BG1', pric: '23.5', cnt: '1', rx_flag: '1', inv_chg_time: now },
    ...{ trdn_flag: '0', drugtracinfo: packs(101) },
  }
  yield* step('3502', { invinfo: change })
  const found = { ...change, inv_chg_type: '103', fixmedins_bchno: 'BG2', drugtracinfo: packs(130) }
  yield* step('3502A', { invinfoDetail: [found, { ...found, fixmedins_bchno: 'BG3', drugtracinfo: packs(101) }] })
  const back = { ...ARTICLE, ...MADE, ...supplier, ...moved, purc_retn_cnt: '1' }
  const ofPurchase = { ...back, fixmedins_bchno: 'TH1', medins_prod_purc_no: 'CG1', drugtracinfo: packs(110) }
  yield* step('3504', { purcinfo: ofPurchase })
  yield* step('3504A', { purcinfoDetail: [{ ...back, fixmedins_bchno: 'TH2', drugtracinfo: packs(120) }] })

  const times = { sel_retn_time: now, sel_retn_opter_name: '林晓' }
  const sold = {
    ...{ ...ARTICLE, ...LOT, ...times, fixmedins_bchno: 'XS1', prsc_dr_name: '林志远', phar_name: '陈国栋' },
    ...{ phar_prac_cert_no: '990000000001', hi_feesetl_type: '0', mdtrt_sn: 'M1', rx_flag: '1', trdn_flag: '0' },
    ...{ finl_trns_pric: '23.5', rtal_docno: 'D1', sel_retn_cnt: '1', mdtrt_setl_type: '2', drugtracinfo: packs(111) },
  }
  yield* step('3505A', { selinfoDetail: [sold] })
  const returned = {
    ...{ ...ARTICLE, ...LOT, ...times, fixmedins_bchno: 'XT1', medins_prod_sel_no: 'XS1', mdtrt_sn: 'M1', rx_flag: '1' },
    ...{ trdn_flag: '0', sel_retn_cnt: '1', drugtracinfo: packs(111) },
  }
  yield* step('3506A', { selinfoDetail: [returned] })

  const asked = { ...own, medins_list_codg: 'A0001', begndate: today, enddate: today }
  for (const number of ['3508', '3509', '3510', '3511', '3512', '3513'] as const) yield* step(number, { data: asked })
  yield* step('35082', { data: { ...own, medins_list_codg: 'A0001' } })

  const deletion = (fixmedins_bchno: string, inv_data_type: string) => ({ data: { fixmedins_bchno, inv_data_type } })
  yield* step('3507', deletion('BG1', '2'), 'change')
  yield* step('3507', deletion('TH1', '3'), 'purchase')
  const withdrawn = { ...own, fixmedins_hilist_id: 'A0001', list_type: '101', med_list_codg: DRUG }
  yield* step('3302', { data: withdrawn })
}
