import { z } from 'zod'
import { insuranceTypes, plans } from '../../insurance/plans.ts'

const [firstPlan, ...otherPlans] = Object.keys(plans)
const [firstType, ...otherTypes] = Object.keys(insuranceTypes)
const MOST = 100_000_000_00

/** What one plan pays people of one insurance type from a day on: amounts in fen, rates in ten-thousandths. */
export const PolicyView = z.strictObject({
  plan: z.enum([firstPlan ?? '', ...otherPlans]),
  insuranceType: z.enum([firstType ?? '', ...otherTypes]),
  /** yyyy-MM-dd, the first day */
  since: z.iso.date(),
  /** 起付线 of a year */
  deductible: z.number().int().min(0).max(MOST),
  /** 最高支付限额 of a year */
  ceiling: z.number().int().min(0).max(MOST),
  /** the fund's share of 甲 */
  rateA: z.number().int().min(0).max(10_000),
  /** the fund's share of 乙 */
  rateB: z.number().int().min(0).max(10_000),
  /** the document that says so */
  source: z.string().min(1).max(200),
})
export type PolicyView = z.infer<typeof PolicyView>

export const PolicyViews = z.array(PolicyView.extend({ title: z.string(), insurance: z.string(), isCurrent: z.boolean() }))
export type PolicyViews = z.infer<typeof PolicyViews>
