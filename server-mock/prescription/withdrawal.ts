import type { CenterContext } from '../context.ts'
import { notify } from '../phone/notices.ts'

/** The hospital takes a prescription back (7104 on its side), until it is used or runs out (N 8.1.2.4 b). Again is done, and changes nothing. */
export function withdraw(context: CenterContext, hiRxno: string, reason: string): 'done' | 'used' | 'expired' | 'unknown' {
  const { prescriptions } = context.store
  const prescription = prescriptions.find(hiRxno)
  if (prescription === undefined) return 'unknown'
  if (prescription.usedBy !== null) return 'used'
  if (prescription.withdrawnAt !== null) return 'done'
  const now = context.clock.now()
  if (prescription.validUntil <= now) return 'expired'
  prescriptions.withdraw(hiRxno, now, reason)
  notify(context, hiRxno, { kind: 'withdrawn', reason })
  return 'done'
}
