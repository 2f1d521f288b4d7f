import { z } from 'zod'
import { PasswordPurpose } from './counter.ts'
import { Failure } from './failures.ts'

/** Money in whole fen. */
const Fen = z.number().int()

/** How long a voucher's password is [inferred: V 4.2 and 6.1.3 b ask for one and say no more]. */
export const PASSWORD_LENGTH = 6

/** One line of the goods, as the person who pays for them reads it. */
export const CustomerItem = z
  .strictObject({
    name: z.string(),
    specification: z.string(),
    /** how much of it, as people read it: 2 盒 */
    quantity: z.string(),
    /** null while the shelf has no such drug */
    amount: Fen.nullable(),
  })
  .readonly()
export type CustomerItem = z.infer<typeof CustomerItem>

/** Who pays what. `own` is 个人应付: what the person pays altogether, from the account (their own and the family's) and in cash. */
export const CustomerMoney = z
  .strictObject({
    total: Fen,
    fund: Fen,
    own: Fen,
    account: Fen,
    familyAccount: Fen,
    cash: Fen,
    /** settled, not only reckoned */
    isFinal: z.boolean(),
    /** what was handed over, and what comes back of it; null until then */
    payment: z.strictObject({ given: Fen, change: Fen }).readonly().nullable(),
  })
  .readonly()
export type CustomerMoney = z.infer<typeof CustomerMoney>

/** The patient's name with all but the family name hidden (王**): others stand behind. Null for an ordinary sale. */
const MaskedName = z.string().nullable()

/**
 * All that a customer's window shows, pushed whole at every change (`customer.changed`) and asked for with `customer.state`. It never holds a whole name, a number, or a
 * diagnosis: whoever stands in the shop can read it. `idle`: a greeting. `basket`: the goods so far, the sum once it is reckoned. `password`: the patient types the
 * voucher's password; the digits stay in the window until they are confirmed (`customer.enterPassword`). `thanks`: settled, until the next patient comes.
 */
export const CustomerState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle'), shop: z.string(), mode: z.enum(['training', 'real']) }),
  z.strictObject({
    kind: z.literal('basket'),
    shop: z.string(),
    mode: z.enum(['training', 'real']),
    patient: MaskedName,
    items: z.array(CustomerItem).readonly(),
    money: CustomerMoney.nullable(),
  }),
  z.strictObject({
    kind: z.literal('password'),
    shop: z.string(),
    mode: z.enum(['training', 'real']),
    /** changes with every new question: digits that were typed for the one before are dropped */
    question: z.number().int(),
    patient: MaskedName,
    purpose: PasswordPurpose,
    /** how many digits it has */
    length: z.number().int().positive(),
    /** what is to be paid, where that is what it is for */
    money: CustomerMoney.nullable(),
    /** the digits were confirmed, and the center compares them */
    isChecking: z.boolean(),
    /** why it is asked once more */
    failure: Failure.nullable(),
  }),
  z.strictObject({
    kind: z.literal('thanks'),
    shop: z.string(),
    mode: z.enum(['training', 'real']),
    patient: MaskedName,
    items: z.array(CustomerItem).readonly(),
    money: CustomerMoney.nullable(),
  }),
])
export type CustomerState = z.infer<typeof CustomerState>
