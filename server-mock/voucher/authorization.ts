import { give, refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { authorizeChannel } from './activation.ts'
import { findNamed, isActivated } from './holder.ts'
import type { ApplicationInterface } from './interface.ts'

/** ec.channelAuth 电子凭证渠道授权 (V 4.6, 6.1.4): the owner of an activated voucher lets the third-party channel that asks use it. */
export const giveChannel: ApplicationInterface = (context, { data, caller }) => {
  if (caller.official === 1) return refuse('-4', 'orgId', '官方渠道无需授权 (V 4.5)')
  const named = findNamed(context, data)
  if (!named.ok) return named
  const { person } = named
  if (!isActivated(context, person)) return refuse('500001', 'data.idNo', '电子凭证未激活，须先激活 (V 6.1.4.2)')
  if (context.store.holders.authorization(person.identityNumber, caller.appId) !== undefined)
    return refuse('500009', 'data.idNo', '本人已授权该渠道')
  const authCode = authorizeChannel(context, person, caller)
  return give({ authCode, authTime: chinaTime(context.clock.now()).dateTime })
}

/** ec.channelUndo 电子凭证渠道授权解除 (V 4.7): only in the official channel may the owner take an authorization back. */
export const withdrawChannel: ApplicationInterface = (context, { data, caller }) => {
  const { applications, holders } = context.store
  if (caller.official === 0) return refuse('-4', 'orgId', '授权状态仅可在官方渠道管理 (V 4.7)')
  const named = findNamed(context, data)
  if (!named.ok) return named
  const channel = applications.find(textOf(data, 'channelId'))
  if (channel === undefined) return refuse('500012', 'data.channelId', '没有该渠道编号')
  const authorization = holders.authorization(named.person.identityNumber, channel.appId)
  if (authorization === undefined) return refuse('500006', 'data.channelId', '本人没有授权该渠道')
  const now = context.clock.now()
  holders.withdraw(authorization.code, now)
  return give({ undoTime: chinaTime(now).dateTime })
}
