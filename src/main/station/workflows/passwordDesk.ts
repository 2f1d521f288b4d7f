import type { PasswordPurpose, Person, VisitView } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { Visit } from '../store/visits.ts'
import type { Dispense } from './dispense/dispense.ts'
import type { PasswordEntry } from './passwordEntry.ts'
import type { AccountSales } from './stock/sale/account.ts'
import type { VisitWorkflow } from './visit/visit.ts'

export interface PasswordDeskPorts {
  readonly passwords: Pick<PasswordEntry, 'current' | 'withdraw'>
  readonly visit: Pick<VisitWorkflow, 'askPassword'>
  readonly dispense: Pick<Dispense, 'isBusy' | 'askPassword'>
  /** the visit at the counter, and as the screen shows it */
  readonly current: () => Visit | null
  readonly shown: () => Pick<VisitView, 'id' | 'wantsPassword'> | null
  /** the ordinary sale */
  readonly sale: () => Pick<AccountSales, 'passwordWanted' | 'askPassword'>
  /** whose hands are at the counter */
  readonly operator: () => Person | null
  /** whether a question would be seen: by a pad that is ready, or in the window before the customer where no pad is on its way */
  readonly canBeTyped: () => boolean
}

/** What the password is wanted for now, and the question for it; the entry itself knows of neither. */
export interface PasswordDesk {
  /**
   * asks for what the visit at the counter or its case waits for: PASSWORD_NOT_WANTED when they wait for nothing, CASE_BUSY while the case is at the center. An ordinary sale asks
   * by a command of its own.
   */
  ask(operator: Person): Result<void, Failure>
  /** after a restart: what was waited for when the station ended is asked for again, once, as soon as somebody is there to serve and to type */
  recover(): void
  /** before the state is shown: takes back a question that nothing waits for any more, and asks what `recover` found */
  keep(): void
}

interface Wanted {
  readonly visitId: string
  readonly purpose: PasswordPurpose
}

export function createPasswordDesk(ports: PasswordDeskPorts): PasswordDesk {
  const { passwords, visit, dispense, sale, current, shown, operator, canBeTyped } = ports
  let interrupted: Wanted | null = null

  function wanted(): readonly Wanted[] {
    const view = shown()
    const paying = sale().passwordWanted()
    return [
      ...(view === null || view.wantsPassword === null ? [] : [{ visitId: view.id, purpose: view.wantsPassword }]),
      ...(paying === null ? [] : [{ visitId: paying, purpose: 'sale' as const }]),
    ]
  }

  function isWanted({ visitId, purpose }: Wanted): boolean {
    return wanted().some((one) => one.visitId === visitId && one.purpose === purpose)
  }

  function ask(person: Person): Result<void, Failure> {
    const here = current()
    if (here !== null && dispense.isBusy(here)) return err(failure('CASE_BUSY'))
    return here !== null && dispense.askPassword(here, person) ? ok(undefined) : visit.askPassword(person)
  }

  function askAgain(): void {
    if (interrupted === null) return
    const person = operator()
    if (passwords.current() !== null || !isWanted(interrupted)) interrupted = null
    else if (person !== null && canBeTyped()) {
      const asked = interrupted.purpose === 'sale' ? sale().askPassword(person) : ask(person)
      if (asked.ok) interrupted = null
    }
  }

  return {
    ask,
    recover: () => {
      interrupted = wanted()[0] ?? null
    },
    keep: () => {
      const question = passwords.current()
      if (question !== null && !question.isChecking && !isWanted(question)) passwords.withdraw()
      askAgain()
    },
  }
}
