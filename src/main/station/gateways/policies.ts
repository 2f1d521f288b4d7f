import type { FailureCode } from '../../../shared/contract/failures.ts'
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
  /** the refusals that tell a repetition that an earlier message of the same key was done */
  readonly doneBy: readonly FailureCode[]
  /** what an unknown outcome is to the person at the counter; null: what its own failure says */
  readonly lostAs: FailureCode | null
  /** how many times longer than usual the counter waits for the answer */
  readonly patience: number
}

// nobody waits for these; the last pause is a minute, so that a center that is down is not pressed
const inBackground = [2 * SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND] as const
// the patient is waiting
const atTheCounter = [1 * SECOND, 3 * SECOND] as const

const query = { kind: 'query', outcomeBy: 'nothing', repeatAfterMs: [], doneBy: [], lostAs: null, patience: 1 } as const
const repeatable = { kind: 'exchange', outcomeBy: 'repeating', doneBy: [], lostAs: null, patience: 1 } as const
// money: never repeated, a second one would settle twice; every lost answer has to be reversed, so the counter waits longer
const money = { kind: 'exchange', outcomeBy: 'reversing', repeatAfterMs: [], doneBy: [], patience: 3 } as const
// a movement is added to the movements before it: no source says that a repeated batch serial counts once, nor that 3507 deletes a
// return as it deletes a sale [inferred]
const movement = {
  kind: 'exchange',
  outcomeBy: 'deleting',
  repeatAfterMs: [],
  doneBy: [],
  lostAs: 'UPLOAD_ANSWER_LOST',
  patience: 1,
} as const
const upload = { ...repeatable, repeatAfterMs: inBackground, lostAs: 'UPLOAD_ANSWER_LOST' } as const

/** One row per interface. */
export const policies = Object.freeze({
  // a QR works once: repeating it could only be refused, whatever became of the first answer
  'ec.query': {
    kind: 'exchange',
    outcomeBy: 'newCredential',
    repeatAfterMs: [],
    doneBy: [],
    lostAs: 'VOUCHER_ANSWER_LOST',
    patience: 1,
  },
  // a second sign-in only gives another sign_no
  '9001': { ...repeatable, repeatAfterMs: inBackground },
  // signing out twice changes nothing: the second time the number is not known any more
  '9002': { ...repeatable, repeatAfterMs: inBackground, doneBy: ['BUSINESS_SIGN_IN_MISSING'] },
  '1101': query,
  // the same voucher token authorizes the same pharmacy again (N 8.4.4 b)
  '7201': { ...repeatable, repeatAfterMs: atTheCounter },
  // the same pharmacy may fetch again; the other tokens of the list die with the first time (N 8.4.4 note 1)
  '7204': { ...repeatable, repeatAfterMs: atTheCounter },
  // its serial is only a proof: a second one stands beside the first
  '7205': query,
  // the prescription center answers a repeated message of the same prescription with what was already done
  '7206': { ...repeatable, repeatAfterMs: inBackground, doneBy: ['REVIEW_ALREADY_DONE'] },
  '7207': { ...upload, doneBy: ['OUTBOUND_ALREADY_DONE'] },
  '7208': { ...upload, doneBy: ['OUTBOUND_NONE'] },
  '2101': query,
  '2101A': query,
  '2102': { ...money, lostAs: 'SETTLEMENT_ANSWER_LOST' },
  '2102A': { ...money, lostAs: 'SETTLEMENT_ANSWER_LOST' },
  '2103': { ...money, lostAs: 'REVOCATION_ANSWER_LOST' },
  // it names the message that it undoes, so that it undoes it once
  '2601': { ...repeatable, repeatAfterMs: inBackground, lostAs: 'REVERSAL_ANSWER_LOST', patience: 3 },
  '5203': query,
  // a count replaces the count before it [inferred]
  '3501': upload,
  '3505': movement,
  '3506': movement,
  '3507': { ...upload, doneBy: ['UPLOAD_UNKNOWN'] },
  '35081': query,
} as const satisfies Record<InterfaceNumber, InterfacePolicy>)
