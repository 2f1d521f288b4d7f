import type { Person } from '../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure, failureFacts } from '../../../shared/contract/failures.ts'
import { normalName, normalNumber } from '../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import type { DecodedVoucher, Gateways, InsuredPerson, InsuredPlace } from '../gateways/gateways.ts'
import type { Outcome } from '../gateways/outcome.ts'
import { policies } from '../gateways/policies.ts'
import type { Exchange, Journal } from '../journal/journal.ts'
import type { Store } from '../store/store.ts'
import type { Visit } from '../store/visits.ts'
import type { BusinessSignIn } from './businessSignIn.ts'
import type { CenterHealth } from './centerHealth.ts'
import { VOUCHER_LOST, type Vouchers } from './vouchers.ts'

/** The step that a stopped visit goes on with, by the number of its interface. */
type Step = '1101' | '7201'

export interface VisitPorts {
  readonly store: Store
  readonly journal: Journal
  readonly gateways: () => Gateways | null
  readonly health: CenterHealth
  readonly businessSignIn: BusinessSignIn
  readonly vouchers: Vouchers
  readonly clock: () => number
  /** waits; false when the station is closing and nothing more shall be begun */
  readonly pause: (ms: number) => Promise<boolean>
  /** tells the counter of a failure that belongs to no visit */
  readonly tell: (failure: Failure) => void
  /** what was told is over; with a code only that */
  readonly forgetNotice: (code?: FailureCode) => void
  readonly changed: () => void
}

/**
 * A patient at the counter: from the scanned voucher to the list of prescriptions waiting to be collected
 * (N 8.4.4 b: ec.query, 9001 and 1101, 7201). Each step writes what it learned before the next begins.
 */
export interface VisitWorkflow {
  /** a voucher was scanned: once decoded, its visit takes the place of the one before; VISIT_BUSY while a step is under way */
  begin(qr: string, operator: Person): Promise<Result<void, Failure>>
  /** goes on where a stopped visit stopped, without a new scan */
  retry(operator: Person): Result<void, Failure>
  end(operator: Person): Result<void, Failure>
  /** after a restart: a visit that was under way is stopped with the reason, lost vouchers are asked for again */
  recover(interrupted: readonly Exchange[]): void
  /** since when a scanned voucher is being decoded; null when none is */
  decodingSince(): number | null
  /** settles when no step is under way */
  idle(): Promise<void>
}

export function createVisitWorkflow(ports: VisitPorts): VisitWorkflow {
  const { store, journal, health, businessSignIn, vouchers, clock, tell, forgetNotice, changed } = ports
  let underWay: Promise<void> | null = null
  let decodingSince: number | null = null

  function goOn(steps: Promise<void>): void {
    underWay = steps.finally(() => {
      underWay = null
      forgetNotice('VISIT_BUSY')
      changed()
    })
    changed()
  }

  function audit(subject: string, operator: Person | null, action: string, detail: Record<string, string | number> = {}): void {
    store.audit.append({ accountId: operator?.id ?? null, window: null, action, subject, detail })
  }

  function stop(visit: Visit, operator: Person | null, step: Step, reason: Failure): void {
    const { retry } = failureFacts[reason.code]
    store.transaction(() => {
      store.visits.update(visit.id, {
        phase: 'stopped',
        failure: reason,
        failedAt: clock(),
        retryFrom: retry === 'now' || retry === 'later' ? step : null,
      })
      audit(visit.id, operator, 'visit.stopped', { step, code: reason.code })
    })
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

  /** ec.query; the visit that the voucher opens takes the place of the one before it, which a refused voucher leaves as it is. */
  async function decode(qr: string, operator: Person, gateways: Gateways): Promise<string | null> {
    let visitId: string | null = null
    const refused = await vouchers.decode(gateways, { qr, businessType: '02122', visitId: null, operator }, (voucher) => {
      visitId = open(voucher, operator)
    })
    decodingSince = null
    changed()
    if (refused !== null) tell(refused)
    return visitId
  }

  function open({ token, ...owner }: DecodedVoucher, operator: Person): string {
    const before = store.visits.current()
    if (before) close(before, operator, 'visit.replaced')
    const { id } = store.visits.open({ accountId: operator.id, phase: 'identifying' })
    store.visits.update(id, { ...owner, voucherToken: token })
    audit(id, operator, 'visit.patientIdentified')
    return id
  }

  async function identify(visit: Visit, operator: Person, gateways: Gateways): Promise<boolean> {
    const voucher = voucherOf(visit)
    const person = await askForPerson(operator, gateways, voucher)
    if (!person.ok) {
      stop(visit, operator, '1101', person.failure)
      return false
    }
    const matched = matchPerson(person.value, voucher)
    if (!matched.ok) {
      stop(visit, operator, '1101', matched.failure)
      return false
    }
    store.transaction(() => {
      const { personNumber, gender, age, places } = person.value
      const { area, insuranceType } = matched.value
      store.visits.update(visit.id, { personNumber, gender, age, insuranceArea: area, insuranceType, phase: 'authorizing' })
      audit(visit.id, operator, 'visit.personConfirmed', { places: places.length })
    })
    changed()
    return true
  }

  /** 1101, once more with a new business sign-in when the center does not know ours any more. */
  async function askForPerson(
    operator: Person,
    gateways: Gateways,
    voucher: DecodedVoucher,
  ): Promise<Result<InsuredPerson, Failure>> {
    for (let attempt = 1; ; attempt++) {
      const signedIn = await businessSignIn.ensure(operator)
      if (!signedIn.ok) return signedIn
      const msgid = gateways.insurance.nextMessageId()
      const outcome = await health.watch(gateways.insurance.person({ msgid, signNo: signedIn.value, operator, voucher }))
      if (outcome.kind === 'acknowledged') return ok(outcome.value)
      if (outcome.failure.code !== 'BUSINESS_SIGN_IN_MISSING' || attempt === 2) return err(outcome.failure)
      businessSignIn.forget(operator)
    }
  }

  async function authorize(visit: Visit, operator: Person, gateways: Gateways): Promise<void> {
    const { token, name, idNumber, insuranceArea } = voucherOf(visit)
    if (insuranceArea === null) throw new Error('a visit without an insured place cannot be authorized')
    const { repeatAfterMs } = policies['7201']
    for (let attempt = 0; ; attempt++) {
      const pause = repeatAfterMs[attempt]
      const outcome = await journal.run(
        { interfaceNumber: '7201', businessKey: visit.id, visitId: visit.id, msgid: null },
        () =>
          health.watch(gateways.prescriptionCenter.authorize({ voucherToken: token, insuranceArea, name, idNumber, operator })),
        (result) => {
          if (result.kind === 'acknowledged') {
            store.waitingPrescriptions.replace(visit.id, result.value)
            store.visits.update(visit.id, { phase: 'listed' })
            audit(visit.id, operator, 'visit.authorized', { prescriptions: result.value.length })
          } else if (!isWorthRepeating(result) || pause === undefined) {
            stop(visit, operator, '7201', result.failure)
          }
        },
      )
      changed()
      if (!isWorthRepeating(outcome) || pause === undefined) return
      const isToGoOn = await ports.pause(pause)
      if (!isToGoOn) return
    }
  }

  function visitOf(id: string): Visit {
    const visit = store.visits.find(id)
    if (!visit) throw new Error(`there is no visit ${id}`)
    return visit
  }

  /** The steps that are still missing, from what the visit knows. */
  async function proceed(visitId: string, operator: Person, gateways: Gateways): Promise<void> {
    const visit = visitOf(visitId)
    if (visit.personNumber === null && !(await identify(visit, operator, gateways))) return
    await authorize(visitOf(visitId), operator, gateways)
  }

  return {
    begin: async (qr, operator) => {
      if (underWay) return err(failure('VISIT_BUSY'))
      const gateways = ports.gateways()
      if (!gateways) return err(failure('CENTER_UNREACHABLE'))
      if (vouchers.isUsed(qr)) return err(failure('VOUCHER_QR_USED'))
      forgetNotice()
      decodingSince = clock()
      goOn(
        decode(qr, operator, gateways).then((visitId) => (visitId === null ? undefined : proceed(visitId, operator, gateways))),
      )
      return ok(undefined)
    },

    retry: (operator) => {
      const visit = store.visits.current()
      if (!visit) return err(failure('VISIT_MISSING'))
      if (underWay) return err(failure('VISIT_BUSY'))
      if (visit.retryFrom === null) return err(failure('NOTHING_TO_RETRY'))
      const gateways = ports.gateways()
      if (!gateways) return err(failure('CENTER_UNREACHABLE'))
      const phase = visit.retryFrom === '7201' ? 'authorizing' : 'identifying'
      store.visits.update(visit.id, { phase, failure: null, retryFrom: null })
      goOn(proceed(visit.id, operator, gateways))
      return ok(undefined)
    },

    end: (operator) => {
      const visit = store.visits.current()
      if (!visit) return err(failure('VISIT_MISSING'))
      if (underWay) return err(failure('VISIT_BUSY'))
      close(visit, operator, 'visit.ended')
      changed()
      return ok(undefined)
    },

    recover: (interrupted) => {
      const isVoucherLost = interrupted.some((exchange) => exchange.interfaceNumber === 'ec.query')
      vouchers.abandonLost()
      const visit = store.visits.current()
      if (visit && visit.phase !== 'listed' && visit.phase !== 'stopped') {
        stop(visit, null, visit.personNumber === null ? '1101' : '7201', failure('INTERRUPTED'))
      }
      if (isVoucherLost) tell(VOUCHER_LOST)
    },

    decodingSince: () => decodingSince,
    idle: () => underWay ?? Promise.resolve(),
  }
}

/** Whether nobody knows what became of the call, and asking again may tell. */
function isWorthRepeating(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'unknown' && failureFacts[outcome.failure.code].retry === 'later'
}

function voucherOf({ voucherToken: token, name, idType, idNumber, insuranceArea }: Visit): DecodedVoucher {
  if (token === null || name === null || idType === null || idNumber === null) throw new Error('the voucher has not been decoded')
  return { token, name, idType, idNumber, insuranceArea }
}

/** The person that 1101 knows must be the voucher's owner; of the places where they are insured, the voucher's own comes first. */
function matchPerson(person: InsuredPerson, voucher: DecodedVoucher): Result<InsuredPlace, Failure> {
  const isOwner =
    normalName(person.name) === normalName(voucher.name) && normalNumber(person.idNumber) === normalNumber(voucher.idNumber)
  if (!isOwner) return err(failure('PERSON_MISMATCH'))
  const active = person.places.filter((place) => place.active)
  const place = active.find((candidate) => candidate.area === voucher.insuranceArea) ?? active[0]
  return place ? ok(place) : err(failure('PERSON_NOT_INSURED'))
}
