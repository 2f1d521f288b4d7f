import {
  epcEnvelope,
  epcVersion,
  type Facts,
  type Field,
  type InterfaceNumber,
  interfaceTables,
  type PrescriptionCode,
  prescriptionCodes,
} from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { EnvelopeAnswer, EnvelopeApp, OpenedEnvelope } from '../gm/envelope.ts'
import { type JsonMessage, memberTexts } from '../json.ts'
import { type Reply, refuse, refuseByTable, textOf } from '../refusal.ts'
import { readCompactTime } from '../time.ts'
import type { Pool } from '../workers/pool.ts'
import type { Channel, Play, Sealed } from './channel.ts'
import { sealedText } from './kept.ts'
import { readSpelling, spellSentence, writeSpelling } from './spelling.ts'

/** Private keys of the platform: its own, and one that it does not own, for the fault of a wrong signature; and who does the work with them. */
export interface PlatformKeys {
  readonly privateKey: Uint8Array
  readonly wrongPrivateKey: Uint8Array
  readonly pool: Pool
}

/** Who may speak on a signed channel: an institution, a channel application, the insurance system. `approved` is 0 or 1. */
export interface Caller extends EnvelopeApp {
  readonly approved: number
}

/** The codes that every signed channel may answer with. */
type EnvelopeCode = Extract<PrescriptionCode, '-2' | '-5' | '700001' | '700002' | '700003' | '700004' | '700005' | '700006'>

/** One interface of a signed channel. It writes only when it answers with content. */
type SignedInterface<C extends Caller, Code extends string> = (
  context: CenterContext,
  call: { readonly data: Readonly<Record<string, unknown>>; readonly caller: C },
) => Reply<Code>

/** What is behind one signed channel. */
export interface SignedChannel<C extends Caller, Code extends string> {
  readonly letter: Channel['letter']
  /** by number; each has a path of its own */
  readonly interfaces: Partial<Readonly<Record<InterfaceNumber, SignedInterface<C, Code>>>>
  readonly callerOf: (context: CenterContext, appId: string) => C | undefined
  /** the table of an interface as the province has it */
  readonly inputOf: (
    context: CenterContext,
    number: InterfaceNumber,
  ) => { readonly fields: readonly Field[]; readonly facts: Facts }
  /** work that takes long and changes nothing, done before a message is judged: what comes of it is remembered where it will be needed */
  readonly ahead?: (number: InterfaceNumber, data: Readonly<Record<string, unknown>>, caller: C) => Promise<void>
  /** the general sentence of each of its own codes, which stands before what is wrong */
  readonly sentences: Readonly<Record<Code, string>>
}

/**
 * A channel whose messages are signed and encrypted both ways: B, D, E and L share the envelope. Only who is not known gets an unsigned refusal. Within the
 * envelope nothing but the interface's own rules is left to check.
 */
export function createSignedChannel<C extends Caller, Code extends string>(
  context: CenterContext,
  keys: PlatformKeys,
  channel: SignedChannel<C, Code>,
): Channel {
  const numberByPath = new Map<string, InterfaceNumber>(
    Object.values(interfaceTables).flatMap(({ number, path }) =>
      Object.hasOwn(channel.interfaces, number) ? [[path, number]] : [],
    ),
  )
  const sentences: Readonly<Record<string, string>> = { ...prescriptionCodes, ...channel.sentences }

  async function open(message: JsonMessage | null, number?: InterfaceNumber): Promise<OpenedEnvelope | null> {
    const sender = message === null ? undefined : channel.callerOf(context, textOf(message.value, 'appId'))
    if (message === null || sender === undefined) return null
    const opened = await keys.pool.run('open', { text: message.text, app: appOf(sender) })
    if (opened.ok && number !== undefined) await channel.ahead?.(number, opened.data, sender)
    return opened
  }

  function seal(answer: EnvelopeAnswer, caller: C | null, { wrongSignature, skewMs }: Play): Sealed | Promise<Sealed> {
    const said = { ...answer, timestamp: String(Number(answer.timestamp) + skewMs) }
    if (caller === null) return sealedText(JSON.stringify(said))
    const privateKey = wrongSignature ? keys.wrongPrivateKey : keys.privateKey
    return keys.pool.run('seal', { answer: said, app: appOf(caller), privateKey })
  }

  return {
    letter: channel.letter,
    paths: [...numberByPath.keys()],
    numberOf: (path) => numberByPath.get(path) ?? 'unknown',
    read: async (message) => {
      const opened = await open(message)
      return opened?.ok ? opened.data : message.value
    },
    receive: async (path, message) => {
      const opened = await open(message, numberByPath.get(path))
      return () => {
        const { reply, caller, data } = judge(context, channel, numberByPath.get(path), message, opened)
        const code = reply.ok ? '0' : reply.refusal.code
        const reason = reply.ok ? '' : `${sentences[reply.refusal.code] ?? ''} ${reply.refusal.message}`
        const answer = {
          version: epcVersion,
          timestamp: String(context.clock.now()),
          code: Number(code),
          message: reply.ok ? '成功' : reason,
          ...(reply.ok ? { data: reply.output } : {}),
        }
        return {
          accepted: reply.ok,
          code,
          reason,
          request: data ?? message?.value,
          answer,
          seal: (play) => seal(answer, caller, play),
        }
      }
    },
    busy: (message) => {
      const caller = (message && channel.callerOf(context, textOf(message.value, 'appId'))) ?? null
      const reason = `${prescriptionCodes['-6']} 请稍后再试`
      const answer = { version: epcVersion, timestamp: String(context.clock.now()), code: -6, message: reason }
      return { accepted: false, code: '-6', reason, request: message?.value, answer, seal: (play) => seal(answer, caller, play) }
    },
  }
}

/** What of a caller the cryptography needs; nothing else goes to a worker. */
function appOf({ appId, appSecret, publicKey }: Caller): EnvelopeApp {
  return { appId, appSecret, publicKey }
}

interface Judged<C, Code extends string> {
  readonly reply: Reply<Code | EnvelopeCode>
  /** who asked; null where that is not known, and so with whose secret to sign */
  readonly caller: C | null
  readonly data: Readonly<Record<string, unknown>> | null
}

function judge<C extends Caller, Code extends string>(
  context: CenterContext,
  channel: SignedChannel<C, Code>,
  number: InterfaceNumber | undefined,
  message: JsonMessage | null,
  opened: OpenedEnvelope | null,
): Judged<C, Code> {
  const { prescriptions } = context.store
  let caller: C | null = null
  let data: Readonly<Record<string, unknown>> | null = null
  const ended = (reply: Reply<Code | EnvelopeCode>): Judged<C, Code> => ({ reply, caller, data })
  const no = (code: EnvelopeCode, field: string, rule: string): Judged<C, Code> => ended(refuse<EnvelopeCode>(code, field, rule))

  if (message === null) return no('-2', '报文', '须为 UTF-8 的 JSON 对象')
  const envelope = message.value
  caller = channel.callerOf(context, textOf(envelope, 'appId')) ?? null
  if (number === undefined || !context.province.served.value.includes(number)) return no('-5', '地址', '本中心未开通该接口')
  if (memberTexts(message.text) === null) return no('-2', '报文', '字段不得重复')
  const formFault = refuseByTable<EnvelopeCode>('-2', epcEnvelope.request, envelope)
  if (formFault) return ended(formFault)
  if (caller === null) return no('700001', 'appId', '应用未登记')
  if (caller.approved === 0) return no('700006', 'appId', '机构接入审核未通过')

  // nobody had this appId when the message arrived
  if (opened === null) return no('700001', 'appId', '应用未登记')
  if (!opened.ok) return no(envelopeCodes[opened.kind], opened.field, opened.rule)
  data = opened.data
  const signature = textOf(envelope, 'signData')
  const reply: Reply<Code | EnvelopeCode> =
    refuseTime(context, textOf(envelope, 'timestamp')) ??
    (prescriptions.hasSignature(signature) ? refuse<EnvelopeCode>('700005', 'signData', '同一报文不得重复提交') : null) ??
    serve(context, channel, number, data, caller)
  if (reply.ok) prescriptions.keepSignature(signature)
  return ended(reply)
}

/** The interface itself, in the province's spelling both ways. */
function serve<C extends Caller, Code extends string>(
  context: CenterContext,
  channel: SignedChannel<C, Code>,
  number: InterfaceNumber,
  data: Readonly<Record<string, unknown>>,
  caller: C,
): Reply<Code | EnvelopeCode> {
  const spelling = context.province.spelling.value
  const { fields, facts } = channel.inputOf(context, number)
  const read = readSpelling(spelling, fields, data)
  if (read === null) return refuse<EnvelopeCode>('-2', 'data', `字段名须为 ${spelling}`)
  const reply =
    refuseByTable<EnvelopeCode>('-2', fields, read, facts) ??
    channel.interfaces[number]?.(context, { data: read, caller }) ??
    refuse<EnvelopeCode>('-5', '地址', '本中心未开通该接口')
  if (reply.ok) return { ok: true, output: writeSpelling(spelling, interfaceTables[number].output, reply.output) }
  const { code, message } = reply.refusal
  return { ok: false, refusal: { code, message: spellSentence(spelling, fields, message) } }
}

const envelopeCodes = { form: '-2', encryption: '700003', signature: '700002' } as const satisfies Record<string, EnvelopeCode>

/** Milliseconds and yyyyMMddHHmmss are both in use. */
function readTimestamp(text: string): number | null {
  return /^\d{13}$/.test(text) ? Number(text) : readCompactTime(text)
}

function refuseTime({ clock, province }: CenterContext, timestamp: string): ReturnType<typeof refuse<EnvelopeCode>> | null {
  const sentAt = readTimestamp(timestamp)
  if (sentAt !== null && Math.abs(sentAt - clock.now()) <= province.prescriptionClockTolerance.value) return null
  return refuse('700004', 'timestamp', '须为毫秒数或 yyyyMMddHHmmss，且与中心时间相差不得超过 10 分钟')
}
