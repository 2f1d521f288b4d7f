import type { InsuranceCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { tellSettlement } from '../hospital/notices.ts'
import { notify } from '../phone/notices.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { findLineFault, type NamedLine } from './lines.ts'
import { isApprovedBy, isHeldElsewhere } from './state.ts'

/** A settlement that is to be: `person` is the insured person's identity number, `institution` the pharmacy's code. */
export interface Claim {
  readonly hiRxno: string
  readonly person: string
  readonly institution: string
  readonly lines: readonly NamedLine[]
}

/** What stands against a settlement, and the rule; `index` is the position of the line at fault. */
export type SettlementFault =
  | { readonly kind: PrescriptionFault; readonly rule: string }
  | { readonly kind: 'drug' | 'quantity'; readonly rule: string; readonly index: number }
type PrescriptionFault = 'unknown' | 'withdrawn' | 'used' | 'expired' | 'notTheOwner' | 'heldElsewhere' | 'notApproved'

/** The prescription center's check before a settlement (N 8.8.1.4 c), whoever asks: null where nothing stands against it. */
export function findSettlementFault(context: CenterContext, claim: Claim): SettlementFault | null {
  const { hiRxno, institution, lines } = claim
  const prescription = context.store.prescriptions.find(hiRxno)
  const no = (kind: PrescriptionFault, rule: string) => ({ kind, rule })
  if (prescription === undefined) return no('unknown', '处方中心没有该处方')
  if (prescription.withdrawnAt !== null) return no('withdrawn', '处方已被定点医疗机构撤销')
  if (prescription.usedBy !== null) return no('used', '处方只能使用一次')
  if (prescription.validUntil <= context.clock.now()) return no('expired', '处方已过有效截止时间')
  if (prescription.person !== claim.person) return no('notTheOwner', '参保人须为处方所属人 (N 8.8.1.4 c)')
  if (isHeldElsewhere(context, hiRxno, institution)) return no('heldElsewhere', '处方已授权其他机构 (N 8.4.4 注 2)')
  if (!isApprovedBy(context, hiRxno, institution)) return no('notApproved', '须经本机构药师审核通过 (N 8.7.3)')
  return findLineFault(context, hiRxno, lines)
}

/** The same as the insurance side says it to a pharmacy, in its own codes and fields. */
export function refuseSettlement(context: CenterContext, claim: Claim): Refusal<InsuranceCode> | null {
  const fault = findSettlementFault(context, claim)
  return fault === null ? null : insuranceRefusal(fault)
}

/** A fault in the codes and fields of 2101 and 2102. */
export function insuranceRefusal(fault: SettlementFault): Refusal<InsuranceCode> {
  const [code, field] = insuranceWords[fault.kind]
  const rule = 'index' in fault ? `第 ${fault.index + 1} 行${fault.rule}` : fault.rule
  return refuse(code, `drugdetail.${field}`, rule).refusal
}

const insuranceWords = {
  unknown: ['1021', 'rxno'],
  withdrawn: ['1024', 'rxno'],
  used: ['1022', 'rxno'],
  expired: ['1023', 'rxno'],
  notTheOwner: ['1025', 'rxno'],
  heldElsewhere: ['1034', 'rxno'],
  notApproved: ['1026', 'rxno'],
  drug: ['1027', 'med_list_codg'],
  quantity: ['1027', 'cnt'],
} as const satisfies Readonly<Record<SettlementFault['kind'], readonly [InsuranceCode, string]>>

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
