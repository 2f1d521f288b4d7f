import type { CaseView } from '../../../../shared/contract/case.ts'
import type { PasswordPurpose, Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { CardReading } from '../../../../shared/domain/cards.ts'
import { nextUpload } from '../../../../shared/domain/caseTransition.ts'
import { type CaseState, openCase } from '../../../../shared/domain/dispenseCase.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import { isSamePerson } from '../../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { reviewPoints } from '../../../../shared/domain/reviewPoints.ts'
import type { CalledInterface } from '../../gateways/policies.ts'
import type { CaseRecord, CaseReview } from '../../store/cases.ts'
import type { Visit } from '../../store/visits.ts'
import { createMessages } from '../messages.ts'
import type { PasswordEntry } from '../passwordEntry.ts'
import { tieCase } from '../visit/purchaserDesk.ts'
import type { Vouchers } from '../vouchers.ts'
import { type CaseScan, createCaseScans } from './caseScans.ts'
import { type CasePorts, createCaseSteps, type Work } from './caseSteps.ts'
import { viewCase } from './caseView.ts'
import { createDownload, type OwnVerdict } from './download.ts'
import { createFront, isLive } from './front.ts'
import { mayRetry, nextStep } from './nextStep.ts'
import { createPace, type Done, type PacePorts } from './pace.ts'
import { byCard, credentialOf, patientOf, visitOf } from './parties.ts'
import { createReview, type PharmacistRegister, stillIdentified } from './pharmacist.ts'
import { type ByHand, createPicking } from './picking.ts'
import { uploadsOf } from './profileUploads.ts'
import { recoverCases } from './recovery.ts'
import { createRenewal, type RenewalKind, wantedPassword, wantedRenewal } from './renewal.ts'
import { createReturns } from './returns.ts'
import { agrees, createSettlement, isCovered } from './settlement.ts'
import { createUploads } from './uploads.ts'

/** What may stay unanswered when a case is given up: the authorization, the download, the review. */
const FORGETTABLE: readonly string[] = ['7201', '7204', '7206'] satisfies CalledInterface[]

/** What is seen of a case while its visit is parked. `needsCare`: somebody must look. */
export interface ParkedCase {
  readonly state: CaseState
  readonly isUnderWay: boolean
  readonly needsCare: boolean
}

export interface DispensePorts extends CasePorts, Pick<PacePorts, 'center' | 'forgetNotice'> {
  readonly vouchers: Vouchers
  readonly passwords: Pick<PasswordEntry, 'ask'>
  readonly register: PharmacistRegister
  readonly checkFile: (file: Uint8Array) => Promise<OwnVerdict>
  /** whether another patient's voucher is being decoded */
  readonly isDecoding: () => boolean
  /** says what belongs to no case, as a scan that nobody takes */
  readonly tell: (reason: Failure) => void
  /** a case was settled, and that is on disk */
  readonly onSettled: (caseId: string, operator: Person) => void
}

/**
 * The dispense workflow (N 7.1.3, 8.4–8.8; F 3.2.2): one prescription from the choice in the visit's list to the goods in the patient's hands, and back.
 * A command says at once whether its step begins; what becomes of it stands in the case. The steps that need nobody follow each other by themselves.
 */
export interface Dispense {
  choose(hiRxno: string, operator: Person): Done
  /** goes on where the case stopped; another case than the one at the front by its id */
  retry(caseId: string | undefined, operator: Person): Done
  /** an approval needs every point of the list */
  review(decision: Pick<CaseReview, 'isApproved' | 'opinion' | 'checked'>, operator: Person): Done
  addByHand(entered: ByHand & { readonly code: string }, operator: Person): Done
  takeLoose(line: string, operator: Person): Done
  removeItem(itemId: string, operator: Person): Done
  presettle(useAccount: boolean, operator: Person): Done
  settle(cashGiven: number, operator: Person): Done
  handOver(operator: Person): Done
  abandon(reason: string, operator: Person): Done
  beginReturn(caseId: string, operator: Person): Done
  revoke(operator: Person): Done
  /** takes a reading if the case at the front wants it; false when it does not */
  takeScan(scan: CaseScan, operator: Person): Result<boolean, Failure>
  /**
   * A card was read while a case is at the front: the patient's own is taken where a voucher would be, and the password asked for. PERSON_MISMATCH for another person's,
   * CASE_OPEN where nothing is wanted; false when no case is open.
   */
  takeCard(card: CardReading, terminalId: string | null, operator: Person): Result<boolean, Failure>
  /** what the case of a visit waits to have the password for; null when it waits for none */
  wantedPassword(visit: Visit): PasswordPurpose | null
  /** asks for it; false when it waits for none */
  askPassword(visit: Visit, operator: Person): boolean
  /** whether something of the case of a visit is at the center */
  isBusy(visit: Visit): boolean
  /** the visit is to end: CASE_OPEN while its case is not; true when it was a return that was left, its money paid back */
  leave(): Result<boolean, Failure>
  /** another visit is to come to the counter: CASE_OPEN while goods are coming back */
  leaveReturn(): Result<boolean, Failure>
  /** whether the case of a visit still waits for somebody */
  isLive(visit: Visit): boolean
  /** the voucher of a visit's patient was shown again, and its token is in the books: its live case goes on with what it wanted that for */
  voucherCame(visit: Visit, operator: Person): void
  /** the case of a visit that was put aside */
  parkedCase(visit: Visit): ParkedCase | null
  /** after a restart, before anything is sent */
  recover(): void
  view(): CaseView | null
  /** settles when no step is under way */
  idle(): Promise<void>
}

export function createDispense(ports: DispensePorts): Dispense {
  const { store, vouchers, register, changed } = ports
  const messages = createMessages(ports)
  const steps = createCaseSteps(ports, messages)
  const front = createFront(store)
  const money = { store, journal: ports.journal, steps, messages }
  const { download, verify } = createDownload({ store, steps, messages, checkFile: ports.checkFile })
  const { identify, review } = createReview({ store, steps, vouchers, register, clock: ports.clock })
  const { presettle, settle, revoke, reverse } = createSettlement(money)
  const { report, undo } = createUploads(money)
  const picking = createPicking({ store, steps, profile: () => ports.center()?.profile ?? null })
  const { renew, checkPassword, accepted, authorize } = createRenewal({ store, steps, messages, vouchers })
  const returns = createReturns({ store, steps, front })
  const pace = createPace({
    ...ports,
    steps,
    front,
    perform: {
      download,
      verify,
      review,
      presettle: reckon,
      settle: (work) => reportNext(work) ?? settleNow(work),
      report: (work) => reportNext(work) ?? Promise.resolve(false),
      revoke,
      undo,
      reverse,
    },
  })
  const { begin, change, goOn, isBusy, proceed, workOn } = pace
  const takeScan = createCaseScans({ steps, front, pace, vouchers, renew, renewed, identify, takeBox, tell: ports.tell })

  async function settleNow(work: Work): Promise<boolean> {
    const isSettled = await settle(work)
    if (isSettled) ports.onSettled(work.caseId, work.operator)
    else askIfWanted(work)
    return isSettled
  }

  /** The sum, and then the password that a patient with a card pays with. */
  async function reckon(work: Work): Promise<boolean> {
    const isReady = credentialOf(visitOf(steps.find(work.caseId), store)) !== null
    if (!isReady) steps.stop(work.caseId, failure('PASSWORD_NEEDED'), work.operator)
    const isReckoned = isReady && (await presettle(work))
    askIfWanted(work)
    return isReckoned
  }

  /** Only of the visit at the counter: whoever is parked is not there to type. */
  function askIfWanted({ caseId, operator }: Pick<Work, 'caseId' | 'operator'>): void {
    const visit = store.visits.current()
    if (visit?.frontCase === caseId) askPassword(visit, operator)
  }

  function wanted(visit: Visit): PasswordPurpose | null {
    const record = front.ofVisit(visit)
    return record && wantedPassword(record, visit, steps.now())
  }

  function askPassword(visit: Visit, operator: Person): boolean {
    const purpose = wanted(visit)
    const caseId = visit.frontCase
    if (purpose === null || caseId === null) return false
    const check = (password: string) => compare(caseId, purpose, password, operator)
    ports.passwords.ask({ visitId: visit.id, purpose, check })
    return true
  }

  /** ec.pwdCheck as a step of the case at the front; then what it was wanted for goes on. */
  async function compare(caseId: string, purpose: PasswordPurpose, password: string, operator: Person): Promise<Failure | null> {
    await pace.whenFree(caseId)
    return new Promise((resolve) => {
      const run = async (work: Work): Promise<void> => {
        const refused = await checkPassword(work, password, purpose)
        resolve(refused)
        if (refused === null) await renewed(work, purpose === 'payment' ? 'payment' : 'prescription')
      }
      const begun = begin(operator, ({ id }) => (id === caseId ? null : failure('CASE_NOT_NOW')), run)
      if (!begun.ok) resolve(begun.failure)
    })
  }

  function reportNext(work: Work): Promise<boolean> | null {
    const upload = nextUpload(steps.find(work.caseId).machine)
    return upload && report(work, upload)
  }

  function takeBox(record: CaseRecord, code: string, byHand: ByHand | null, operator: Person): Done {
    return record.returnedCodes === null
      ? picking.take(record.id, code, byHand, operator)
      : picking.takeBack(record.id, code, byHand, operator)
  }

  /** The voucher is there again: what only a new authorization mends is authorized, and the case goes on; money moves on a key, never on a scan. */
  async function renewed(work: Work, kind: RenewalKind): Promise<void> {
    if (kind === 'prescription') await authorize(work)
    if (nextStep(steps.find(work.caseId)) !== 'settle') await proceed(work)
  }

  /** What was asked for this case and never answered is nobody's question any more, unless money or goods hang on it. */
  function forgetQuestions(caseId: string): void {
    for (const { id, businessKey, interfaceNumber } of ports.journal.openQuestions())
      if (businessKey.startsWith(`${caseId}/`) && FORGETTABLE.includes(interfaceNumber)) ports.journal.resolve(id, 'abandoned')
  }

  return {
    choose: (hiRxno, operator) => {
      const visit = store.visits.current()
      if (!visit) return err(failure('VISIT_MISSING'))
      if (ports.isDecoding() || visit.phase !== 'listed') return err(failure('VISIT_BUSY'))
      if (front.live() || store.cases.unclosedOf(hiRxno)) return err(failure('CASE_OPEN'))
      // the other tokens of the list died with the download (N 8.4.4 note 1)
      if (front.ofVisit(visit)?.prescription) return err(failure('PRESCRIPTION_NOT_AUTHORIZED'))
      const chosen = store.waitingPrescriptions.list(visit.id).find((each) => each.hiRxno === hiRxno)
      if (!chosen) return err(failure('PRESCRIPTION_NOT_AUTHORIZED'))
      const { token, tokenUntil, validUntil, institution: hospital, department, diagnosis } = chosen
      if (tokenUntil <= steps.now()) return err(failure('PRESCRIPTION_TOKEN_DEAD'))
      if (validUntil <= steps.now()) return err(failure('PRESCRIPTION_EXPIRED'))
      const center = ports.center()
      if (!center) return err(failure('CENTER_UNREACHABLE'))
      const machine = openCase({ tokenUntil, validUntil, uploads: uploadsOf(center.profile) })
      const opened = { visitId: visit.id, hiRxno, machine, token, hospital, department, diagnosis, openedBy: operator.id }
      const { id } = store.transaction(() => {
        const record = store.cases.open(opened)
        store.visits.update(visit.id, { frontCase: record.id })
        store.cases.addHistory(record.id, { accountId: operator.id, event: { type: 'opened' }, state: machine.state })
        const purchaser = store.purchasers.ofVisit(visit.id)
        if (purchaser) tieCase(store, record, purchaser.id, visit, operator.id)
        // the patient's confirmation (N 8.4.4): who took it, on which credential, for which prescription
        const detail = { hiRxno, document: record.document, visit: visit.id, credential: visit.credential }
        store.audit.append({ accountId: operator.id, window: null, action: 'case.opened', subject: record.id, detail })
        return record
      })
      front.setReturning(null)
      return goOn(id, proceed({ caseId: id, operator, ...center }))
    },

    retry: (caseId, operator) => {
      const record = caseId === undefined ? front.find() : store.cases.find(caseId)
      if (!record) return err(failure('CASE_MISSING'))
      if (isBusy(record.id)) return err(failure('CASE_BUSY'))
      if (!mayRetry(record)) return err(failure('NOTHING_TO_RETRY'))
      const work = workOn(record.id, operator)
      return work.ok ? goOn(record.id, proceed(work.value)) : work
    },

    review: ({ isApproved, opinion, checked }, operator) =>
      begin(operator, ({ id, machine, pharmacist }) => {
        const refused = steps.refusal(machine, { type: 'begin', action: { kind: 'review' } })
        if (refused) return refused
        // a decision whose answer was lost is asked for again, not made anew
        if (machine.unanswered !== null) return failure('CASE_UNANSWERED')
        if (!stillIdentified(pharmacist, ports.clock())) {
          // the screen may still show who had shown the voucher
          changed()
          return failure('PHARMACIST_MISSING')
        }
        if (isApproved && !reviewPoints.every((point) => checked.includes(point))) return failure('CHECKLIST_INCOMPLETE')
        store.cases.update(id, { review: { isApproved, opinion, at: steps.now(), serial: null, checked } })
        return null
      }),

    addByHand: ({ code, ...byHand }, operator) => change(operator, (record) => takeBox(record, code, byHand, operator)),
    takeLoose: (line, operator) => change(operator, ({ id }) => picking.takeLoose(id, line, operator)),
    removeItem: (itemId, operator) => change(operator, ({ id }) => picking.remove(id, itemId, operator)),

    presettle: (useAccount, operator) =>
      begin(
        operator,
        ({ id, machine }) => {
          const refused = steps.refusal(machine, { type: 'begin', action: { kind: 'presettle' } })
          // until the center has answered, the sum of the other terms is nobody's
          if (refused === null) store.cases.update(id, { useAccount, presettlement: null, payment: null })
          return refused
        },
        async (work) => void (await reckon(work)),
      ),

    settle: (cashGiven, operator) =>
      begin(operator, (record) => {
        const { id, machine, presettlement, failure: reason } = record
        const refused = steps.refusal(
          { ...machine, reported: machine.uploads.before },
          { type: 'begin', action: { kind: 'settle' } },
        )
        if (refused || presettlement === null) return refused ?? failure('CASE_NOT_NOW')
        if (reason?.code === 'VOUCHER_TOKEN_DEAD') return reason
        if (wantedPassword(record, visitOf(record, store), steps.now()) !== null) return failure('PASSWORD_NEEDED')
        if (!agrees(record, presettlement, store)) return failure('AMOUNTS_DIFFER')
        const change = cashGiven - presettlement.amounts.cash
        if (change < 0) return failure('CASH_TOO_LITTLE')
        store.cases.update(id, {
          payment: { cashGiven: cashGiven as Fen, change: change as Fen, at: steps.now(), by: operator.id },
        })
        return null
      }),

    handOver: (operator) =>
      change(operator, (record) => {
        const { id, settlement, payment, returnedCodes } = record
        if (returnedCodes !== null) return err(failure('CASE_NOT_NOW'))
        const isRight = settlement === null || (agrees(record, settlement, store) && isCovered(payment))
        if (!isRight) return err(failure('SETTLEMENT_AMOUNTS_DIFFER'))
        const handed = steps.apply(id, { type: 'handOver' }, operator)
        return handed.ok ? ok(undefined) : handed
      }),

    abandon: (reason, operator) =>
      change(operator, (record) => {
        const { id, returnedCodes } = record
        if (returnedCodes !== null) return returns.giveUp(record, operator)
        const given = store.transaction(() => {
          const applied = steps.apply(id, { type: 'abandon' }, operator, { failure: null, failedAt: null })
          if (applied.ok) {
            store.cases.update(id, { givenUpBecause: reason })
            forgetQuestions(id)
          }
          return applied
        })
        return given.ok ? ok(undefined) : given
      }),

    beginReturn: (caseId, operator) => {
      // the voucher that is being decoded brings a visit of its own to the counter
      if (isBusy(caseId) || ports.isDecoding()) return err(failure('CASE_BUSY'))
      const begun = returns.begin(caseId, operator)
      changed()
      return begun
    },

    revoke: (operator) =>
      begin(
        operator,
        (record) => returns.refuseConfirmation(record, picking.soldCodes(record.id)),
        async (work) => {
          if (await revoke(work)) await proceed(work)
        },
      ),

    takeScan,
    takeCard: (card, terminalId, operator) => {
      const live = front.live()
      if (live === null) {
        front.setReturning(null)
        return ok(false)
      }
      if (isBusy(live.id)) return err(failure('CASE_BUSY'))
      const kind = live.returnedCodes === null ? wantedRenewal(live, steps.now()) : null
      if (kind === null) return err(failure('CASE_OPEN'))
      if (!isSamePerson(card, patientOf(live, store))) {
        store.audit.append({ accountId: operator.id, window: null, action: 'case.cardRefused', subject: live.id, detail: {} })
        return err(failure('PERSON_MISMATCH'))
      }
      const visit = store.visits.update(live.visitId, byCard(card, terminalId, visitOf(live, store)))
      changed()
      askPassword(visit, operator)
      return ok(true)
    },
    wantedPassword: wanted,
    askPassword,
    isBusy: ({ frontCase }) => frontCase !== null && isBusy(frontCase),
    leave: front.leave,
    leaveReturn: front.leaveReturn,
    isLive: (visit) => {
      const record = front.ofVisit(visit)
      return record !== null && isLive(record)
    },
    voucherCame: (visit, operator) => {
      const before = front.ofVisit(visit)
      if (before === null || !isLive(before)) return
      const kind = wantedRenewal(before, steps.now())
      accepted(before, operator)
      if (kind === null || isBusy(before.id)) return
      const work = workOn(before.id, operator)
      if (work.ok) goOn(before.id, renewed(work.value, kind))
    },
    parkedCase: (visit) => {
      const record = front.ofVisit(visit)
      if (record === null) return null
      const { machine, failure: reason } = record
      const isUnderWay = isBusy(record.id)
      return { state: machine.state, isUnderWay, needsCare: !isUnderWay && (reason !== null || machine.unanswered !== null) }
    },
    recover: () => recoverCases({ store, journal: ports.journal, steps, front }),
    view: () => {
      const record = front.find()
      return record && viewCase(record, store, { asking: steps.asking(record.id), isBusy: isBusy(record.id), now: ports.clock() })
    },
    idle: pace.idle,
  }
}
