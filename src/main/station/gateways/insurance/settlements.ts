import { failure } from '../../../../shared/contract/failures.ts'
import type { Profile } from '../../../../shared/profiles/index.ts'
import { interfaceTables } from '../../../../shared/wire/index.ts'
import { acknowledged, neverSent, unreadable } from '../answers.ts'
import type { CaseCall, Insurance, SettlementRequest } from '../api/insurance.ts'
import { secretsOf } from '../credential.ts'
import type { Outcome } from '../outcome.ts'
import type { InsuranceChannel } from './channel.ts'
import { toPresettlement, toRecord, toRevocation, toSettlement } from './settlementAnswer.ts'
import { settlementInput } from './settlementRequest.ts'

type Settlements = Pick<Insurance, 'presettle' | 'settle' | 'revoke' | 'reverse' | 'settlement'>

/** The settlement and its undoing. For each case key one call at a time: another one is `neverSent` SETTLEMENT_IN_FLIGHT. */
export function createSettlements(channel: InsuranceChannel, { settlementSet, interfaces }: Profile): Settlements {
  const { presettle, settle } = settlementSet.value
  const underWay = new Set<string>()

  async function alone<T>({ caseKey }: CaseCall, send: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    if (underWay.has(caseKey)) return neverSent(failure('SETTLEMENT_IN_FLIGHT'))
    underWay.add(caseKey)
    try {
      return await send()
    } finally {
      underWay.delete(caseKey)
    }
  }

  return {
    presettle: (request) =>
      alone(request, async () => {
        const input = settlementInput(request, presettle === '2101A')
        if (!input.ok) return neverSent(input.failure)
        const asked = { psn_no: request.patient.personNumber }
        return channel.call(interfaceTables[presettle], callFor(request, input.value), (output) =>
          ifAbout(asked, output.setlinfo, () => toPresettlement(output)),
        )
      }),

    settle: (request) =>
      alone(request, async () => {
        const input = settlementInput(request, settle === '2102A')
        if (!input.ok) return neverSent(input.failure)
        // 医药机构结算 ID is the msgid of the message that settled (interfaces.md 4.2)
        const asked = { medins_setl_id: request.msgid, psn_no: request.patient.personNumber }
        return channel.call(interfaceTables[settle], callFor(request, input.value), (output) =>
          ifAbout(asked, output.setlinfo, () => toSettlement(output)),
        )
      }),

    revoke: (request) =>
      alone(request, () => {
        const { patient, settlementId, visitId } = request
        const data = { psn_no: patient.personNumber, setl_id: settlementId, mdtrt_id: visitId }
        const asked = { medins_setl_id: request.msgid, mdtrt_id: visitId }
        return channel.call(interfaceTables['2103'], callFor(request, { data }), (output) =>
          ifAbout(asked, output.setlinfo, () => toRevocation(output)),
        )
      }),

    reverse: (request) =>
      alone(request, () => {
        const { patient, lostMsgid, lostNumber } = request
        const data = { psn_no: patient.personNumber, omsgid: lostMsgid, oinfno: lostNumber }
        // the center knows the lost message by the number that it went out under
        const inputAsServed = { data: { ...data, oinfno: interfaces[lostNumber].value?.number ?? lostNumber } }
        const call = { ...callFor(request, { data }), inputAsServed }
        return channel.call(interfaceTables['2601'], call, () => acknowledged(null))
      }),

    settlement: (request) => {
      const { patient, settlementId, visitId } = request
      const data = { psn_no: patient.personNumber, setl_id: settlementId, mdtrt_id: visitId }
      return channel.call(interfaceTables['5203'], callFor(request, { data }), (output) =>
        ifAbout(data, output.setlinfo, () => toRecord(output)),
      )
    },
  }
}

function callFor(
  { msgid, signNo, operator, patient, credential }: Omit<CaseCall, 'caseKey'> & Partial<Pick<SettlementRequest, 'credential'>>,
  input: Readonly<Record<string, unknown>>,
) {
  const { name, idNumber, personNumber, insuranceArea } = patient
  const known = [...(credential === undefined ? [] : secretsOf(credential)), name, idNumber, personNumber, operator.name]
  return { msgid, signNo, operator, insuranceArea, input, known }
}

/** No envelope of channel A ties an answer to its request: one about another person, visit or message is not the answer. */
function ifAbout<T>(
  asked: Readonly<Record<string, string>>,
  answered: Readonly<Record<string, unknown>>,
  use: () => Outcome<T>,
): Outcome<T> {
  const other = Object.keys(asked).find((field) => answered[field] !== asked[field])
  return other === undefined ? use() : unreadable(`output.setlinfo.${other}`)
}
