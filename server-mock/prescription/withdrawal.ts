import type { CenterContext } from '../context.ts'

/** The hospital takes a prescription back (7104 on its side): at any moment until it is used. Again is done, and changes nothing. */
export function withdraw(context: CenterContext, hiRxno: string, reason: string): 'done' | 'used' | 'unknown' {
  const { prescriptions } = context.store
  const prescription = prescriptions.find(hiRxno)
  if (prescription === undefined) return 'unknown'
  if (prescription.usedBy !== null) return 'used'
  if (prescription.withdrawnAt === null) prescriptions.withdraw(hiRxno, context.clock.now(), reason)
  return 'done'
}
