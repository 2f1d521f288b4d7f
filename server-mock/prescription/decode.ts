import { isIP } from 'node:net'
import { refuse, textOf } from '../refusal.ts'
import { grant, refuseHeldElsewhere, tokenAnswer } from './grant.ts'
import type { PrescriptionInterface } from './interface.ts'
import { refuseDead, refuseState } from './state.ts'

/**
 * 7203 电子处方二维码解码 (N 8.4.4 c 1, e, f): whoever shows the QR of a prescription authorizes the pharmacy that scans it. A QR is for one pharmacy and one use; the
 * same pharmacy may send it again as long as the token lives, because the answer may have been lost.
 */
export const decode: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { authorizations, flows, prescriptions } = context.store
  if (textOf(data, 'optins') !== institution.code) return refuse('700006', 'optins', '须为该 appId 的机构')
  if (textOf(data, 'appChnlId') !== institution.appId) return refuse('700006', 'appChnlId', '须为报文的 appId')
  if (isIP(textOf(data, 'ipInfo')) === 0) return refuse('-2', 'ipInfo', '须为 IP 地址')

  const shown = flows.shown(textOf(data, 'epcQrcd'))
  const prescription = prescriptions.find(shown?.hiRxno ?? '')
  if (shown === undefined || prescription === undefined) return refuse('700161', 'epcQrcd', '不是本中心生成的处方二维码')
  const earlier = authorizations.find(shown.token ?? '')
  if (earlier !== undefined && earlier.institution !== institution.code)
    return refuse('700161', 'epcQrcd', '处方二维码一次有效，已使用 (N 8.3.4 d)')
  const refused = refuseState(context, prescription, 'epcQrcd')
  if (refused) return refused
  if (earlier !== undefined) return refuseDead(context, earlier, 'epcQrcd') ?? tokenAnswer(context, earlier, prescription)
  if (shown.ended === 1) return refuse('700161', 'epcQrcd', '已有更新的处方二维码 (N 8.3.4 d)')
  if (shown.until <= context.clock.now()) return refuse('700161', 'epcQrcd', '处方二维码已过期 (N 8.3.4 d)')
  const held = refuseHeldElsewhere(context, shown.hiRxno, institution.code, 'epcQrcd')
  if (held) return held

  const given = grant(context, { hiRxno: shown.hiRxno, institution: institution.code })
  flows.decode(shown.code, given.token)
  return tokenAnswer(context, given, prescription)
}
