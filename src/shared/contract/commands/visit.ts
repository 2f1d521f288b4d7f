import { z } from 'zod'
import { type CommandRule, Id, Nothing, SERVING } from './rule.ts'

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
} as const satisfies Record<string, CommandRule>
