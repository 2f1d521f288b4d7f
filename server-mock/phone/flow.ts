import { nextChoices } from '../context.ts'
import { grant, refuseHeldElsewhere } from '../prescription/grant.ts'
import { refuseState } from '../prescription/state.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { findOwn, ownerOfAccess, ownerOfIdentity } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/**
 * rx.flow (N 8.4.4 c 2, d, e, g): the owner, whose identity is checked once more, authorizes a pharmacy of her choice for one prescription. The application gets the numbers
 * that it hands to the pharmacy, never the token itself (7202 does).
 */
export const authorizeOnline: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfAccess(context, textOf(data, 'accessToken'), application)
  if (!found.ok) return found
  const identity = ownerOfIdentity(context, textOf(data, 'authNo'), application)
  if (!identity.ok) return identity
  if (identity.person.identityNumber !== found.person.identityNumber)
    return refuse('700102', 'authNo', '须为访问令牌本人的身份授权 (N 8.4.4 d)')
  const own = findOwn(context, textOf(data, 'hiRxno'), found.person)
  if (!own.ok) return own
  const { hiRxno } = own.prescription
  const pharmacy = context.store.registry.institution(textOf(data, 'fixmedinsCode'))
  if (pharmacy?.kind !== 'pharmacy' || pharmacy.approved === 0)
    return refuse('700204', 'fixmedinsCode', '须为已开通的定点零售药店 (N 8.4.4 c)')
  const refused =
    refuseState(context, own.prescription, 'hiRxno') ?? refuseHeldElsewhere(context, hiRxno, pharmacy.code, 'hiRxno')
  if (refused) return refused

  const { token, until } = grant(context, { hiRxno, institution: pharmacy.code })
  const choices = nextChoices(context, 'onlineAuthorization')
  const { compact } = chinaTime(context.clock.now())
  const authRxno = `${pharmacy.area}${compact}${choices.digits(10)}`
  const authSn = `LS${compact}${choices.digits(16)}`
  context.store.flows.authorize({ authRxno, authSn, token })
  return give({ authRxno, authSn, fixmedinsName: pharmacy.name, authValidEndTime: chinaTime(until).dateTime })
}
