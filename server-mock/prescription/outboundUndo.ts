import { give, refuse, textOf } from '../refusal.ts'
import { usedByReceipt } from './delivery.ts'
import type { PrescriptionInterface } from './interface.ts'
import { statesOf } from './state.ts'

/**
 * 7208 药品销售出库明细撤销: takes 7207 back and frees its packs, when the settlement did not come about or was revoked. A withdrawn or expired prescription does not
 * hinder it: the goods came back all the same.
 */
export const undoOutbound: PrescriptionInterface = (context, { data, caller: institution }) => {
  const { outbounds, prescriptions, traceCodes } = context.store
  const hiRxno = textOf(data, 'hiRxno')
  if (textOf(data, 'fixmedinsCode') !== institution.code) return refuse('700006', 'fixmedinsCode', '须为该 appId 的机构')
  const prescription = prescriptions.find(hiRxno)
  const standing = outbounds.current(hiRxno)
  if (prescription === undefined || standing?.institution !== institution.code)
    return refuse('700144', 'hiRxno', '本机构没有该处方未撤销的明细')
  const isUsedByReceipt = prescription.usedBy === usedByReceipt(standing)
  if (prescription.usedBy !== null && !isUsedByReceipt) return refuse('700145', 'hiRxno', '须先撤销结算 (2103)')
  const settlement = textOf(data, 'setlId')
  if (settlement !== '' && settlement !== standing.settlement) return refuse('700146', 'setlId', '须与上传时 (7207) 一致')

  const now = context.clock.now()
  outbounds.undo(hiRxno, now)
  if (isUsedByReceipt) prescriptions.use(hiRxno, null)
  traceCodes.release(hiRxno, '7207')
  return give({ hiRxno, ...statesOf(prescriptions.find(hiRxno) ?? prescription, now) })
}
