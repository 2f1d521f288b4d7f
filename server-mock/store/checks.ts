import type { Database } from 'better-sqlite3'

/** A prescription that passed 7101. */
export interface CheckedPrescription {
  readonly hiRxno: string
  readonly rxTraceCode: string
  readonly hospital: string
  /** identity number of the patient */
  readonly person: string
  /** the hospital's own number */
  readonly hospitalRxno: string
  /** epoch ms */
  readonly at: number
  /** JSON of 7101 as it came */
  readonly content: string
  /** JSON of the signed fields of 7103; null while it was not uploaded */
  readonly signed: string | null
}

export interface Checks {
  find(hiRxno: string): CheckedPrescription | undefined
  numbered(hospital: string, hospitalRxno: string): CheckedPrescription | undefined
  /** keeps it; one of the same hospital and own number that was not uploaded is forgotten */
  add(checked: Omit<CheckedPrescription, 'signed'>): void
  /** 7103: what was signed */
  upload(hiRxno: string, signed: string): void
}

const CHECKED = `SELECT hi_rxno AS hiRxno, rx_trace_code AS rxTraceCode, hospital, person, hospital_rxno AS hospitalRxno, at, content, signed
  FROM checked_prescription`

/** Checked prescriptions over the center's database. */
export function createChecks(db: Database): Checks {
  const find = db.prepare<[string], CheckedPrescription>(`${CHECKED} WHERE hi_rxno = ?`)
  const numbered = db.prepare<[string, string], CheckedPrescription>(`${CHECKED} WHERE hospital = ? AND hospital_rxno = ?`)
  const forget = db.prepare<[string, string]>(
    'DELETE FROM checked_prescription WHERE hospital = ? AND hospital_rxno = ? AND signed IS NULL',
  )
  const add = db.prepare<[Omit<CheckedPrescription, 'signed'>]>(`
    INSERT INTO checked_prescription (hi_rxno, rx_trace_code, hospital, person, hospital_rxno, at, content)
    VALUES (@hiRxno, @rxTraceCode, @hospital, @person, @hospitalRxno, @at, @content)`)
  const upload = db.prepare<[string, string]>('UPDATE checked_prescription SET signed = ? WHERE hi_rxno = ?')
  return {
    find: (hiRxno) => find.get(hiRxno),
    numbered: (hospital, hospitalRxno) => numbered.get(hospital, hospitalRxno),
    add: (checked) => {
      forget.run(checked.hospital, checked.hospitalRxno)
      add.run(checked)
    },
    upload: (hiRxno, signed) => {
      upload.run(signed, hiRxno)
    },
  }
}
