import type { Person, VisitPhase } from '../../shared/contract/counter.ts'

/** Whether this person may retry and end visits; the station decides in the end, this only keeps useless buttons off the screen. */
export function mayServe(person: Person): boolean {
  return person.roles.some((role) => role === 'cashier' || role === 'pharmacist')
}

/** Whether no question to the center is under way: only then can a visit be ended. */
export function isAtRest(phase: VisitPhase): boolean {
  return phase === 'listed' || phase === 'stopped'
}
