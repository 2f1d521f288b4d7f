import { failure } from '../../../shared/contract/failures.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'
import { fsiEnvelope, fsiPath, interfaceTables, validateNode, type WireNode } from '../../../shared/wire/index.ts'
import { acknowledged, neverSent, readAnswer, unreadable, unsendable } from './answers.ts'
import { isSuccess, notDone } from './center-codes.ts'
import type { GatewayContext } from './context.ts'
import { createFreshness } from './freshness.ts'
import type { Insurance, InsuredPerson, Operator } from './gateways.ts'
import type { SigningKey } from './gm/sm.ts'
import { type JsonObject, readJsonObject } from './json.ts'
import type { Outcome } from './outcome.ts'
import { fromCompactTime, toCompactTime } from './times.ts'

type InsuranceNumber = '9001' | '1101'
type Person = WireNode<(typeof interfaceTables)['1101']['output']>

interface Call {
  readonly number: InsuranceNumber
  readonly msgid: string
  readonly operator: Operator
  readonly signNo?: string
  readonly input: JsonObject
  /** personal values of the request, kept out of failures */
  readonly known: readonly string[]
}

/** The table of the envelope gives the field, not its value; this one is inferred. */
const RECEIVER_SYSTEM = 'YBXT'
const SEQUENCE_LENGTH = 4

/** The medical-insurance side: clear JSON, `cainfo` = SM2 over the exact text of `input`; answers carry no signature. */
export function createInsurance(
  { connection, transport, address, clock, onCenterTime }: GatewayContext,
  signing: Result<SigningKey, 'CENTER_KEYS_UNREADABLE'>,
  nextSequence: () => number,
): Insurance {
  const { institution, insuranceUrl } = connection
  const url = new URL(fsiPath, insuranceUrl).href
  const freshness = createFreshness()

  /** Sends one message and hands the checked `output` to `use`. */
  async function call<T>(request: Call, use: (output: unknown) => Outcome<T>): Promise<Outcome<T>> {
    if (!signing.ok) return neverSent(failure(signing.failure))
    const { number, msgid, operator, signNo, input, known } = request
    const message = {
      infno: number,
      msgid,
      mdtrtarea_admvs: institution.area,
      recer_sys_code: RECEIVER_SYSTEM,
      cainfo: Buffer.from(signing.value.sign(Buffer.from(JSON.stringify(input)))).toString('base64'),
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
      input,
    }
    const issues = [
      ...validateNode(fsiEnvelope.request, message),
      ...validateNode(interfaceTables[number].input, input, { at: 'input' }),
    ]
    if (issues.length > 0) return unsendable(issues)

    const answer = await transport.post(url, JSON.stringify(message))
    if (answer.kind !== 'answer') return answer
    return readAnswer(fsiEnvelope.response, readJsonObject(answer.text), '', (node) => {
      const { infcode, inf_refmsgid, respond_time, err_msg, output } = node
      if (inf_refmsgid && !freshness.isNew(inf_refmsgid)) return unreadable('inf_refmsgid')
      const centerTime = respond_time ? fromCompactTime(respond_time) : null
      if (centerTime !== null) onCenterTime(centerTime)
      return isSuccess(String(infcode)) ? use(output) : notDone('A', String(infcode), err_msg ?? '', known)
    })
  }

  return {
    nextMessageId() {
      const sequence = String(nextSequence() % 10 ** SEQUENCE_LENGTH).padStart(SEQUENCE_LENGTH, '0')
      return `${institution.code}${toCompactTime(clock())}${sequence}`
    },

    signIn({ msgid, operator }) {
      const input = { signIn: { opter_no: operator.id, mac: address.mac, ip: address.ip } }
      return call({ number: '9001', msgid, operator, input, known: [operator.name] }, (output) =>
        readAnswer(interfaceTables['9001'].output, output, 'output', ({ signinoutb }) =>
          acknowledged({ signNo: signinoutb.sign_no }),
        ),
      )
    },

    person({ msgid, signNo, operator, voucher }) {
      const data = {
        mdtrt_cert_type: '01',
        mdtrt_cert_no: voucher.token,
        psn_cert_type: voucher.idType,
        certno: voucher.idNumber,
        psn_name: voucher.name,
      }
      const known = [voucher.token, voucher.idNumber, voucher.name, operator.name]
      return call({ number: '1101', msgid, operator, signNo, input: { data }, known }, (output) =>
        readAnswer(interfaceTables['1101'].output, output, 'output', (node) => acknowledged(toInsuredPerson(node))),
      )
    },
  }
}

function toInsuredPerson({ baseinfo, insuinfo }: Person): InsuredPerson {
  return {
    personNumber: baseinfo.psn_no,
    name: baseinfo.psn_name,
    idNumber: baseinfo.certno,
    gender: baseinfo.gend === '1' ? 'male' : baseinfo.gend === '2' ? 'female' : 'unknown',
    age: baseinfo.age ? Math.floor(Number(baseinfo.age)) : null,
    places: insuinfo.map(({ insuplc_admdvs, insutype, psn_insu_stas }) => ({
      area: insuplc_admdvs,
      insuranceType: insutype,
      active: psn_insu_stas === '1',
    })),
  }
}
