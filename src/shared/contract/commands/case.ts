import { z } from 'zod'
import { reviewPoints } from '../../domain/reviewPoints.ts'
import { CaseHappening, CaseSummary, Found, PaperKind } from '../case.ts'
import { type CommandRule, Id, Nothing, Paper, Reason, SERVING } from './rule.ts'

/** What every step of a case can be refused for: there is none, or it waits for something else. */
const STEP = ['CASE_MISSING', 'CASE_BUSY', 'CASE_NOT_NOW', 'CASE_UNANSWERED', 'CENTER_UNREACHABLE'] as const
/** Why a box does not go into the basket, or not back. */
const BOX = [
  'BOX_UNKNOWN',
  'BOX_UNKNOWN_NEEDS_REASON',
  'TRACE_CODE_WRONG',
  'BOX_WRONG_DRUG',
  'BOX_NOT_NEEDED',
  'BOX_IN_BASKET',
  'BOX_SOLD_BEFORE',
  'BOX_NOT_IN_STOCK',
  'BOX_NOT_RECEIVED',
  'BOX_GONE',
  'LOT_EXPIRED',
  'LOT_RECALLED',
  'LINE_NOT_IN_BOXES',
  'BOX_NOT_OF_SALE',
  'BOX_BACK_ALREADY',
] as const

/** One prescription's way through the shop, and what can be looked up of it. */
export const caseCommands = {
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
    audit: 'workflow',
  },
  // goes on where the case stopped; what was sent and never answered is cleared up first. By its id another case than the one at the front.
  'case.retry': {
    input: z.strictObject({ caseId: Id.optional() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'NOTHING_TO_RETRY'],
    audit: 'workflow',
  },
  // an approval needs every point of the list
  'case.review': {
    input: z.strictObject({
      isApproved: z.boolean(),
      opinion: Reason,
      checked: z.array(z.enum(reviewPoints)).max(reviewPoints.length).readonly(),
    }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'PHARMACIST_MISSING', 'CHECKLIST_INCOMPLETE', 'PRESCRIPTION_TOKEN_DEAD', 'PRESCRIPTION_EXPIRED'],
    audit: 'workflow',
  },
  // a code that cannot be scanned, or one that the books do not know where the province allows that; into the basket, or back while a return is made.
  // `lotNumber`: of a box that the books do not know and whose drug has several lots
  'case.addByHand': {
    input: z.strictObject({
      code: z.string().trim().min(1).max(100),
      reason: Reason,
      lotNumber: z.string().trim().min(1).max(40).nullable(),
    }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, ...BOX, 'LOT_NEEDED', 'LOT_MISSING'],
    audit: 'workflow',
  },
  // goods without trace codes, from their first lot to expire
  'case.takeLoose': {
    input: z.strictObject({ line: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'LINE_UNKNOWN', 'BOX_NOT_NEEDED', 'LOT_MISSING', 'TRACE_CODE_MISSING'],
    audit: 'workflow',
  },
  'case.removeItem': {
    input: z.strictObject({ itemId: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'ITEM_UNKNOWN'],
    audit: 'workflow',
  },
  // what the patient would pay, with the personal account or without
  'case.presettle': {
    input: z.strictObject({ useAccount: z.boolean() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'BASKET_INCOMPLETE', 'PRESCRIPTION_EXPIRED'],
    audit: 'workflow',
  },
  // cashGiven: fen, what the patient put on the counter
  'case.settle': {
    input: z.strictObject({ cashGiven: z.number().int().nonnegative() }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'CASH_TOO_LITTLE', 'AMOUNTS_DIFFER', 'PRESCRIPTION_EXPIRED', 'PASSWORD_NEEDED', 'VOUCHER_TOKEN_DEAD'],
    audit: 'workflow',
  },
  'case.handOver': {
    input: Nothing,
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'SETTLEMENT_AMOUNTS_DIFFER'],
    audit: 'workflow',
  },
  // before money moved, or a return that was not confirmed yet
  'case.abandon': {
    input: z.strictObject({ reason: Reason }),
    output: Nothing,
    by: SERVING,
    failures: STEP,
    audit: 'workflow',
  },
  // the boxes of this sale are scanned back, then `case.revoke`
  'case.beginReturn': {
    input: z.strictObject({ caseId: Id }),
    output: Nothing,
    by: SERVING,
    failures: [...STEP, 'CASE_OPEN'],
    audit: 'workflow',
  },
  'case.revoke': { input: Nothing, output: Nothing, by: SERVING, failures: [...STEP, 'RETURN_INCOMPLETE'], audit: 'workflow' },
  // the prescription's PDF
  'case.file': {
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({ base64: z.base64() }).readonly(),
    by: SERVING,
    failures: ['CASE_MISSING', 'CASE_NOT_NOW'],
    audit: 'none',
  },
  'case.history': {
    input: z.strictObject({ caseId: Id }),
    output: z.array(CaseHappening).readonly(),
    by: SERVING,
    failures: ['CASE_MISSING'],
    audit: 'none',
  },
  // a paper of the case as PDF: what the patient checks, what the patient keeps, the account of a file that is not genuine
  'case.paper': {
    input: z.strictObject({ caseId: Id, kind: PaperKind }),
    output: Paper,
    by: SERVING,
    failures: ['CASE_MISSING', 'PAPER_NOT_NOW'],
    audit: 'none',
  },
  // the same on the receipt printer; a second time it is marked 重打
  'case.print': {
    input: z.strictObject({ caseId: Id, kind: PaperKind }),
    output: Nothing,
    by: SERVING,
    failures: ['CASE_MISSING', 'PAPER_NOT_NOW', 'PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'command',
  },
  // newest first, 200 at most
  'cases.today': { input: Nothing, output: z.array(CaseSummary).readonly(), by: SERVING, failures: [], audit: 'none' },
  // a case or a patient of today by any part of what is typed (a patient of another day by whole name, whole number or last four), a drug by name or code
  'counter.search': {
    input: z.strictObject({ text: z.string().trim().min(1).max(40) }),
    output: Found,
    by: SERVING,
    failures: [],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>
