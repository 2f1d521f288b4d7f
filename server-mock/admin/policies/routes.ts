import type { FastifyInstance } from 'fastify'
import type { CenterContext } from '../../context.ts'
import { insuranceTypes, plans } from '../../insurance/plans.ts'
import { readJsonObject } from '../../json.ts'
import { chinaTime } from '../../time.ts'
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

  app.post('/policies', (request, reply) => {
    const input = PolicyView.safeParse(request.body instanceof Uint8Array ? readJsonObject(request.body)?.value : undefined)
    if (!input.success) {
      const error = input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
      return reply.code(400).send({ error })
    }
    store.atomically(() => store.policies.put(input.data))
    return reply.send({})
  })
}

function titleOf(known: Readonly<Record<string, { readonly title: string }>>, name: string): string {
  return known[name]?.title ?? name
}

function nameOf(known: Readonly<Record<string, string>>, code: string): string {
  return known[code] ?? code
}
