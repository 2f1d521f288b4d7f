import { type CenterContext, nextChoices } from '../context.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Person } from '../store/registry.ts'
import { chinaTime } from '../time.ts'
import { placeOf } from './ecQuery.ts'
import { isActivated } from './holder.ts'
import type { TerminalInterface } from './interface.ts'
import { refuseTerminal } from './terminal.ts'
import { giveToken } from './tokens.ts'

/** ec.auth 人脸识别授权 (S13): the terminal's camera opens, under a serial that the institution never used before. */
export const beginFace: TerminalInterface = (context, { data, institution }) => {
  const wrongTerminal = refuseTerminal(context, institution, data)
  if (wrongTerminal) return wrongTerminal
  const { faceSessions } = context.store
  const business = textOf(data, 'outBizNo')
  if (faceSessions.ofBusiness(institution.code, business) !== undefined)
    return refuse('500014', 'data.outBizNo', '业务流水号不得重复使用')
  const authNo = nextChoices(context, 'faceSession').text(32)
  const until = context.clock.now() + context.province.faceSessionLifetime.value
  faceSessions.add({ authNo, institution: institution.code, business, until })
  return give({ authNo })
}

/** A person looks into the camera that was opened last; false when no camera waits. It happens at the device: no message says it. */
export function lookIntoCamera(context: CenterContext, { identityNumber }: Person): boolean {
  const waiting = context.store.faceSessions.waiting(context.clock.now())
  if (waiting === undefined) return false
  context.store.faceSessions.look(waiting.authNo, identityNumber)
  return true
}

/** ec.authQuery 人脸识别授权核验 (S13): whose face it was, once, as a decoded QR would say it. */
export const endFace: TerminalInterface = (context, { data, institution }) => {
  const { faceSessions, registry } = context.store
  const field = 'data.authNo'
  const session = faceSessions.find(textOf(data, 'authNo'))
  if (session === undefined || session.institution !== institution.code)
    return refuse('500014', field, '授权编号不存在或不属于本机构')
  const now = context.clock.now()
  if (session.usedAt !== null || session.until <= now) return refuse('500051', field, '授权编号已使用或已过期')
  const person = registry.person(session.person ?? '')
  if (person === undefined) return refuse('500037', field, '尚未完成人脸识别 (V 2.5)')
  if (!isActivated(context, person)) return refuse('500001', field, '电子凭证未激活 (V 4.2)')
  faceSessions.use(session.authNo, now)
  return giveToken(context, { person, institution, source: 'face', area: placeOf(context, person.identityNumber) })
}

/** ec.settleNotice 结算结果通知 (S13): once for each identification by face, with amounts that sum to the whole. */
export const noteSettlement: TerminalInterface = (context, { data, institution }) => {
  const { faceSessions } = context.store
  const session = faceSessions.ofBusiness(institution.code, textOf(data, 'outBizNo'))
  if (session === undefined || session.person === null || session.usedAt === null)
    return refuse('500014', 'data.outBizNo', '没有以该流水号完成的人脸识别')
  if (faceSessions.notice(session.authNo) !== undefined) return refuse('500014', 'data.outBizNo', '该流水号的结算结果已通知')
  const amounts = ['ownAmt', 'hifAmt', 'acctAmt', 'totalFee'].map(
    (name) => readDecimal(textOf(data, name), scales.fen) ?? Number.NaN,
  )
  const [own = 0, fund = 0, account = 0, total = 0] = amounts
  if (own + fund + account !== total) return refuse('-2', 'data.totalFee', '须等于个人自付、基金、个人账户之和')
  const at = context.clock.now()
  faceSessions.addNotice({ authNo: session.authNo, person: session.person, content: JSON.stringify(data), at })
  return give({ noticeTime: chinaTime(at).dateTime })
}

/** What institutions told of a person's settlements: for the phone. Amounts in yuan, as they came; times epoch ms. */
export function settlementNoticesOf(
  { store }: CenterContext,
  { identityNumber }: Person,
): readonly { readonly at: number; readonly content: Readonly<Record<string, unknown>> }[] {
  return store.faceSessions.noticesOf(identityNumber).map(({ at, content }) => {
    const read: unknown = JSON.parse(content)
    return { at, content: isObject(read) ? read : {} }
  })
}
