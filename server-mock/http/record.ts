import { createHash } from 'node:crypto'
import type { CenterContext } from '../context.ts'
import type { PlayedFault } from '../faults/faults.ts'
import { isObject, type JsonMessage } from '../json.ts'
import { textOf } from '../refusal.ts'
import type { NewMessage } from '../store/messages.ts'
import type { Judged } from './channel.ts'
import { HIDDEN, isSecretName, LONG_TEXT, textToKeep, withoutMiddle } from './kept.ts'

/** What is known of one message when it was judged, or when a fault kept it from the channel. */
interface Recorded {
  readonly path: string
  readonly client: string
  /** null where the body was not one JSON object */
  readonly message: JsonMessage | null
  /** what is inside, where a fault kept it from the channel that would have opened it */
  readonly content: unknown
  readonly interface: string
  readonly fault: PlayedFault | null
  readonly judged: Omit<Judged, 'seal'> | null
  /** center time of its arrival, and the real one, epoch ms */
  readonly at: number
  readonly realAt: number
  /** real milliseconds from then until it was judged */
  readonly ms: number
}

/** The log's entry for a message: who sent it, which case it is about, plain and as it travelled. Passwords and keys are taken out of it. */
export function recordOf(context: CenterContext, channel: NewMessage['channel'], recorded: Recorded): NewMessage {
  const { path, client, message, content, interface: number, fault, judged, at, realAt, ms } = recorded
  const { accepted, code, reason, request, answer: said } = judged ?? notProcessed(content ?? message?.value)
  const named = [...namesIn(message?.value), ...namesIn(request), ...(accepted ? namesIn(said) : [])]
  const earlier = namesIn(request, EARLIER).flatMap((name) => context.store.messages.casesOf(name))
  return {
    at,
    realAt,
    ms,
    channel,
    interface: number,
    path,
    client,
    cases: [...new Set([...named, ...earlier])],
    accepted,
    code,
    reason,
    fault: fault?.kind ?? null,
    request: nodeToKeep(request),
    answer: nodeToKeep(said),
    rawRequest: textToKeep(message?.text ?? ''),
  }
}

function notProcessed(request: unknown): Omit<Judged, 'seal'> {
  return { accepted: false, code: '', reason: 'not processed', request, answer: null }
}

/** Code of the institution that sent a message, or the appId of whoever is none; empty where the message does not say. */
export function clientOf({ store }: CenterContext, message: JsonMessage | null): string {
  const sent = message?.value ?? {}
  const appId = textOf(sent, 'appId')
  const institution = appId === '' ? undefined : store.registry.institutionOfApp(appId)?.code
  return institution ?? (appId || textOf(sent, 'fixmedins_code') || textOf(sent, 'orgId'))
}

/** What came before: a settlement, or the message that a 2601 undoes. Whatever that was about, this message is about as well. */
const EARLIER: readonly string[] = ['setl_id', 'setlId', 'omsgid']
const CASE_FIELDS: readonly string[] = ['hiRxno', 'hi_rxno', 'rxno', 'msgid', ...EARLIER]

/** The prescriptions, settlements and messages that a message names, wherever they stand in it. */
function namesIn(node: unknown, fields = CASE_FIELDS): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((each) => namesIn(each, fields))
  if (!isObject(node)) return []
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' ? (fields.includes(name) && value !== '' ? [value] : []) : namesIn(value, fields),
  )
}

/** A node with what opens something replaced by stars, and without the middle of what is very long. */
function nodeToKeep(node: unknown): unknown {
  if (typeof node === 'string') return textInNode(node)
  if (Array.isArray(node)) return node.map(nodeToKeep)
  if (!isObject(node)) return node
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, isSecretName(name) && value !== '' ? HIDDEN : nodeToKeep(value)]),
  )
}

/** The digest lets whoever compares two messages of the log still tell whether they are the same. */
function textInNode(text: string): string {
  if (text.length < LONG_TEXT) return text
  return withoutMiddle(text, `SHA-256 ${createHash('sha256').update(text).digest('hex')}，`)
}
