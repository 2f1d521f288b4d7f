import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { isClosed } from '../../../../shared/domain/dispenseCase.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'

/**
 * Whether somebody still has to do something before another case may come. Goods in the patient's hands wait for nobody unless they are coming back; nor does
 * what is still to be taken back at the center once the money was.
 */
export function isLive({ machine, returnedCodes }: Pick<CaseRecord, 'machine' | 'returnedCodes'>): boolean {
  if (isClosed(machine) || machine.state === 'revoked') return false
  return machine.state !== 'handedOver' || returnedCodes !== null
}

/** The case that is worked on: the one whose goods are coming back, else that of the visit at the counter. A return that may be left gives way to a live case. */
export interface Front {
  find(): CaseRecord | null
  /** the case that must be ended, or its visit put aside, before another one may come; null when there is none */
  live(): CaseRecord | null
  /** the case that a visit, at the counter or parked, works on */
  ofVisit(visit: Visit): CaseRecord | null
  setReturning(caseId: string | null): void
  /** a return whose money was paid back is left: CASE_OPEN before. Whether there was one. */
  leaveReturn(): Result<boolean, Failure>
  /** the counter turns to something else: CASE_OPEN while the case at the front is not ended. Whether a return was left. */
  leave(): Result<boolean, Failure>
}

export function createFront(store: Store): Front {
  let returningId: string | null = null

  const returning = (): CaseRecord | null => (returningId === null ? null : store.cases.find(returningId))
  const ofVisit = ({ frontCase }: Visit): CaseRecord | null => (frontCase === null ? null : store.cases.find(frontCase))

  function find(): CaseRecord | null {
    const back = returning()
    if (back !== null && isLive(back)) return back
    const visit = store.visits.current()
    const own = visit && ofVisit(visit)
    return own && isLive(own) ? own : (back ?? own)
  }

  function live(): CaseRecord | null {
    const record = find()
    return record && isLive(record) ? record : null
  }

  function leaveReturn(): Result<boolean, Failure> {
    const back = returning()
    if (back !== null && isLive(back)) return err(failure('CASE_OPEN'))
    returningId = null
    return ok(back !== null)
  }

  return {
    find,
    live,
    ofVisit,
    setReturning: (caseId) => {
      returningId = caseId
    },
    leaveReturn,
    leave: () => (live() === null ? leaveReturn() : err(failure('CASE_OPEN'))),
  }
}
