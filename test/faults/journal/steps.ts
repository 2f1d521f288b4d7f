import type { Outcome } from '../../../src/main/station/gateways/outcome.ts'
import type { ExchangePlan } from '../../../src/main/station/journal/journal.ts'

/** Where a counter can die in the course of one exchange. */
export type Step =
  | 'before it is prepared'
  | 'inside the transaction that prepares it'
  | 'after it is marked sent, before the first byte'
  | 'while sending'
  | 'after the answer, before its outcome'
  | 'inside the transaction of the outcome'
  | 'after the outcome'

/** An exchange of the review's upload under the given key. */
export function planOf(businessKey: string): ExchangePlan {
  return { interfaceNumber: '7206', businessKey, visitId: null, msgid: null }
}

export const acknowledged: Outcome<string> = Object.freeze({ kind: 'acknowledged', value: 'done' })
