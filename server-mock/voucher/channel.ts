import { type InterfaceNumber, interfaceTables, type VoucherCode, voucherCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Channel, Judged } from '../http/channel.ts'
import { sealedText } from '../http/kept.ts'
import { isObject, type JsonMessage } from '../json.ts'
import { type Reply, refuse, refuseByTable, textOf } from '../refusal.ts'
import { activate, changePassword, checkRealPerson } from './activation.ts'
import { giveChannel, withdrawChannel } from './authorization.ts'
import { decodeVoucher } from './ecQuery.ts'
import { beginFace, endFace, noteSettlement } from './face.ts'
import type { TerminalInterface } from './interface.ts'
import { checkPassword } from './passwordCheck.ts'
import { showCode } from './showing.ts'
import { judgeSigned, type SignedInterface } from './signed.ts'
import { registerTerminal } from './terminal.ts'
import { verifyToken } from './tokens.ts'

/** What terminals ask for: plain and unsigned (V tables B.1, B.2). A new one is its table, a file and a line here. */
const terminalInterfaces: Partial<Readonly<Record<InterfaceNumber, TerminalInterface>>> = {
  'ec.query': decodeVoucher,
  'ec.auth': beginFace,
  'ec.authQuery': endFace,
  'ec.settleNotice': noteSettlement,
  'ec.pwdCheck': checkPassword,
  'ec.termReg': registerTerminal,
}

/** What systems with keys of their own ask for: signed (V tables A.2, A.3). */
const signedInterfaces: Partial<Readonly<Record<InterfaceNumber, SignedInterface>>> = {
  'ec.verify': { by: 'localSystem', answer: verifyToken },
  'ec.realAuth': { by: 'channel', service: 'activates', answer: checkRealPerson },
  'ec.activate': { by: 'channel', service: 'activates', answer: activate },
  'ec.setPwd': { by: 'channel', service: 'activates', answer: changePassword },
  'ec.channelAuth': { by: 'channel', service: 'shows', answer: giveChannel },
  'ec.channelUndo': { by: 'channel', service: null, answer: withdrawChannel },
  'ec.show': { by: 'channel', service: 'shows', answer: showCode },
}

/** Channel C, the voucher platform's 中台: plain JSON, one path per interface; what comes from outside an institution is signed. */
export function createVoucherChannel(context: CenterContext): Channel {
  const numberByPath = new Map<string, InterfaceNumber>(
    Object.values(interfaceTables).flatMap(({ number, path }) =>
      Object.hasOwn(terminalInterfaces, number) || Object.hasOwn(signedInterfaces, number) ? [[path, number]] : [],
    ),
  )
  return {
    letter: 'C',
    paths: [...numberByPath.keys()],
    numberOf: (path) => numberByPath.get(path) ?? 'unknown',
    receive: async (path, message) => () => answered(message, judge(context, numberByPath.get(path), message)),
    busy: (message) => answered(message, refuse('-6', '报文', '请稍后再试')),
  }
}

function answered(message: JsonMessage | null, reply: Reply<VoucherCode>): Judged {
  const code = reply.ok ? '0' : reply.refusal.code
  const reason = reply.ok ? '' : `${voucherCodes[reply.refusal.code]} ${reply.refusal.message}`
  const answer = {
    orgId: message === null ? '' : textOf(message.value, 'orgId').slice(0, 40),
    code: Number(code),
    message: reply.ok ? '成功' : reason,
    ...(reply.ok ? { data: reply.output } : {}),
  }
  return { accepted: reply.ok, code, reason, request: message?.value, answer, seal: () => sealedText(JSON.stringify(answer)) }
}

function judge(context: CenterContext, number: InterfaceNumber | undefined, message: JsonMessage | null): Reply<VoucherCode> {
  if (message === null) return refuse('-2', '报文', '须为 UTF-8 的 JSON 对象')
  if (number === undefined) return refuse('-5', '地址', '本中台没有该接口')
  const atFault = refuseByTable<VoucherCode>('-2', interfaceTables[number].input, message.value)
  if (atFault) return atFault
  const signed = signedInterfaces[number]
  return signed === undefined ? judgeTerminal(context, number, message.value) : judgeSigned(context, signed, message)
}

function judgeTerminal(
  context: CenterContext,
  number: InterfaceNumber,
  message: Readonly<Record<string, unknown>>,
): Reply<VoucherCode> {
  const data = isObject(message.data) ? message.data : {}
  const orgId = textOf(message, 'orgId')
  if (textOf(data, 'orgId') !== orgId) return refuse('-2', 'data.orgId', '须与报文头 orgId 一致')
  const institution = context.store.registry.institution(orgId)
  if (institution === undefined) return refuse('500057', 'orgId', '机构未接入')
  if (institution.approved === 0) return refuse('500058', 'orgId', '机构接入审核未通过')
  return terminalInterfaces[number]?.(context, { data, institution }) ?? refuse('-5', '地址', '本中台没有该接口')
}
