import type { MockCenter } from '../../../../server-mock/server.ts'
import type { InterfaceNumber } from '../../../../src/shared/wire/index.ts'
import { createPharmacy, dateTime, dig } from '../pharmacy.ts'
import type { Step } from './flow.ts'
import { createSteps } from './steps.ts'

/** The patient's own part of a settlement, asked for, paid on the phone and paid back. */
export async function* walk(center: MockCenter): AsyncGenerator<Step> {
  const pharmacy = createPharmacy(center)
  const other = createPharmacy(center, center.connections.get('P99010100002'))
  const { step, onB, said } = createSteps({ pharmacy, other, signNoOf: () => '' })
  const on = (number: InterfaceNumber) => onB(number)
  const now = dateTime(center.clock.now())
  const token = await pharmacy.tokenOf('王秀兰')
  const psn_no = String(dig(await pharmacy.person(token), 'output', 'baseinfo', 'psn_no'))
  const credential = { mdtrt_cert_type: '01', mdtrt_cert_no: await pharmacy.tokenOf('王秀兰') }
  const visit = { begntime: now, medfee_sumamt: '47.00', insutype: '310', acct_used_flag: '0', med_type: '41' }
  const goods = { fee_ocur_time: now, med_list_codg: 'T000800123', medins_list_codg: 'A0008' }
  const line = { feedetl_sn: 'L1', rx_circ_flag: '0', ...goods, det_item_fee_sumamt: '47.00', cnt: '2', pric: '23.50' }
  const input = { druginfo: { psn_no, ...credential, ...visit }, drugdetail: [line] }
  const sign_no = await pharmacy.signIn()
  const settled = await pharmacy.insurance('2102', input, { sign_no, insuplc_admdvs: '990101' })
  const setlId = String(dig(settled, 'output', 'setlinfo', 'setl_id'))

  const order = { medOrgOrd: 'DD202611210001', setlId, ownPayAmt: '47.00', ordDscr: '明心大药房购药' }
  yield* step('pay.order', order, on('pay.order'))
  const payOrdId = String(dig(said(), 'data', 'payOrdId'))
  yield* step('pay.query', { payOrdId, medOrgOrd: order.medOrgOrd }, on('pay.query'))
  const paid = await fetch(`${center.adminUrl}/payment/pay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${center.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ person: '王秀兰', payOrdId }),
  })
  if (!paid.ok) throw new Error(`not paid: ${paid.status}`)
  const refund = { payOrdId, appRefdSn: 'TK202611210001', cashRefdAmt: '23.50', refdRea: '退一盒' }
  yield* step('pay.refund', refund, on('pay.refund'))
  yield* step('pay.refundQuery', { appRefdSn: refund.appRefdSn }, on('pay.refundQuery'))
}
