import { failure } from '../../../../shared/contract/failures.ts'
import type { Result } from '../../../../shared/domain/result.ts'
import { shanghaiDateTime } from '../../../../shared/domain/shanghaiTime.ts'
import { type Facts, type Field, fsiEnvelope, validateNode, type WireNode } from '../../../../shared/wire/index.ts'
import { neverSent, notServed, readAnswer, unreadable, unsendable } from '../answers.ts'
import type { Operator } from '../api/common.ts'
import { isSuccess, notDone } from '../center-codes.ts'
import { addressOf, type GatewayContext } from '../context.ts'
import { createFreshness } from '../freshness.ts'
import type { SigningKey } from '../gm/sm.ts'
import { type JsonObject, readJsonObject } from '../json.ts'
import type { Outcome } from '../outcome.ts'
import { type CalledInterface, policies } from '../policies.ts'
import { createLine } from '../throttle.ts'
import { fromCompactTime, toCompactTime } from '../times.ts'

/** The table of the envelope gives the field, not its value; this one is inferred. */
const RECEIVER_SYSTEM = 'YBXT'
const SEQUENCE_LENGTH = 4

/** One message. */
interface Call {
  readonly msgid: string
  readonly operator: Operator
  readonly signNo?: string
  /** where the person is insured: given whenever the message carries a psn_no */
  readonly insuranceArea?: string
  readonly input: JsonObject
  /** `input` as the province writes it, where that is not as the tables have it */
  readonly inputAsServed?: JsonObject
  readonly facts?: Facts
  /** personal values of the request, kept out of failures */
  readonly known: readonly string[]
}

interface Table<N extends readonly Field[]> {
  readonly number: CalledInterface
  readonly input: readonly Field[]
  readonly output: N
}

/** Channel A as its interfaces see it. */
export interface InsuranceChannel {
  nextMessageId(): string
  /** sends one message and hands the answer's checked node to `use` */
  call<const N extends readonly Field[], T>(
    table: Table<N>,
    request: Call,
    use: (output: WireNode<N>) => Outcome<T>,
  ): Promise<Outcome<T>>
}

/** Channel A: clear JSON, `cainfo` = SM2 over the exact text of `input`; answers carry no signature. */
export function createInsuranceChannel(
  { connection, profile, transport, clock, onCenterTime }: GatewayContext,
  signing: Result<SigningKey, 'CENTER_KEYS_UNREADABLE'>,
  nextSequence: () => number,
): InsuranceChannel {
  const { institution, insuranceUrl } = connection
  const freshness = createFreshness()
  const line = createLine(transport, clock)

  return {
    nextMessageId() {
      const sequence = String(nextSequence() % 10 ** SEQUENCE_LENGTH).padStart(SEQUENCE_LENGTH, '0')
      return `${institution.code}${toCompactTime(clock())}${sequence}`
    },

    async call({ number, input: inputTable, output: outputTable }, request, use) {
      const served = profile.interfaces[number].value
      if (served === null) return notServed()
      if (!signing.ok) return neverSent(failure(signing.failure))
      const { msgid, operator, signNo, insuranceArea, input, inputAsServed = input, facts = {}, known } = request
      const message = {
        infno: served.number,
        msgid,
        mdtrtarea_admvs: institution.area,
        ...(insuranceArea === undefined ? {} : { insuplc_admdvs: insuranceArea }),
        recer_sys_code: RECEIVER_SYSTEM,
        cainfo: Buffer.from(signing.value.sign(Buffer.from(JSON.stringify(inputAsServed)))).toString('base64'),
        signtype: 'SM2',
        infver: 'V1.0',
        opter_type: '1',
        opter: operator.id,
        opter_name: operator.name,
        inf_time: shanghaiDateTime(clock()),
        fixmedins_code: institution.code,
        // the field holds 20 characters, and many a shop's registered name is longer
        fixmedins_name: [...institution.name].slice(0, 20).join(''),
        ...(signNo === undefined ? {} : { sign_no: signNo }),
        input: inputAsServed,
      }
      const issues = [...validateNode(fsiEnvelope.request, message), ...validateNode(inputTable, input, { at: 'input', facts })]
      if (issues.length > 0) return unsendable(issues)

      const url = addressOf(insuranceUrl, served.path)
      const answer = await line.post(url, JSON.stringify(message), policies[number].patience)
      if (answer.kind !== 'answer') return { kind: answer.kind, failure: answer.failure }
      const outcome = readAnswer(fsiEnvelope.response, readJsonObject(answer.text), '', (node) => {
        const { infcode, inf_refmsgid, respond_time, err_msg, output } = node
        if (inf_refmsgid && !freshness.isNew(inf_refmsgid)) return unreadable('inf_refmsgid')
        const centerTime = respond_time ? fromCompactTime(respond_time) : null
        if (centerTime !== null) onCenterTime(centerTime)
        if (!isSuccess('A', String(infcode))) return notDone('A', String(infcode), err_msg ?? '', known)
        // an interface without an output (2601) may leave the node out, null or empty
        return readAnswer(outputTable, outputTable.length === 0 ? output || {} : output, 'output', use)
      })
      return line.watch(outcome)
    },
  }
}
