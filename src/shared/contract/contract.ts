import { z } from 'zod'
import { CaseHappening, CaseSummary } from './case.ts'
import { CounterState, Person } from './counter.ts'
import type { FailureCode } from './failures.ts'
import type { CommandName, EventName } from './names.ts'
import type { Permission } from './roles.ts'

interface CommandRule {
  readonly input: z.ZodType
  readonly output: z.ZodType
  /** who may give it */
  readonly by: Permission
  /** the failures it can end in, besides those of the contract itself; any other is a bug */
  readonly failures: readonly FailureCode[]
  /** whether it only reads: every other command leaves an audit entry when it was carried out */
  readonly query: boolean
}

const Nothing = z.strictObject({})
const Id = z.string().min(1).max(40)
const Reason = z.string().trim().min(1).max(200)

/** Those who serve patients. */
const SERVING = ['cashier', 'pharmacist'] as const
/** What every step of a case can be refused for: there is none, or it waits for something else. */
const STEP = ['CASE_MISSING', 'CASE_BUSY', 'CASE_NOT_NOW', 'CASE_UNANSWERED', 'CENTER_UNREACHABLE'] as const
/** Why a box does not go into the basket, or not back. */
const BOX = [
  'BOX_UNKNOWN',
  'BOX_WRONG_DRUG',
  'BOX_NOT_NEEDED',
  'BOX_IN_BASKET',
  'BOX_SOLD_BEFORE',
  'BOX_NOT_IN_STOCK',
  'LOT_EXPIRED',
  'LOT_RECALLED',
  'LINE_NOT_IN_BOXES',
  'BOX_NOT_OF_SALE',
  'BOX_BACK_ALREADY',
] as const

/**
 * The contract between renderer and station, once: handlers, the preload's functions and the fuzz tests are derived from this table.
 * Strict objects everywhere: a field that nobody asked for is refused.
 */
export const commands = {
  'session.accounts': {
    input: Nothing,
    output: z.array(Person).readonly(),
    by: 'anyone',
    failures: [],
    query: true,
  },
  'session.signIn': {
    input: z.strictObject({ accountId: z.string().min(1).max(40), secret: z.string().min(1).max(128) }),
    output: Person,
    by: 'anyone',
    failures: ['SIGN_IN_WRONG', 'SIGN_IN_LOCKED'],
    query: false,
  },
  'session.signOut': { input: Nothing, output: Nothing, by: 'signedIn', failures: [], query: false },
  'counter.state': { input: Nothing, output: CounterState, by: 'anyone', failures: [], query: true },
  'notice.dismiss': {
    input: z.strictObject({ id: z.string().min(1).max(40) }),
    output: Nothing,
    by: 'signedIn',
    failures: [],
    query: false,
  },
  'visit.retry': {
    input: Nothing,
    output: Nothing,
    by: ['cashier', 'pharmacist'],
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'NOTHING_TO_RETRY', 'CENTER_UNREACHABLE'],
    query: false,
  },
  'visit.end': {
    input: Nothing,
    output: Nothing,
    by: ['cashier', 'pharmacist'],
    failures: ['VISIT_MISSING', 'VISIT_BUSY', 'CASE_OPEN'],
    query: false,
  },
  // the patient confirmed this prescription: downloads and verifies it
  'case.choose': {
    input: z.strictObject({ hiRxno: Id }),
    output: Nothing,
    by: SERVING,
    failures: [
      'VISIT_MISSING',
      'VISIT_BUSY',
      'CASE_OPEN',
      'CASE_BUSY',
      'PRESCRIPTION_NOT_AUTHORIZED',
      'PRESCRIPTION_TOKEN_DEAD',
      'PRESCRIPTION_EXPIRED',
      'CENTER_UNREACHABLE',
    ],
    query: false,
  },
  // goes on where the case stopped; what was sent and never answered is cleared up first. By its id another case than the one at the front.
  'case.retry': {
    input: z.strictObject({ caseId: Id.optional() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'NOTHING_TO_RETRY'],
    query: false,
  },
  'case.review': {
    input: z.strictObject({ isApproved: z.boolean(), opinion: Reason }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'PHARMACIST_MISSING', 'PRESCRIPTION_TOKEN_DEAD', 'PRESCRIPTION_EXPIRED'],
    query: false,
  },
  // a code that cannot be scanned; into the basket, or back while a return is made
  'case.addByHand': {
    input: z.strictObject({ code: z.string().trim().min(1).max(40), reason: Reason }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, ...BOX],
    query: false,
  },
  // goods without trace codes, from their first lot to expire
  'case.takeLoose': {
    input: z.strictObject({ line: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'LINE_UNKNOWN', 'BOX_NOT_NEEDED', 'LOT_MISSING', 'TRACE_CODE_MISSING'],
    query: false,
  },
  'case.removeItem': {
    input: z.strictObject({ itemId: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'ITEM_UNKNOWN'],
    query: false,
  },
  // what the patient would pay, with the personal account or without
  'case.presettle': {
    input: z.strictObject({ useAccount: z.boolean() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'BASKET_INCOMPLETE', 'PRESCRIPTION_EXPIRED'],
    query: false,
  },
  // cashGiven: fen, what the patient put on the counter
  'case.settle': {
    input: z.strictObject({ cashGiven: z.number().int().nonnegative() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'CASH_TOO_LITTLE', 'AMOUNTS_DIFFER', 'PRESCRIPTION_EXPIRED', 'VOUCHER_TOKEN_DEAD'],
    query: false,
  },
  'case.handOver': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'SETTLEMENT_AMOUNTS_DIFFER'],
    query: false,
  },
  // before money moved, or a return that was not confirmed yet
  'case.abandon': {
    input: z.strictObject({ reason: Reason }),
    output: Nothing,
    by: SERVING,
    failures: STEP,
    query: false,
  },
  // the boxes of this sale are scanned back, then `case.revoke`
  'case.beginReturn': {
    input: z.strictObject({ caseId: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'CASE_OPEN'],
    query: false,
  },
  'case.revoke': { input: Nothing, output: Nothing, by: SERVING, failures: [...STEP, 'RETURN_INCOMPLETE'], query: false },
  // the prescription's PDF
  'case.file': {
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({ base64: z.base64() }).readonly(),
    by: SERVING,
    failures: ['CASE_MISSING', 'CASE_NOT_NOW'],
    query: true,
  },
  'case.history': {
    input: z.strictObject({ caseId: Id }),
    output: z.array(CaseHappening).readonly(),
    by: SERVING,
    failures: ['CASE_MISSING'],
    query: true,
  },
  // newest first, 200 at most
  'cases.today': { input: Nothing, output: z.array(CaseSummary).readonly(), by: SERVING, failures: [], query: true },
} as const satisfies Record<CommandName, CommandRule>

export const events = {
  'counter.changed': CounterState,
} as const satisfies Record<EventName, z.ZodType>

export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>
export type CommandOutput<N extends CommandName> = z.output<(typeof commands)[N]['output']>
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>
