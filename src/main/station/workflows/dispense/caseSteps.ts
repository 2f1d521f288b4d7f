import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { transition } from '../../../../shared/domain/caseTransition.ts'
import type { CaseAction, CaseActionKind, CaseEvent, DispenseCase } from '../../../../shared/domain/dispenseCase.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { Profile } from '../../../../shared/profiles/index.ts'
import type { Gateways } from '../../gateways/gateways.ts'
import type { Outcome } from '../../gateways/outcome.ts'
import type { Journal } from '../../journal/journal.ts'
import type { CasePieces, CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { BusinessSignIn } from '../businessSignIn.ts'
import type { CenterHealth } from '../centerHealth.ts'
import type { Message, Messages, Told } from '../messages.ts'
import { moveBoxes } from './boxes.ts'
import { isLasting, losses, nameOf, refusals } from './caseEvents.ts'

export interface CasePorts {
  readonly store: Store
  readonly journal: Journal
  readonly health: CenterHealth
  readonly businessSignIn: BusinessSignIn
  readonly clock: () => number
  readonly changed: () => void
}

/** What a step works with: the case, who gave the command, and the way to the center. */
export interface Work {
  readonly caseId: string
  readonly operator: Person
  readonly gateways: Gateways
  readonly profile: Profile
}

/** What the center's yes makes of the case, beside its state. */
export interface Ending {
  readonly pieces?: Partial<CasePieces>
  readonly verdict?: boolean
  readonly validUntil?: number
  /** written in the same transaction */
  readonly also?: () => void
}

interface Step<T> {
  readonly action: CaseAction
  /** `value` is null when the center only said that there is nothing to be done */
  readonly done: (value: T | null) => Ending
  /** what a no takes back */
  readonly refused?: (reason: Failure) => Partial<CasePieces>
  /** whether a prescription that the center calls used was used by somebody else; true when left out */
  readonly canBeLost?: boolean
  /** whether some lines of an upload stand, when the whole was not done */
  readonly partly?: () => boolean
}

/** An exchange of one message. `begun` is what is kept of it before its first byte leaves. */
export interface Exchange<T> extends Step<T> {
  readonly message: Omit<Message<T>, 'prepared' | 'settled'>
  readonly begun?: (msgid: string | null) => Partial<CasePieces>
}

/** The one way in which a case changes: by an event of its machine, with history, audit and boxes, in one transaction. */
export interface CaseSteps {
  /** the center's time, epoch ms, as far as its answers told it */
  now(): number
  find(caseId: string): CaseRecord
  /** why a step cannot begin now; null when it can */
  refusal(machine: DispenseCase, event: CaseEvent): Failure | null
  apply(caseId: string, event: CaseEvent, operator: Person | null, pieces?: Partial<CasePieces>): Result<CaseRecord, Failure>
  /** the begin of an action whose messages the caller sends; false, with the reason on the case, when it may not begin */
  begin(work: Work, action: CaseAction): boolean
  /** one message with its begin and its end; whether the center did it */
  exchange<T>(work: Work, exchange: Exchange<T>): Promise<boolean>
  /** a question that changes nothing at the center; whether it was answered */
  ask<T>(work: Work, step: Step<T>, question: () => Promise<Outcome<T>>): Promise<boolean>
  /** what became of an action whose messages the caller sends */
  end<T>(work: Work, step: Step<T>, told: Told<T>): void
  stop(caseId: string, reason: Failure, operator: Person | null): void
  /** the question that is at the center now: it is not in the books, because nothing hangs on it */
  asking(caseId: string): CaseActionKind | null
}

export function createCaseSteps(ports: CasePorts, messages: Messages): CaseSteps {
  const { store, health, clock, changed } = ports
  /** by case */
  const questions = new Map<string, CaseActionKind>()

  const now = (): number => clock() + (health.clockOffsetMs() ?? 0)

  function find(caseId: string): CaseRecord {
    const record = store.cases.find(caseId)
    if (!record) throw new Error(`there is no case ${caseId}`)
    return record
  }

  /** A new step ends what stopped the one before, unless that lasts. */
  function cleared({ failure: reason }: CaseRecord): Partial<CasePieces> {
    return reason !== null && isLasting(reason.code) ? {} : { failure: null, failedAt: null }
  }

  function apply(
    caseId: string,
    event: CaseEvent,
    operator: Person | null,
    pieces: Partial<CasePieces> = {},
    at: number = now(),
  ): Result<CaseRecord, Failure> {
    return store.transaction(() => {
      const before = find(caseId)
      const step = transition(before.machine, event, at)
      const what = nameOf(event)
      if (!step.ok) {
        audit(caseId, operator, 'case.eventRefused', { event: what, state: before.machine.state, reason: step.failure })
        return err(failure(refusals[step.failure]))
      }
      const { next, effects } = step.value
      for (const effect of effects) moveBoxes(store, caseId, effect, operator?.id ?? null)
      const after = store.cases.update(caseId, { ...pieces, machine: next })
      store.cases.addHistory(caseId, { accountId: operator?.id ?? null, event, state: next.state })
      audit(caseId, operator, `case.${what}`, { state: next.state, ...(pieces.failure ? { code: pieces.failure.code } : {}) })
      return ok(after)
    })
  }

  /** For what was looked at before and cannot have changed since. */
  function must(...event: Parameters<typeof apply>): CaseRecord {
    const applied = apply(...event)
    if (!applied.ok) throw new Error(`case ${event[0]} does not take ${nameOf(event[1])}: ${applied.failure.code}`)
    return applied.value
  }

  function audit(caseId: string, operator: Person | null, action: string, detail: Record<string, string>): void {
    store.audit.append({ accountId: operator?.id ?? null, window: null, action, subject: caseId, detail })
  }

  function stop(caseId: string, reason: Failure, operator: Person | null): void {
    store.transaction(() => {
      store.cases.update(caseId, { failure: reason, failedAt: clock() })
      audit(caseId, operator, 'case.stopped', { code: reason.code })
    })
    changed()
  }

  function end<T>({ caseId, operator }: Work, step: Step<T>, told: Told<T>): void {
    const { action, done, refused, canBeLost = true, partly } = step
    if (told.kind === 'done') {
      const { pieces, also, ...verdict } = done(told.value)
      must(caseId, { type: 'end', action, outcome: 'done', ...verdict }, operator, { ...cleared(find(caseId)), ...pieces })
      also?.()
      return
    }
    const reason = { failure: told.failure, failedAt: clock() }
    const left = partly === undefined ? {} : { partly: partly() }
    // what was lost before stays so, if this time nothing left
    const isOpen = told.kind === 'unknown' || (told.kind === 'neverSent' && find(caseId).machine.unanswered !== null)
    if (isOpen) {
      must(caseId, { type: 'end', action, outcome: 'unknown', ...left }, operator, reason)
      return
    }
    const takenBack = told.kind === 'refused' ? refused?.(told.failure) : {}
    const { machine } = must(caseId, { type: 'end', action, outcome: 'refused', ...left }, operator, { ...reason, ...takenBack })
    const loss = losses[told.failure.code]
    if (told.kind !== 'refused' || loss === undefined || !canBeLost) return
    const event = { type: 'lost', reason: loss } as const
    if (transition(machine, event, now()).ok) must(caseId, event, operator)
  }

  function refusal(machine: DispenseCase, event: CaseEvent): Failure | null {
    const step = transition(machine, event, now())
    return step.ok ? null : failure(refusals[step.failure])
  }

  /** Whether the action may begin; says so on the case when it may not. */
  function mayBegin({ caseId, operator }: Work, action: CaseAction): boolean {
    const reason = refusal(find(caseId).machine, { type: 'begin', action })
    if (reason !== null) stop(caseId, reason, operator)
    return reason === null
  }

  return {
    now,
    find,
    refusal,
    apply,
    stop,
    end,

    begin: (work, action) => {
      if (!mayBegin(work, action)) return false
      must(work.caseId, { type: 'begin', action }, work.operator, cleared(find(work.caseId)))
      changed()
      return true
    },

    exchange: async (work, { message, begun, ...step }) => {
      const { caseId, operator } = work
      if (!mayBegin(work, step.action)) return false
      const told = await messages.send(work, find(caseId).visitId, {
        ...message,
        prepared: (msgid) => {
          must(caseId, { type: 'begin', action: step.action }, operator, { ...cleared(find(caseId)), ...begun?.(msgid) })
          changed()
        },
        settled: (answer) => end(work, step, answer),
      })
      // without a business sign-in nothing was even begun
      if (told.kind === 'notBegun') stop(caseId, told.failure, operator)
      changed()
      return told.kind === 'done'
    },

    ask: async (work, step, answer) => {
      const { caseId, operator } = work
      if (!mayBegin(work, step.action)) return false
      const askedAt = now()
      questions.set(caseId, step.action.kind)
      // a question changes nothing: what was said before is all that is to be written
      const before = find(caseId)
      if (before.failure !== null) store.cases.update(caseId, cleared(before))
      changed()
      const outcome = await answer().finally(() => questions.delete(caseId))
      store.transaction(() => {
        must(caseId, { type: 'begin', action: step.action }, operator, {}, askedAt)
        end(work, step, toldOf(outcome))
      })
      changed()
      return outcome.kind === 'acknowledged'
    },

    asking: (caseId) => questions.get(caseId) ?? null,
  }
}

/** A question whose answer was lost has changed nothing: it is asked again when somebody wants to know. */
function toldOf<T>(outcome: Outcome<T>): Told<T> {
  if (outcome.kind === 'acknowledged') return { kind: 'done', value: outcome.value }
  return { kind: outcome.kind === 'refused' ? 'refused' : 'neverSent', failure: outcome.failure }
}
