import type { InterfaceNumber } from '../../../shared/wire/index.ts'

const SECOND = 1_000

/**
 * How an interface is called. `exchange`: it changes something at the center and runs in the journal; `query`: it only reads,
 * and the person may ask as often as they like. `outcomeBy` says how an unknown outcome is cleared up: by `repeating` the call
 * under the same business key (and a new msgid), by a `newCredential` that replaces it, or not at all. `repeatAfterMs` are the
 * pauses before each repetition by the program; none: never repeated.
 */
export interface InterfacePolicy {
  readonly kind: 'exchange' | 'query'
  readonly outcomeBy: 'repeating' | 'newCredential' | 'nothing'
  readonly repeatAfterMs: readonly number[]
}

/** One row per interface. */
export const policies = Object.freeze({
  // a QR works once: repeating it could only be refused, whatever became of the first answer
  'ec.query': { kind: 'exchange', outcomeBy: 'newCredential', repeatAfterMs: [] },
  // a second sign-in only gives another sign_no
  '9001': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: [2 * SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND] },
  '1101': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  // the same voucher token authorizes the same pharmacy again (N 8.4.4 b); few repetitions, because the patient is waiting
  '7201': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: [1 * SECOND, 3 * SECOND] },
} as const satisfies Record<InterfaceNumber, InterfacePolicy>)
