import type { CaseHappening, CaseSummary } from '../../../../shared/contract/case.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { fromShanghai, shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import type { Store } from '../../store/store.ts'
import { viewHappening } from './caseView.ts'

/** What can be looked up of the cases, whichever is at the front. */
export function createCaseLists(store: Store, clock: () => number) {
  return {
    /** the prescription's PDF; CASE_NOT_NOW before it was downloaded */
    file: (caseId: string): Result<{ readonly base64: string }, Failure> => {
      if (store.cases.find(caseId) === null) return err(failure('CASE_MISSING'))
      const file = store.cases.file(caseId)
      return file ? ok({ base64: Buffer.from(file.bytes).toString('base64') }) : err(failure('CASE_NOT_NOW'))
    },

    history: (caseId: string): Result<readonly CaseHappening[], Failure> => {
      if (store.cases.find(caseId) === null) return err(failure('CASE_MISSING'))
      const names = new Map(store.accounts.list().map(({ id, name }) => [id, name]))
      return ok(store.cases.history(caseId).map((row) => viewHappening(row, (id) => names.get(id) ?? id, store)))
    },

    /** the cases that were opened today, in Shanghai; newest first, 200 at most */
    today: (): readonly CaseSummary[] => store.cases.since(fromShanghai(`${shanghaiDate(clock())} 00:00:00`) ?? 0),
  }
}
