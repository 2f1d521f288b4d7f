import { nextChoices } from '../context.ts'
import { refuseState } from '../prescription/state.ts'
import { give, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { findOwn, ownerOfAccess } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/** rx.qr (N 8.3): a fresh QR of a prescription that is valid and unused, CF and 25 digits [inferred]. The one that was shown before it ends. */
export const showPrescription: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfAccess(context, textOf(data, 'accessToken'), application)
  if (!found.ok) return found
  const own = findOwn(context, textOf(data, 'hiRxno'), found.person)
  if (!own.ok) return own
  const refused = refuseState(context, own.prescription, 'hiRxno')
  if (refused) return refused
  const code = `CF${nextChoices(context, 'prescriptionCode').digits(25)}`
  const until = context.clock.now() + context.province.prescriptionQrLifetime.value
  context.store.flows.show({ code, hiRxno: own.prescription.hiRxno, until })
  return give({ epcQrcd: code, validEndTime: chinaTime(until).dateTime })
}
