import { setImmediate as immediately } from 'node:timers/promises'
import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { Profile } from '../../../../shared/profiles/index.ts'
import type { Gateways } from '../../gateways/gateways.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { CaseSteps, Work } from './caseSteps.ts'
import type { Front } from './front.ts'
import { type NextStep, nextStep } from './nextStep.ts'

export type Done = Result<void, Failure>

export interface PacePorts {
  readonly steps: CaseSteps
  readonly front: Front
  readonly perform: Readonly<Record<NextStep, (work: Work) => Promise<boolean>>>
  /** the way to the center and what its province demands; null while there is none */
  readonly center: () => { readonly gateways: Gateways; readonly profile: Profile } | null
  readonly forgetNotice: (code: FailureCode) => void
  readonly changed: () => void
}

/** One thing at a time for each case: what a person begins, and the steps that follow it by themselves. */
export interface Pace {
  isBusy(caseId: string): boolean
  /** settles when nothing of the case is under way */
  whenFree(caseId: string): Promise<void>
  /** the steps that follow by themselves, until one waits for a person */
  proceed(work: Work): Promise<void>
  workOn(caseId: string, operator: Person): Result<Work, Failure>
  goOn(caseId: string, run: Promise<void>): Done
  /** lets something begin that goes to the center, on the case at the front; `prepare` writes what the person decided, or says why not */
  begin(operator: Person, prepare: (record: CaseRecord) => Failure | null, run?: (work: Work) => Promise<void>): Done
  /** a change of the case at the front that needs no center, and what follows from it */
  change(operator: Person, make: (record: CaseRecord) => Done): Done
  /** settles when nothing is under way */
  idle(): Promise<void>
}

export function createPace({ steps, front, perform, center, forgetNotice, changed }: PacePorts): Pace {
  const busy = new Map<string, Promise<void>>()

  async function proceed(work: Work): Promise<void> {
    for (;;) {
      const step = nextStep(steps.find(work.caseId))
      if (step === null) return
      const isDone = await perform[step](work)
      // a prescription that was lost in this very step: what was reported of it is taken back at once
      const isLost = step !== 'undo' && steps.find(work.caseId).machine.state === 'cancelling'
      if (!isDone && !isLost) return
      // the answer was written and the next message is made: whoever else waits for this thread comes between
      await immediately()
    }
  }

  function goOn(caseId: string, run: Promise<void>): Done {
    const ended = run.finally(() => {
      busy.delete(caseId)
      forgetNotice('CASE_BUSY')
      changed()
    })
    busy.set(caseId, ended)
    changed()
    return ok(undefined)
  }

  function free(): Result<CaseRecord, Failure> {
    const record = front.find()
    if (record === null) return err(failure('CASE_MISSING'))
    return busy.has(record.id) ? err(failure('CASE_BUSY')) : ok(record)
  }

  function workOn(caseId: string, operator: Person): Result<Work, Failure> {
    const ready = center()
    return ready ? ok({ caseId, operator, ...ready }) : err(failure('CENTER_UNREACHABLE'))
  }

  function follow(caseId: string, operator: Person): void {
    changed()
    if (nextStep(steps.find(caseId)) === null) return
    const work = workOn(caseId, operator)
    if (work.ok) goOn(caseId, proceed(work.value))
    else steps.stop(caseId, work.failure, operator)
  }

  return {
    isBusy: (caseId) => busy.has(caseId),
    whenFree: async (caseId) => {
      while (busy.has(caseId)) await busy.get(caseId)
    },
    proceed,
    workOn,
    goOn,
    begin: (operator, prepare, run = proceed) => {
      const found = free()
      if (!found.ok) return found
      const work = workOn(found.value.id, operator)
      if (!work.ok) return work
      const refused = prepare(found.value)
      return refused ? err(refused) : goOn(found.value.id, run(work.value))
    },
    change: (operator, make) => {
      const found = free()
      if (!found.ok) return found
      const made = make(found.value)
      if (made.ok) follow(found.value.id, operator)
      return made
    },
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy.values())
    },
  }
}
