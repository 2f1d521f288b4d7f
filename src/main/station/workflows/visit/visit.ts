import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../shared/contract/failures.ts'
import type { CardReading } from '../../../../shared/domain/cards.ts'
import { isSamePerson, normalNumber } from '../../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { DecodedVoucher, Gateways } from '../../gateways/gateways.ts'
import type { Visit, VisitPieces } from '../../store/visits.ts'
import { BY_VOUCHER, byCard } from '../dispense/parties.ts'
import type { PasswordEntry } from '../passwordEntry.ts'
import type { Vouchers } from '../vouchers.ts'
import { createVisitSteps, type VisitStepPorts } from './visitSteps.ts'

export interface VisitPorts extends VisitStepPorts {
  readonly gateways: () => Gateways | null
  readonly vouchers: Vouchers
  /** the dispense cases of the visits */
  readonly cases: {
    /** whether the case of a visit still waits for somebody */
    readonly isLive: (visit: Visit) => boolean
    /** the patient of a visit with a live case showed the voucher again */
    readonly voucherCame: (visit: Visit, operator: Person) => void
    /** whether something of it is at the center, which needs the credential as it is */
    readonly isBusy: (visit: Visit) => boolean
    /** asks for the password that a live case waits for, if it waits for one */
    readonly askPassword: (visit: Visit, operator: Person) => void
  }
  readonly passwords: Pick<PasswordEntry, 'ask'>
  /** tells the counter of a failure that belongs to no visit */
  readonly tell: (failure: Failure) => void
  /** what was told is over; with a code only that */
  readonly forgetNotice: (code?: FailureCode) => void
}

/**
 * A patient at the counter: from the scanned voucher to the list of prescriptions waiting to be collected
 * (N 8.4.4 b: ec.query, 9001 and 1101, 7201). One visit is at the counter, others may be parked; what is at the center for a visit goes on there.
 *
 * With a card the password of the voucher takes the place of the QR: ec.pwdCheck, then 9001 and 1101, 7201. N 8.4.4 b has the identity check first (1), the token of it next
 * (2), and only then the center asked for anything (3); so whoever found a card learns nothing of its holder's insurance from 1101, and the place of insurance that comes
 * with the token spares the patient the question. Y 3.2.2 names card, then password, and asks for no 1101 between them; 1101 itself takes the card alone.
 */
export interface VisitWorkflow {
  /**
   * A voucher was scanned. Once decoded, its visit takes the place of the one before; of a patient who is here already the visit is taken up again, with the new
   * token and, unless a case of it is still open, a new list. VISIT_BUSY while a step is under way, VISITS_FULL while no colour is free.
   */
  begin(qr: string, operator: Person, terminalId?: string | null): Promise<Result<void, Failure>>
  /**
   * A card was read: its holder is known at once, and comes to the counter as the owner of a voucher does; then the voucher's password is asked for. VISIT_BUSY and VISITS_FULL
   * as for a voucher; CENTER_UNREACHABLE while nobody could compare the password.
   */
  beginCard(card: CardReading, terminalId: string | null, operator: Person): Result<void, Failure>
  /** asks once more for the password that the visit at the counter waits for: PASSWORD_NOT_WANTED when it waits for none */
  askPassword(operator: Person): Result<void, Failure>
  /** goes on where a stopped visit stopped, without a new scan */
  retry(operator: Person): Result<void, Failure>
  /** where the patient is insured, of the places that were offered */
  choosePlace(placeId: string, operator: Person): Result<void, Failure>
  /** puts the visit at the counter aside as it is */
  park(operator: Person): Result<void, Failure>
  /** brings a parked visit to the counter, and puts the one that is there aside */
  takeUp(visitId: string, operator: Person): Result<void, Failure>
  end(operator: Person): Result<void, Failure>
  /** after a restart: a visit that was under way is stopped with the reason, lost vouchers are asked for again */
  recover(): void
  /** since when a scanned voucher is being decoded; null when none is */
  decodingSince(): number | null
  /** whether something is at the center for this visit itself */
  isUnderWay(visitId: string): boolean
  /** settles when no step is under way */
  idle(): Promise<void>
}

export function createVisitWorkflow(ports: VisitPorts): VisitWorkflow {
  const { store, journal, vouchers, cases, passwords, clock, tell, forgetNotice, changed } = ports
  const { proceed, stop, audit } = createVisitSteps(ports)
  /** by visit; the voucher that is being decoded has none yet */
  const underWay = new Map<string, Promise<void>>()
  let decoding: { readonly since: number; readonly ended: Promise<void> } | null = null

  function goOn(visitId: string, operator: Person, gateways: Gateways): void {
    const ended = proceed(visitId, operator, gateways).finally(() => {
      underWay.delete(visitId)
      forgetNotice('VISIT_BUSY')
      changed()
    })
    underWay.set(visitId, ended)
    changed()
  }

  function close(visit: Visit, operator: Person | null, action: string): void {
    store.transaction(() => {
      // an authorization whose answer was lost runs out by itself; the visit it was for is over
      for (const question of journal.openQuestions()) {
        if (question.visitId === visit.id && question.interfaceNumber === '7201') journal.resolve(question.id, 'abandoned')
      }
      // with the tokens in it, which nobody may use any more
      store.waitingPrescriptions.replace(visit.id, [])
      store.visits.close(visit.id)
      audit(visit.id, operator, action)
    })
  }

  /** ec.query; the visit that the voucher belongs to comes to the counter, which a refused voucher leaves as it is. */
  async function decode(qr: string, operator: Person, terminalId: string | null, gateways: Gateways): Promise<void> {
    const came: string[] = []
    const refused = await vouchers.decode(
      gateways,
      { qr, businessType: '02122', visitId: null, operator, terminalId },
      (voucher) => {
        const { token, ...owner } = voucher
        const anew = { ...owner, ...BY_VOUCHER, voucherToken: token }
        came.push(open(voucher, operator, anew, (known) => renew(known, voucher), 'visit.voucherRenewed'))
      },
    )
    decoding = null
    forgetNotice('VISIT_BUSY')
    changed()
    if (refused !== null) tell(refused)
    for (const visitId of came) follow(visitId, operator, gateways)
  }

  function follow(visitId: string, operator: Person, gateways: Gateways): void {
    const visit = store.visits.find(visitId)
    // what is at the center for it already ends by itself
    if (visit === null || underWay.has(visitId)) return
    if (cases.isLive(visit)) cases.voucherCame(visit, operator)
    else goOn(visitId, operator, gateways)
  }

  /** In one transaction with what told who came: the visit of that patient, or a new one with what is known of them. */
  function open(
    owner: Pick<DecodedVoucher, 'name' | 'idNumber'>,
    operator: Person,
    anew: Partial<VisitPieces>,
    again: (known: Visit) => void,
    renewed: string,
  ): string {
    const before = store.visits.current()
    const known = [...(before ? [before] : []), ...store.visits.parked()].find((visit) => isOf(visit, owner))
    if (before && before.id !== known?.id) {
      // a case that waits for somebody keeps its visit
      if (cases.isLive(before)) putAside(before, operator)
      else close(before, operator, 'visit.replaced')
    }
    if (known && known.id !== before?.id) store.visits.takeUp(known.id)
    const { id } = known ?? store.visits.open({ accountId: operator.id, phase: 'identifying' })
    if (known === undefined) store.visits.update(id, anew)
    else again(known)
    audit(id, operator, known ? renewed : 'visit.patientIdentified', { credential: store.visits.find(id)?.credential ?? '' })
    return id
  }

  /** A further prescription needs a new scan (N 8.4): the visit stays, its list is authorized anew; a case that is still open goes on instead. */
  function renew(visit: Visit, { token: voucherToken, insuranceArea }: DecodedVoucher): void {
    if (cases.isLive(visit) || underWay.has(visit.id)) {
      store.visits.update(visit.id, { ...BY_VOUCHER, voucherToken })
      return
    }
    store.waitingPrescriptions.replace(visit.id, [])
    const anew = { ...BY_VOUCHER, voucherToken, frontCase: null, failure: null, retryFrom: null }
    const isPlaced = visit.insuranceType !== null
    store.visits.update(visit.id, isPlaced ? { ...anew, phase: 'authorizing' } : { ...anew, insuranceArea, phase: 'identifying' })
  }

  /** The same with a card: the password authorizes anew. What is at the center goes on with the credential that it began with. */
  function renewByCard(visit: Visit, card: CardReading, terminalId: string | null): void {
    if (underWay.has(visit.id) || (cases.isLive(visit) && cases.isBusy(visit))) return
    const shown = byCard(card, terminalId, visit)
    if (cases.isLive(visit)) {
      store.visits.update(visit.id, shown)
      return
    }
    store.waitingPrescriptions.replace(visit.id, [])
    const anew = { voucherToken: null, passwordFor: null, frontCase: null, failure: null, retryFrom: null }
    store.visits.update(visit.id, { ...shown, ...anew, phase: 'awaitingPassword' })
  }

  /** Asks for what the visit at the counter, or its case, waits for. */
  function ask(visitId: string, operator: Person): void {
    const visit = store.visits.current()
    if (visit?.id !== visitId || underWay.has(visitId)) return
    if (cases.isLive(visit)) cases.askPassword(visit, operator)
    else if (visit.phase === 'awaitingPassword')
      passwords.ask({ visitId, purpose: 'prescriptions', check: (password) => check(visitId, password, operator) })
  }

  /** ec.pwdCheck; once it is right the visit goes on as after a decoded voucher. */
  async function check(visitId: string, password: string, operator: Person): Promise<Failure | null> {
    const gateways = ports.gateways()
    const visit = store.visits.find(visitId)
    if (!gateways) return failure('CENTER_UNREACHABLE')
    if (visit === null || underWay.has(visitId)) return failure('VISIT_BUSY')
    const typed = { password, visit, purpose: 'prescriptions', operator } as const
    const asked = vouchers.checkPassword(gateways, typed, ({ token: voucherToken, idType, insuranceArea }) => {
      const isPlaced = visit.insuranceType !== null
      const right = { voucherToken, idType, passwordFor: null, failure: null } as const
      store.visits.update(
        visitId,
        isPlaced ? { ...right, phase: 'authorizing' } : { ...right, insuranceArea, phase: 'identifying' },
      )
    })
    underWay.set(
      visitId,
      asked.then(() => undefined),
    )
    changed()
    const refused = await asked
    underWay.delete(visitId)
    forgetNotice('VISIT_BUSY')
    if (refused === null) goOn(visitId, operator, gateways)
    return refused
  }

  /** The visit at the counter, when something may be begun with it. */
  function free(): Result<Visit, Failure> {
    const visit = store.visits.current()
    if (!visit) return err(failure('VISIT_MISSING'))
    return decoding !== null || underWay.has(visit.id) ? err(failure('VISIT_BUSY')) : ok(visit)
  }

  return {
    begin: async (qr, operator, terminalId = null) => {
      const before = store.visits.current()
      if (decoding !== null || (before && underWay.has(before.id))) return err(failure('VISIT_BUSY'))
      if (store.visits.nextColour() === null) return err(failure('VISITS_FULL'))
      const gateways = ports.gateways()
      if (!gateways) return err(failure('CENTER_UNREACHABLE'))
      if (vouchers.isUsed(qr)) return err(failure('VOUCHER_QR_USED'))
      forgetNotice()
      decoding = { since: clock(), ended: decode(qr, operator, terminalId, gateways) }
      changed()
      return ok(undefined)
    },

    beginCard: (card, terminalId, operator) => {
      const before = store.visits.current()
      if (decoding !== null || (before && underWay.has(before.id))) return err(failure('VISIT_BUSY'))
      if (store.visits.nextColour() === null) return err(failure('VISITS_FULL'))
      if (!ports.gateways()) return err(failure('CENTER_UNREACHABLE'))
      forgetNotice()
      const holder = { name: card.name, idNumber: normalNumber(card.idNumber) }
      // 01: identity number, which both cards carry
      const anew = { ...holder, idType: '01', ...byCard(card, terminalId, null), phase: 'awaitingPassword' } as const
      const id = store.transaction(() =>
        open(holder, operator, anew, (known) => renewByCard(known, card, terminalId), 'visit.cardShownAgain'),
      )
      changed()
      ask(id, operator)
      return ok(undefined)
    },

    askPassword: (operator) => {
      const found = free()
      if (!found.ok) return found
      if (found.value.phase !== 'awaitingPassword') return err(failure('PASSWORD_NOT_WANTED'))
      if (!ports.gateways()) return err(failure('CENTER_UNREACHABLE'))
      ask(found.value.id, operator)
      return ok(undefined)
    },

    retry: (operator) => {
      const found = free()
      if (!found.ok) return found
      const { id, retryFrom } = found.value
      if (retryFrom === null) return err(failure('NOTHING_TO_RETRY'))
      const gateways = ports.gateways()
      if (!gateways) return err(failure('CENTER_UNREACHABLE'))
      const phase = retryFrom === '7201' ? 'authorizing' : 'identifying'
      store.visits.update(id, { phase, failure: null, retryFrom: null })
      goOn(id, operator, gateways)
      return ok(undefined)
    },

    choosePlace: (placeId, operator) => {
      const found = free()
      if (!found.ok) return found
      const { id, phase, places } = found.value
      const place = placesById(places).get(placeId)
      if (phase !== 'choosingPlace' || !place?.active) return err(failure('PLACE_UNKNOWN'))
      const gateways = ports.gateways()
      if (!gateways) return err(failure('CENTER_UNREACHABLE'))
      const { area: insuranceArea, insuranceType } = place
      store.transaction(() => {
        store.visits.update(id, { insuranceArea, insuranceType, phase: 'authorizing' })
        audit(id, operator, 'visit.placeChosen', { area: insuranceArea, insuranceType })
      })
      goOn(id, operator, gateways)
      return ok(undefined)
    },

    park: (operator) => {
      const visit = store.visits.current()
      if (!visit) return err(failure('VISIT_MISSING'))
      if (decoding !== null) return err(failure('VISIT_BUSY'))
      putAside(visit, operator)
      forgetNotice()
      changed()
      return ok(undefined)
    },

    takeUp: (visitId, operator) => {
      const parked = store.visits.find(visitId)
      if (parked?.parkedAt == null || parked.closedAt !== null) return err(failure('VISIT_UNKNOWN'))
      if (decoding !== null) return err(failure('VISIT_BUSY'))
      const before = store.visits.current()
      store.transaction(() => {
        if (before) putAside(before, operator)
        store.visits.takeUp(visitId)
        audit(visitId, operator, 'visit.takenUp')
      })
      forgetNotice()
      changed()
      ask(visitId, operator)
      return ok(undefined)
    },

    end: (operator) => {
      const found = free()
      if (!found.ok) return found
      close(found.value, operator, 'visit.ended')
      changed()
      return ok(undefined)
    },

    recover: () => {
      const lost = vouchers.abandonLost()
      const atCounter = store.visits.current()
      for (const visit of [...(atCounter ? [atCounter] : []), ...store.visits.parked()]) {
        if (visit.phase === 'identifying') stop(visit, null, '1101', failure('INTERRUPTED'))
        if (visit.phase === 'authorizing') stop(visit, null, '7201', failure('INTERRUPTED'))
      }
      if (lost !== null) tell(lost)
    },

    decodingSince: () => decoding?.since ?? null,
    isUnderWay: (visitId) => underWay.has(visitId),
    idle: async () => {
      while (decoding !== null || underWay.size > 0) await Promise.all([decoding?.ended, ...underWay.values()])
    },
  }

  function putAside({ id }: Visit, operator: Person): void {
    store.transaction(() => {
      store.visits.park(id)
      audit(id, operator, 'visit.parked')
    })
  }
}

/** The places where a patient is insured, as the screen names them: by their position in the answer of 1101. */
export function placesById(places: Visit['places']): ReadonlyMap<string, Visit['places'][number]> {
  return new Map(places.map((place, index) => [`${index + 1}`, place]))
}

function isOf({ name, idNumber }: Visit, voucher: Pick<DecodedVoucher, 'name' | 'idNumber'>): boolean {
  return name !== null && idNumber !== null && isSamePerson({ name, idNumber }, voucher)
}
