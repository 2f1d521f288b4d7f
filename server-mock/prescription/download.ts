import { give, refuse, textOf } from '../refusal.ts'
import { contentOf } from './content.ts'
import { signedFileOf } from './file/file.ts'
import type { PrescriptionInterface } from './interface.ts'
import { findHeld, refuseDead, refuseState } from './state.ts'

/**
 * 7204 电子处方下载 (N 8.5.4): the prescription's data and its signed file, to the pharmacy that the token binds it to. With the first download the other tokens
 * of the same scan end (N 8.4.4 note 1); the same download again changes nothing, because its answer may have been lost.
 */
export const download: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { authorizations, registry } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  const held = findHeld(context, { hiRxno, token: textOf(data, 'epcToken'), institution, field: 'epcToken' })
  if (!held.ok) return held
  const { authorization, prescription } = held
  const refused = refuseState(context, prescription, 'hiRxno') ?? refuseDead(context, authorization, 'epcToken')
  if (refused) return refused
  const isInsuredThere = registry.insurancesOf(prescription.person).some(({ area }) => area === textOf(data, 'insuPlcNo'))
  if (!isInsuredThere) return refuse('700102', 'insuPlcNo', '处方所属人未在该地参保')

  authorizations.download(authorization.token, context.clock.now())
  authorizations.endRest(authorization.batch)
  const file = signedFileOf(context, hiRxno)
  return give({
    ...contentOf(context, prescription),
    rxFile: Buffer.from(file.pdf).toString('base64'),
    signDigest: file.signDigest,
    signCertSn: file.certSn,
    signCertDn: file.certDn,
  })
}
