import type { MockCenter } from '../../../../server-mock/server.ts'
import { createPharmacy, dateTime, dig } from '../pharmacy.ts'
import { zipped } from '../zipped.ts'
import type { Step } from './flow.ts'
import { createSteps } from './steps.ts'

/** A sale out of the patient's account, and how its pharmacy balances its books with the province: by sums, then line by line with files. */
export async function* walk(center: MockCenter): AsyncGenerator<Step> {
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, center.connections.get('P99010100002'))
  const { institution } = center.connection
  const signNos = new Map([
    [pharmacy, await pharmacy.signIn()],
    [other, await other.signIn()],
  ])
  const { step, onA, said } = createSteps({ pharmacy, other, signNoOf: (by) => signNos.get(by) ?? '' })
  const now = dateTime(center.clock.now())
  const today = now.slice(0, 10)

  const token = await pharmacy.tokenOf('王秀兰')
  const psn_no = String(dig(await pharmacy.person(token), 'output', 'baseinfo', 'psn_no'))
  const credential = { mdtrt_cert_type: '01', mdtrt_cert_no: await pharmacy.tokenOf('王秀兰') }
  const visit = { begntime: now, medfee_sumamt: '47.00', insutype: '310', acct_used_flag: '1', med_type: '41' }
  const goods = { fee_ocur_time: now, med_list_codg: 'T000800123', medins_list_codg: 'A0008' }
  const line = { feedetl_sn: 'L1', rx_circ_flag: '0', ...goods, det_item_fee_sumamt: '47.00', cnt: '2', pric: '23.50' }
  yield* step('2102', { druginfo: { psn_no, ...credential, ...visit }, drugdetail: [line] }, onA('2102'))
  const settled = (name: string): string => String(dig(said(), 'output', 'setlinfo', name))
  const [setl_id, mdtrt_id, fund, account] = ['setl_id', 'mdtrt_id', 'fund_pay_sumamt', 'acct_pay'].map(settled)

  const days = { stmt_begndate: today, stmt_enddate: today }
  const group = { clr_type: '41', setl_optins: institution.area }
  const sums = { medfee_sumamt: '47.00', fund_pay_sumamt: fund }
  const totals = { insutype: '310', ...group, ...days, ...sums, acct_pay: account, fixmedins_setl_cnt: '1' }
  yield* step('3201', { data: { ...totals, refd_setl_flag: '0' } }, onA('3201'))

  const text = `${[setl_id, mdtrt_id, psn_no, '47.00', fund, account, '0'].join('\t')}\n`
  const file = { in: zipped('duizhang.txt', text), filename: 'duizhang.zip', fixmedins_code: institution.code }
  yield* step('9101', { fsUploadIn: file }, onA('9101'))
  const file_qury_no = String(dig(said(), 'output', 'file_qury_no'))

  const details = { ...group, file_qury_no, ...days, ...sums, cash_payamt: '0.00', fixmedins_setl_cnt: '1' }
  yield* step('3202', { data: { ...details, refd_setl_flag: '0' } }, onA('3202'))
  const result = {
    file_qury_no: dig(said(), 'output', 'fileinfo', 'file_qury_no'),
    filename: dig(said(), 'output', 'fileinfo', 'filename'),
    fixmedins_code: institution.code,
  }
  yield* step('9102', { fsDownloadIn: result }, onA('9102'))
}
