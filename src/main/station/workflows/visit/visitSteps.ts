import type { Person } from '../../../../shared/contract/counter.ts'
import { type Failure, failure, failureFacts } from '../../../../shared/contract/failures.ts'
import { isSamePerson } from '../../../../shared/domain/personNames.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { DecodedVoucher, Gateways, InsuredPerson, InsuredPlace, ShownCard } from '../../gateways/gateways.ts'
import type { Outcome } from '../../gateways/outcome.ts'
import { policies } from '../../gateways/policies.ts'
import type { Journal } from '../../journal/journal.ts'
import { openKey } from '../../journal/openKey.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'
import type { BusinessSignIn } from '../businessSignIn.ts'
import type { CenterHealth } from '../centerHealth.ts'
import { cardOf } from '../dispense/parties.ts'

/** The step that a stopped visit goes on with, by the number of its interface. */
type Step = '1101' | '7201'

export interface VisitStepPorts {
  readonly store: Store
  readonly journal: Journal
  readonly health: CenterHealth
  readonly businessSignIn: BusinessSignIn
  readonly clock: () => number
  /** waits; false when the station is closing and nothing more shall be begun */
  readonly pause: (ms: number) => Promise<boolean>
  readonly changed: () => void
}

/** The steps of a visit at the center. Each writes what it learned before the next begins. */
export interface VisitSteps {
  /** the steps that are still missing, from what the visit knows, until one waits for a person */
  proceed(visitId: string, operator: Person, gateways: Gateways): Promise<void>
  stop(visit: Visit, operator: Person | null, step: Step, reason: Failure): void
  audit(subject: string, operator: Person | null, action: string, detail?: Record<string, string | number>): void
}

export function createVisitSteps(ports: VisitStepPorts): VisitSteps {
  const { store, journal, health, businessSignIn, clock, changed } = ports

  function audit(subject: string, operator: Person | null, action: string, detail: Record<string, string | number> = {}): void {
    store.audit.append({ accountId: operator?.id ?? null, window: null, action, subject, detail })
  }

  function stop(visit: Visit, operator: Person | null, step: Step, reason: Failure): void {
    const { retry } = failureFacts[reason.code]
    // the card is still there, and its holder only has to type the password again
    const isForPassword = reason.code === 'VOUCHER_TOKEN_DEAD' && visit.credential !== 'voucher'
    store.transaction(() => {
      store.visits.update(visit.id, {
        phase: isForPassword ? 'awaitingPassword' : 'stopped',
        failure: reason,
        failedAt: clock(),
        retryFrom: retry === 'now' || retry === 'later' ? step : null,
      })
      audit(visit.id, operator, 'visit.stopped', { step, code: reason.code })
    })
  }

  /** 1101: who it is, and where insured. Of several places the one that the voucher names is taken, else the person is asked. */
  async function identify(visit: Visit, operator: Person, gateways: Gateways): Promise<void> {
    const voucher = voucherOf(visit)
    const answer = await askForPerson(operator, gateways, voucher, cardOf(visit))
    const known = answer.ok ? matchPerson(answer.value, voucher) : answer
    if (!known.ok) return stop(visit, operator, '1101', known.failure)
    const { personNumber, gender, age, places } = known.value
    const place = placeOf(places, voucher.insuranceArea)
    store.transaction(() => {
      const phase = place === null ? 'choosingPlace' : 'authorizing'
      const insured = { insuranceArea: place?.area ?? null, insuranceType: place?.insuranceType ?? null }
      store.visits.update(visit.id, { personNumber, gender, age, places, ...insured, phase })
      audit(visit.id, operator, 'visit.personConfirmed', { places: places.length })
    })
    changed()
  }

  /** 1101, once more with a new business sign-in when the center does not know ours any more. */
  async function askForPerson(
    operator: Person,
    gateways: Gateways,
    voucher: DecodedVoucher,
    card: ShownCard | null,
  ): Promise<Result<InsuredPerson, Failure>> {
    for (let attempt = 1; ; attempt++) {
      const signedIn = await businessSignIn.ensure(operator)
      if (!signedIn.ok) return signedIn
      const msgid = gateways.insurance.nextMessageId()
      const outcome = await health.watch(gateways.insurance.person({ msgid, signNo: signedIn.value, operator, voucher, card }))
      if (outcome.kind === 'acknowledged') return ok(outcome.value)
      if (outcome.failure.code !== 'BUSINESS_SIGN_IN_MISSING' || attempt === 2) return err(outcome.failure)
      businessSignIn.forget(operator)
    }
  }

  /** 7201: the list of prescriptions. A lost one is asked again under its own key; a new scan asks under a new one. */
  async function authorize(visit: Visit, operator: Person, gateways: Gateways): Promise<void> {
    const { token, name, idNumber, insuranceArea } = voucherOf(visit)
    if (insuranceArea === null) throw new Error('a visit without an insured place cannot be authorized')
    const request = { voucherToken: token, card: cardOf(visit), insuranceArea, name, idNumber, operator }
    const { repeatAfterMs } = policies['7201']
    const businessKey = openKey(journal, '7201', visit.id)
    for (let attempt = 0; ; attempt++) {
      const pause = repeatAfterMs[attempt]
      const outcome = await journal.run(
        { interfaceNumber: '7201', businessKey, visitId: visit.id, msgid: null },
        () => health.watch(gateways.prescriptionCenter.authorize(request)),
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

  return {
    proceed: async (visitId, operator, gateways) => {
      if (visitOf(visitId).phase === 'identifying') await identify(visitOf(visitId), operator, gateways)
      if (visitOf(visitId).phase === 'authorizing') await authorize(visitOf(visitId), operator, gateways)
    },
    stop,
    audit,
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

/** The person that 1101 knows must be the voucher's owner, and insured somewhere. */
function matchPerson(person: InsuredPerson, voucher: DecodedVoucher): Result<InsuredPerson, Failure> {
  if (!isSamePerson(person, voucher)) return err(failure('PERSON_MISMATCH'))
  return person.places.some(({ active }) => active) ? ok(person) : err(failure('PERSON_NOT_INSURED'))
}

/** The place where an insurance is in force: the only one, or the only one where the voucher says; null where a person must say. */
function placeOf(places: readonly InsuredPlace[], area: string | null): InsuredPlace | null {
  const active = places.filter((place) => place.active)
  const named = active.filter((place) => place.area === area)
  const [only, ...others] = named.length > 0 ? named : active
  return others.length === 0 ? (only ?? null) : null
}
