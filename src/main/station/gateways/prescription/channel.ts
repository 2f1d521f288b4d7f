import { failure } from '../../../../shared/contract/failures.ts'
import type { Result } from '../../../../shared/domain/result.ts'
import { type Facts, type Field, toCamelCase, toSnakeCase, validateNode, type WireNode } from '../../../../shared/wire/index.ts'
import { neverSent, notServed, readAnswer, unreadable, unsendable } from '../answers.ts'
import { isSuccess, notDone } from '../center-codes.ts'
import { addressOf, type GatewayContext } from '../context.ts'
import { createAnswerTimes, createFreshness } from '../freshness.ts'
import type { Envelope, OpenedAnswer } from '../gm/envelope.ts'
import type { JsonObject } from '../json.ts'
import type { Outcome } from '../outcome.ts'
import { type CalledInterface, policies } from '../policies.ts'
import { createLine } from '../throttle.ts'
import { fromCompactTime } from '../times.ts'

interface Table<N extends readonly Field[]> {
  readonly number: CalledInterface
  readonly input: readonly Field[]
  readonly output: N
}

/** One message. */
interface Call {
  readonly data: JsonObject
  readonly facts?: Facts
  /** personal values of the request, kept out of failures */
  readonly known: readonly string[]
}

/** Channel B as its interfaces see it. */
export interface PrescriptionChannel {
  /** sends one message and hands the genuine answer's checked node to `use` */
  call<const N extends readonly Field[], T>(
    table: Table<N>,
    request: Call,
    use: (node: WireNode<N>) => Outcome<T>,
  ): Promise<Outcome<T>>
}

/** Channel B: every message in the signed and encrypted appId envelope, its fields in the spelling of the province. */
export function createPrescriptionChannel(
  { connection, profile, transport, clock, onCenterTime }: GatewayContext,
  envelope: Result<Envelope, 'CENTER_KEYS_UNREADABLE'>,
): PrescriptionChannel {
  const freshness = createFreshness()
  const answerTimes = createAnswerTimes(clock)
  const line = createLine(transport, clock)
  const isSnakeCase = profile.spelling.value === 'snake_case'

  return {
    async call({ number, input, output }, { data, facts = {}, known }, use) {
      const served = profile.interfaces[number].value
      if (served === null) return notServed()
      if (!envelope.ok) return neverSent(failure(envelope.failure))
      const issues = validateNode(input, data, { facts })
      if (issues.length > 0) return unsendable(issues)

      const askedAt = clock()
      const sealed = envelope.value.seal(isSnakeCase ? toSnakeCase(input, data) : data, askedAt)
      const url = addressOf(connection.prescriptionUrl, served.path)
      const answer = await line.post(url, sealed, policies[number].patience)
      if (answer.kind !== 'answer') return { kind: answer.kind, failure: answer.failure }
      const opened = envelope.value.open(answer.text)
      if (opened.kind !== 'signed') return notGenuine(opened, known)
      if (!freshness.isNew(opened.signature)) return unreadable('signData')
      const centerTime = opened.timestamp === null ? null : timestampOf(opened.timestamp)
      if (centerTime !== null) {
        if (!answerTimes.mayAnswer(askedAt, centerTime)) return unreadable('timestamp')
        onCenterTime(centerTime)
      }
      if (!isSuccess('B', opened.code)) return line.watch(notDone('B', opened.code, opened.message, known))
      const node = opened.data !== null && isSnakeCase ? toCamelCase(output, opened.data) : opened.data
      return readAnswer(output, node, 'data', use)
    },
  }
}

/** A refusal that nobody signed is shown with its reason, but what was done stays unknown. */
function notGenuine(opened: Exclude<OpenedAnswer, { kind: 'signed' }>, known: readonly string[]): Outcome<never> {
  if (opened.kind === 'unreadable') return unreadable(opened.field)
  if (opened.kind === 'forged') return { kind: 'unknown', failure: failure('CENTER_SIGNATURE_WRONG') }
  const said = notDone('B', opened.code, opened.message, known)
  return said.kind === 'refused' ? { kind: 'unknown', failure: said.failure } : said
}

/** Both spellings of the envelope's timestamp are in use: epoch milliseconds, and yyyyMMddHHmmss. */
function timestampOf(text: string): number | null {
  return /^\d{13}$/.test(text) ? Number(text) : fromCompactTime(text)
}
