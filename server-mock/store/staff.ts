import type { Database } from 'better-sqlite3'

/** A department (科室) of a hospital. */
export interface Department {
  readonly hospital: string
  readonly code: string
  readonly name: string
}

/** A doctor who may prescribe (医保医师). */
export interface Doctor {
  /** 医保医师代码: D… */
  readonly code: string
  readonly name: string
  readonly identityNumber: string
  readonly hospital: string
  /** name of the department */
  readonly department: string
}

/** A pharmacist who reviews a hospital's own prescriptions. */
export interface HospitalPharmacist {
  /** 医保药师代码: HY… */
  readonly code: string
  readonly name: string
  readonly identityNumber: string
  readonly hospital: string
  /** 执业药师注册证编号 */
  readonly practiceNumber: string
}

/** A disease of the catalogue: a diagnosis (ICD-10), or one of the outpatient list (门诊慢特病). */
export interface Disease {
  readonly code: string
  readonly name: string
  readonly list: 'icd' | 'outpatient'
}

/** Who works in the hospitals, and what they may diagnose. */
export interface Staff {
  department(hospital: string, code: string): Department | undefined
  departmentNamed(hospital: string, name: string): Department | undefined
  departments(hospital: string): readonly Department[]
  doctor(code: string): Doctor | undefined
  doctors(hospital: string): readonly Doctor[]
  /** by the identity number */
  doctorOf(identityNumber: string): Doctor | undefined
  putDoctor(doctor: Doctor): void
  /** off the register; what was prescribed stays prescribed */
  removeDoctor(code: string): void
  pharmacist(code: string): HospitalPharmacist | undefined
  pharmacists(hospital: string): readonly HospitalPharmacist[]
  disease(code: string): Disease | undefined
  diseases(): readonly Disease[]
  putDisease(disease: Disease): void
  removeDisease(code: string): void
}

const DOCTOR = 'SELECT code, name, identity_number AS identityNumber, hospital, department FROM doctor'
const PHARMACIST =
  'SELECT code, name, identity_number AS identityNumber, hospital, practice_number AS practiceNumber FROM hospital_pharmacist'

/** The registers of hospitals over the center's database. */
export function createStaff(db: Database): Staff {
  const department = db.prepare<[string, string], Department>('SELECT * FROM department WHERE hospital = ? AND code = ?')
  const departmentNamed = db.prepare<[string, string], Department>('SELECT * FROM department WHERE hospital = ? AND name = ?')
  const departments = db.prepare<[string], Department>('SELECT * FROM department WHERE hospital = ? ORDER BY rowid')
  const doctor = db.prepare<[string], Doctor>(`${DOCTOR} WHERE code = ?`)
  const doctors = db.prepare<[string], Doctor>(`${DOCTOR} WHERE hospital = ? ORDER BY rowid`)
  const doctorOf = db.prepare<[string], Doctor>(`${DOCTOR} WHERE identity_number = ? ORDER BY rowid`)
  const putDoctor = db.prepare<[Doctor]>(`INSERT INTO doctor VALUES (@code, @name, @identityNumber, @hospital, @department)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, hospital = excluded.hospital, department = excluded.department`)
  const removeDoctor = db.prepare<[string]>('DELETE FROM doctor WHERE code = ?')
  const pharmacist = db.prepare<[string], HospitalPharmacist>(`${PHARMACIST} WHERE code = ?`)
  const pharmacists = db.prepare<[string], HospitalPharmacist>(`${PHARMACIST} WHERE hospital = ? ORDER BY rowid`)
  const disease = db.prepare<[string], Disease>('SELECT * FROM disease WHERE code = ?')
  const diseases = db.prepare<[], Disease>('SELECT * FROM disease ORDER BY list, code')
  const putDisease = db.prepare<[Disease]>(`INSERT INTO disease VALUES (@code, @name, @list)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name`)
  const removeDisease = db.prepare<[string]>('DELETE FROM disease WHERE code = ?')
  return {
    department: (hospital, code) => department.get(hospital, code),
    departmentNamed: (hospital, name) => departmentNamed.get(hospital, name),
    departments: (hospital) => departments.all(hospital),
    doctor: (code) => doctor.get(code),
    doctors: (hospital) => doctors.all(hospital),
    doctorOf: (identityNumber) => doctorOf.get(identityNumber),
    putDoctor: (of) => {
      putDoctor.run(of)
    },
    removeDoctor: (code) => {
      removeDoctor.run(code)
    },
    pharmacist: (code) => pharmacist.get(code),
    pharmacists: (hospital) => pharmacists.all(hospital),
    disease: (code) => disease.get(code),
    diseases: () => diseases.all(),
    putDisease: (of) => {
      putDisease.run(of)
    },
    removeDisease: (code) => {
      removeDisease.run(code)
    },
  }
}
