import {
  type Facts,
  fsiEnvelope,
  fsiPath,
  type InsuranceCode,
  insuranceCodes,
  interfaceTables,
} from '../../src/shared/wire/index.ts'
import { type CenterContext, nextChoices } from '../context.ts'
import { strictBase64 } from '../gm/envelope.ts'
import type { Channel, Judged, Play, Sealed } from '../http/channel.ts'
import { sealedText } from '../http/kept.ts'
import { isObject, type JsonMessage, memberTexts } from '../json.ts'
import { foreignFunction } from '../provinces/kinds.ts'
import { serves } from '../provinces/province.ts'
import { type Reply, refuse, refuseByTable, textOf } from '../refusal.ts'
import type { Institution } from '../store/registry.ts'
import { chinaTime, readCompactTime, readDateTime } from '../time.ts'
import type { Pool } from '../workers/pool.ts'
import type { Refused } from './interface.ts'
import { type InsuranceNumber, interfaces } from './interfaces.ts'

const SIGN_IN: InsuranceNumber = '9001'
const MAX_MESSAGE = 200
/** The area of an institution that nobody knows. */
const NOWHERE = '000000'
const NAME_LENGTH = 20
const SIGNATURE_BYTES = 64

function isKnown(number: string): number is InsuranceNumber {
  return Object.hasOwn(interfaces, number)
}

/** Channel A, the insurance side: clear JSON, `cainfo` signs the text of `input`, answers are unsigned. */
export function createInsuranceChannel(context: CenterContext, pool: Pool): Channel {
  return {
    letter: 'A',
    paths: [fsiPath],
    numberOf: (_path, message) => {
      const number = message === null ? '' : textOf(message.value, 'infno')
      return isKnown(number) ? number : 'unknown'
    },
    receive: async (_path, message) => {
      const received = context.clock.now()
      const isGenuine = await checkSignature(context, pool, message)
      return () => {
        return answered(context, message, judge(context, message, isGenuine), received)
      }
    },
    busy: (message) => {
      const area = context.store.registry.institution(textOf(message?.value ?? {}, 'fixmedins_code'))?.area ?? NOWHERE
      return answered(context, message, { reply: refuse('1010', '报文', '触发限流，请稍后再试'), area }, context.clock.now())
    },
  }
}

function answered(context: CenterContext, message: JsonMessage | null, { reply, area }: Found, received: number): Judged {
  const code = reply.ok ? '0' : reply.refusal.code
  const reason = reply.ok ? '' : `${insuranceCodes[reply.refusal.code]} ${reply.refusal.message}`
  const responded = context.clock.now()
  const answer = {
    infcode: Number(code),
    inf_refmsgid: `${area}${chinaTime(received).compact}${nextChoices(context, 'refmsgid').digits(10)}`,
    refmsg_time: chinaTime(received).compactMs,
    respond_time: chinaTime(responded).compactMs,
    err_msg: reason.slice(0, MAX_MESSAGE),
    // an interface without output (2601) answers without the node
    ...(reply.ok && Object.keys(reply.output).length > 0 ? { output: reply.output } : {}),
  }
  const seal = ({ skewMs }: Play): Sealed => {
    const times = { refmsg_time: chinaTime(received + skewMs).compactMs, respond_time: chinaTime(responded + skewMs).compactMs }
    return sealedText(JSON.stringify({ ...answer, ...times }))
  }
  return { accepted: reply.ok, code, reason, request: message?.value, answer, seal }
}

/** Whether `cainfo` is the sender's signature of the text of `input`; false as well where any of the three is missing. */
async function checkSignature(context: CenterContext, pool: Pool, message: JsonMessage | null): Promise<boolean> {
  if (message === null) return false
  const signature = strictBase64(textOf(message.value, 'cainfo'))
  const text = memberTexts(message.text)?.get('input')
  const institution = context.store.registry.institution(textOf(message.value, 'fixmedins_code'))
  if (signature?.length !== SIGNATURE_BYTES || text === undefined || institution === undefined) return false
  return pool.run('verify', { publicKey: institution.publicKey, text, signature })
}

interface Found {
  readonly reply: Reply<InsuranceCode>
  /** of the institution, for the number of the answer; zeros where it is unknown */
  readonly area: string
}

function judge(context: CenterContext, message: JsonMessage | null, isGenuine: boolean): Found {
  const nobody = (reply: Reply<InsuranceCode>): Found => ({ reply, area: NOWHERE })
  if (message === null) return nobody(refuse('1003', '报文', '须为 UTF-8 的 JSON 对象'))
  if (memberTexts(message.text) === null) return nobody(refuse('1003', '报文', '字段不得重复'))
  const envelope = message.value
  const atFault = refuseByTable('1003', fsiEnvelope.request, envelope)
  if (atFault) return nobody(atFault)
  const number = textOf(envelope, 'infno')
  if (!isKnown(number) || !context.province.served.value.includes(number)) {
    return nobody(refuse('1008', 'infno', '本中心未开通该交易'))
  }
  const institution = context.store.registry.institution(textOf(envelope, 'fixmedins_code'))
  if (institution === undefined || institution.approved === 0)
    return nobody(refuse('1001', 'fixmedins_code', '机构未接入或未获批准'))
  if (!serves(context.province, number, institution.area)) return nobody(refuse('1008', 'infno', '本统筹区未开通该交易'))

  const foreign = foreignFunction(number, institution)
  const reply =
    refuseEnvelope(context, envelope, institution) ??
    refuseSignature(envelope, isGenuine) ??
    refuseReplay(context, envelope) ??
    refuseOperator(context, envelope, number, institution) ??
    (foreign === null ? null : refuse('1013', 'fixmedins_code', foreign)) ??
    refuseByTable('1003', interfaceTables[number].input, envelope.input, /^3505A?$/.test(number) ? factsOf3505(context) : {}) ??
    interfaces[number](context, {
      input: isObject(envelope.input) ? envelope.input : {},
      institution,
      operator: textOf(envelope, 'opter'),
      msgid: textOf(envelope, 'msgid'),
      insuredArea: textOf(envelope, 'insuplc_admdvs'),
    })
  return { reply, area: institution.area }
}

function factsOf3505({ province }: CenterContext): Facts {
  if (province.outboundBefore.value.includes('3505')) return { outbound: 'before' }
  return province.outboundAfter.value.includes('3505') ? { outbound: 'after' } : {}
}

type Envelope = Readonly<Record<string, unknown>>

function refuseEnvelope(context: CenterContext, envelope: Envelope, institution: Institution): Refused | null {
  const { clock, province } = context
  // the field is shorter than names may be
  if (textOf(envelope, 'fixmedins_name') !== [...institution.name].slice(0, NAME_LENGTH).join(''))
    return refuse('1003', 'fixmedins_name', '须与机构编号登记的名称一致（前 20 字）')
  if (textOf(envelope, 'mdtrtarea_admvs') !== institution.area) return refuse('1003', 'mdtrtarea_admvs', '须为机构所在医保区划')
  const sentAt = readDateTime(textOf(envelope, 'inf_time'))
  if (sentAt === null || Math.abs(sentAt - clock.now()) > province.insuranceClockTolerance.value) {
    return refuse('1003', 'inf_time', '与中心时间相差不得超过 5 分钟')
  }
  const msgid = textOf(envelope, 'msgid')
  const isWellFormed =
    msgid.startsWith(institution.code) && /^\d{4}$/.test(msgid.slice(26)) && readCompactTime(msgid.slice(12, 26)) !== null
  if (!isWellFormed) return refuse('1003', 'msgid', '须为机构编号 12 位、时间 yyyyMMddHHmmss、序号 4 位')
  if (hasMember(envelope.input, 'psn_no') && textOf(envelope, 'insuplc_admdvs') === '') {
    return refuse('1003', 'insuplc_admdvs', '报文含 psn_no 时必填')
  }
  return null
}

function refuseSignature(envelope: Envelope, isGenuine: boolean): Refused | null {
  if (envelope.signtype !== 'SM2') return refuse('1002', 'signtype', '须为 SM2')
  const signature = strictBase64(textOf(envelope, 'cainfo'))
  if (signature?.length !== SIGNATURE_BYTES) return refuse('1002', 'cainfo', '须为 64 字节 r||s 的标准 Base64')
  return isGenuine ? null : refuse('1002', 'cainfo', '对 input 原文验签不通过')
}

function refuseReplay(context: CenterContext, envelope: Envelope): Refused | null {
  return context.store.signIns.takeMsgid(textOf(envelope, 'msgid')) ? null : refuse('1009', 'msgid', '报文编号不得重复')
}

function refuseOperator(
  context: CenterContext,
  envelope: Envelope,
  number: InsuranceNumber,
  institution: Institution,
): Refused | null {
  if (number === SIGN_IN) return null
  const signedIn = context.store.signIns.find(textOf(envelope, 'sign_no'))
  if (signedIn === undefined) return refuse('1004', 'sign_no', '签到编号不存在，须先签到 (9001)')
  if (signedIn.institution !== institution.code) return refuse('1004', 'sign_no', '不是本机构的签到')
  if (signedIn.operator !== textOf(envelope, 'opter')) return refuse('1004', 'sign_no', '不是该经办人的签到')
  if (signedIn.date !== chinaTime(context.clock.now()).date) return refuse('1004', 'sign_no', '签到仅当日有效')
  return null
}

function hasMember(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, name))
  if (!isObject(value)) return false
  return Object.hasOwn(value, name) || Object.values(value).some((member) => hasMember(member, name))
}
