import type { PasswordPurpose, PasswordView } from '../../../shared/contract/counter.ts'
import { PASSWORD_LENGTH } from '../../../shared/contract/customer.ts'
import { type Failure, type FailureCode, failure } from '../../../shared/contract/failures.ts'
import { err, missingCase, ok, type Result } from '../../../shared/domain/result.ts'
import type { PasswordAnswer } from '../devices/devices.ts'

export interface PasswordEntryPorts {
  /** asks the password pad; the signal takes the question back */
  readonly askPad: (signal: AbortSignal) => Promise<PasswordAnswer>
  readonly hasPad: () => boolean
  /** whether a window before the customer is there, which answers by `enter` and `cancel` */
  readonly hasWindow: () => boolean
  readonly tell: (reason: Failure) => void
  readonly forgetNotice: (code: FailureCode) => void
  readonly changed: () => void
}

export interface PasswordQuestion {
  readonly visitId: string
  readonly purpose: PasswordPurpose
  /** hands the password to the center; null when it was right. The digits are kept nowhere else. */
  readonly check: (password: string) => Promise<Failure | null>
}

/** A question as the customer's window shows it. */
export interface OpenQuestion extends Omit<PasswordQuestion, 'check'> {
  /** its own: digits that were typed for another are none of it */
  readonly number: number
  readonly isChecking: boolean
  /** why it is asked once more */
  readonly failure: Failure | null
}

/**
 * The voucher's password, asked for at the counter: one question at a time, answered at a password pad or in the window before the customer, whichever comes first. A
 * wrong one is asked for again; everything else that goes wrong is told, and somebody asks anew. The digits go to `check` and nowhere else: not into the books, the
 * audit trail, a log, a failure or a state.
 */
export interface PasswordEntry {
  /** in the place of the question that is open; the same question that is open already stays */
  ask(question: PasswordQuestion): void
  current(): OpenQuestion | null
  /** as the counter shows it */
  view(): PasswordView | null
  /** from the customer's window; PASSWORD_NOT_WANTED while nothing is asked, or the last answer is being compared */
  enter(digits: string): Result<void, Failure>
  cancel(): Result<void, Failure>
  /** takes the question back, of one visit or of whichever; false when there was none. What is at the center already ends there. */
  withdraw(visitId?: string): boolean
}

/** After these the patient types again. */
const AGAIN: readonly FailureCode[] = ['VOUCHER_PASSWORD_WRONG', 'PASSWORD_INCOMPLETE']
/** What was said of an answer is over with the next one. */
const SAID: readonly FailureCode[] = [...AGAIN, 'PASSWORD_CANCELLED', 'PASSWORD_PAD_MISSING']

type Answer = PasswordAnswer | { readonly kind: 'withdrawn' }

interface Asked extends PasswordQuestion {
  readonly number: number
  isChecking: boolean
  failure: Failure | null
  isWithdrawn: boolean
  /** ends the waiting; does nothing while the answer is compared */
  answer: (answer: Answer) => void
}

const COMPLETE = new RegExp(`^\\d{${PASSWORD_LENGTH}}$`)

export function createPasswordEntry(ports: PasswordEntryPorts): PasswordEntry {
  const { askPad, hasPad, hasWindow, tell, forgetNotice, changed } = ports
  let current: Asked | null = null
  let number = 0

  /** The first answer of pad and window; a pad that is not there leaves the window to answer. */
  function answerTo(asked: Asked): Promise<Answer> {
    return new Promise((resolve) => {
      const pad = new AbortController()
      asked.answer = (answer) => {
        pad.abort()
        asked.answer = () => undefined
        resolve(answer)
      }
      void askPad(pad.signal).then((answer) => {
        if (pad.signal.aborted) return
        if (answer.kind !== 'noPad' || !hasWindow()) asked.answer(answer)
      })
    })
  }

  async function run(asked: Asked): Promise<void> {
    for (;;) {
      const answer = await answerTo(asked)
      if (asked.isWithdrawn) return
      for (const code of SAID) forgetNotice(code)
      const refused = await compare(asked, answer)
      if (asked.isWithdrawn) return
      asked.isChecking = false
      asked.failure = refused
      if (refused !== null) tell(refused)
      if (refused === null || !AGAIN.includes(refused.code)) {
        current = null
        changed()
        return
      }
      changed()
    }
  }

  async function compare(asked: Asked, answer: Answer): Promise<Failure | null> {
    switch (answer.kind) {
      case 'entered':
        if (!COMPLETE.test(answer.password)) return failure('PASSWORD_INCOMPLETE')
        asked.isChecking = true
        changed()
        return asked.check(answer.password)
      case 'cancelled':
        return failure('PASSWORD_CANCELLED')
      case 'noPad':
        return failure('PASSWORD_PAD_MISSING')
      case 'withdrawn':
        return null
      default:
        return missingCase(answer)
    }
  }

  function withdraw(visitId?: string): boolean {
    const asked = current
    if (asked === null || (visitId !== undefined && asked.visitId !== visitId)) return false
    current = null
    asked.isWithdrawn = true
    asked.answer({ kind: 'withdrawn' })
    changed()
    return true
  }

  function answered(answer: PasswordAnswer): Result<void, Failure> {
    if (current === null || current.isChecking) return err(failure('PASSWORD_NOT_WANTED'))
    current.answer(answer)
    return ok(undefined)
  }

  return {
    ask: (question) => {
      if (current?.visitId === question.visitId && current.purpose === question.purpose) return
      withdraw()
      number += 1
      current = { ...question, number, isChecking: false, failure: null, isWithdrawn: false, answer: () => undefined }
      void run(current)
      changed()
    },
    current: () => {
      if (current === null) return null
      const { visitId, purpose, number: own, isChecking, failure: reason } = current
      return { visitId, purpose, number: own, isChecking, failure: reason }
    },
    view: () => {
      if (current === null) return null
      const { visitId, purpose, isChecking } = current
      return { visitId, purpose, isChecking, onPad: hasPad(), onWindow: hasWindow() }
    },
    enter: (password) => answered({ kind: 'entered', password }),
    cancel: () => answered({ kind: 'cancelled' }),
    withdraw,
  }
}
