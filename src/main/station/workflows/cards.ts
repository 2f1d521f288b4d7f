import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { CardReading } from '../../../shared/domain/cards.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { Dispense } from './dispense/dispense.ts'
import { mayServe } from './scans.ts'
import type { PurchaserDesk } from './visit/purchaserDesk.ts'
import type { VisitWorkflow } from './visit/visit.ts'

export interface CardPorts {
  readonly operator: () => Person | null
  readonly visit: Pick<VisitWorkflow, 'beginCard'>
  readonly dispense: Pick<Dispense, 'takeCard'>
  readonly purchaser: Pick<PurchaserDesk, 'take'>
  readonly forgetNotice: () => void
  readonly tell: (reason: Failure) => void
}

/**
 * Takes a card that was read to the step that wants it: the form where a purchaser is registered, then the case, then a visit of its own; or tells the person why nobody does.
 * `terminalId`: filing number of the reader, null where it has none of its own.
 */
export async function takeCard(card: CardReading, terminalId: string | null, ports: CardPorts): Promise<void> {
  const { operator, visit, dispense, purchaser, forgetNotice, tell } = ports
  const person = operator()
  if (!person) return tell(failure('SCAN_BEFORE_SIGN_IN'))
  if (!mayServe(person)) return tell(failure('ROLE_MISSING'))
  for (const take of [() => purchaser.take(card), () => dispense.takeCard(card, terminalId, person)]) {
    const taken: Result<boolean, Failure> = take()
    if (!taken.ok) return tell(taken.failure)
    if (taken.value) return forgetNotice()
  }
  const begun = visit.beginCard(card, terminalId, person)
  if (!begun.ok) tell(begun.failure)
}
