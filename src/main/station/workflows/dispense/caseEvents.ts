import type { FailureCode } from '../../../../shared/contract/failures.ts'
import type { CaseAction, CaseRefusal, LossReason } from '../../../../shared/domain/dispenseCase.ts'
import { missingCase } from '../../../../shared/domain/result.ts'
import type { CaseHistoryRow } from '../../store/cases.ts'

/** What the machine's refusals are to a person. */
export const refusals = {
  notNow: 'CASE_NOT_NOW',
  busy: 'CASE_BUSY',
  unanswered: 'CASE_UNANSWERED',
  tokenDead: 'PRESCRIPTION_TOKEN_DEAD',
  expired: 'PRESCRIPTION_EXPIRED',
  basketIncomplete: 'BASKET_INCOMPLETE',
  uploadOrder: 'CASE_NOT_NOW',
} as const satisfies Record<CaseRefusal, FailureCode>

/** What a refusal of the center says of the prescription itself: it is not to be had any more, here or anywhere. */
export const losses: Partial<Record<FailureCode, LossReason>> = {
  PRESCRIPTION_WITHDRAWN: 'withdrawn',
  PRESCRIPTION_EXPIRED: 'lapsed',
  PRESCRIPTION_USED: 'usedElsewhere',
}

/** An event in one word, for history and audit: `begin.report.7207`, `end.settle.done`, `abandon`. */
export function nameOf(event: CaseHistoryRow['event']): string {
  switch (event.type) {
    case 'begin':
      return `begin.${nameOfAction(event.action)}`
    case 'end':
      return `end.${nameOfAction(event.action)}.${event.verdict === false ? 'no' : event.outcome}`
    case 'lost':
      return `lost.${event.reason}`
    case 'basketChanged':
    case 'tokenRenewed':
    case 'abandon':
    case 'handOver':
    case 'opened':
    case 'itemAdded':
    case 'itemRemoved':
    case 'purchaserNamed':
    case 'purchaserWithdrawn':
      return event.type
    default:
      return missingCase(event)
  }
}

function nameOfAction(action: CaseAction): string {
  return 'upload' in action ? `${action.kind}.${action.upload}` : action.kind
}

/** Whether what stopped a case stays, whatever is done afterwards: the prescription is lost, or the money does not agree. */
export function isLasting(code: FailureCode): boolean {
  return losses[code] !== undefined || code === 'SETTLEMENT_AMOUNTS_DIFFER'
}
