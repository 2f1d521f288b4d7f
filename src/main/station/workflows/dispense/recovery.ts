import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { CaseAction } from '../../../../shared/domain/dispenseCase.ts'
import { missingCase } from '../../../../shared/domain/result.ts'
import { type CalledInterface, policies } from '../../gateways/policies.ts'
import type { Exchange, Journal } from '../../journal/journal.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { CaseSteps } from './caseSteps.ts'
import { type Front, isLive } from './front.ts'
import { nextStep } from './nextStep.ts'

export interface RecoveryPorts {
  readonly store: Store
  readonly journal: Pick<Journal, 'openQuestions'>
  readonly steps: CaseSteps
  readonly front: Front
}

/**
 * After a restart: what was at the center when the station ended is an open question, or provably was never sent; either way the person sees it and
 * goes on with one key. Nothing is sent here. Whether an action left is asked of the journal's open questions: they are there however often a start is broken off.
 */
export function recoverCases({ store, journal, steps, front }: RecoveryPorts): void {
  const questions = journal.openQuestions()
  for (const record of store.cases.unclosed()) {
    const { id, machine, returnedCodes } = record
    if (returnedCodes !== null && isLive(record)) front.setReturning(id)
    if (machine.underWay !== null) endUnderWay(record, machine.underWay)
    else if (machine.unanswered === null && waits(record)) steps.stop(id, failure('INTERRUPTED'), null)
  }

  function endUnderWay({ id }: CaseRecord, action: CaseAction): void {
    const sentAs = messagesOf(action)
    const lost = questions.find(({ businessKey, interfaceNumber }) => {
      return businessKey.includes(id) && sentAs.some((number) => number === interfaceNumber)
    })
    // of several messages some may stand already
    const partly = 'upload' in action && action.upload === '3505'
    const isOpen = lost !== undefined || partly
    const event = { type: 'end', action, outcome: isOpen ? 'unknown' : 'refused', partly } as const
    steps.apply(id, event, null, { failure: reasonFor(lost), failedAt: steps.now() })
  }
}

/** The messages that an action consists of. */
function messagesOf(action: CaseAction): readonly CalledInterface[] {
  switch (action.kind) {
    case 'download':
      return ['7204']
    case 'review':
      return ['7206']
    case 'settle':
      return ['2102', '2102A']
    case 'revoke':
      return ['2103']
    case 'reverse':
      return ['2601']
    case 'report':
      return action.upload === '7207' ? ['7207'] : ['3505', '3507']
    case 'undo':
      return action.upload === '7207' ? ['7208'] : ['3506', '3507']
    case 'verify':
    case 'presettle':
      // questions, which are asked outside the journal
      return []
    default:
      return missingCase(action)
  }
}

/** A step would have followed by itself; uploads that are owed are shown as such. */
function waits(record: CaseRecord): boolean {
  const step = nextStep(record)
  return step !== null && step !== 'report' && record.failure === null
}

function reasonFor(lost: Exchange | undefined): Failure {
  const lostAs = lost === undefined ? null : policyOf(lost.interfaceNumber).lostAs
  return failure(lostAs ?? 'INTERRUPTED')
}

function policyOf(number: string) {
  if (!isInterface(number)) throw new Error(`the journal names ${number}, which is no interface`)
  return policies[number]
}

function isInterface(number: string): number is CalledInterface {
  return Object.hasOwn(policies, number)
}
