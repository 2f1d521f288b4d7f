import {
  epcEnvelope,
  epcVersion,
  interfaceTables,
  type PrescriptionCode,
  prescriptionCodes,
} from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { openEnvelope, sealAnswer } from '../gm/envelope.ts'
import type { Channel } from '../http/channel.ts'
import { type JsonMessage, memberTexts } from '../json.ts'
import { type Reply, refuse, refuseByTable, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import { readCompactTime } from '../time.ts'
import { authorize } from './authorize.ts'
import { download } from './download.ts'
import { inputOf, type PrescriptionNumber } from './inputs.ts'
import type { PrescriptionInterface } from './interface.ts'
import { uploadOutbound } from './outbound.ts'
import { undoOutbound } from './outboundUndo.ts'
import { review } from './review.ts'
import { readSpelling, spellSentence, writeSpelling } from './spelling.ts'
import type { Refused } from './state.ts'
import { verify } from './verify.ts'

/** The interfaces of the prescription center. A new one is its table, a file and a line here. */
const interfaces: Readonly<Record<PrescriptionNumber, PrescriptionInterface>> = {
  '7201': authorize,
  '7204': download,
  '7205': verify,
  '7206': review,
  '7207': uploadOutbound,
  '7208': undoOutbound,
}

const numbers: readonly PrescriptionNumber[] = ['7201', '7204', '7205', '7206', '7207', '7208']
const numberByPath: ReadonlyMap<string, PrescriptionNumber> = new Map(
  numbers.map((number) => [interfaceTables[number].path, number]),
)

/** Private keys of the platform: its own, and one that it does not own, for the fault of a wrong signature. */
export interface PlatformKeys {
  readonly privateKey: Uint8Array
  readonly wrongPrivateKey: Uint8Array
}

/** Channel B, the prescription center: signed and encrypted both ways. Only who is not known gets an unsigned refusal. */
export function createPrescriptionChannel(context: CenterContext, keys: PlatformKeys): Channel {
  return {
    letter: 'B',
    paths: [...numberByPath.keys()],
    numberOf: (path) => numberByPath.get(path) ?? 'unknown',
    answer: (path, message, { wrongSignature }) => {
      const { reply, institution, data } = judge(context, numberByPath.get(path), message)
      const code = reply.ok ? '0' : reply.refusal.code
      const reason = reply.ok ? '' : `${prescriptionCodes[reply.refusal.code]} ${reply.refusal.message}`
      const answer = {
        version: epcVersion,
        timestamp: String(context.clock.now()),
        code: Number(code),
        message: reply.ok ? '成功' : reason,
        ...(reply.ok ? { data: reply.output } : {}),
      }
      const body =
        institution === null
          ? JSON.stringify(answer)
          : sealAnswer(answer, institution, wrongSignature ? keys.wrongPrivateKey : keys.privateKey)
      return { body, accepted: reply.ok, code, reason, request: data ?? message?.value, answer }
    },
  }
}

interface Judged {
  readonly reply: Reply<PrescriptionCode>
  /** who asked; null where that is not known, and so with whose secret to sign */
  readonly institution: Institution | null
  readonly data: Readonly<Record<string, unknown>> | null
}

function judge(context: CenterContext, number: PrescriptionNumber | undefined, message: JsonMessage | null): Judged {
  const { registry, prescriptions } = context.store
  let institution: Institution | null = null
  let data: Readonly<Record<string, unknown>> | null = null
  const ended = (reply: Reply<PrescriptionCode>): Judged => ({ reply, institution, data })

  if (message === null) return ended(refuse('-2', '报文', '须为 UTF-8 的 JSON 对象'))
  const envelope = message.value
  institution = registry.institutionOfApp(textOf(envelope, 'appId')) ?? null
  if (number === undefined || !context.province.served.value.includes(number))
    return ended(refuse('-5', '地址', '本中心未开通该接口'))
  if (memberTexts(message.text) === null) return ended(refuse('-2', '报文', '字段不得重复'))
  const formFault = refuseByTable('-2', epcEnvelope.request, envelope)
  if (formFault) return ended(formFault)
  if (institution === null) return ended(refuse('700001', 'appId', '应用未登记'))
  if (institution.approved === 0) return ended(refuse('700006', 'appId', '机构接入审核未通过'))

  const opened = openEnvelope(message.text, institution)
  if (!opened.ok) return ended(refuse(envelopeCodes[opened.kind], opened.field, opened.rule))
  data = opened.data
  const signature = textOf(envelope, 'signData')
  const reply =
    refuseTime(context, textOf(envelope, 'timestamp')) ??
    (prescriptions.hasSignature(signature) ? refuse('700005', 'signData', '同一报文不得重复提交') : null) ??
    serve(context, number, data, institution)
  if (reply.ok) prescriptions.keepSignature(signature)
  return ended(reply)
}

/** The interface itself, in the province's spelling both ways. */
function serve(
  context: CenterContext,
  number: PrescriptionNumber,
  data: Readonly<Record<string, unknown>>,
  institution: Institution,
): Reply<PrescriptionCode> {
  const { province } = context
  const spelling = province.spelling.value
  const { fields, facts } = inputOf(number, province)
  const read = readSpelling(spelling, fields, data)
  if (read === null) return refuse('-2', 'data', `字段名须为 ${spelling}`)
  const reply =
    refuseByTable<PrescriptionCode>('-2', fields, read, facts) ?? interfaces[number](context, { data: read, institution })
  if (reply.ok) return { ok: true, output: writeSpelling(spelling, interfaceTables[number].output, reply.output) }
  const { code, message } = reply.refusal
  return { ok: false, refusal: { code, message: spellSentence(spelling, fields, message) } }
}

const envelopeCodes = { form: '-2', encryption: '700003', signature: '700002' } as const satisfies Record<
  string,
  PrescriptionCode
>

/** Milliseconds and yyyyMMddHHmmss are both in use. */
function readTimestamp(text: string): number | null {
  return /^\d{13}$/.test(text) ? Number(text) : readCompactTime(text)
}

function refuseTime({ clock, province }: CenterContext, timestamp: string): Refused {
  const sentAt = readTimestamp(timestamp)
  if (sentAt !== null && Math.abs(sentAt - clock.now()) <= province.prescriptionClockTolerance.value) return null
  return refuse('700004', 'timestamp', '须为毫秒数或 yyyyMMddHHmmss，且与中心时间相差不得超过 10 分钟')
}
