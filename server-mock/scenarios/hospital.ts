import { departmentCode, PHARMACY, staffCode } from '../hospital/staff.ts'
import type { Random } from '../random.ts'
import type { Institution } from '../store/registry.ts'
import type { Department, Disease, Doctor, HospitalPharmacist } from '../store/staff.ts'
import { CLINICS, DOCTOR_NAMES, HOSPITAL_PHARMACISTS, OUTPATIENT_LIST } from './catalogue.ts'

/** Doctors of the departments that DOCTOR_NAMES leaves without one. */
const MORE_DOCTORS = ['袁启明', '范若溪', '石敏芝'] as const

/** Whom the scenario's prescriptions name beyond everybody's staff. */
export interface NamedStaff {
  readonly department: string
  readonly doctor: string
}

interface HospitalStaff {
  readonly departments: readonly Department[]
  readonly doctors: readonly Doctor[]
  readonly hospitalPharmacists: readonly HospitalPharmacist[]
}

/**
 * The staff of a hospital: every department of the catalogue with a doctor, 药剂科 with three pharmacists, and whoever the scenario names.
 * `identityNumberOf` makes up a person's document.
 */
export function fillStaff(
  { code: hospital }: Institution,
  named: readonly NamedStaff[],
  random: Random,
  identityNumberOf: (label: string) => string,
): HospitalStaff {
  const doctors = new Map<string, string>(
    [...DOCTOR_NAMES, ...MORE_DOCTORS].map((name, index) => [name, CLINICS[index]?.department ?? '']),
  )
  for (const { doctor, department } of named) if (!doctors.has(doctor)) doctors.set(doctor, department)
  const departments = new Set([
    ...CLINICS.map(({ department }) => department),
    ...named.map(({ department }) => department),
    PHARMACY.name,
  ])
  const document = (name: string) => identityNumberOf(`staff document/${hospital}/${name}`)
  return {
    departments: [...departments].map((name) => ({ hospital, code: departmentCode(random, hospital, name), name })),
    doctors: [...doctors].map(([name, department]) => ({
      code: staffCode(random, 'D', hospital, name),
      name,
      identityNumber: document(name),
      hospital,
      department,
    })),
    hospitalPharmacists: HOSPITAL_PHARMACISTS.map((name) => ({
      code: staffCode(random, 'HY', hospital, name),
      name,
      identityNumber: document(name),
      hospital,
      practiceNumber: `99${random.for(`staff licence/${hospital}/${name}`).digits(10)}`,
    })),
  }
}

/** The catalogue of diseases: the diagnoses of the clinics, and the outpatient list. */
export const DISEASES: readonly Disease[] = [
  ...CLINICS.flatMap(({ diagnoses }) => diagnoses.map(({ code, name }) => ({ code, name, list: 'icd' as const }))),
  ...OUTPATIENT_LIST.map(({ code, name }) => ({ code, name, list: 'outpatient' as const })),
]
