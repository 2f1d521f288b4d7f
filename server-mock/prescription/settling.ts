import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { tellSettlement } from '../hospital/notices.ts'
import { notify } from '../phone/notices.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { findLineFault, type NamedLine } from './lines.ts'
import { isApprovedBy, isHeldElsewhere } from './state.ts'

/**
 * What the prescription center tells the insurance side before a settlement (N 8.8.1.4 c): null where nothing stands against it. `person` is the
 * insured person's identity number, `institution` the pharmacy's code.
 */
export function refuseSettlement(
  context: CenterContext,
  claim: { readonly hiRxno: string; readonly person: string; readonly institution: string; readonly lines: readonly NamedLine[] },
): Refusal<InsuranceCode> | null {
  const { hiRxno, institution, lines } = claim
  const no = (code: InsuranceCode, field: string, rule: string) => refuse(code, `drugdetail.${field}`, rule).refusal
  const prescription = context.store.prescriptions.find(hiRxno)
  if (prescription === undefined) return no('1021', 'rxno', '处方中心没有该处方')
  if (prescription.withdrawnAt !== null) return no('1024', 'rxno', '处方已被定点医疗机构撤销')
  if (prescription.usedBy !== null) return no('1022', 'rxno', '处方只能使用一次')
  if (prescription.validUntil <= context.clock.now()) return no('1023', 'rxno', '处方已过有效截止时间')
  if (prescription.person !== claim.person) return no('1025', 'rxno', '参保人须为处方所属人 (N 8.8.1.4 c)')
  if (isHeldElsewhere(context, hiRxno, institution)) return no('1034', 'rxno', '处方已授权其他机构 (N 8.4.4 注 2)')
  if (!isApprovedBy(context, hiRxno, institution)) return no('1026', 'rxno', '须经本机构药师审核通过 (N 8.7.3)')
  const fault = findLineFault(context, hiRxno, lines)
  if (fault) return no('1027', fault.kind === 'drug' ? 'med_list_codg' : 'cnt', `第 ${fault.index + 1} 行${fault.rule}`)
  return null
}

/** The notice that a settlement happened (N 8.8.1.4 e, f): the prescription is used, and that stands before everything else. */
export function settlementDone(
  context: CenterContext,
  { hiRxno, settlement, institution }: { readonly hiRxno: string; readonly settlement: string; readonly institution: string },
): void {
  context.store.prescriptions.use(hiRxno, settlement)
  notify(context, hiRxno, { kind: 'settled', institution })
  tellSettlement(context, hiRxno)
}

/**
 * The notice that the settlement was taken back (N 8.8.2.4 d, e): unused again, nobody's, and good for another sale while it is valid. The same pharmacy may
 * settle again under its review as long as the authorization would have lasted; after that only with a new one (see `isApprovedBy`).
 */
export function settlementUndone(context: CenterContext, { hiRxno }: { readonly hiRxno: string }): void {
  context.store.prescriptions.use(hiRxno, null)
  context.store.authorizations.end(hiRxno)
  notify(context, hiRxno, { kind: 'unsettled', by: '2103' })
  tellSettlement(context, hiRxno)
}

/** The notice that there never was a settlement (2601): unused again, and whose it was. */
export function settlementNeverWas(context: CenterContext, { hiRxno }: { readonly hiRxno: string }): void {
  context.store.prescriptions.use(hiRxno, null)
  notify(context, hiRxno, { kind: 'unsettled', by: '2601' })
  tellSettlement(context, hiRxno)
}
