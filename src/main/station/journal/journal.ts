import type { Outcome } from '../gateways/outcome.ts'

/**
 * The life of an exchange. These words are stored: never rename one.
 * `prepared`: provably never sent; on disk only where an earlier version left it. `sent`: marked and synced before the first byte left; found at start-up it becomes `unknown`. `acknowledged`
 * and `refused`: the center's trustworthy word. `unknown`: an open question. `resolved`: the question was closed, `resolution` says how.
 */
export const exchangeStates = Object.freeze(['prepared', 'sent', 'acknowledged', 'refused', 'unknown', 'resolved'] as const)
export type ExchangeState = (typeof exchangeStates)[number]

/**
 * How an unknown or unsent exchange was closed. `neverSent`: no byte left. `repeated`: a later exchange under the same business key was answered.
 * `abandoned`: it changes nothing that outlives it, so a new credential replaces it (ec.query). `undone`: 2601 or 3507 undid whatever it had done.
 */
export const resolutions = Object.freeze(['neverSent', 'repeated', 'abandoned', 'undone'] as const)
export type Resolution = (typeof resolutions)[number]

export interface ExchangePlan {
  readonly interfaceNumber: string
  /** what makes this exchange the same one when it is tried again; unique per interface among exchanges that are open or acknowledged */
  readonly businessKey: string
  readonly visitId: string | null
  readonly msgid: string | null
}

export interface Exchange extends ExchangePlan {
  readonly id: string
  readonly state: ExchangeState
  readonly resolution: Resolution | null
  readonly failureCode: string | null
  readonly preparedAt: number
  readonly sentAt: number | null
  readonly endedAt: number | null
}

export interface Journal {
  /**
   * Runs one exchange: writes it, marked `sent` (one synced commit), sends, and writes its outcome together with what `settle` writes, in one
   * transaction. An exchange with the same interface and business key that is still under way or already acknowledged is not sent again: this throws, because
   * the caller must have looked with `find` first. Earlier exchanges of the same key that are `unknown` become `resolved: repeated` when this one is answered.
   * What `prepared` writes is on disk together with the row, before anything is sent.
   */
  run<T>(
    plan: ExchangePlan,
    send: () => Promise<Outcome<T>>,
    settle: (outcome: Outcome<T>) => void,
    prepared?: () => void,
  ): Promise<Outcome<T>>
  /**
   * Every `sent` row of an earlier run becomes `unknown` and is returned; every `prepared` one becomes `resolved: neverSent`, so that its key is free again.
   * Called once, before anything is sent.
   */
  recover(): readonly Exchange[]
  /** closes an unknown exchange; throws when it is not unknown */
  resolve(id: string, resolution: Resolution): void
  find(interfaceNumber: string, businessKey: string): readonly Exchange[]
  openQuestions(): readonly Exchange[]
}
