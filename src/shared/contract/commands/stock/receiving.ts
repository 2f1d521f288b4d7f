import { z } from 'zod'
import { BoxQuestion, DeliveryImport, DeliveryRow, DeliveryView, LotOnBox } from '../../stock/receiving.ts'
import { type CommandRule, Id, MANAGING, Nothing, Reason } from '../rule.ts'

/** A file of 10 MB as text; a larger one the page does not even read. */
const LONGEST_FILE = 14_000_000
const ofDelivery = { deliveryId: Id }
const Code = z.string().trim().min(1).max(200)
const Line = z.number().int().positive()
/** ten-thousandths of the priced unit */
const Quantity = z.number().int().min(0).max(10_000_000_000)
const head = {
  supplier: z.string().trim().min(1).max(200),
  /** 随货单号 */
  note: z.string().trim().min(1).max(50),
  invoice: z.string().trim().max(50),
}

/** Receiving: a delivery note, the boxes that came with it, and whoever accepts them. */
export const receivingCommands = {
  // those that are not done with, then the last ones
  'receiving.list': {
    input: Nothing,
    output: z.strictObject({ deliveries: z.array(DeliveryRow).readonly(), bySecond: z.boolean() }),
    by: 'signedIn',
    failures: [],
    audit: 'none',
  },
  'receiving.view': {
    input: z.strictObject(ofDelivery),
    output: DeliveryView,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN'],
    audit: 'none',
  },
  // a note that is typed
  'receiving.begin': {
    input: z.strictObject(head),
    output: z.strictObject({ deliveryId: z.string() }),
    by: 'signedIn',
    failures: ['DELIVERY_KNOWN'],
    audit: 'workflow',
  },
  'receiving.addLine': {
    input: z.strictObject({
      ...ofDelivery,
      // own code, national code or EAN
      drug: z.string().trim().min(1).max(50),
      lot: LotOnBox,
      quantity: Quantity.min(1),
      // millionths of a yuan, for a unit
      price: z.number().int().min(0).nullable(),
    }),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'RECEIVING_DRUG_UNKNOWN', 'LOT_DIFFERS'],
    audit: 'workflow',
  },
  // base64 of the supplier's xlsx or csv, or of the relation file; into a delivery of its own, or into one that is open
  'receiving.import': {
    input: z.strictObject({
      deliveryId: Id.nullable(),
      supplier: z.string().trim().max(200),
      note: z.string().trim().max(50),
      file: z.string().max(LONGEST_FILE),
    }),
    output: DeliveryImport,
    by: 'signedIn',
    failures: [
      'DELIVERY_UNKNOWN',
      'DELIVERY_NOT_NOW',
      'DELIVERY_KNOWN',
      'DELIVERY_UNNAMED',
      'LOT_DIFFERS',
      'FILE_TOO_LARGE',
      'FILE_UNREADABLE',
    ],
    audit: 'workflow',
  },
  // a box or a case that was typed, or that could not be taken before drug and lot were known
  'receiving.take': {
    input: z.strictObject({ ...ofDelivery, code: Code, drug: z.string().trim().max(50), lot: LotOnBox.nullable() }),
    output: z.strictObject({ taken: z.number().int(), refused: z.number().int() }),
    by: 'signedIn',
    failures: [
      'DELIVERY_UNKNOWN',
      'DELIVERY_NOT_NOW',
      'TRACE_CODE_WRONG',
      'BOX_PRODUCT_CODE',
      'BOX_SCANNED',
      'BOX_SOLD_BEFORE',
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
  'receiving.ask': {
    input: z.strictObject({ ...ofDelivery, code: Code }),
    output: BoxQuestion,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'TRACE_CODE_WRONG'],
    audit: 'none',
  },
  // goods without trace codes
  'receiving.countLoose': {
    input: z.strictObject({ ...ofDelivery, line: Line, quantity: Quantity }),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'LINE_UNKNOWN'],
    audit: 'none',
  },
  // which drug of the catalogue a line is of
  'receiving.nameLine': {
    input: z.strictObject({ ...ofDelivery, line: Line, drug: z.string().trim().min(1).max(50) }),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'LINE_UNKNOWN', 'RECEIVING_DRUG_UNKNOWN', 'LOT_DIFFERS'],
    audit: 'workflow',
  },
  // a box that came and is not accepted
  'receiving.refuse': {
    input: z.strictObject({ ...ofDelivery, code: Code, reason: Reason }),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'TRACE_CODE_WRONG', 'BOX_NOT_SCANNED'],
    audit: 'workflow',
  },
  // everything that came is scanned: it waits for whoever accepts it
  'receiving.finish': {
    input: z.strictObject(ofDelivery),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'DELIVERY_EMPTY'],
    audit: 'workflow',
  },
  'receiving.reopen': {
    input: z.strictObject(ofDelivery),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW'],
    audit: 'workflow',
  },
  'receiving.accept': {
    input: z.strictObject(ofDelivery),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'DELIVERY_EMPTY', 'SECOND_PERSON_NEEDED'],
    audit: 'workflow',
  },
  // nothing of it came
  'receiving.cancel': {
    input: z.strictObject({ ...ofDelivery, reason: Reason }),
    output: Nothing,
    by: 'signedIn',
    failures: ['DELIVERY_UNKNOWN', 'DELIVERY_NOT_NOW', 'DELIVERY_SCANNED'],
    audit: 'workflow',
  },
  // whether every delivery is accepted by a second person
  'receiving.setSecond': {
    input: z.strictObject({ bySecond: z.boolean() }),
    output: Nothing,
    by: MANAGING,
    failures: [],
    audit: 'workflow',
  },
} as const satisfies Record<string, CommandRule>
