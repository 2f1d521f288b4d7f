import { type CenterContext, nextChoices } from '../context.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Application } from '../store/applications.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Person } from '../store/registry.ts'
import { isActivated, mayUse } from '../voucher/holder.ts'
import type { PhoneCode } from './interface.ts'

type No = { readonly ok: false; readonly refusal: Refusal<PhoneCode> }

/** Whether the person's voucher may be used in the application: activated, and, but for the official one, authorized by the person (V 4.5, 4.6). */
function refuseVoucher(context: CenterContext, person: Person, application: Application, field: string): No | null {
  if (!isActivated(context, person)) return refuse('700103', field, '电子凭证未激活 (N 8.4.3)')
  return mayUse(context, person, application)
    ? null
    : refuse('700203', field, '须先由本人在该应用授权使用电子凭证 (V 4.6, N 8.4.3)')
}

/**
 * 线上身份核验 (N 8.2.4 a to c): the person identifies herself on the voucher platform's page inside an application, which is given the proof of it, 线上身份授权信息. What
 * happens on that page is no interface of the province: the administration is the person's hand.
 */
export function identifyOnline(
  context: CenterContext,
  person: Person,
  application: Application,
): { readonly ok: true; readonly authNo: string; readonly until: number } | No {
  const refused = refuseVoucher(context, person, application, 'authNo')
  if (refused) return refused
  const authNo = `SQ${nextChoices(context, 'onlineIdentity').text(62)}`
  const until = context.clock.now() + context.province.onlineIdentityLifetime.value
  context.store.access.identify({ authNo, person: person.identityNumber, application: application.appId, until })
  return { ok: true, authNo, until }
}

type Found = { readonly ok: true; readonly person: Person } | No

/** Whose 线上身份授权信息 this is: alive, and given to this application (N 8.2.4 e, 8.4.4 d). */
export function ownerOfIdentity(context: CenterContext, authNo: string, application: Application): Found {
  const identity = context.store.access.identity(authNo)
  const person = context.store.registry.person(identity?.person ?? '')
  const isAlive = identity?.application === application.appId && identity.until > context.clock.now()
  if (!isAlive || person === undefined) return refuse('700201', 'authNo', '不存在、已过期或不属于该渠道应用 (N 8.2.4 e)')
  return refuseVoucher(context, person, application, 'authNo') ?? { ok: true, person }
}

/** Whose access token this is: alive, given to this application, and still allowed by the person (N 8.2.4 g). */
export function ownerOfAccess(context: CenterContext, token: string, application: Application): Found {
  const access = context.store.access.token(token)
  const person = context.store.registry.person(access?.person ?? '')
  if (access?.application !== application.appId || person === undefined)
    return refuse('700202', 'accessToken', '不存在或不属于该渠道应用 (N 8.2.4 e)')
  if (access.until <= context.clock.now()) return refuse('700202', 'accessToken', '已过有效期，须重新核验身份 (N 8.2.4 g)')
  return refuseVoucher(context, person, application, 'accessToken') ?? { ok: true, person }
}

/** The person's own prescription; one of anybody else does not exist. */
export function findOwn(
  context: CenterContext,
  hiRxno: string,
  person: Person,
): { readonly ok: true; readonly prescription: Prescription } | No {
  const prescription = context.store.prescriptions.find(hiRxno)
  return prescription?.person === person.identityNumber
    ? { ok: true, prescription }
    : refuse('700205', 'hiRxno', '须为本人的处方 (N 8.2.4 g)')
}
