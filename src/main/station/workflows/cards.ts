import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { CardReading } from '../../../shared/domain/cards.ts'
import type { Result } from '../../../shared/domain/result.ts'
import type { Store } from '../store/store.ts'
import type { Dispense } from './dispense/dispense.ts'
import { mayServe } from './scans.ts'
import type { PurchaserDesk } from './visit/purchaserDesk.ts'
import type { VisitWorkflow } from './visit/visit.ts'

export interface CardPorts {
  readonly store: Pick<Store, 'visits' | 'cardPhotos'>
  readonly operator: () => Person | null
  readonly visit: Pick<VisitWorkflow, 'beginCard'>
  readonly dispense: Pick<Dispense, 'takeCard'>
  readonly purchaser: Pick<PurchaserDesk, 'take'>
  readonly forgetNotice: () => void
  readonly tell: (reason: Failure) => void
}

/**
 * Takes a card that was read to the step that wants it: the form where a purchaser is registered, then the case, then a visit of its own; or tells the person why nobody does.
 * `terminalId`: filing number of the reader, null where it has none of its own. A photo stays with whose card it was, whoever took it.
 */
export async function takeCard(
  { card, photo }: { readonly card: CardReading; readonly photo: Uint8Array | null },
  terminalId: string | null,
  ports: CardPorts,
): Promise<void> {
  const { store, operator, visit, dispense, purchaser, forgetNotice, tell } = ports
  const person = operator()
  if (!person) return tell(failure('SCAN_BEFORE_SIGN_IN'))
  if (!mayServe(person)) return tell(failure('ROLE_MISSING'))
  const keepPhoto = (): void => {
    const here = store.visits.current()
    if (here !== null && photo !== null) store.cardPhotos.keep({ holder: here.id, visitId: here.id, block: photo })
  }
  for (const [take, taken] of [
    // a purchaser has no place in the books before the registration
    [() => purchaser.take(card, photo), () => {}],
    [() => dispense.takeCard(card, terminalId, person), keepPhoto],
  ] as const) {
    const result: Result<boolean, Failure> = take()
    if (!result.ok) return tell(result.failure)
    if (!result.value) continue
    taken()
    return forgetNotice()
  }
  const begun = visit.beginCard(card, terminalId, person)
  if (begun.ok) keepPhoto()
  else tell(begun.failure)
}
