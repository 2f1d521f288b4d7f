import { z } from 'zod'
import { type FailureCode, failureCodes } from '../../failureFacts.ts'
import { SaleDesk, SalePaperKind } from '../../stock/sale.ts'
import { type CommandRule, Id, Nothing, Paper, SERVING } from '../rule.ts'

const Code = z.string().trim().min(1).max(200)
const Line = z.number().int().positive()
/** A message about a sale is under way, or has no answer. */
const blocked = ['SALE_BUSY', 'SALE_UNANSWERED'] as const
/** Why a box or goods cannot go into the basket, or come back. */
const refusals = [
  ...blocked,
  'BOX_UNKNOWN',
  'BOX_IN_BASKET',
  'BOX_SOLD_BEFORE',
  'BOX_NOT_IN_STOCK',
  'BOX_NOT_RECEIVED',
  'BOX_GONE',
  'BOX_PRODUCT_CODE',
  'LOT_EXPIRED',
  'LOT_RECALLED',
  'LOT_MISSING',
  'SALE_GOODS_UNKNOWN',
  'SALE_QUANTITY_NEEDED',
  'SALE_PRESCRIPTION_DRUG',
  'SALE_RESTRICTED_DRUG',
  'SALE_PRICE_MISSING',
  'SALE_EPHEDRINE_LIMIT',
  'BOX_NOT_OF_SALE',
  'BOX_BACK_ALREADY',
  'SALE_BOX_OF_PRESCRIPTION',
  'SALE_RETURN_OPEN',
] as const satisfies readonly FailureCode[]

/** Ordinary sales, without a prescription. */
export const saleCommands = {
  'sale.view': { input: Nothing, output: SaleDesk, by: SERVING, failures: [], audit: 'none' },
  // by trace code, or by own number or EAN with a quantity (ten-thousandths of the priced unit)
  'sale.add': {
    input: z.strictObject({ code: Code, quantity: z.number().int().positive().max(100_000_000).nullable() }),
    output: SaleDesk,
    by: SERVING,
    failures: refusals,
    audit: 'workflow',
  },
  // so many pieces of the box; null: all that is in it
  'sale.setPieces': {
    input: z.strictObject({ line: Line, pieces: z.number().int().positive().max(100_000).nullable() }),
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'ITEM_UNKNOWN', 'SALE_PIECES_WRONG'],
    audit: 'workflow',
  },
  'sale.remove': {
    input: z.strictObject({ line: Line }),
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'ITEM_UNKNOWN'],
    audit: 'workflow',
  },
  'sale.clear': { input: Nothing, output: SaleDesk, by: SERVING, failures: [...blocked, 'SALE_EMPTY'], audit: 'workflow' },
  'sale.setBuyer': {
    input: z.strictObject({ name: z.string().trim().min(1).max(50), idNumber: z.string().trim().min(1).max(18) }),
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'SALE_EMPTY', 'IDENTITY_NUMBER_WRONG'],
    audit: 'workflow',
  },
  // what the account of the patient at the counter would pay (2101A), or cash alone; like what moves money below it may end in any word of the center
  'sale.reckon': {
    input: z.strictObject({ useAccount: z.boolean() }),
    output: SaleDesk,
    by: SERVING,
    failures: failureCodes,
    audit: 'workflow',
  },
  // asks the patient, whose card pays, for the voucher's password (again)
  'sale.askPassword': {
    input: Nothing,
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'PASSWORD_NOT_WANTED', 'CENTER_UNREACHABLE'],
    audit: 'workflow',
  },
  // takes back a message that moves money and has no answer (2601)
  'sale.clearUp': { input: Nothing, output: SaleDesk, by: SERVING, failures: failureCodes, audit: 'workflow' },
  // fen
  'sale.pay': {
    input: z.strictObject({ cashGiven: z.number().int().nonnegative().max(99_999_999) }),
    output: SaleDesk,
    by: SERVING,
    failures: failureCodes,
    audit: 'workflow',
  },
  // by its document, or by the number of the day
  'sale.beginReturn': {
    input: z.strictObject({ document: z.string().trim().min(1).max(40) }),
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'SALE_UNKNOWN', 'SALE_RETURNED', 'SALE_RETURN_OPEN'],
    audit: 'workflow',
  },
  'sale.mark': {
    input: z.strictObject({ line: Line, isBack: z.boolean() }),
    output: SaleDesk,
    by: SERVING,
    failures: [...blocked, 'ITEM_UNKNOWN', 'BOX_BACK_ALREADY'],
    audit: 'workflow',
  },
  'sale.endReturn': { input: Nothing, output: SaleDesk, by: SERVING, failures: [...blocked, 'SALE_UNKNOWN'], audit: 'workflow' },
  'sale.payBack': {
    input: Nothing,
    output: SaleDesk,
    by: SERVING,
    failures: failureCodes,
    audit: 'workflow',
  },
  'sale.paper': {
    input: z.strictObject({ saleId: Id, kind: SalePaperKind }),
    output: Paper,
    by: SERVING,
    failures: ['SALE_UNKNOWN', 'PAPER_NOT_NOW'],
    audit: 'none',
  },
  'sale.print': {
    input: z.strictObject({ saleId: Id, kind: SalePaperKind }),
    output: Nothing,
    by: SERVING,
    failures: ['SALE_UNKNOWN', 'PAPER_NOT_NOW', 'PRINTER_MISSING', 'PRINTER_FAILED'],
    audit: 'workflow',
  },
} as const satisfies Record<string, CommandRule>
