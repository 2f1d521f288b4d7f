import type { Failure } from '../../../shared/contract/failures.ts'

/**
 * How a call to the center ended, as far as this side can know. `acknowledged`: the center did it and its answer is whole,
 * genuine and as the table demands. `refused`: a whole and genuine answer says that it did not. `unknown`: bytes left, but no
 * answer came that can be trusted: it may or may not have been done. `neverSent`: provably no byte left.
 */
export type Outcome<T> =
  | { readonly kind: 'acknowledged'; readonly value: T }
  | { readonly kind: 'refused' | 'unknown' | 'neverSent'; readonly failure: Failure }
