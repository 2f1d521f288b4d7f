import { type CenterContext, nextChoices } from '../context.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Application } from '../store/applications.ts'
import type { LiveCheck } from '../store/holders.ts'
import type { Person } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { digestOf } from './digest.ts'
import { findNamed, holderOf, isActivated, type Refused } from './holder.ts'
import type { ApplicationInterface } from './interface.ts'
import { refuseNewPassword, setPassword } from './password.ts'

/** ec.realAuth 实名实人认证 (V 2.4, 2.5): whose document it is, and whether that person stands before the camera. */
export const checkRealPerson: ApplicationInterface = (context, { data, caller }) => {
  const named = findNamed(context, data)
  if (!named.ok) return named
  const { person } = named
  if (textOf(data, 'liveValue') !== holderOf(context, person).face)
    return refuse('-4', 'data.liveValue', '实人认证不通过：不是本人 (V 2.5)')
  const serial = nextChoices(context, 'liveCheck').text(32)
  const until = context.clock.now() + context.province.liveCheckLifetime.value
  context.store.holders.addLiveCheck({ serial, person: person.identityNumber, application: caller.appId, until })
  return give({ realAuthNo: serial, validEndTime: chinaTime(until).dateTime })
}

/** ec.activate 电子凭证激活 (V 4.2, 4.4, 6.1.3): once, unless the name changed since; the channel that asks is authorized by it (V 6.1.2.3 b). */
export const activate: ApplicationInterface = (context, { data, caller }) => {
  const checked = readChecked(context, data, caller)
  if (!checked.ok) return checked
  const { person, check } = checked
  if (isActivated(context, person)) return refuse('500009', 'data.idNo', '电子凭证已激活，只需激活一次 (V 4.2)')
  const weak = refuseNewPassword(data)
  if (weak) return weak
  const now = context.clock.now()
  activateVoucher(context, person, textOf(data, 'password'))
  context.store.holders.spendLiveCheck(check.serial, now)
  const authCode = caller.official === 1 ? null : authorizeChannel(context, person, caller)
  return give({ activateTime: chinaTime(now).dateTime, ...(authCode === null ? {} : { authCode }) })
}

/** ec.setPwd 电子凭证密码设置 (V 6.1.3 b): for an activated voucher, after a live check of its own. */
export const changePassword: ApplicationInterface = (context, { data, caller }) => {
  const checked = readChecked(context, data, caller)
  if (!checked.ok) return checked
  const { person, check } = checked
  if (!isActivated(context, person)) return refuse('500001', 'data.idNo', '电子凭证未激活 (V 4.2)')
  const weak = refuseNewPassword(data)
  if (weak) return weak
  const now = context.clock.now()
  setPassword(context, person, textOf(data, 'password'))
  context.store.holders.spendLiveCheck(check.serial, now)
  return give({ setTime: chinaTime(now).dateTime })
}

/** Activates a voucher under the person's present name, with this password. */
export function activateVoucher({ store }: CenterContext, { identityNumber, name }: Person, password: string): void {
  store.holders.activate(identityNumber, name, digestOf(identityNumber, password))
}

/** Lets a third-party channel use the person's voucher: its 个人渠道授权码, the one it has already if there is one. */
export function authorizeChannel(context: CenterContext, { identityNumber }: Person, { appId }: Application): string {
  const { holders } = context.store
  const before = holders.authorization(identityNumber, appId)
  if (before !== undefined) return before.code
  const given = nextChoices(context, 'channelAuthorization').text(32)
  holders.authorize({ code: given, person: identityNumber, application: appId })
  return given
}

type Checked = { readonly ok: true; readonly person: Person; readonly check: LiveCheck } | Exclude<Refused, null>

/** The person of a message, who has passed a live check in this channel that is still good. */
function readChecked(context: CenterContext, data: Readonly<Record<string, unknown>>, caller: Application): Checked {
  const named = findNamed(context, data)
  if (!named.ok) return named
  const field = 'data.realAuthNo'
  const check = context.store.holders.liveCheck(textOf(data, 'realAuthNo'))
  if (check === undefined || check.person !== named.person.identityNumber)
    return refuse('500037', field, '不是本人的实人认证流水号 (V 6.1.3 a)')
  if (check.application !== caller.appId) return refuse('500059', field, '须为本渠道的实人认证流水号')
  if (check.usedAt !== null || check.until <= context.clock.now())
    return refuse('500051', field, '流水号已使用或已过期，须重新认证')
  return { ok: true, person: named.person, check }
}
