import type { CenterContext } from '../context.ts'
import type { Person } from '../store/registry.ts'

/** Whom a request means by an identity number, or a name that only one person has; or a text that says why nobody. */
export function personNamed({ store }: CenterContext, wanted: string): Person | string {
  const byNumber = store.registry.person(wanted)
  const [only, ...others] = byNumber ? [byNumber] : store.registry.peopleNamed(wanted)
  if (only === undefined) return 'nobody has that name or number'
  return others.length > 0 ? 'several people have that name' : only
}
