import type { CenterView, Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure, failureFacts } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../shared/domain/shanghaiTime.ts'
import type { Gateways } from '../gateways/gateways.ts'
import { policies } from '../gateways/policies.ts'
import type { Journal } from '../journal/journal.ts'
import type { Store } from '../store/store.ts'
import type { CenterHealth } from './centerHealth.ts'

const INTERFACE = '9001'
const { repeatAfterMs } = policies[INTERFACE]

export interface BusinessSignInPorts {
  readonly store: Store
  readonly journal: Journal
  readonly gateways: () => Gateways | null
  readonly health: CenterHealth
  readonly clock: () => number
  readonly institution: () => string | null
  readonly setTimer: (callback: () => void, ms: number) => { cancel(): void }
  readonly changed: () => void
}

/** The business sign-in (9001): one a day and operator, without which the insurance side refuses everything else. */
export interface BusinessSignIn {
  /** the sign-in number of today, asked for when there is none yet; one request at a time however many wait for it */
  ensure(operator: Person): Promise<Result<string, Failure>>
  /** the center does not know our number any more: forgets it */
  forget(operator: Person): void
  /** signs in now, and again and again while the center is away, until `rest` */
  keepSignedIn(operator: Person): void
  rest(): void
  state(): CenterView['signIn']
}

/** A number survives a restart of the station: it is kept with its day and operator. */
export function createBusinessSignIn(ports: BusinessSignInPorts): BusinessSignIn {
  const { store, journal, health, clock, changed } = ports
  let underWay: { readonly operatorId: string; readonly answer: Promise<Result<string, Failure>> } | null = null
  let failed = false
  let timer: { cancel(): void } | null = null
  let kept: Person | null = null

  function saved(operatorId: string): string | null {
    return store.settings.signNo(shanghaiDate(clock()), operatorId)
  }

  /** A key of its own for each time the center has to be asked anew; a lost answer is asked for again under the same one. */
  function businessKey(operatorId: string): string {
    const base = `${ports.institution()}/${operatorId}/${shanghaiDate(clock())}`
    for (let round = 1; ; round++) {
      const key = `${base}/${round}`
      if (!journal.find(INTERFACE, key).some((exchange) => exchange.state === 'acknowledged')) return key
    }
  }

  /** A number that never came is good for its day and operator only; nobody will ask for it any more. */
  function closeOldQuestions(currentKey: string): void {
    for (const question of journal.openQuestions()) {
      if (question.interfaceNumber === INTERFACE && question.businessKey !== currentKey) journal.resolve(question.id, 'abandoned')
    }
  }

  async function signIn(operator: Person): Promise<Result<string, Failure>> {
    const gateways = ports.gateways()
    const institution = ports.institution()
    if (!gateways || !institution) return err(failure('CENTER_UNREACHABLE'))
    const key = businessKey(operator.id)
    closeOldQuestions(key)
    const msgid = gateways.insurance.nextMessageId()
    const outcome = await journal.run(
      { interfaceNumber: INTERFACE, businessKey: key, visitId: null, msgid },
      () => health.watch(gateways.insurance.signIn({ msgid, operator })),
      (result) => {
        if (result.kind === 'acknowledged') {
          store.settings.setSignNo(shanghaiDate(clock()), operator.id, result.value.signNo)
        }
        store.audit.append({
          accountId: operator.id,
          window: null,
          action: result.kind === 'acknowledged' ? 'center.signedIn' : 'center.signInFailed',
          subject: msgid,
          detail: result.kind === 'acknowledged' ? {} : { code: result.failure.code },
        })
      },
    )
    return outcome.kind === 'acknowledged' ? ok(outcome.value.signNo) : err(outcome.failure)
  }

  async function ensure(operator: Person): Promise<Result<string, Failure>> {
    while (underWay) {
      if (underWay.operatorId === operator.id) return underWay.answer
      await underWay.answer
    }
    const known = saved(operator.id)
    if (known !== null) return ok(known)
    const answer = signIn(operator).finally(() => {
      underWay = null
    })
    underWay = { operatorId: operator.id, answer }
    changed()
    const result = await answer
    failed = !result.ok
    changed()
    return result
  }

  /** Asks a center that gave no usable answer again after each pause of the policy, and then for ever after the last: the light must come on again by itself. */
  async function keepTrying(operator: Person, round: number): Promise<void> {
    const result = await ensure(operator)
    if (result.ok || kept?.id !== operator.id) return
    const isWorthRepeating = failureFacts[result.failure.code].retry === 'later'
    const pause = repeatAfterMs[Math.min(round, repeatAfterMs.length - 1)]
    if (!isWorthRepeating || pause === undefined) return
    timer?.cancel()
    timer = ports.setTimer(() => void keepTrying(operator, round + 1), pause)
  }

  return {
    ensure,
    forget: (operator) => store.settings.forgetSignNo(shanghaiDate(clock()), operator.id),
    keepSignedIn: (operator) => {
      timer?.cancel()
      kept = operator
      // a number of an earlier start says nothing about the center now: a new sign-in does, and the light is right before the first patient
      if (health.reach() === 'unknown') store.settings.forgetSignNo(shanghaiDate(clock()), operator.id)
      void keepTrying(operator, 0)
    },
    rest: () => {
      timer?.cancel()
      kept = null
    },
    state: () => {
      if (underWay) return 'underWay'
      if (kept && saved(kept.id) !== null) return 'done'
      return failed ? 'failed' : 'none'
    },
  }
}
