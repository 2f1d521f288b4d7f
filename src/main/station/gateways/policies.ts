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
  /**
   * the refusals after which things are as the call would have left them, whoever did it: that there is nothing (left) to undo. That something
   * else stands already is none: it may be another decision, another upload, another shop's
   */
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
// A movement is added to the movements before it: no source says that a repeated batch serial counts once, nor that 3507 deletes a
// return as it deletes a sale [inferred].
const stockUpload = {
  kind: 'exchange',
  outcomeBy: 'deleting',
  repeatAfterMs: [],
  doneBy: [],
  lostAs: 'UPLOAD_ANSWER_LOST',
  patience: 1,
} as const
const upload = { ...repeatable, repeatAfterMs: inBackground, lostAs: 'UPLOAD_ANSWER_LOST' } as const

/** One row per interface that the station calls. */
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
  // a wrong password is counted at the center, and the program keeps none that it could send again: the patient types it anew
  'ec.pwdCheck': {
    kind: 'exchange',
    outcomeBy: 'newCredential',
    repeatAfterMs: [],
    doneBy: [],
    lostAs: 'VOUCHER_PASSWORD_ANSWER_LOST',
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
  // the prescription center answers the same content again with what was already done; "already done" it says of other content only, which is
  // then not ours [inferred]
  '7206': { ...repeatable, repeatAfterMs: inBackground },
  '7207': upload,
  '7208': { ...upload, doneBy: ['OUTBOUND_NONE'] },
  '2101': query,
  '2101A': query,
  '2102': { ...money, lostAs: 'SETTLEMENT_ANSWER_LOST' },
  '2102A': { ...money, lostAs: 'SETTLEMENT_ANSWER_LOST' },
  '2103': { ...money, lostAs: 'REVOCATION_ANSWER_LOST' },
  // It names the message that it undoes, so that it undoes it once. A center that has no such transaction says that the message never arrived, and
  // a message that a reversal has named is a repeated one from then on: nothing was moved, nothing will be [inferred].
  '2601': {
    ...repeatable,
    repeatAfterMs: inBackground,
    doneBy: ['SETTLEMENT_UNKNOWN'],
    lostAs: 'REVERSAL_ANSWER_LOST',
    patience: 3,
  },
  '5203': query,
  // what was sold since the count was taken would be there again if the count came late; a lost one is deleted and the goods are counted anew
  '3501': stockUpload,
  '3501A': stockUpload,
  '3502': stockUpload,
  '3503': stockUpload,
  '3503A': stockUpload,
  '3504': stockUpload,
  '3505': stockUpload,
  '3506': stockUpload,
  '3507': { ...upload, doneBy: ['UPLOAD_UNKNOWN'] },
  '35081': query,
  '1312': query,
  '1318': query,
  '1319': query,
  // an article is one drug at a time: a second mapping is refused, so that a lost one is withdrawn before it is made again
  '3301': { ...upload, lostAs: null },
  '3302': { ...upload, lostAs: null },
  '35082': query,
} as const satisfies Partial<Record<InterfaceNumber, InterfacePolicy>>)

/** An interface that the station calls. */
export type CalledInterface = keyof typeof policies
