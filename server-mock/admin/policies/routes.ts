import type { FastifyInstance } from 'fastify'
import type { CenterContext } from '../../context.ts'
import { insuranceTypes, plans } from '../../insurance/plans.ts'
import { chinaTime } from '../../time.ts'
import { adminServing } from '../serve.ts'
import { PolicyView, type PolicyViews } from './contract.ts'

/** What an operator of the province reads and changes: policy values with their first day. */
export function servePolicies(app: FastifyInstance, context: CenterContext): void {
  const { store, clock } = context

  app.get('/policies', () => {
    const today = chinaTime(clock.now()).date
    return store.policies.list().map((policy) => ({
      ...PolicyView.parse(policy),
      title: titleOf(plans, policy.plan),
      insurance: nameOf(insuranceTypes, policy.insuranceType),
      isCurrent: store.policies.on(policy.plan, policy.insuranceType, today)?.since === policy.since,
    })) satisfies PolicyViews
  })

  adminServing(app).post('/policies', PolicyView, (policy) => {
    store.atomically(() => store.policies.put(policy))
    return {}
  })
}

function titleOf(known: Readonly<Record<string, { readonly title: string }>>, name: string): string {
  return known[name]?.title ?? name
}

function nameOf(known: Readonly<Record<string, string>>, code: string): string {
  return known[code] ?? code
}
