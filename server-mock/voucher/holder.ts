import type { VoucherCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { type Refusal, refuse, textOf } from '../refusal.ts'
import type { Application } from '../store/applications.ts'
import type { Holder } from '../store/holders.ts'
import type { Person } from '../store/registry.ts'

export type Refused = { readonly ok: false; readonly refusal: Refusal<VoucherCode> } | null
type Found<T> = ({ readonly ok: true } & T) | Exclude<Refused, null>

/** How a voucher stands, as the owner's phone would tell. */
export type VoucherState = 'active' | 'withoutPlace' | 'notActivated' | 'channelNotAuthorized'

/** What the platform has of a person; everybody has it, activated or not (V 4.1). */
export function holderOf({ store }: CenterContext, { identityNumber }: Person): Holder {
  const holder = store.holders.find(identityNumber)
  if (holder === undefined) throw new Error(`${identityNumber} is nobody's number at the voucher platform`)
  return holder
}

/** Whether the voucher is activated, and under the name that the person has now (V 4.2, 4.4). */
export function isActivated(context: CenterContext, person: Person): boolean {
  return holderOf(context, person).name === person.name
}

/** Whether an application may use the person's voucher: the official channel always (V 4.5), others when the person said so (V 4.6). */
export function mayUse({ store }: CenterContext, person: Person, { appId, official }: Application): boolean {
  return official === 1 || store.holders.authorization(person.identityNumber, appId) !== undefined
}

/** The application on the person's phone. */
export function phoneOf(context: CenterContext, person: Person): Application {
  const { application } = holderOf(context, person)
  const found = context.store.applications.find(application)
  if (found === undefined) throw new Error(`there is no application ${application}`)
  return found
}

/** How a person's voucher stands. */
export function voucherStateOf(context: CenterContext, person: Person): VoucherState {
  if (!isActivated(context, person)) return 'notActivated'
  if (!mayUse(context, person, phoneOf(context, person))) return 'channelNotAuthorized'
  return holderOf(context, person).namesPlace === 1 ? 'active' : 'withoutPlace'
}

/**
 * 实名认证 (V 2.4): the person whom `idType`, `idNo` and `userName` of a message name alike. 500050 and 500028 of V table C.4 are inferred from their wording.
 */
export function findNamed({ store }: CenterContext, data: Readonly<Record<string, unknown>>): Found<{ readonly person: Person }> {
  if (textOf(data, 'idType') !== '01') return refuse('500050', 'data.idType', '本中心只登记居民身份证')
  const person = store.registry.person(textOf(data, 'idNo'))
  if (person === undefined) return refuse('500050', 'data.idNo', '平台没有该人员的基础信息 (V 6.1.3.2)')
  if (person.name !== textOf(data, 'userName'))
    return refuse('500028', 'data.userName', '实名认证不通过：姓名与证件不一致 (V 2.4)')
  return { ok: true, person }
}
