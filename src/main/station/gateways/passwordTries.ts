import type { Outcome } from './outcome.ts'

/** How many tries are left, where the center says so: 还可输入 3 次, 剩余3次, 还有 1 次机会. */
const TRIES_LEFT = /(?:还可|还能|还有|还剩|剩余|仅剩)\D{0,6}(\d{1,2})\s*次/u
const LOCKED = /锁定|冻结/u

/**
 * A wrong password (500004) with what the center's words say beyond the code: how many tries are left, or that none is taken any more for a while. V table C.4 has no
 * code for either, so that a center which says nothing leaves the plain refusal [inferred].
 */
export function withTries<T>(outcome: Outcome<T>): Outcome<T> {
  if (outcome.kind !== 'refused' || outcome.failure.code !== 'VOUCHER_PASSWORD_WRONG') return outcome
  const said = outcome.failure.center?.message ?? ''
  const left = TRIES_LEFT.exec(said)?.[1]
  if (left !== undefined && Number(left) > 0) return { ...outcome, failure: { ...outcome.failure, triesLeft: Number(left) } }
  return LOCKED.test(said) ? { ...outcome, failure: { ...outcome.failure, code: 'VOUCHER_PASSWORD_LOCKED' } } : outcome
}
