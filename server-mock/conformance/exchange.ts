import { type Field, type InterfaceTable, interfaceTables, toCamelCase } from '../../src/shared/wire/index.ts'
import { faultEffects } from '../faults/kinds.ts'
import { isObject } from '../json.ts'
import { textOf } from '../refusal.ts'
import type { LoggedMessage, RawMessage } from '../store/messages.ts'
import { chinaTime } from '../time.ts'

export type Node = Readonly<Record<string, unknown>>

/** One message and its answer as the rules see them, in the names of the tables. */
export interface Exchange
  extends Pick<LoggedMessage, 'id' | 'at' | 'realAt' | 'channel' | 'interface' | 'client' | 'accepted' | 'code' | 'fault'> {
  /** null for an interface that no table knows */
  readonly table: InterfaceTable | null
  /** whether the center did what it was asked, as far as its rules allowed */
  readonly processed: boolean
  /** whether its answer reached the client: it did; it did, but late or at a wrong time; it did not, or was not to be believed */
  readonly delivered: 'yes' | 'maybe' | 'no'
  /** whether the content could be opened */
  readonly isRead: boolean
  /** everything around the content, as it was sent */
  readonly envelope: Node
  readonly content: Node
  /** what was answered, or would have been had the answer arrived */
  readonly output: Node
  /** the prescription that the message names; empty for none */
  readonly hiRxno: string
  /** yyyy-MM-dd, China Standard Time */
  readonly day: string
}

/** A message of the log as the rules see it. */
export function exchangeOf(message: LoggedMessage & RawMessage): Exchange {
  const { id, at, realAt, channel, interface: number, client, accepted, code, fault } = message
  const table = tableOf(number)
  const request = nodeOf(message.request)
  const answer = nodeOf(message.answer)
  const isSigned = channel !== 'A' && channel !== 'C'
  const content = isSigned ? spelled(table?.input, request) : channel === 'A' ? nodeOf(request.input) : request
  return {
    ...{ id, at, realAt, channel, interface: number, client, accepted, code, fault, table },
    processed: code !== '',
    isRead: !isSigned || !('encData' in request && 'signData' in request),
    delivered: message.gone ? 'no' : deliveryOf(fault),
    envelope: isSigned ? parsed(message.rawRequest) : request,
    content,
    output: isSigned ? spelled(table?.output, nodeOf(answer.data)) : nodeOf(channel === 'A' ? answer.output : answer.data),
    hiRxno: prescriptionIn(content),
    day: chinaTime(at).date,
  }
}

function tableOf(number: string): InterfaceTable | null {
  return Object.values<InterfaceTable>(interfaceTables).find((table) => table.number === number) ?? null
}

function deliveryOf(fault: string | null): Exchange['delivered'] {
  if (fault === null) return 'yes'
  const effect = Object.entries(faultEffects).find(([kind]) => kind === fault)?.[1]
  if (effect === undefined) return 'maybe'
  return effect.sends === 'answer' && !('wrongSignature' in effect) ? 'maybe' : 'no'
}

function spelled(fields: readonly Field[] | undefined, node: Node): Node {
  return fields === undefined ? node : toCamelCase(fields, node)
}

function parsed(text: string): Node {
  try {
    return nodeOf(JSON.parse(text))
  } catch {
    return {}
  }
}

/** A value that is an object; an empty one for anything else. */
export function nodeOf(value: unknown): Node {
  return isObject(value) ? value : {}
}

/** The objects of a list; of one object that object. */
export function nodesOf(value: unknown): readonly Node[] {
  return Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []
}

function prescriptionIn(node: unknown): string {
  if (Array.isArray(node)) return node.map(prescriptionIn).find((found) => found !== '') ?? ''
  if (!isObject(node)) return ''
  return textOf(node, 'hiRxno') || textOf(node, 'rxno') || prescriptionIn(Object.values(node))
}

/** Every text value of a node with the name of its field, wherever it stands. */
export function textsIn(node: unknown, field = ''): readonly { readonly field: string; readonly text: string }[] {
  if (typeof node === 'string') return node === '' ? [] : [{ field, text: node }]
  if (Array.isArray(node)) return node.flatMap((each) => textsIn(each, field))
  return isObject(node) ? Object.entries(node).flatMap(([name, value]) => textsIn(value, name)) : []
}

/** Whether the center did it, and the client knows. */
export function isDone(exchange: Exchange): boolean {
  return exchange.accepted && exchange.delivered !== 'no'
}

/** Whether the client cannot know what became of it. */
export function isLost(exchange: Exchange): boolean {
  return exchange.delivered === 'no'
}

/** Whether the day of an exchange is over at a moment (center time, epoch ms). */
export function isDayOver(exchange: Exchange, now: number): boolean {
  return exchange.day < chinaTime(now).date
}
