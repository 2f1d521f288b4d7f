import type { InterfaceNumber } from '../../../shared/wire/index.ts'

const SECOND = 1_000

/**
 * How an interface is called. `exchange`: it changes something at the center and runs in the journal; `query`: it only reads,
 * and the person may ask as often as they like. `outcomeBy` says how an unknown outcome is cleared up: by `repeating` the call
 * under the same business key (and a new msgid), by a `newCredential` that replaces it, by `reversing` it with 2601 under its msgid,
 * by `deleting` it with 3507 under its batch serial, or not at all. `repeatAfterMs` are the pauses before each repetition by the
 * program; none: never repeated.
 */
export interface InterfacePolicy {
  readonly kind: 'exchange' | 'query'
  readonly outcomeBy: 'repeating' | 'newCredential' | 'reversing' | 'deleting' | 'nothing'
  readonly repeatAfterMs: readonly number[]
}

// nobody waits for these; the last pause is a minute, so that a center that is down is not pressed
const inBackground = [2 * SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND] as const

/** One row per interface. */
export const policies = Object.freeze({
  // a QR works once: repeating it could only be refused, whatever became of the first answer
  'ec.query': { kind: 'exchange', outcomeBy: 'newCredential', repeatAfterMs: [] },
  // a second sign-in only gives another sign_no
  '9001': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  // signing out twice changes nothing
  '9002': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '1101': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  // the same voucher token authorizes the same pharmacy again (N 8.4.4 b); few repetitions, because the patient is waiting
  '7201': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: [1 * SECOND, 3 * SECOND] },
  // the prescription center answers a repeated message under the same prescription with what was already done
  '7204': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: [1 * SECOND, 3 * SECOND] },
  '7205': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  '7206': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '7207': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '7208': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '2101': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  '2101A': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  // money: never repeated, a second one would settle twice
  '2102': { kind: 'exchange', outcomeBy: 'reversing', repeatAfterMs: [] },
  '2102A': { kind: 'exchange', outcomeBy: 'reversing', repeatAfterMs: [] },
  '2103': { kind: 'exchange', outcomeBy: 'reversing', repeatAfterMs: [] },
  // it names the message that it undoes, so that it undoes it once
  '2601': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '5203': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
  // a count replaces the count before it
  '3501': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  // a movement is added to the movements before it: no source says that a repeated batch serial counts once [inferred]
  '3505': { kind: 'exchange', outcomeBy: 'deleting', repeatAfterMs: [] },
  '3506': { kind: 'exchange', outcomeBy: 'deleting', repeatAfterMs: [] },
  '3507': { kind: 'exchange', outcomeBy: 'repeating', repeatAfterMs: inBackground },
  '35081': { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [] },
} as const satisfies Record<InterfaceNumber, InterfacePolicy>)
