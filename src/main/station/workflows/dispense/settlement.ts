import { failure } from '../../../../shared/contract/failures.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import { checkRevocation, checkSettlement, type Presettlement } from '../../../../shared/domain/settlement.ts'
import type { SettlementLine, SettlementRequest, SignedCall } from '../../gateways/gateways.ts'
import type { Journal } from '../../journal/journal.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Messages } from '../messages.ts'
import type { CaseSteps, Ending, Work } from './caseSteps.ts'
import { basketOf, outgoingGoods, settlementLines } from './outgoing.ts'
import { credentialOf, patientOf, visitOf } from './parties.ts'

export interface MoneyPorts {
  readonly store: Store
  readonly journal: Journal
  readonly steps: CaseSteps
  readonly messages: Messages
}

/** Whether an answer of the center agrees with the basket to the fen. */
export function agrees(record: CaseRecord, answer: Pick<Presettlement, 'amounts' | 'funds' | 'lines'>, store: Store): boolean {
  return checkSettlement(linesOf(record, store), answer).length === 0
}

/** Whether what the patient gave is enough for what was settled, which may be other than what was asked for. */
export function isCovered(payment: CaseRecord['payment']): boolean {
  return payment === null || payment.change >= 0
}

function linesOf(record: CaseRecord, store: Store): readonly SettlementLine[] {
  return settlementLines(record.hiRxno, outgoingGoods(basketOf(record, store), store.goods.lot))
}

/** 2101, 2102, 2103 and 2601: the money. A lost settlement or revocation is never repeated but reversed, then done anew. */
export function createSettlement({ store, journal, steps, messages }: MoneyPorts) {
  function request(record: CaseRecord, call: SignedCall): SettlementRequest {
    const visit = visitOf(record, store)
    const { insuranceType } = visit
    const credential = credentialOf(visit)
    const { prescription, useAccount, hiRxno } = record
    if (prescription === null || credential === null || insuranceType === null)
      throw new Error(`case ${record.id} is not ready for a settlement`)
    const { chronicDisease } = prescription
    return {
      ...call,
      caseKey: hiRxno,
      patient: patientOf(record, store),
      credential,
      insuranceType,
      // 14: 门诊慢特病; 11: 普通门诊, as every other prescription from outside is settled [inferred]
      medicalType: chronicDisease === null ? '11' : '14',
      chronicDisease,
      useAccount,
      boughtAt: steps.now(),
      lines: linesOf(record, store),
    }
  }

  const inTime = () => ({ failedAt: steps.now() })

  return {
    /** 2101 or 2101A: what the patient would pay. */
    presettle: (work: Work): Promise<boolean> => {
      const record = steps.find(work.caseId)
      return steps.ask(
        work,
        {
          action: { kind: 'presettle' },
          done: (presettlement): Ending => {
            const isRight = presettlement !== null && agrees(record, presettlement, store)
            const wrong = isRight ? {} : { failure: failure('AMOUNTS_DIFFER'), ...inTime() }
            return { pieces: { presettlement, payment: null, ...wrong } }
          },
        },
        () => messages.ask(work, (call) => work.gateways.insurance.presettle(request(record, call))),
      )
    },

    /** 2102 or 2102A. What was settled stands, whether the amounts agree or not. */
    settle: (work: Work): Promise<boolean> => {
      const { caseId, gateways, profile } = work
      const number = profile.settlementSet.value.settle
      const { key, attempt } = messages.freeKey(number, `${caseId}/settle`)
      const isFirst = attempt === 1
      return steps.exchange(work, {
        action: { kind: 'settle' },
        message: {
          number,
          businessKey: key,
          call: { signed: (call) => gateways.insurance.settle(request(steps.find(caseId), call)) },
        },
        begun: (settleMsgid) => ({ settleMsgid }),
        done: (settlement): Ending => {
          if (settlement === null) throw new Error('a settlement has no answer that says it was done before')
          const record = steps.find(caseId)
          const given = record.payment
          const payment = given && { ...given, change: (given.cashGiven - settlement.amounts.cash) as Fen }
          const isRight = agrees(record, settlement, store) && isCovered(payment)
          return {
            pieces: {
              settlement,
              payment,
              ...(isRight ? {} : { failure: failure('SETTLEMENT_AMOUNTS_DIFFER'), ...inTime() }),
            },
          }
        },
        // after an earlier attempt was lost it may have been that one that used the prescription
        canBeLost: isFirst,
        refused: ({ code }) => (!isFirst && code === 'PRESCRIPTION_USED' ? { failure: failure('SETTLEMENT_UNKNOWN') } : {}),
      })
    },

    /** 2103: the whole settlement is taken back. */
    revoke: (work: Work): Promise<boolean> => {
      const { caseId, gateways } = work
      const record = steps.find(caseId)
      const { settlement, hiRxno } = record
      if (settlement === null) throw new Error(`case ${caseId} was not settled`)
      const { settlementId, visitId } = settlement
      return steps.exchange(work, {
        action: { kind: 'revoke' },
        message: {
          number: '2103',
          businessKey: messages.freeKey('2103', `${caseId}/revoke`).key,
          call: {
            signed: (call) =>
              gateways.insurance.revoke({ ...call, caseKey: hiRxno, patient: patientOf(record, store), settlementId, visitId }),
          },
        },
        begun: (revokeMsgid) => ({ revokeMsgid }),
        done: (revocation): Ending => {
          const isRight = revocation !== null && checkRevocation(settlement, revocation).length === 0
          return isRight ? {} : { pieces: { failure: failure('SETTLEMENT_AMOUNTS_DIFFER'), ...inTime() } }
        },
      })
    },

    /** 2601: the lost message is as if it had never been. A center that knows no such message has nothing to undo (policies). */
    reverse: (work: Work): Promise<boolean> => {
      const { caseId, gateways, profile } = work
      const record = steps.find(caseId)
      const isSettlement = record.machine.unanswered?.kind === 'settle'
      const lostMsgid = isSettlement ? record.settleMsgid : record.revokeMsgid
      if (lostMsgid === null) throw new Error(`nothing of case ${caseId} was lost`)
      const lostNumber = isSettlement ? profile.settlementSet.value.settle : '2103'
      return steps.exchange(work, {
        action: { kind: 'reverse' },
        message: {
          number: '2601',
          businessKey: `${caseId}/reverse/${lostMsgid}`,
          call: {
            signed: (call) =>
              gateways.insurance.reverse({
                ...call,
                caseKey: record.hiRxno,
                patient: patientOf(record, store),
                lostMsgid,
                lostNumber,
              }),
          },
        },
        done: () => ({ also: () => resolveLost(lostMsgid) }),
      })
    },
  }

  function resolveLost(msgid: string): void {
    for (const question of journal.openQuestions()) if (question.msgid === msgid) journal.resolve(question.id, 'undone')
  }
}
