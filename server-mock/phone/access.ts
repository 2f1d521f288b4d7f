import { nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { ownerOfIdentity } from './identity.ts'
import type { PhoneInterface } from './interface.ts'

/** rx.access (N 8.2.4 d, e): who identified herself in the application, and is who the application says, gets an access token for it, for as long as the province says. */
export const grantAccess: PhoneInterface = (context, { data, caller: application }) => {
  const found = ownerOfIdentity(context, textOf(data, 'authNo'), application)
  if (!found.ok) return found
  const { person } = found
  if (textOf(data, 'psnCertType') !== '01') return refuse('700102', 'psnCertType', '须为本人的证件')
  if (textOf(data, 'certno') !== person.identityNumber) return refuse('700102', 'certno', '须为本人的证件')
  if (textOf(data, 'psnName') !== person.name) return refuse('700102', 'psnName', '须为本人的姓名')
  const token = nextChoices(context, 'accessToken').text(64)
  const until = context.clock.now() + context.province.accessTokenLifetime.value
  const appUser = textOf(data, 'appChnlUserId')
  context.store.access.give({ token, person: person.identityNumber, application: application.appId, appUser, until })
  return give({ accessToken: token, tokenValidEndTime: chinaTime(until).dateTime })
}
