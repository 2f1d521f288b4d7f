import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { isClosed } from '../../../../shared/domain/dispenseCase.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'

/** Whether somebody still has to do something before another case may come: goods in the patient's hands wait for nobody. */
function isLive({ machine }: CaseRecord): boolean {
  return !isClosed(machine) && machine.state !== 'handedOver'
}

/** The case that is worked on: the one whose goods are coming back, else the newest of the visit. */
export interface Front {
  find(): CaseRecord | null
  /** the case that must be ended before another one, or another patient, may come; null when there is none */
  live(): CaseRecord | null
  /** the case whose goods are coming back */
  returning(): CaseRecord | null
  setReturning(caseId: string | null): void
  /** the counter turns to something else: CASE_OPEN while the case at the front is not ended. Whether a return was left. */
  leave(): Result<boolean, Failure>
}

export function createFront(store: Store): Front {
  let returningId: string | null = null

  const returning = (): CaseRecord | null => (returningId === null ? null : store.cases.find(returningId))

  function find(): CaseRecord | null {
    const back = returning()
    if (back !== null) return back
    const visit = store.visits.current()
    return visit && store.cases.currentOf(visit.id)
  }

  function live(): CaseRecord | null {
    const back = returning()
    if (back !== null) return isClosed(back.machine) ? null : back
    const record = find()
    return record && isLive(record) ? record : null
  }

  return {
    find,
    live,
    returning,
    setReturning: (caseId) => {
      returningId = caseId
    },
    leave: () => {
      if (live() !== null) return err(failure('CASE_OPEN'))
      const wasReturn = returningId !== null
      returningId = null
      return ok(wasReturn)
    },
  }
}
