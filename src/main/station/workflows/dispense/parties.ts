import type { HeldPrescription, InsuredPatient } from '../../gateways/gateways.ts'
import type { CaseRecord, ReviewingPharmacist } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import type { Visit } from '../../store/visits.ts'

/** The visit that a case belongs to; it may be over. */
export function visitOf({ visitId }: Pick<CaseRecord, 'visitId'>, { visits }: Pick<Store, 'visits'>): Visit {
  const visit = visits.find(visitId)
  if (visit === null) throw new Error(`there is no visit ${visitId}`)
  return visit
}

/** The person of the case's visit, who was identified before any prescription could be chosen. */
export function patientOf(record: Pick<CaseRecord, 'visitId'>, store: Pick<Store, 'visits'>): InsuredPatient {
  const { id, personNumber, insuranceArea, name, idType, idNumber } = visitOf(record, store)
  if (personNumber === null || insuranceArea === null || name === null || idType === null || idNumber === null)
    throw new Error(`nobody was identified in visit ${id}`)
  return { personNumber, insuranceArea, name, idType, idNumber }
}

/** The prescription with the token that binds it to this shop. */
export function heldOf(record: CaseRecord, store: Pick<Store, 'visits'>): HeldPrescription {
  const { name, idNumber } = patientOf(record, store)
  return { hiRxno: record.hiRxno, token: record.token, patient: { name, idNumber } }
}

/** Who reviewed the case: nothing leaves without a review. */
export function reviewerOf({ id, pharmacist }: CaseRecord): ReviewingPharmacist {
  if (pharmacist === null) throw new Error(`nobody reviewed case ${id}`)
  return pharmacist
}
