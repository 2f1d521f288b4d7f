import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { CaseSteps } from './caseSteps.ts'
import type { Front } from './front.ts'

const revoke = { type: 'begin', action: { kind: 'revoke' } } as const

/** A whole return (N 8.8.2): the boxes of one sale are scanned back, then its settlement is revoked and its uploads are undone. */
export function createReturns({
  store,
  steps,
  front,
}: {
  readonly store: Store
  readonly steps: CaseSteps
  readonly front: Front
}) {
  function audit(caseId: string, operator: Person, action: string): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject: caseId, detail: {} })
  }

  return {
    /** a sale whose goods come back is shown instead of the visit's own case, until its return is done or given up */
    begin: (caseId: string, operator: Person): Result<void, Failure> => {
      const record = store.cases.find(caseId)
      if (record === null) return err(failure('CASE_MISSING'))
      const refused = steps.refusal(record.machine, revoke)
      if (refused !== null) return err(refused)
      const live = front.live()
      if (live !== null && live.id !== caseId) return err(failure('CASE_OPEN'))
      store.transaction(() => {
        store.cases.update(caseId, { returnedCodes: [], revokeMsgid: null, failure: null, failedAt: null })
        audit(caseId, operator, 'case.returnBegun')
      })
      front.setReturning(caseId)
      return ok(undefined)
    },

    /** before it was confirmed; the sale stands as it did */
    giveUp: ({ id, machine }: CaseRecord, operator: Person): Result<void, Failure> => {
      const refused = steps.refusal(machine, revoke)
      if (refused !== null) return err(refused)
      store.transaction(() => {
        store.cases.update(id, { returnedCodes: null, revokeMsgid: null, failure: null, failedAt: null })
        audit(id, operator, 'case.returnGivenUp')
      })
      front.setReturning(null)
      return ok(undefined)
    },

    /** why the return cannot be confirmed now; null when every box is back */
    refuseConfirmation: ({ returnedCodes, machine }: CaseRecord, soldCodes: readonly string[]): Failure | null => {
      if (returnedCodes === null) return failure('CASE_NOT_NOW')
      const refused = steps.refusal(machine, revoke)
      if (refused !== null) return refused
      return soldCodes.every((code) => returnedCodes.includes(code)) ? null : failure('RETURN_INCOMPLETE')
    },
  }
}
