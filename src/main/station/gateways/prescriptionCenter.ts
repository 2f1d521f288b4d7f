import { failure } from '../../../shared/contract/failures.ts'
import type { Result } from '../../../shared/domain/result.ts'
import { type Field, interfaceTables, validateNode, type WireNode } from '../../../shared/wire/index.ts'
import { acknowledged, neverSent, readAnswer, unreadable, unsendable } from './answers.ts'
import { isSuccess, notDone } from './center-codes.ts'
import type { GatewayContext } from './context.ts'
import { createFreshness } from './freshness.ts'
import type { AuthorizedPrescription, PrescriptionCenter } from './gateways.ts'
import type { Envelope, OpenedAnswer } from './gm/envelope.ts'
import type { JsonObject } from './json.ts'
import type { Outcome } from './outcome.ts'
import { fromCompactTime, fromWireTime } from './times.ts'

type Authorization = WireNode<(typeof interfaceTables)['7201']['output']>
type Offered = Authorization['rxList'][number]

/** The prescription center: every message in the signed and encrypted appId envelope. */
export function createPrescriptionCenter(
  { connection, transport, address, clock, onCenterTime }: GatewayContext,
  envelope: Result<Envelope, 'CENTER_KEYS_UNREADABLE'>,
): PrescriptionCenter {
  const freshness = createFreshness()

  /** Sends one message and hands the genuine answer's node to `use`. `known` are the personal values of the request. */
  async function call<const N extends readonly Field[], T>(
    table: { readonly path: string; readonly input: readonly Field[]; readonly output: N },
    data: JsonObject,
    known: readonly string[],
    use: (node: WireNode<N>) => Outcome<T>,
  ): Promise<Outcome<T>> {
    if (!envelope.ok) return neverSent(failure(envelope.failure))
    const issues = validateNode(table.input, data)
    if (issues.length > 0) return unsendable(issues)

    const answer = await transport.post(new URL(table.path, connection.prescriptionUrl).href, envelope.value.seal(data, clock()))
    if (answer.kind !== 'answer') return answer
    const opened = envelope.value.open(answer.text)
    if (opened.kind !== 'signed') return notGenuine(opened, known)
    if (!freshness.isNew(opened.signature)) return unreadable('signData')
    const centerTime = opened.timestamp === null ? null : timestampOf(opened.timestamp)
    if (centerTime !== null) onCenterTime(centerTime)
    if (!isSuccess(opened.code)) return notDone('B', opened.code, opened.message, known)
    return readAnswer(table.output, opened.data, 'data', use)
  }

  return {
    authorize({ voucherToken, insuranceArea, name, idNumber, operator }) {
      const data = {
        mdtrtCertType: '01',
        mdtrtCertNo: voucherToken,
        certno: idNumber,
        insuPlcNo: insuranceArea,
        ipInfo: address.ip,
        opter: operator.id,
        opterName: operator.name,
        optins: connection.institution.code,
      }
      const known = [voucherToken, name, idNumber, operator.name]
      return call(interfaceTables['7201'], data, known, ({ rxList }) => acknowledged(rxList.map(toAuthorized)))
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

function toAuthorized(offered: Offered): AuthorizedPrescription {
  return {
    hiRxno: offered.hiRxno,
    token: offered.epcToken,
    tokenUntil: fromWireTime(offered.tokenValidEndTime),
    institution: offered.fixmedinsName,
    department: offered.prscDeptName,
    diagnosis: offered.maindiagName,
    prescribedAt: fromWireTime(offered.prscTime),
    validUntil: fromWireTime(offered.valiEndTime),
  }
}
