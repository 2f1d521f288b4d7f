import { type CenterContext, nextChoices } from '../context.ts'
import { give, refuse } from '../refusal.ts'
import type { Authorization } from '../store/authorizations.ts'
import type { Prescription } from '../store/prescriptions.ts'
import { chinaTime } from '../time.ts'
import { isHeldElsewhere, type Refused } from './state.ts'

/** By the switch, a prescription that another pharmacy holds is kept back until that authorization ends. `field` is what the request names it by; nobody is told who holds it. */
export function refuseHeldElsewhere(context: CenterContext, hiRxno: string, institution: string, field: string): Refused {
  if (context.switches().reauthorization === 'replace' || !isHeldElsewhere(context, hiRxno, institution)) return null
  return refuse('700113', field, '有且只有一个有效的流转授权，须待其失效 (N 8.4.4 注 2)')
}

/**
 * Binds a prescription to a pharmacy with a fresh token (N 8.4.4 e), whichever way the patient authorized it: voucher, QR of the prescription, phone. The
 * authorization before it ends, wherever it was; where the pharmacy held it itself, its work goes on. Tokens of one `batch` end with the first download of another.
 */
export function grant(
  context: CenterContext,
  { hiRxno, institution, batch }: { readonly hiRxno: string; readonly institution: string; readonly batch?: number },
): Authorization {
  const { authorizations } = context.store
  const now = context.clock.now()
  const before = authorizations.current(hiRxno)
  const goesOn = before !== undefined && before.institution === institution && before.until > now
  const given = {
    token: nextChoices(context, 'prescriptionToken').text(64),
    hiRxno,
    institution,
    batch: batch ?? context.store.nextSerial('authorizationBatch'),
    until: now + context.province.prescriptionTokenLifetime.value,
    downloadedAt: goesOn ? before.downloadedAt : null,
  }
  authorizations.give(given)
  return { ...given, ended: 0 }
}

/** The answer of 7202 and 7203: the token, and whose prescription it opens. */
export function tokenAnswer(context: CenterContext, { token, until, hiRxno }: Authorization, prescription: Prescription) {
  return give({
    hiRxno,
    epcToken: token,
    tokenValidEndTime: chinaTime(until).dateTime,
    certType: '01',
    certno: prescription.person,
    name: context.store.registry.person(prescription.person)?.name,
    insuPlcNo: prescription.area,
  })
}
