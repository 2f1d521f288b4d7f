import {
  epcEnvelope,
  type Facts,
  type Field,
  fsiEnvelope,
  type InterfaceTable,
  interfaceTables,
  toCamelCase,
} from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import { NO_ADDRESS } from '../http/noAddress.ts'
import { isObject } from '../json.ts'
import type { Province } from '../provinces/province.ts'
import type { LoggedMessage, RawMessage } from '../store/messages.ts'
import { type FieldRow, rowsOf } from './fields.ts'
import { maskedNode, maskedText } from './mask.ts'

/** What a list says of a message; nothing personal is in it. */
export interface MessageSummary
  extends Pick<
    LoggedMessage,
    'id' | 'at' | 'ms' | 'channel' | 'interface' | 'path' | 'client' | 'cases' | 'accepted' | 'code' | 'fault' | 'gone'
  > {
  /** Chinese name of the interface; empty where no table knows it */
  readonly name: string
  /** registered name of the institution; empty for anybody else */
  readonly clientName: string
  readonly reason: string
}

/** One direction of a message: what stands around the content, the content, and both as they travelled. */
export interface Inspected {
  readonly envelope: readonly FieldRow[]
  readonly content: readonly FieldRow[]
  /** plain JSON, masked and indented; empty where there is none */
  readonly plain: string
  /** as it travelled, masked where it is readable; empty where nothing travelled */
  readonly raw: string
}

/** Everything about one message that anybody may see. */
export interface Inspection extends MessageSummary {
  readonly request: Inspected
  readonly answer: Inspected
}

/** A message for a list. */
export function summaryOf({ store }: CenterContext, message: LoggedMessage): MessageSummary {
  const { id, at, ms, channel, interface: number, path, client, cases, accepted, code, fault, gone } = message
  return {
    ...{ id, at, ms, channel, interface: number, path, client, cases, accepted, code, fault, gone },
    name: tableOf(number)?.name ?? '',
    clientName: store.registry.institution(client)?.name ?? '',
    reason: maskedText(message.reason),
  }
}

/** A message field by field against its table, both ways, personal data masked. */
export function inspect(context: CenterContext, message: LoggedMessage & RawMessage): Inspection {
  const table = tableOf(message.interface)
  const isSigned = message.channel !== 'A' && message.channel !== 'C'
  const request = message.channel === '' ? noParts : isSigned ? signedRequest(message) : clearRequest(message)
  const answer = message.code === NO_ADDRESS ? noParts : isSigned ? signedAnswer(message) : clearAnswer(message)
  const facts = factsOf(message.interface, context.province)
  return {
    ...summaryOf(context, message),
    request: {
      ...sideOf(message, table?.input, request, facts, true),
      plain: indented(message.request),
      raw: rawOf(message.rawRequest),
    },
    answer: {
      ...sideOf(message, table?.output, answer, {}, false),
      plain: indented(message.answer),
      raw: rawOf(message.rawAnswer),
    },
  }
}

/** What stands around a content, and the content itself; null where there is none. */
interface Parts {
  readonly envelope: unknown
  readonly content: unknown
}

const noParts: Parts = { envelope: null, content: null }

function signedRequest({ request, rawRequest }: LoggedMessage & RawMessage): Parts {
  const envelope = parsed(rawRequest)
  const isOpened = isObject(request) && !('encData' in request && 'signData' in request)
  return { envelope, content: isOpened ? request : null }
}

function signedAnswer({ answer, rawAnswer }: LoggedMessage & RawMessage): Parts {
  return { envelope: parsed(rawAnswer), content: isObject(answer) ? (answer.data ?? null) : null }
}

function clearRequest({ channel, request }: LoggedMessage): Parts {
  if (!isObject(request)) return { envelope: null, content: null }
  return channel === 'A' ? { envelope: request, content: request.input ?? null } : { envelope: null, content: request }
}

function clearAnswer({ channel, answer }: LoggedMessage): Parts {
  if (!isObject(answer)) return { envelope: null, content: null }
  return channel === 'A' ? { envelope: answer, content: answer.output ?? null } : { envelope: null, content: answer }
}

function sideOf(
  { channel }: LoggedMessage,
  fields: readonly Field[] | undefined,
  { envelope, content }: Parts,
  facts: Facts,
  isRequest: boolean,
): Pick<Inspected, 'envelope' | 'content'> {
  const around = channel === 'A' ? fsiEnvelope : epcEnvelope
  const spelled =
    fields !== undefined && channel !== 'A' && channel !== 'C' && isObject(content) ? toCamelCase(fields, content) : content
  return {
    envelope:
      envelope === null
        ? []
        : rowsOf(isRequest ? around.request : around.response, withoutInner(envelope), {}, isRequest, envelope),
    // where no table says what may be there, nothing is too much
    content: content === null ? [] : rowsOf(fields ?? [], spelled, facts, isRequest && fields !== undefined),
  }
}

/** The content of channel A is shown in a table of its own. */
function withoutInner(envelope: unknown): unknown {
  if (!isObject(envelope)) return envelope
  const inner = (value: unknown): unknown => (isObject(value) ? { '…': '见下表' } : value)
  return {
    ...envelope,
    ...('input' in envelope ? { input: inner(envelope.input) } : {}),
    ...('output' in envelope ? { output: inner(envelope.output) } : {}),
  }
}

/** Facts that a table depends on but no message says: when the goods of this interface leave. */
function factsOf(number: string, { outboundBefore, outboundAfter }: Province): Facts {
  const upload = number === '7208' ? '7207' : number
  if (outboundBefore.value.some((each) => each === upload)) return { outbound: 'before' }
  return outboundAfter.value.some((each) => each === upload) ? { outbound: 'after' } : {}
}

function tableOf(number: string): InterfaceTable | undefined {
  return Object.values<InterfaceTable>(interfaceTables).find((table) => table.number === number)
}

function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function rawOf(text: string): string {
  const node = parsed(text)
  return node === null ? maskedText(text) : JSON.stringify(maskedNode(node))
}

function indented(node: unknown): string {
  return node === null || node === undefined ? '' : JSON.stringify(maskedNode(node), null, 2)
}
