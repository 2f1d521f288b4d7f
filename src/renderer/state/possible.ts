import type { BasketItem, CaseView } from '../../shared/contract/case.ts'
import type { CounterState, Person, VisitPhase } from '../../shared/contract/counter.ts'
import { caseMoves } from '../../shared/domain/caseTransition.ts'
import { type CaseState, isClosed } from '../../shared/domain/dispenseCase.ts'

/** Whether this person may serve patients; the station decides in the end, this only keeps useless buttons off the screen. */
export function mayServe(person: Person): boolean {
  return person.roles.some((role) => role === 'cashier' || role === 'pharmacist')
}

/** Whether no question to the center is under way: only then can a visit be ended. */
function isAtRest(phase: VisitPhase): boolean {
  return phase === 'listed' || phase === 'stopped'
}

/** Whether the visit, or a return that is done, can be put away now: nothing of it is at the center, and its case, if there is one, is over. */
export function canEndVisit({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): boolean {
  if (dispense !== null && dispense.underWay !== null) return false
  if (dispense !== null && dispense.returned !== null) return isClosed(dispense)
  if (visit === null || !isAtRest(visit.phase)) return false
  return dispense === null || isClosed(dispense) || dispense.state === 'handedOver'
}

/** Whether the goods of a sale are being scanned back, and the money has not moved yet. */
export function isReturn({ returned, state }: Pick<CaseView, 'returned' | 'state'>): boolean {
  return returned !== null && (state === 'settled' || state === 'handedOver')
}

/** Whether nothing is at the center and nothing waits for an answer, so that the person at the counter decides what is next. */
export function isFree({ underWay, unanswered }: Pick<CaseView, 'underWay' | 'unanswered'>): boolean {
  return underWay === null && unanswered === null
}

/** Whether the case, or the return that is being made, can be given up with a reason. */
export function canAbandon(view: CaseView): boolean {
  const from: readonly CaseState[] = caseMoves.abandon.from
  return isFree(view) && (from.includes(view.state) || isReturn(view))
}

/** Whether boxes may go into the basket and out of it. */
export function isPicking(view: CaseView): boolean {
  const from: readonly CaseState[] = caseMoves.basketChanged.from
  return isFree(view) && from.includes(view.state)
}

/** Everything in the basket, line by line. */
export function basketOf({ lines }: Pick<CaseView, 'lines'>): readonly BasketItem[] {
  return lines.flatMap(({ items }) => items)
}

/** The item that ↑ ↓ chose, or the last one. */
export function markedItem(view: CaseView, mark: string | null): BasketItem | undefined {
  const basket = basketOf(view)
  return basket.find(({ id }) => id === mark) ?? basket.at(-1)
}

/** Which column the work is in: that one gets the room. */
export function stageOf(view: Pick<CaseView, 'state' | 'returned'>): 'read' | 'pick' | 'pay' | 'return' {
  return isReturn(view) ? 'return' : stages[view.state]
}

const stages = Object.freeze({
  authorized: 'read',
  downloaded: 'read',
  notGenuine: 'read',
  verified: 'read',
  rejected: 'read',
  withdrawn: 'read',
  lapsed: 'read',
  usedElsewhere: 'read',
  abandoned: 'read',
  approved: 'pick',
  picked: 'pick',
  presettled: 'pay',
  outboundReported: 'pay',
  settled: 'pay',
  handedOver: 'pay',
  cancelling: 'pay',
  outboundCancelled: 'pay',
  revoked: 'pay',
  returned: 'pay',
} as const satisfies Record<CaseState, 'read' | 'pick' | 'pay'>)
