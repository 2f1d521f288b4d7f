import { z } from 'zod'
import { differenceCauses, differenceCures, differenceKinds } from '../../domain/comparison/facts.ts'
import { Failure } from '../failures.ts'

const Int = z.number().int()
const Count = Int.nonnegative()
export const Cause = z.enum(differenceCauses)

/** One difference of a drug. Quantities in ten-thousandths of the priced unit, prices in millionths of a yuan, `worth` in fen. */
export const ComparisonLineView = z
  .strictObject({
    line: Int,
    drugId: z.string(),
    drug: z.string(),
    unit: z.string(),
    cause: Cause,
    cure: z.enum(differenceCures),
    kinds: z.array(z.enum(differenceKinds)).readonly(),
    /** null: nobody can say what stands there */
    shelf: Int.nullable(),
    book: Int,
    /** null: the province does not know the drug */
    province: Int.nullable(),
    price: Int,
    provincePrice: Int.nullable(),
    /** what the province has too much, or, negative, too little */
    quantity: Int,
    worth: Count,
    documents: z.array(z.string()).readonly(),
    /** epoch ms */
    mendedAt: Int.nullable(),
  })
  .readonly()
export type ComparisonLineView = z.infer<typeof ComparisonLineView>

/** The last comparison of the shop with the province. */
export const ComparisonView = z
  .strictObject({
    /** null: there was none yet */
    run: z
      .strictObject({
        state: z.enum(['asking', 'done', 'stopped']),
        beganAt: Int,
        endedAt: Int.nullable(),
        /** null: it began by itself */
        person: z.string().nullable(),
        drugs: Count,
        asked: Count,
        equal: Count.nullable(),
        failure: Failure.nullable(),
      })
      .readonly()
      .nullable(),
    isRunning: z.boolean(),
    isMending: z.boolean(),
    /** the hour of the day (Shanghai) at which it begins by itself; null: never */
    hour: Int.min(0).max(23).nullable(),
    sums: z.array(z.strictObject({ cause: Cause, lines: Count, worth: Count }).readonly()).readonly(),
    lines: z.array(ComparisonLineView).readonly(),
    /** of the chosen cause */
    pages: Count,
  })
  .readonly()
export type ComparisonView = z.infer<typeof ComparisonView>

/** The province's formula (F 3.3.2) over what it was told of a drug, in ten-thousandths, and its lots. */
export const DrugFormula = z
  .strictObject({
    sum: z
      .strictObject({
        count: Int,
        changes: Int,
        purchases: Int,
        purchaseReturns: Int,
        sales: Int,
        saleReturns: Int,
        total: Int,
      })
      .readonly(),
    lots: z.array(z.strictObject({ lot: z.string(), book: Int, told: Int, province: Int.nullable() }).readonly()).readonly(),
  })
  .readonly()
export type DrugFormula = z.infer<typeof DrugFormula>
