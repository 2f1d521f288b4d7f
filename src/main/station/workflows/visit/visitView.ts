import type { ParkedVisit, VisitView } from '../../../../shared/contract/counter.ts'
import { lastFourOf } from '../../../../shared/domain/identityNumber.ts'
import { visitColours } from '../../../../shared/domain/visitColours.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'
import type { Dispense } from '../dispense/dispense.ts'
import { viewPhoto, viewPurchaser } from './purchaserView.ts'
import { placesById, type VisitWorkflow } from './visit.ts'

export interface VisitViewPorts {
  readonly store: Store
  readonly visit: Pick<VisitWorkflow, 'decodingSince' | 'isUnderWay'>
  readonly dispense: Pick<Dispense, 'parkedCase' | 'wantedPassword'>
}

/** The visit at the counter as the screen shows it; while a voucher is being decoded, the one that it will open. */
export function viewVisit({ store, visit: { decodingSince }, dispense }: VisitViewPorts): VisitView | null {
  const since = decodingSince()
  if (since !== null) {
    const colour = store.visits.nextColour() ?? visitColours[0]
    const nothingKnown = { patient: null, places: [], prescriptions: [], canRetry: false, wantsPassword: null, purchaser: null }
    return { id: 'decoding', phase: 'decoding', credential: 'voucher', photo: null, openedAt: since, colour, ...nothingKnown }
  }
  const visit = store.visits.current()
  if (visit === null) return null
  const { id, phase, openedAt, colour, places, retryFrom } = visit
  return {
    id,
    phase,
    openedAt,
    colour,
    patient: viewPatient(visit),
    credential: visit.credential,
    photo: viewPhoto(id, store.cardPhotos),
    wantsPassword: phase === 'awaitingPassword' ? 'prescriptions' : dispense.wantedPassword(visit),
    purchaser: viewPurchaser(store.purchasers.ofVisit(id), store),
    places: phase === 'choosingPlace' ? [...placesById(places)].map(viewPlace) : [],
    prescriptions: store.waitingPrescriptions.list(id).map(({ token: _token, ...shown }) => shown),
    canRetry: retryFrom !== null,
  }
}

/** The visits that were put aside, the longest waiting first. */
export function viewParked({ store, visit: { isUnderWay }, dispense }: VisitViewPorts): readonly ParkedVisit[] {
  return store.visits.parked().map((visit): ParkedVisit => {
    const { id, colour, phase, parkedAt, openedAt, name, idNumber } = visit
    const own = dispense.parkedCase(visit)
    return {
      id,
      colour,
      phase,
      parkedAt: parkedAt ?? openedAt,
      patient: name === null || idNumber === null ? null : { name, lastFour: lastFourOf(idNumber) },
      caseState: own?.state ?? null,
      isUnderWay: isUnderWay(id) || own?.isUnderWay === true,
      needsCare: phase === 'stopped' || own?.needsCare === true,
    }
  })
}

function viewPatient(visit: Visit): VisitView['patient'] {
  const { name, idNumber, gender, age, insuranceArea, insuranceType } = visit
  if (name === null || idNumber === null) return null
  return {
    name,
    lastFour: lastFourOf(idNumber),
    gender: gender ?? 'unknown',
    age,
    insuranceArea: insuranceArea ?? '',
    insuranceType: insuranceType ?? '',
  }
}

function viewPlace([id, { area, insuranceType, active }]: readonly [
  string,
  Visit['places'][number],
]): VisitView['places'][number] {
  return { id, area, insuranceType, isActive: active }
}
