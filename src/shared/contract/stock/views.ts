import { z } from 'zod'
import { differenceCauses } from '../../domain/comparison/facts.ts'
import { changeTypes, movementKinds } from '../../domain/stockBook.ts'
import { deadlineLevels, expiryBands, expiryDays, valueDays } from '../../domain/stockViews.ts'

const Count = z.number().int().nonnegative()
const Fen = z.number().int()
/** yyyy-MM-dd in Asia/Shanghai */
const Day = z.iso.date()
/** yyyy-MM in Asia/Shanghai */
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
/** ten-thousandths of the priced unit */
const Quantity = z.number().int()

/** What somebody wants to see of the stock. */
export const StockViewAsk = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('value'), days: z.literal([...valueDays]) }),
    z.strictObject({ kind: z.literal('turnover'), month: Month }),
    z.strictObject({ kind: z.literal('expiry'), within: z.literal([...expiryDays]) }),
    z.strictObject({ kind: z.literal('deadlines') }),
    z.strictObject({ kind: z.literal('causes') }),
  ])
  .readonly()
export type StockViewAsk = z.infer<typeof StockViewAsk>

const drug = { drugId: z.string(), name: z.string(), specification: z.string(), unit: z.string() }
const ValueRow = z.strictObject({ ...drug, quantity: Quantity, value: Fen }).readonly()
const TurnoverRow = z
  .strictObject({
    ...drug,
    /** less what came back */
    sold: Quantity,
    soldValue: Fen,
    /** less what went back to the supplier */
    bought: Quantity,
    onHand: Quantity,
    /** for how many days that is enough when it sells as in this month; null when nothing was sold */
    lasts: Count.nullable(),
  })
  .readonly()
const ExpiryRow = z
  .strictObject({
    ...drug,
    lot: z.string(),
    expiresOn: Day,
    /** negative: it expired so many days ago */
    daysLeft: z.number().int(),
    quantity: Quantity,
    value: Fen,
  })
  .readonly()
const DeadlineRow = z
  .strictObject({
    document: z.string(),
    number: z.enum(['3501', '3502', '3503', '3504', '3505', '3506']),
    lines: Count,
    refused: Count,
    /** epoch ms; null where no rule names a moment */
    dueAt: z.number().int().nullable(),
    /** `soon` is amber and comes before `late`, which is red */
    level: z.enum(deadlineLevels),
  })
  .readonly()
const CauseRow = z
  .strictObject({
    cause: z.enum(differenceCauses),
    lines: Count,
    /** of these, how many were mended since */
    mended: Count,
    worth: Fen,
  })
  .readonly()

const whole = {
  /** epoch ms: when it was read */
  at: z.number().int(),
  /** of which the rows are one page */
  total: Count,
}

/** What was asked for: the figures of the whole shop, and one page of the rows beneath. */
export const StockView = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('value'),
    ...whole,
    /** at the shop's present prices */
    value: Fen,
    /** at the end of each day, at the prices of that day, oldest first; the last is today up to now */
    days: z.array(z.strictObject({ day: Day, value: Fen }).readonly()).readonly(),
    rows: z.array(ValueRow).readonly(),
  }),
  z.strictObject({
    kind: z.literal('turnover'),
    ...whole,
    month: Month,
    /** this one and those before it, oldest first */
    months: z.array(z.strictObject({ month: Month, sold: Fen, bought: Fen }).readonly()).readonly(),
    rows: z.array(TurnoverRow).readonly(),
  }),
  z.strictObject({
    kind: z.literal('expiry'),
    ...whole,
    bands: z.array(z.strictObject({ band: z.enum(expiryBands), lots: Count, value: Fen }).readonly()).readonly(),
    rows: z.array(ExpiryRow).readonly(),
  }),
  z.strictObject({
    kind: z.literal('deadlines'),
    ...whole,
    /** lines that the province has not taken yet, by their level */
    levels: z.array(z.strictObject({ level: z.enum(deadlineLevels), lines: Count }).readonly()).readonly(),
    rows: z.array(DeadlineRow).readonly(),
  }),
  z.strictObject({
    kind: z.literal('causes'),
    ...whole,
    /** epoch ms: when the last comparison ended; null when there was none */
    comparedAt: z.number().int().nullable(),
    /** of all differences together, whichever way each goes */
    worth: Fen,
    /** the dearest first */
    rows: z.array(CauseRow).readonly(),
  }),
])
export type StockView = z.infer<typeof StockView>
export type StockViewOf<K extends StockView['kind']> = Extract<StockView, { readonly kind: K }>

/** Where a page of a drug's book begins: after this movement, which left so much. */
export const BookPlace = z.strictObject({ at: z.number().int(), seq: z.number().int(), left: z.number().int() }).readonly()
export type BookPlace = z.infer<typeof BookPlace>

/** A page of the book of one drug, newest first. */
export const DrugBook = z
  .strictObject({
    ...drug,
    manufacturer: z.string(),
    onHand: Quantity,
    rows: z
      .array(
        z
          .strictObject({
            seq: z.number().int(),
            /** epoch ms */
            at: z.number().int(),
            kind: z.enum(movementKinds),
            changeType: z
              .enum(Object.keys(changeTypes) as [keyof typeof changeTypes, ...(keyof typeof changeTypes)[]])
              .nullable(),
            lot: z.string(),
            quantity: Quantity,
            /** what there was of the drug after it */
            left: Quantity,
            document: z.string(),
            /** null for the program itself */
            person: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
    /** where the next page begins; null when this is the last */
    next: BookPlace.nullable(),
  })
  .readonly()
export type DrugBook = z.infer<typeof DrugBook>
