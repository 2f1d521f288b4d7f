import { refuse, textOf } from '../refusal.ts'
import { tokenAnswer } from './grant.ts'
import type { PrescriptionInterface } from './interface.ts'
import { refuseDead, refuseState } from './state.ts'

/**
 * 7202 电子处方线上流转查询 (N 8.4.4 g 2): the numbers of an authorization that the patient gave from her phone become the prescription token that was made then. It may
 * be asked again as long as the token lives.
 */
export const giveOnlineToken: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { authorizations, flows, prescriptions } = context.store
  if (textOf(data, 'optins') !== institution.code) return refuse('700006', 'optins', '须为该 appId 的机构')
  const online = flows.authorization(textOf(data, 'authRxno'))
  const authorization = authorizations.find(online?.token ?? '')
  const prescription = prescriptions.find(authorization?.hiRxno ?? '')
  if (online === undefined || authorization === undefined || prescription === undefined)
    return refuse('700162', 'authRxno', '处方授权编号不存在')
  if (authorization.institution !== institution.code) return refuse('700112', 'authRxno', '处方不是授权给本机构的 (N 8.4.4 e)')
  if (online.authSn !== textOf(data, 'authSn')) return refuse('700162', 'authSn', '须为该授权编号的流水号 (N 8.4.4 g)')
  if (textOf(data, 'certType') !== '01') return refuse('700102', 'certType', '须为处方所属人的证件')
  if (textOf(data, 'certno') !== prescription.person) return refuse('700102', 'certno', '须为处方所属人的证件')
  return (
    refuseState(context, prescription, 'authRxno') ??
    refuseDead(context, authorization, 'authRxno') ??
    tokenAnswer(context, authorization, prescription)
  )
}
