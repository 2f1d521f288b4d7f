import type { BasketItem, CaseLine, CaseSummary, CaseView } from '../../shared/contract/case.ts'
import type { CounterState, ParkedVisit, Person, VisitPhase } from '../../shared/contract/counter.ts'
import { caseMoves } from '../../shared/domain/caseTransition.ts'
import { type CaseState, isClosed } from '../../shared/domain/dispenseCase.ts'
import type { VisitColour } from '../../shared/domain/visitColours.ts'

/** Whether this person may serve patients; the station decides in the end, this only keeps useless buttons off the screen. */
export function mayServe(person: Person): boolean {
  return person.roles.some((role) => role === 'cashier' || role === 'pharmacist')
}

/** Whether this person may keep the shop, its people and devices. */
export function mayManage(person: Person): boolean {
  return person.roles.includes('manager')
}

/** Whether no question to the center is under way: only then can a visit be ended. */
function isAtRest(phase: VisitPhase): boolean {
  return phase === 'listed' || phase === 'stopped' || phase === 'choosingPlace' || phase === 'awaitingPassword'
}

/** Whether a return keeps nobody waiting: once the money was paid back, what cannot be taken back at the center now goes on from the list of the day. */
function mayBeLeft(view: Pick<CaseView, 'state'>): boolean {
  return isClosed(view) || view.state === 'revoked'
}

/** Whether another visit, or a new patient, may come to the counter: no voucher is being decoded there, and no goods are coming back. */
function isFreeToLeave({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): boolean {
  const isReturning = dispense !== null && dispense.returned !== null && !mayBeLeft(dispense)
  return visit?.phase !== 'decoding' && !isReturning
}

/** The colour of what is at the counter; null for goods that come back, and while the voucher that was scanned may be of another patient than the case that is shown. */
export function shownColour({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): VisitColour | null {
  if (visit === null || (dispense !== null && dispense.returned !== null)) return null
  return dispense !== null && visit.phase === 'decoding' ? null : visit.colour
}

/** Whether the patient is to be asked for the voucher's password, and is not yet. */
export function isPasswordToAsk({ visit, dispense, password }: Pick<CounterState, 'visit' | 'dispense' | 'password'>): boolean {
  if (visit === null || visit.wantsPassword === null || (dispense !== null && dispense.returned !== null)) return false
  return password === null && (dispense === null || dispense.underWay === null)
}

/** Whether somebody who collects for the patient can be registered: the patient is known, and the goods are not paid for. */
export function canRegisterPurchaser({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): boolean {
  if (visit === null || visit.patient === null || visit.phase === 'decoding') return false
  return dispense === null || (dispense.returned === null && isFree(dispense) && unpaid.includes(dispense.state))
}

const unpaid: readonly CaseState[] = [
  'authorized',
  'downloaded',
  'verified',
  'approved',
  'picked',
  'presettled',
  'outboundReported',
]

/** Whether the visit can be put aside as it is. What is at the center for it goes on meanwhile. */
export function canPark(counter: Pick<CounterState, 'visit' | 'dispense'>): boolean {
  return counter.visit !== null && isFreeToLeave(counter)
}

/** The visits that were put aside and can be taken up now, oldest first. */
export function visitsToTakeUp(counter: Pick<CounterState, 'visit' | 'dispense' | 'parked'>): readonly ParkedVisit[] {
  return isFreeToLeave(counter) ? counter.parked : []
}

/** The one visit put aside that a case of the list can only be that of: by name, last four and state. Null where there is none, or more than one. */
export function parkedVisitOf({ patientName, lastFour, state }: CaseSummary, parked: readonly ParkedVisit[]): ParkedVisit | null {
  const [one, ...others] = parked.filter(
    ({ patient, caseState }) => patient?.name === patientName && patient.lastFour === lastFour && caseState === state,
  )
  return one !== undefined && others.length === 0 ? one : null
}

/** Whether the goods of this sale may come back. */
export function canReturn({ state }: Pick<CaseSummary, 'state'>): boolean {
  return state === 'settled' || state === 'handedOver'
}

/** Whether something of this case is still to be done at the center, perhaps only an upload of what is long handed over. */
export function canGoOn(summary: Pick<CaseSummary, 'state' | 'uploadsLeft'>): boolean {
  return !isClosed(summary) || summary.uploadsLeft > 0
}

/** Whether the basket holds all that a line wants: pieces where these are counted, else boxes. */
export function isLineFull({
  pieces,
  boxesTaken,
  boxesWanted,
}: Pick<CaseLine, 'pieces' | 'boxesTaken' | 'boxesWanted'>): boolean {
  return pieces === null ? boxesTaken >= boxesWanted : pieces.taken >= pieces.wanted
}

/** Whether the visit, or a return that is done, can be put away now: nothing of it is at the center, and its case, if there is one, is over. */
export function canEndVisit({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): boolean {
  if (dispense !== null && dispense.underWay !== null) return false
  if (dispense !== null && dispense.returned !== null) return mayBeLeft(dispense)
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
