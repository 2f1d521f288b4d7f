import type { CenterContext } from '../context.ts'
import type { Institution, Person } from '../store/registry.ts'

/** The person whose voucher token this is; null unless it is alive and was given to this institution (V A.1.7). */
export function ownerOfToken(context: CenterContext, token: string, institution: Institution): Person | null {
  const found = context.store.vouchers.token(token)
  if (found === undefined || found.institution !== institution.code || found.until <= context.clock.now()) return null
  return context.store.registry.person(found.person) ?? null
}
