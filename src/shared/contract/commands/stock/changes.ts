import { z } from 'zod'
import { changeKinds } from '../../../domain/stockChanges.ts'
import { ChangeRow, ChangeView, LotStock } from '../../stock/changes.ts'
import { BoxQuestion, LotOnBox } from '../../stock/receiving.ts'
import { type CommandRule, Id, MANAGING, Nothing, Reason } from '../rule.ts'

const ofChange = { changeId: Id }
const Code = z.string().trim().min(1).max(200)
const Drug = z.string().trim().min(1).max(50)

/** Changes of the stock otherwise than by purchase and sale, and goods that go back to their supplier. */
export const changeCommands = {
  'changes.list': {
    input: Nothing,
    output: z.strictObject({ changes: z.array(ChangeRow).readonly(), returned: z.number().int() }),
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  'changes.view': {
    input: z.strictObject(ofChange),
    output: ChangeView,
    by: 'signedIn',
    failures: ['CHANGE_UNKNOWN'],
    audit: 'none',
  },
  'changes.begin': {
    input: z.strictObject({
      kind: z.enum(changeKinds),
      reason: Reason,
      supplier: z.string().trim().max(200),
      invoice: z.string().trim().max(50),
    }),
    output: z.strictObject({ changeId: z.string() }),
    by: MANAGING,
    failures: ['CHANGE_SUPPLIER_NEEDED'],
    audit: 'workflow',
  },
  'changes.take': {
    input: z.strictObject({ ...ofChange, code: Code, drug: z.string().trim().max(50), lot: LotOnBox.nullable() }),
    output: Nothing,
    by: MANAGING,
    failures: [
      'CHANGE_UNKNOWN',
      'CHANGE_NOT_NOW',
      'CHANGE_FULL',
      'TRACE_CODE_WRONG',
      'BOX_PRODUCT_CODE',
      'BOX_SCANNED',
      'BOX_UNKNOWN',
      'BOX_OPENED',
      'BOX_NOT_IN_STOCK',
      'BOX_NOT_RECEIVED',
      'BOX_SOLD_BEFORE',
      'BOX_GONE',
      'BOX_IN_STOCK',
      'BOX_OF_OTHER_DELIVERY',
      'BOX_DESTROYED',
      'RECEIVING_DRUG_NEEDED',
      'RECEIVING_DRUG_UNKNOWN',
      'PREFIX_TAKEN',
      'CATALOGUE_BUSY',
      'LOT_NEEDED',
      'LOT_DIFFERS',
    ],
    audit: 'none',
  },
  'changes.ask': {
    input: z.strictObject({ code: Code }),
    output: BoxQuestion,
    by: 'signedIn',
    failures: ['TRACE_CODE_WRONG'],
    audit: 'none',
  },
  // goods without trace codes
  'changes.addLoose': {
    input: z.strictObject({ ...ofChange, drug: Drug, lot: LotOnBox, quantity: z.number().int().min(1).max(10_000_000_000) }),
    output: Nothing,
    by: MANAGING,
    failures: [
      'CHANGE_UNKNOWN',
      'CHANGE_NOT_NOW',
      'CHANGE_FULL',
      'CHANGE_TOO_MUCH',
      'CHANGE_QUANTITY',
      'CHANGE_NEEDS_BOXES',
      'RECEIVING_DRUG_UNKNOWN',
      'LOT_DIFFERS',
      'LOT_MISSING',
    ],
    audit: 'none',
  },
  // everything that came back and waits for a decision
  'changes.addReturned': {
    input: z.strictObject(ofChange),
    output: z.strictObject({ added: z.number().int() }),
    by: MANAGING,
    failures: ['CHANGE_UNKNOWN', 'CHANGE_NOT_NOW'],
    audit: 'none',
  },
  'changes.remove': {
    input: z.strictObject({ ...ofChange, item: z.number().int().positive() }),
    output: Nothing,
    by: MANAGING,
    failures: ['CHANGE_UNKNOWN', 'CHANGE_NOT_NOW'],
    audit: 'none',
  },
  'changes.complete': {
    input: z.strictObject(ofChange),
    output: Nothing,
    by: MANAGING,
    failures: ['CHANGE_UNKNOWN', 'CHANGE_NOT_NOW', 'CHANGE_EMPTY', 'CHANGE_BOX_MOVED', 'CHANGE_TOO_MUCH'],
    audit: 'workflow',
  },
  'changes.cancel': {
    input: z.strictObject(ofChange),
    output: Nothing,
    by: MANAGING,
    failures: ['CHANGE_UNKNOWN', 'CHANGE_NOT_NOW'],
    audit: 'workflow',
  },
  // the lots of a drug in the order in which they are to leave
  'changes.fefo': {
    input: z.strictObject({ drug: Drug }),
    output: z.strictObject({ lots: z.array(LotStock).readonly() }),
    by: 'signedIn',
    failures: ['RECEIVING_DRUG_UNKNOWN'],
    audit: 'none',
  },
  // what runs out within so many days, or has
  'changes.nearExpiry': {
    input: z.strictObject({ days: z.number().int().min(0).max(3_650) }),
    output: z.strictObject({ lots: z.array(LotStock).readonly() }),
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
} as const satisfies Record<string, CommandRule>
