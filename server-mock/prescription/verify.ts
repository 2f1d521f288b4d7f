import { nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { verifyFile } from './file/file.ts'
import type { PrescriptionInterface } from './interface.ts'
import { findHeld, refuseDead, refuseState } from './state.ts'

const MAX_REASON = 200

/** 7205 电子处方信息核验 (N 8.6.4 a, b): whether the downloaded file is what the hospital signed. Only a genuine one gets the serial that the review needs. */
export const verify: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { authorizations, verifications } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  if (textOf(data, 'fixmedinsCode') !== institution.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const held = findHeld(context, { hiRxno, token: textOf(data, 'epcToken'), institution, field: 'epcToken' })
  if (!held.ok) return held
  const refused = refuseState(context, held.prescription, 'hiRxno') ?? refuseDead(context, held.authorization, 'epcToken')
  if (refused) return refused
  if (authorizations.lastDownload(hiRxno, institution.code) === null)
    return refuse('-2', 'hiRxno', '须先由本机构下载处方 (N 8.6.3)')

  const sent = {
    rxFile: textOf(data, 'rxFile'),
    signDigest: textOf(data, 'signDigest'),
    signCertSn: textOf(data, 'signCertSn'),
  }
  const reason = verifyFile(context, hiRxno, sent)
  if (reason !== null) return give({ verifyFlag: '0', verifyDscr: reason.slice(0, MAX_REASON) })
  const at = context.clock.now()
  const serial = `YQ${chinaTime(at).compact}${nextChoices(context, 'verification').digits(16)}`
  verifications.add({ serial, hiRxno, institution: institution.code, at })
  return give({ verifyFlag: '1', verifyDscr: '核验通过', rxSignVerifySn: serial })
}
