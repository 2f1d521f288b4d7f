import type { CenterContext } from '../context.ts'
import type { Policy } from '../store/policies.ts'
import { chinaTime } from '../time.ts'
import { type InsuranceType, insuranceTypes, type PlanName, plans, type Terms } from './plans.ts'

/** The policy values that every province begins with: those of the plans. */
export function firstPolicies(): readonly Policy[] {
  return Object.entries(plans).flatMap(([plan, { terms }]) =>
    Object.keys(insuranceTypes)
      .filter((type): type is InsuranceType => Object.hasOwn(insuranceTypes, type))
      .map((insuranceType) => {
        const { deductible, ceiling, fundRate } = terms.value[insuranceType]
        const { since, source } = terms
        return { plan, insuranceType, since, deductible, ceiling, rateA: fundRate['01'], rateB: fundRate['02'], source }
      }),
  )
}

/**
 * The terms by which a sale of today is settled. A policy that changes during the year does not begin the year anew: what deductible and fund have come to so far
 * counts against the new values [inferred].
 */
export function termsOf({ store, clock }: CenterContext, plan: PlanName, insuranceType: InsuranceType): Terms {
  const policy = store.policies.on(plan, insuranceType, chinaTime(clock.now()).date)
  if (policy === undefined) throw new Error(`no policy of ${plan} for ${insuranceType}`)
  return { deductible: policy.deductible, ceiling: policy.ceiling, fundRate: { '01': policy.rateA, '02': policy.rateB } }
}
