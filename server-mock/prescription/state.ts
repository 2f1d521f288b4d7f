import type { PrescriptionCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Authorization } from '../store/authorizations.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Institution } from '../store/registry.ts'

export type Refused = { readonly ok: false; readonly refusal: Refusal<PrescriptionCode> } | null

/** rxStasCodg and rxUsedStasCodg with their names, as they stand at `now`. */
export function statesOf(prescription: Prescription, now: number): Readonly<Record<string, string>> {
  const isUsed = prescription.usedBy !== null
  const [state, name] =
    prescription.withdrawnAt !== null ? ['3', '已撤销'] : prescription.validUntil <= now ? ['2', '已失效'] : ['1', '有效']
  return {
    rxStasCodg: state,
    rxStasName: name,
    rxUsedStasCodg: isUsed ? '2' : '1',
    rxUsedStasName: isUsed ? '已使用' : '未使用',
  }
}

/** Whether the hospital took the prescription back: this comes before every other answer, even to a repeated message. */
export function refuseWithdrawn(prescription: Prescription, field: string): Refused {
  return prescription.withdrawnAt === null ? null : refuse('700123', field, '处方已被定点医疗机构撤销')
}

/** Whether the prescription may still be worked on: not withdrawn, not used, not past its validity. */
export function refuseState(context: CenterContext, prescription: Prescription, field: string): Refused {
  const withdrawn = refuseWithdrawn(prescription, field)
  if (withdrawn) return withdrawn
  if (prescription.usedBy !== null) return refuse('700121', field, '处方已使用 (N 8.5.3)')
  return prescription.validUntil <= context.clock.now() ? refuse('700122', field, '处方已过有效截止时间') : null
}

/** A token that was given to this institution for this prescription, alive or not, and the prescription. */
type Held =
  | { readonly ok: true; readonly authorization: Authorization; readonly prescription: Prescription }
  | { readonly ok: false; readonly refusal: Refusal<PrescriptionCode> }

/** Whose token this is. `field` is that of the token. Nobody is told which institution a token belongs to. */
export function findHeld(
  context: CenterContext,
  given: { readonly hiRxno: string; readonly token: string; readonly institution: Institution; readonly field: string },
): Held {
  const authorization = context.store.authorizations.find(given.token)
  const prescription = context.store.prescriptions.find(given.hiRxno)
  if (authorization === undefined || prescription === undefined || authorization.hiRxno !== given.hiRxno)
    return refuse('700111', given.field, '令牌不存在或不属于该处方')
  if (authorization.institution !== given.institution.code)
    return refuse('700112', given.field, '令牌不是授权给本机构的 (N 8.4.4 e)')
  return { ok: true, authorization, prescription }
}

/** Whether a token still works: not ended (replaced, left over after a download, closed by a rejection), not run out. */
export function refuseDead(context: CenterContext, authorization: Authorization, field: string): Refused {
  if (authorization.ended === 1) return refuse('700111', field, '令牌已即时失效 (N 8.4.4 注 1)')
  return authorization.until <= context.clock.now() ? refuse('700111', field, '令牌已过有效截止时间 (N 8.4.4 注 2)') : null
}

/** Whether another institution holds the prescription now (N 8.4.4 note 2: there is only one relation). */
export function isHeldElsewhere(context: CenterContext, hiRxno: string, institution: string): boolean {
  const current = context.store.authorizations.current(hiRxno)
  return current !== undefined && current.institution !== institution && current.until > context.clock.now()
}

/**
 * Whether the institution's pharmacist approved the prescription (N 8.6.3): as the latest decision, over what was downloaded under the last authorization of
 * all. Any later one, even if it ran out, makes the approval void, here as elsewhere (N 8.4.4 note 2). An authorization that ran out since the review still
 * carries it, but one that the revocation of a settlement ended does so only until its time is up [inferred].
 */
export function isApprovedBy(context: CenterContext, hiRxno: string, institution: string): boolean {
  const { authorizations, reviews, verifications } = context.store
  const last = authorizations.last(hiRxno)
  if (last?.institution !== institution || last.downloadedAt === null) return false
  if (last.ended === 1 && last.until <= context.clock.now()) return false
  const review = reviews.latest(hiRxno, institution)
  if (review?.status !== '1') return false
  return (verifications.find(review.verification)?.at ?? 0) >= last.downloadedAt
}
