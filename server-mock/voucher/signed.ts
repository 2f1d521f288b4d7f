import type { VoucherCode } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { strictBase64, textToSign } from '../gm/envelope.ts'
import { sm2Verify } from '../gm/sm2.ts'
import { isObject, type JsonMessage, memberTexts, parseKeepingNumbers } from '../json.ts'
import { type Reply, refuse, textOf } from '../refusal.ts'
import type { Application } from '../store/applications.ts'
import { readCompactTime } from '../time.ts'
import type { Refused } from './holder.ts'
import type { ApplicationInterface, LocalInterface } from './interface.ts'

/** An interface for callers with keys of their own: the insurance system's, or a channel's, with what the channel must have been granted (V annex D: 覆盖业务). */
export type SignedInterface =
  | { readonly by: 'localSystem'; readonly answer: LocalInterface }
  | { readonly by: 'channel'; readonly service: 'activates' | 'shows' | null; readonly answer: ApplicationInterface }

/** A message that its table found in order: who sends it, whether it is that one's, fresh and new, and then what the interface makes of it. */
export function judgeSigned(context: CenterContext, asked: SignedInterface, message: JsonMessage): Reply<VoucherCode> {
  const { value } = message
  if (memberTexts(message.text) === null) return refuse('-2', '报文', '字段不得重复')
  const data = isObject(value.data) ? value.data : {}
  const reply =
    asked.by === 'channel' ? judgeChannel(context, asked, message, data) : judgeLocal(context, asked.answer, message, data)
  if (reply.ok) context.store.prescriptions.keepSignature(textOf(value, 'signData'))
  return reply
}

type Data = Readonly<Record<string, unknown>>

function judgeChannel(
  context: CenterContext,
  { service, answer }: Extract<SignedInterface, { readonly by: 'channel' }>,
  message: JsonMessage,
  data: Data,
): Reply<VoucherCode> {
  const { applications, localSystems } = context.store
  const orgId = textOf(message.value, 'orgId')
  const caller: Application | undefined = applications.find(orgId)
  if (caller === undefined) {
    return localSystems.find(orgId) === undefined
      ? refuse('500012', 'orgId', '没有该渠道编号')
      : refuse('-4', 'orgId', '仅限渠道应用 (V 6.1)')
  }
  if (caller.approved === 0) return refuse('500013', 'orgId', '渠道未通过审核 (V 4.3)')
  const wrong = refuseSignature(context, message, caller)
  if (wrong) return wrong
  if (service !== null && caller[service] === 0) return refuse('500007', 'orgId', '渠道未获得该项业务的授权 (V 4.3, 附录 D)')
  return answer(context, { data, caller })
}

function judgeLocal(context: CenterContext, answer: LocalInterface, message: JsonMessage, data: Data): Reply<VoucherCode> {
  const { applications, localSystems } = context.store
  const orgId = textOf(message.value, 'orgId')
  const caller = localSystems.find(orgId)
  if (caller === undefined) {
    return applications.find(orgId) === undefined
      ? refuse('500057', 'orgId', '机构未接入')
      : refuse('-4', 'orgId', '仅限地方医保业务系统 (V A.1.7.4)')
  }
  if (caller.approved === 0) return refuse('500058', 'orgId', '机构接入审核未通过')
  return refuseSignature(context, message, caller) ?? answer(context, data)
}

function refuseSignature(
  { store, clock, province }: CenterContext,
  { text, value }: JsonMessage,
  caller: { readonly appSecret: string; readonly publicKey: Uint8Array },
): Refused {
  const signData = textOf(value, 'signData')
  const signature = strictBase64(signData)
  const fields = parseKeepingNumbers(text)
  const signed = textToSign(isObject(fields) ? fields : {}, caller.appSecret)
  if (signature?.length !== 64 || !sm2Verify(caller.publicKey, Buffer.from(signed), signature))
    return refuse('500036', 'signData', '验签不通过 (V 表 A.1)')
  const sentAt = readCompactTime(textOf(value, 'timestamp'))
  if (sentAt === null || Math.abs(sentAt - clock.now()) > province.prescriptionClockTolerance.value)
    return refuse('-2', 'timestamp', '须为 yyyyMMddHHmmss，且与中心时间相差不得超过 10 分钟')
  return store.prescriptions.hasSignature(signData) ? refuse('500036', 'signData', '同一报文不得重复提交') : null
}
