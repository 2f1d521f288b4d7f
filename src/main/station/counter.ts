import type { CounterState, Notice, Person } from '../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../shared/contract/failures.ts'
import type { Mode } from '../../shared/contract/host.ts'
import type { Exchange, Journal } from './journal/journal.ts'
import type { Store } from './store/store.ts'
import type { Visit } from './store/visits.ts'
import type { BusinessSignIn } from './workflows/businessSignIn.ts'
import type { CenterHealth } from './workflows/centerHealth.ts'
import type { Session } from './workflows/people/people.ts'

export interface CounterPorts {
  readonly mode: Mode
  readonly store: Store
  readonly journal: Journal
  readonly devices: () => readonly CounterState['devices'][number][]
  readonly deviceTest: () => CounterState['deviceTest']
  readonly health: CenterHealth
  readonly businessSignIn: BusinessSignIn
  readonly visit: () => CounterState['visit']
  readonly password: () => CounterState['password']
  readonly registering: () => CounterState['registering']
  readonly parked: () => CounterState['parked']
  /** the case that is worked on */
  readonly dispense: () => CounterState['dispense']
  readonly shop: () => CounterState['shop']
  readonly isSetUp: () => boolean
  readonly lockedFor: (session: Session) => Person | null
  readonly lockAfterMs: number
  readonly clock: () => number
  readonly newId: () => string
}

/** What the counter screen shows, composed from the books at every look; only the last notice is kept here. */
export interface Counter {
  state(session: Session): CounterState
  /** says something to the person at the counter that belongs to no visit; replaces what was said before */
  tell(failure: Failure): void
  /** takes a notice off the screen; one that is gone already is no failure */
  dismiss(noticeId: string): void
  /** takes what was said off the screen, or only a notice of `code`, because it is over */
  forgetNotice(code?: FailureCode): void
  /** the same state is never shown under a lower number, not even by a restarted station */
  touched(): void
}

export function createCounter(ports: CounterPorts): Counter {
  let revision = ports.clock()
  let told: Notice | null = null

  function noticeOf(visit: Visit | null): Notice | null {
    if (told) return told
    if (!visit?.failure || visit.failedAt === null) return null
    return { id: visit.id, at: visit.failedAt, failure: visit.failure }
  }

  return {
    state: (session) => {
      // nobody is shown a patient before the secret is their own
      const isIn = session.person !== null && !session.mustChangeSecret
      const visit = isIn ? ports.store.visits.current() : null
      return {
        revision,
        mode: ports.mode,
        isSetUp: ports.isSetUp(),
        shop: ports.shop(),
        person: session.person,
        mustChangeSecret: session.mustChangeSecret,
        lockedFor: ports.lockedFor(session),
        lockAfterMs: ports.lockAfterMs,
        visit: isIn ? ports.visit() : null,
        dispense: isIn ? ports.dispense() : null,
        parked: isIn ? ports.parked() : [],
        password: isIn ? ports.password() : null,
        registering: isIn ? ports.registering() : null,
        notice: isIn ? noticeOf(visit) : told && { ...told, failure: failure(told.failure.code) },
        uploads: ports.store.stockUploads.pending(),
        openQuestions: new Set(ports.journal.openQuestions().map(questionOf)).size,
        devices: [...ports.devices()],
        deviceTest: isIn ? ports.deviceTest() : null,
        center: {
          reach: ports.health.reach(),
          signIn: ports.businessSignIn.state(),
          clockOffsetMs: ports.health.clockOffsetMs(),
        },
      }
    },
    tell: (failure) => {
      told = { id: ports.newId(), at: ports.clock(), failure }
    },
    dismiss: (noticeId) => {
      const visit = ports.store.visits.current()
      if (told?.id === noticeId) told = null
      else if (visit?.id === noticeId && visit.failure) ports.store.visits.update(visit.id, { failure: null })
    },
    forgetNotice: (code) => {
      if (code === undefined || told?.failure.code === code) told = null
    },
    touched: () => {
      revision++
    },
  }
}

/** Tries of the same business are one question. */
function questionOf({ interfaceNumber, businessKey }: Exchange): string {
  return `${interfaceNumber} ${businessKey}`
}
