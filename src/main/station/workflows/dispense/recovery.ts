import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { CaseAction } from '../../../../shared/domain/dispenseCase.ts'
import type { InterfaceNumber } from '../../../../shared/wire/index.ts'
import { policies } from '../../gateways/policies.ts'
import type { Exchange } from '../../journal/journal.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { CaseSteps } from './caseSteps.ts'
import type { Front } from './front.ts'
import { nextStep } from './nextStep.ts'

/**
 * After a restart: what was at the center when the station ended is an open question, or provably was never sent; either way the person sees it and
 * goes on with one key. Nothing is sent here. `interrupted` are the exchanges that the journal found sent.
 */
export function recoverCases(
  { store, steps, front }: { readonly store: Store; readonly steps: CaseSteps; readonly front: Front },
  interrupted: readonly Exchange[],
): void {
  for (const record of store.cases.unclosed()) {
    const { id, machine, returnedCodes } = record
    if (returnedCodes !== null) front.setReturning(id)
    const lost = interrupted.find(({ businessKey }) => businessKey.includes(id))
    if (machine.underWay !== null) endUnderWay(record, machine.underWay, lost)
    else if (machine.unanswered === null && waits(record)) steps.stop(id, failure('INTERRUPTED'), null)
  }

  function endUnderWay({ id }: CaseRecord, action: CaseAction, lost: Exchange | undefined): void {
    // of several messages some may stand already
    const partly = 'upload' in action && action.upload === '3505'
    const isOpen = lost !== undefined || partly
    const event = { type: 'end', action, outcome: isOpen ? 'unknown' : 'refused', partly } as const
    steps.apply(id, event, null, { failure: reasonFor(lost), failedAt: steps.now() })
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

function isInterface(number: string): number is InterfaceNumber {
  return Object.hasOwn(policies, number)
}
