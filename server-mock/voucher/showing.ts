import { type CenterContext, nextChoices } from '../context.ts'

/** What a phone shows: the text of the QR and how long the center takes it (center time, epoch ms). */
export interface Showing {
  readonly qr: string
  readonly until: number
}

/** A patient's phone shows a fresh voucher QR: 28 digits [inferred], for one use (V 4.11). */
export function showPatientCode(context: CenterContext, identityNumber: string): Showing {
  return show(context, 'patient', identityNumber, nextChoices(context, 'patientCode').digits(28))
}

/** A pharmacist's phone shows a fresh QR: HY and 26 digits [inferred], for one use. */
export function showPharmacistCode(context: CenterContext, pharmacistCode: string): Showing {
  return show(context, 'pharmacist', pharmacistCode, `HY${nextChoices(context, 'pharmacistCode').digits(26)}`)
}

function show(context: CenterContext, kind: 'patient' | 'pharmacist', owner: string, qr: string): Showing {
  const until = context.clock.now() + context.province.voucherQrLifetime.value
  context.store.vouchers.show({ code: qr, kind, owner, until })
  return { qr, until }
}
