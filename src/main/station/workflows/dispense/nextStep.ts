import { failureFacts } from '../../../../shared/contract/failures.ts'
import { nextUpload } from '../../../../shared/domain/caseTransition.ts'
import { missingCase } from '../../../../shared/domain/result.ts'
import type { CaseRecord } from '../../store/cases.ts'

/** What a case can go on with by itself, once a person has said so. */
export type NextStep = 'download' | 'verify' | 'review' | 'presettle' | 'settle' | 'report' | 'revoke' | 'undo' | 'reverse'

type Known = Pick<CaseRecord, 'machine' | 'review' | 'presettlement' | 'payment' | 'returnedCodes' | 'revokeMsgid' | 'failure'>

/**
 * The step that a case waits for and for which everything a person decides is there; null while it waits for a person. A lost settlement or revocation is
 * reversed before anything else (policies). `settle` begins with the uploads that must come before it.
 */
export function nextStep({ machine, review, presettlement, payment, returnedCodes, revokeMsgid }: Known): NextStep | null {
  const { state, underWay, unanswered } = machine
  if (underWay !== null) return null
  if (unanswered?.kind === 'settle' || unanswered?.kind === 'revoke') return 'reverse'
  switch (state) {
    case 'authorized':
      return 'download'
    case 'downloaded':
      return 'verify'
    case 'verified':
      return review === null ? null : 'review'
    case 'picked':
      return 'presettle'
    case 'presettled':
      if (payment !== null) return 'settle'
      // the sum of other terms was asked for, and never came
      return presettlement === null ? 'presettle' : null
    case 'outboundReported':
      return payment === null ? null : 'settle'
    case 'settled':
    case 'handedOver':
      if (unanswered?.kind === 'report') return 'report'
      if (returnedCodes !== null) return revokeMsgid === null ? null : 'revoke'
      return nextUpload(machine) === null ? null : 'report'
    case 'cancelling':
    case 'revoked':
      return 'undo'
    case 'approved':
    case 'notGenuine':
    case 'rejected':
    case 'outboundCancelled':
    case 'abandoned':
    case 'withdrawn':
    case 'lapsed':
    case 'usedElsewhere':
    case 'returned':
      return null
    default:
      return missingCase(state)
  }
}

/** Whether F5 makes sense: what a no of the center stopped for good waits for a person, but for uploads that are owed and what must be taken back. */
export function mayRetry(record: Known): boolean {
  const step = nextStep(record)
  if (step === null) return false
  if (record.machine.unanswered !== null || record.failure === null || step === 'report' || step === 'undo') return true
  const { retry } = failureFacts[record.failure.code]
  return retry === 'now' || retry === 'later'
}
