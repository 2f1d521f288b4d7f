import type { CounterState, Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { Relation } from '../../../../shared/contract/purchaser.ts'
import type { CardReading } from '../../../../shared/domain/cards.ts'
import type { CaseState } from '../../../../shared/domain/dispenseCase.ts'
import { isIdentityNumber, lastFourOf } from '../../../../shared/domain/identityNumber.ts'
import { isSamePerson, normalNumber } from '../../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'
import { isLive } from '../dispense/front.ts'

interface Named {
  readonly name: string
  readonly idNumber: string
}

export interface PurchaserDeskPorts {
  readonly store: Store
  readonly changed: () => void
}

/**
 * 代购: somebody else collects for the patient (design.md section 4, invariant 4). Two people are read, the patient by voucher or card and the purchaser by a card, or by name and number
 * typed; what they are to each other and why is recorded. It is tied to the visit and to the case that is open or chosen from then on, sealed, audited, and shown and printed with the
 * case. No interface of the national tables has a field for a purchaser or agent, so that nothing of it goes to a center.
 */
export interface PurchaserDesk {
  /** from now on the next card is the purchaser's; VISIT_MISSING without a patient at the counter */
  begin(): Result<void, Failure>
  /** takes a card, with its photo if it has one, if a card is waited for; false when none is. PURCHASER_IS_PATIENT for the patient's own. */
  take(card: CardReading, photo: Uint8Array | null): Result<boolean, Failure>
  register(
    given: { readonly relation: Relation; readonly reason: string; readonly typed: Named | null },
    operator: Person,
  ): Result<void, Failure>
  stop(): void
  /** the patient collects in person after all: CASE_NOT_NOW once the goods were settled */
  withdraw(operator: Person): Result<void, Failure>
  view(): CounterState['registering']
}

/** Once the money moved the books say who came. */
const SETTLED: readonly CaseState[] = ['settled', 'handedOver', 'revoked', 'returned']

export function createPurchaserDesk({ store, changed }: PurchaserDeskPorts): PurchaserDesk {
  let waiting: { readonly visitId: string; readonly card: (Named & { readonly photo: Uint8Array | null }) | null } | null = null

  /** The visit at the counter; whoever was waited for at another one is not waited for any more. */
  function visitHere() {
    const visit = store.visits.current()
    if (waiting !== null && waiting.visitId !== visit?.id) waiting = null
    return visit
  }

  /** The case of the visit that is not over. */
  function caseOf({ frontCase }: Visit): CaseRecord | null {
    const record = frontCase === null ? null : store.cases.find(frontCase)
    return record !== null && isLive(record) ? record : null
  }

  /** Whoever was to collect the goods of a case is not to any more. */
  function untie({ id, machine }: CaseRecord, accountId: string): void {
    const before = store.purchasers.ofCase(id)
    if (before === null) return
    const event = { type: 'purchaserWithdrawn', purchaserId: before.id } as const
    store.cases.addHistory(id, { accountId, event, state: machine.state })
  }

  return {
    begin: () => {
      const visit = visitHere()
      if (visit === null || visit.name === null) return err(failure('VISIT_MISSING'))
      waiting = { visitId: visit.id, card: null }
      changed()
      return ok(undefined)
    },

    take: (card, photo) => {
      const visit = visitHere()
      if (waiting === null || visit === null) return ok(false)
      const holder = { name: card.name, idNumber: normalNumber(card.idNumber) }
      if (isPatient(visit, holder)) return err(failure('PURCHASER_IS_PATIENT'))
      waiting = { ...waiting, card: { ...holder, photo } }
      changed()
      return ok(true)
    },

    register: ({ relation, reason, typed }, operator) => {
      const visit = visitHere()
      if (visit === null || visit.name === null) return err(failure('VISIT_MISSING'))
      const card = typed === null ? (waiting?.card ?? null) : null
      const person = typed === null ? card : { name: typed.name, idNumber: normalNumber(typed.idNumber) }
      if (person === null) return err(failure('PURCHASER_CARD_MISSING'))
      if (!isIdentityNumber(person.idNumber)) return err(failure('IDENTITY_NUMBER_WRONG'))
      if (isPatient(visit, person)) return err(failure('PURCHASER_IS_PATIENT'))
      const source = typed === null ? 'card' : 'typed'
      const accountId = operator.id
      store.transaction(() => {
        const { name, idNumber } = person
        const live = caseOf(visit)
        if (live !== null) untie(live, accountId)
        const { id } = store.purchasers.register({ name, idNumber, visitId: visit.id, accountId, relation, reason, source })
        if (card?.photo) store.cardPhotos.keep({ holder: id, visitId: visit.id, block: card.photo })
        if (live !== null) tieCase(store, live, id, visit, accountId)
        const detail = { purchaser: id, relation, source, patient: visit.credential, ...(live === null ? {} : { case: live.id }) }
        store.audit.append({ accountId, window: null, action: 'visit.purchaserRegistered', subject: visit.id, detail })
      })
      waiting = null
      changed()
      return ok(undefined)
    },

    stop: () => {
      waiting = null
      changed()
    },

    withdraw: (operator) => {
      const visit = visitHere()
      if (visit === null) return err(failure('VISIT_MISSING'))
      const live = caseOf(visit)
      if (live !== null && SETTLED.includes(live.machine.state)) return err(failure('CASE_NOT_NOW'))
      const registered = store.purchasers.ofVisit(visit.id)
      if (registered !== null) {
        store.transaction(() => {
          if (live !== null) untie(live, operator.id)
          store.cardPhotos.forget(registered.id)
          store.purchasers.withdraw(visit.id, live?.id ?? null)
          const entry = { accountId: operator.id, window: null, action: 'visit.purchaserWithdrawn', subject: visit.id }
          store.audit.append({ ...entry, detail: {} })
        })
      }
      waiting = null
      changed()
      return ok(undefined)
    },

    view: () => {
      visitHere()
      if (waiting === null) return null
      const { card } = waiting
      return { card: card && { name: card.name, lastFour: lastFourOf(card.idNumber) } }
    },
  }
}

/** Ties a case to whoever collects its goods, with how the patient was known then; in the caller's transaction. */
export function tieCase(
  { purchasers, cases }: Pick<Store, 'purchasers' | 'cases'>,
  { id, machine }: Pick<CaseRecord, 'id' | 'machine'>,
  purchaserId: string,
  { credential }: Pick<Visit, 'credential'>,
  accountId: string,
): void {
  purchasers.assign(id, purchaserId)
  cases.addHistory(id, { accountId, event: { type: 'purchaserNamed', purchaserId, patientBy: credential }, state: machine.state })
}

function isPatient(
  { name, idNumber }: { readonly name: string | null; readonly idNumber: string | null },
  person: Named,
): boolean {
  if (name === null || idNumber === null) return false
  return isSamePerson({ name, idNumber }, person) || normalNumber(idNumber) === normalNumber(person.idNumber)
}
