import { z } from 'zod'
import { CardPhoto } from '../cardPhoto.ts'
import { Relation } from '../purchaser.ts'
import { type CommandRule, Id, Nothing, Reason, SERVING } from './rule.ts'

/** A patient's stay, from the scanned voucher on. */
export const visitCommands = {
  'visit.retry': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'NOTHING_TO_RETRY', 'CENTER_UNREACHABLE'],
    audit: 'command',
  },
  // of several places where the patient is insured, the one that he or she says
  'visit.choosePlace': {
    input: z.strictObject({ placeId: Id }),
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'PLACE_UNKNOWN', 'CENTER_UNREACHABLE'],
    audit: 'command',
  },
  // puts the visit aside as it is; another patient may come
  'visit.park': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'CASE_OPEN'],
    audit: 'command',
  },
  // takes up a parked one; the one that is there is parked
  'visit.takeUp': {
    input: z.strictObject({ visitId: Id }),
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_UNKNOWN', 'VISIT_BUSY', 'CASE_OPEN'],
    audit: 'command',
  },
  'visit.end': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'CASE_OPEN'],
    audit: 'command',
  },
  // asks the patient for the voucher's password (again), for whatever the visit or its case needs it
  'visit.askPassword': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'CASE_BUSY', 'PASSWORD_NOT_WANTED', 'CENTER_UNREACHABLE'],
    audit: 'workflow',
  },
  'visit.stopPassword': { input: Nothing, output: Nothing, by: SERVING, failures: ['PASSWORD_NOT_WANTED'], audit: 'workflow' },
  // somebody else collects (代购): the next card is read as theirs
  'visit.beginPurchaser': { input: Nothing, output: Nothing, by: SERVING, failures: ['VISIT_MISSING'], audit: 'none' },
  // `typed` where no card was read
  'visit.registerPurchaser': {
    input: z.strictObject({
      relation: Relation,
      reason: Reason,
      typed: z.strictObject({ name: z.string().trim().min(1).max(50), idNumber: z.string().trim().min(1).max(30) }).nullable(),
    }),
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'PURCHASER_CARD_MISSING', 'PURCHASER_IS_PATIENT', 'IDENTITY_NUMBER_WRONG'],
    audit: 'workflow',
  },
  'visit.stopPurchaser': { input: Nothing, output: Nothing, by: SERVING, failures: [], audit: 'none' },
  // the photo of an identity card that was shown in the visit at the counter
  'visit.cardPhoto': {
    input: z.strictObject({ holder: Id }),
    output: CardPhoto,
    by: SERVING,
    failures: ['VISIT_UNKNOWN'],
    audit: 'none',
  },
  // the patient collects in person after all
  'visit.withdrawPurchaser': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: ['VISIT_MISSING', 'CASE_NOT_NOW'],
    audit: 'workflow',
  },
} as const satisfies Record<string, CommandRule>
