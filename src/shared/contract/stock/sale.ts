import { z } from 'zod'
import { FirstLot } from '../case.ts'

/** Money in whole fen. */
const Fen = z.number().int()
/** Epoch ms. */
const Moment = z.number().int()

/** One box, pieces of one, or loose goods, as somebody reads it. */
const SaleLineView = z
  .strictObject({
    line: z.number().int().positive(),
    name: z.string(),
    specification: z.string(),
    manufacturer: z.string(),
    lot: z.string(),
    /** yyyy-MM-dd; null where the lot does not tell */
    expiresOn: z.string().nullable(),
    /** null for goods that carry no trace code */
    code: z.string().nullable(),
    /** 1 盒, 6 片, 12.5 克 */
    quantity: z.string(),
    /** of a box that may be opened: how many pieces are taken and are there; null where it is never opened */
    pieces: z
      .strictObject({ taken: z.number().int().positive().nullable(), inBox: z.number().int().positive(), unit: z.string() })
      .readonly()
      .nullable(),
    /** of the priced unit, as papers write it */
    price: z.string(),
    amount: Fen,
    /** the lot that expires before it and is still on the shelf, while the basket is open; null where there is none */
    earlier: FirstLot.nullable(),
    state: z.enum(['taken', 'comingBack', 'returned']),
  })
  .readonly()
export type SaleLineView = z.infer<typeof SaleLineView>

/** A receipt, or the slip for goods that came back. */
export const SalePaperKind = z.enum(['receipt', 'refund'])
export type SalePaperKind = z.infer<typeof SalePaperKind>

/** One ordinary sale. */
export const SaleView = z
  .strictObject({
    id: z.string(),
    document: z.string(),
    state: z.enum(['open', 'paid', 'returned']),
    lines: z.array(SaleLineView).readonly(),
    total: Fen,
    /** what is to be paid in cash: all of it, or what the account leaves */
    due: Fen,
    /** of what lies on the counter to be given back */
    comingBack: Fen,
    /** what is to be given back in cash for it */
    refund: Fen,
    /** of what came back */
    returned: Fen,
    payment: z.strictObject({ given: Fen, change: Fen }).readonly().nullable(),
    paidAt: Moment.nullable(),
    /** name of who took the money */
    cashier: z.string().nullable(),
    /** what the insurance pays by the patient's account: reckoned, or settled; null: cash alone */
    account: z
      .strictObject({
        name: z.string(),
        lastFour: z.string(),
        fund: Fen,
        account: Fen,
        familyAccount: Fen,
        balance: Fen,
        settlementId: z.string().nullable(),
        /** the patient showed a card, and has not yet given the voucher's password for this payment */
        wantsPassword: z.boolean(),
      })
      .readonly()
      .nullable(),
    /** a message that moves money has no answer yet: the settlement, or what takes it back */
    unanswered: z.enum(['settle', 'revoke']).nullable(),
    /** whether the law wants the buyer's name for something in it */
    needsBuyer: z.boolean(),
    buyer: z.strictObject({ name: z.string(), lastFour: z.string() }).readonly().nullable(),
    papers: z.array(SalePaperKind).readonly(),
  })
  .readonly()
export type SaleView = z.infer<typeof SaleView>

/** Ordinary sales at the counter: the basket, the sale whose goods are coming back, the one that was paid last. */
export const SaleDesk = z
  .strictObject({ basket: SaleView.nullable(), returning: SaleView.nullable(), last: SaleView.nullable() })
  .readonly()
export type SaleDesk = z.infer<typeof SaleDesk>
