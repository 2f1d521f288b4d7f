import type { CenterContext } from '../../context.ts'
import { sm3 } from '../../gm/sm3.ts'
import { PHARMACY, staffCode } from '../../hospital/staff.ts'
import type { Prescription, PrescriptionLine } from '../../store/prescriptions.ts'
import { chinaTime } from '../../time.ts'

const CHECKED_AFTER_MS = 5 * 60_000

/** A drug of a prescription, as the doctor wrote it. */
export interface RecordLine {
  readonly drug: string
  readonly name: string
  readonly spec: string
  readonly unit: string
  /** ten-thousandths of the unit */
  readonly quantity: number
  readonly days: number
  readonly dose: string
  readonly doseUnit: string
  readonly frequency: string
  readonly way: string
}

/** What a prescription says, and what a signature of it therefore covers: nothing of it changes after the doctor's day. */
export interface PrescriptionRecord {
  readonly hiRxno: string
  readonly rxTraceCode: string
  readonly visitId: string
  readonly hospital: string
  readonly hospitalName: string
  readonly department: string
  readonly doctor: string
  readonly pharmacist: string
  readonly patient: string
  readonly identityNumber: string
  readonly gender: 'male' | 'female'
  /** yyyy-MM-dd */
  readonly born: string
  readonly diagnosis: string
  readonly diagnosisCode: string
  /** rxExraAttrCode */
  readonly attribute: string
  readonly insuranceType: string
  /** epoch ms */
  readonly prescribedAt: number
  readonly validDays: number
  readonly longTerm: number
  readonly lines: readonly RecordLine[]
}

/** The center's present data of a prescription. Throws when there is none, or when it names what does not exist. */
export function recordOf(context: CenterContext, hiRxno: string): PrescriptionRecord {
  const { prescriptions } = context.store
  const prescription = prescriptions.find(hiRxno)
  if (prescription === undefined) throw new Error(`there is no prescription ${hiRxno}`)
  return recordFrom(context, prescription, prescriptions.linesOf(hiRxno))
}

/** The record of a prescription that need not be in the center's books yet. Throws when it names what does not exist. */
export function recordFrom(
  { store }: CenterContext,
  prescription: Prescription,
  lines: readonly PrescriptionLine[],
): PrescriptionRecord {
  const { hiRxno } = prescription
  const person = store.registry.person(prescription.person)
  if (person === undefined) throw new Error(`the owner of ${hiRxno} is not registered`)
  const { rxTraceCode, visitId, hospital, hospitalName, department, doctor, diagnosis, diagnosisCode } = prescription
  const { attribute, insuranceType, prescribedAt, validDays, longTerm } = prescription
  return {
    ...{ hiRxno, rxTraceCode, visitId, hospital, hospitalName, department, doctor, diagnosis, diagnosisCode },
    ...{ attribute, insuranceType, prescribedAt, validDays, longTerm },
    pharmacist: prescription.hospitalPharmacist,
    patient: person.name,
    identityNumber: person.identityNumber,
    gender: person.gender,
    born: person.born,
    lines: lines.map(({ drug: code, quantity, days, dose, doseUnit, frequency, way }) => {
      const drug = store.drugs.find(code)
      if (drug === undefined) throw new Error(`the catalogue has no ${code}`)
      const { genericName: name, spec, unit } = drug
      return { drug: code, name, spec, unit, quantity, days, dose, doseUnit, frequency, way }
    }),
  }
}

/** When the hospital's pharmacist checked a prescription, and the file was signed: epoch ms. */
export function checkedAt({ prescribedAt }: Pick<PrescriptionRecord, 'prescribedAt'>): number {
  return prescribedAt + CHECKED_AFTER_MS
}

/**
 * originalValue of 7102 before its Base64: JSON of the first twenty fields of 7103 with sorted names, empty ones as "". The names are found, the order and
 * the empty values inferred from one client.
 */
export function originalValueOf(context: Pick<CenterContext, 'random'>, record: PrescriptionRecord): Uint8Array {
  const { hospital, doctor, pharmacist } = record
  const fields = {
    rxTraceCode: record.rxTraceCode,
    hiRxno: record.hiRxno,
    mdtrtId: record.visitId,
    patnName: record.patient,
    psnCertType: '01',
    certno: record.identityNumber,
    fixmedinsName: record.hospitalName,
    fixmedinsCode: hospital,
    drCode: staffCode(context.random, 'D', hospital, doctor),
    prscDrName: doctor,
    pharDeptName: PHARMACY.name,
    pharDeptCode: PHARMACY.code,
    pharProfttlCodg: '',
    pharProfttlName: '',
    pharCode: staffCode(context.random, 'HY', hospital, pharmacist),
    pharCertType: '',
    pharCertno: '',
    pharName: pharmacist,
    pharPracCertNo: '',
    pharChkTime: chinaTime(checkedAt(record)).dateTime,
  }
  return signedValue(fields)
}

/** What signDigest signs: JSON of the signed fields with sorted names, empty ones as "". */
export function signedValue(fields: Readonly<Record<string, unknown>>): Uint8Array {
  return Buffer.from(sortedJson(fields))
}

/** SM3 of the prescription's whole data in hex: the file carries it, so that data and file can be compared. */
export function dataDigestOf(record: PrescriptionRecord): string {
  return Buffer.from(sm3(Buffer.from(sortedJson(record)))).toString('hex')
}

function sortedJson(value: object): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  )
}
