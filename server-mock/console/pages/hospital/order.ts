import type { HospitalView, WriteRequest } from '../../../admin/hospital/contract.ts'

/** One drug of a prescription that is being written. */
export interface OrderLine {
  readonly drug: string
  /** of the drug's unit */
  readonly quantity: number
  readonly days: number
}

/** A prescription that is being written: as much of it as a person chooses. */
export interface Order {
  readonly patient: string | null
  readonly doctor: string | null
  readonly diagnosis: string | null
  readonly lines: readonly OrderLine[]
  readonly longTerm: boolean
}

const USUAL_DAYS = 7

/** What stands in the form at the beginning: somebody with a voucher that works, and everything else that can be guessed. */
export function firstOrder({ patients, doctors, diseases, drugs }: HospitalView): Order {
  const patient = patients.find(({ voucher, insured }) => voucher === 'active' && insured.some(({ active }) => active))
  const usual = drugs.filter(({ circulates, itemType, dualChannel }) => circulates && itemType === '11' && !dualChannel)
  const drug = usual.find(({ name }) => name.includes('氨氯地平')) ?? usual[0] ?? drugs.find(({ circulates }) => circulates)
  const diagnoses = diseases.filter(({ list }) => list === 'icd')
  return {
    patient: (patient ?? patients[0])?.identityNumber ?? null,
    doctor: doctors[0]?.code ?? null,
    // what the usual drug is for
    diagnosis: (diagnoses.find(({ code }) => code.startsWith('I10')) ?? diagnoses[0])?.code ?? null,
    lines: drug === undefined ? [] : [lineOf(drug)],
    longTerm: false,
  }
}

/** A week of herbs, or one box: the center checks more closely what lasts longer. */
function lineOf({ code, unit, directions }: HospitalView['drugs'][number]): OrderLine {
  // herbs are weighed: one dose a day
  const quantity = unit === directions.doseUnit ? Number(directions.dose) * USUAL_DAYS : 1
  return { drug: code, quantity, days: USUAL_DAYS }
}

/** The drugs that are chosen now: those that were there stay as they are, new ones come at the end. */
export function withDrugs(
  lines: readonly OrderLine[],
  chosen: readonly string[],
  drugs: HospitalView['drugs'],
): readonly OrderLine[] {
  const kept = lines.filter(({ drug }) => chosen.includes(drug))
  const added = drugs.filter(({ code }) => chosen.includes(code) && !lines.some(({ drug }) => drug === code))
  return [...kept, ...added.map(lineOf)]
}

/** What the workstation is asked to write, or the sentence that says what is missing. */
export function requestOf(order: Order, view: Pick<HospitalView, 'hospital' | 'attributes' | 'patients'>): WriteRequest | string {
  const { patient, doctor, diagnosis, lines, longTerm } = order
  if (patient === null) return '请选择患者。'
  if (doctor === null) return '请选择医师。'
  if (diagnosis === null) return '请选择诊断。'
  if (lines.length === 0) return '请至少选择一种药品。'
  const [attribute] = view.attributes.includes('02') ? (['02'] as const) : view.attributes
  const voucher = view.patients.find(({ identityNumber }) => identityNumber === patient)?.voucher
  return {
    ...{ hospital: view.hospital.code, patient, doctor, diagnosis, longTerm },
    lines: [...lines],
    // a phone that shows nothing has to be left in the pocket
    credential: voucher === 'active' ? 'voucher' : 'card',
    ...(attribute === undefined ? {} : { attribute }),
    reason: longTerm || lines.some(({ days }) => days > USUAL_DAYS) ? '慢性病长期用药' : '',
  }
}

/** How a drug is taken, in words. */
export function directionsText({ dose, doseUnit, frequency, way }: HospitalView['drugs'][number]['directions']): string {
  return `每次 ${dose}${doseUnit}，${frequency}，${way}`
}
