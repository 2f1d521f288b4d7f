import type { PrescriptionInterface } from '../prescription/interface.ts'
import { statesOf } from '../prescription/state.ts'
import { withdraw } from '../prescription/withdrawal.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { readDateTime } from '../time.ts'

/** 7104 电子处方撤销 (N 8.1.2): a doctor of the hospital takes back what is neither used nor run out. Again is answered as the first time. */
export const undo: PrescriptionInterface = (context, { data, caller: hospital }) => {
  const { prescriptions, staff } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  if (textOf(data, 'fixmedinsCode') !== hospital.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const prescription = prescriptions.find(hiRxno)
  if (prescription?.hospital !== hospital.code) return refuse('700189', 'hiRxno', '本机构没有上传该处方')
  const doctor = staff.doctor(textOf(data, 'drCode'))
  if (doctor?.hospital !== hospital.code) return refuse('700182', 'drCode', '须为在本机构登记的医保医师')
  if (textOf(data, 'undoDrName') !== doctor.name) return refuse('700182', 'undoDrName', '须与登记的姓名一致')
  if (textOf(data, 'undoDrCertType') !== '01') return refuse('700182', 'undoDrCertType', '须与登记的证件一致')
  if (textOf(data, 'undoDrCertno') !== doctor.identityNumber) return refuse('700182', 'undoDrCertno', '须与登记的证件一致')
  const undoneAt = readDateTime(textOf(data, 'undoTime')) ?? 0
  if (undoneAt < prescription.prescribedAt || undoneAt > context.clock.now())
    return refuse('-2', 'undoTime', '须在开方之后，不晚于当前时间')
  switch (withdraw(context, hiRxno, textOf(data, 'undoRea'))) {
    case 'used':
      return refuse('700121', 'hiRxno', '已结算取药的处方不可撤销 (N 8.1.2.4 b)')
    case 'expired':
      return refuse('700122', 'hiRxno', '已过期的处方不可撤销 (N 8.1.2.4 b)')
    default: {
      const { rxStasCodg, rxStasName } = statesOf(prescriptions.find(hiRxno) ?? prescription, context.clock.now())
      return give({ hiRxno, rxStasCodg, rxStasName })
    }
  }
}
