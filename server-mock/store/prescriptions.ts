import type { Database } from 'better-sqlite3'
import type { FilledPrescription } from '../scenarios/fill.ts'

/** A prescription as the list of 7201 shows it. */
interface OpenPrescription {
  readonly hiRxno: string
  readonly hospital: string
  readonly hospitalName: string
  readonly department: string
  readonly diagnosis: string
  /** epoch ms */
  readonly prescribedAt: number
  /** epoch ms */
  readonly validUntil: number
}

/** A whole prescription but its lines. `person` is the owner's identity number, `usedBy` the settlement that used it. */
export type Prescription = Omit<FilledPrescription, 'lines' | 'fate' | 'fateAfter'> & {
  readonly person: string
  readonly hospitalName: string
}

export type PrescriptionLine = FilledPrescription['lines'][number]

export interface Prescriptions {
  /** the person's prescriptions that are neither used nor revoked nor past their validity at `now`, oldest first */
  openOf(identityNumber: string, now: number): readonly OpenPrescription[]
  find(hiRxno: string): Prescription | undefined
  /** all of the person's, newest first */
  of(identityNumber: string): readonly Prescription[]
  /** oldest first */
  list(): readonly Prescription[]
  /** in the doctor's order */
  linesOf(hiRxno: string): readonly PrescriptionLine[]
  withdraw(hiRxno: string, at: number, reason: string): void
  /** whether one was written in this visit */
  ofVisit(visitId: string): boolean
  /** one that a hospital uploaded; `person` is the owner's identity number */
  add(prescription: FilledPrescription & { readonly person: string }): void
  /** `settlement` null makes it unused again */
  use(hiRxno: string, settlement: string | null): void
  /** its file is not what it should be from now on */
  spoil(hiRxno: string, flaw: Prescription['flaw']): void
  /** whether a message with this signature was accepted before */
  hasSignature(signature: string): boolean
  keepSignature(signature: string): void
}

const PRESCRIPTION = `SELECT hi_rxno AS hiRxno, person, hospital, institution.name AS hospitalName, department, doctor,
  hospital_pharmacist AS hospitalPharmacist, diagnosis, diagnosis_code AS diagnosisCode, attribute, med_type AS medType,
  disease_code AS diseaseCode, long_term AS longTerm, prescription.area, insurance_type AS insuranceType, visit_id AS visitId,
  rx_trace_code AS rxTraceCode, prescribed_at AS prescribedAt, valid_days AS validDays, valid_until AS validUntil,
  withdrawn_at AS withdrawnAt, withdrawn_reason AS withdrawnReason, used_by AS usedBy, flaw
  FROM prescription JOIN institution ON institution.code = hospital`

/** Prescriptions over the center's database. */
export function createPrescriptions(db: Database): Prescriptions {
  const openOf = db.prepare<[string, number], OpenPrescription>(
    `${PRESCRIPTION} WHERE person = ? AND used_by IS NULL AND withdrawn_at IS NULL AND valid_until > ? ORDER BY prescribed_at, hi_rxno`,
  )
  const find = db.prepare<[string], Prescription>(`${PRESCRIPTION} WHERE hi_rxno = ?`)
  const of = db.prepare<[string], Prescription>(`${PRESCRIPTION} WHERE person = ? ORDER BY prescribed_at DESC, hi_rxno DESC`)
  const list = db.prepare<[], Prescription>(`${PRESCRIPTION} ORDER BY prescribed_at, hi_rxno`)
  const linesOf = db.prepare<[string], PrescriptionLine>(`
    SELECT number, drug, quantity, days, dose, dose_unit AS doseUnit, frequency_code AS frequencyCode, frequency, way_code AS wayCode, way
    FROM prescription_line WHERE hi_rxno = ? ORDER BY number`)
  const withdraw = db.prepare<[number, string, string]>(
    'UPDATE prescription SET withdrawn_at = ?, withdrawn_reason = ? WHERE hi_rxno = ?',
  )
  const ofVisit = db.prepare<[string]>('SELECT 1 FROM prescription WHERE visit_id = ?')
  const use = db.prepare<[string | null, string]>('UPDATE prescription SET used_by = ? WHERE hi_rxno = ?')
  const spoil = db.prepare<[string, string]>('UPDATE prescription SET flaw = ? WHERE hi_rxno = ?')
  const keptSignature = db.prepare<[string]>('SELECT 1 FROM used_signature WHERE signature = ?')
  const keepSignature = db.prepare<[string]>('INSERT INTO used_signature VALUES (?)')

  return {
    openOf: (identityNumber, now) => openOf.all(identityNumber, now),
    find: (hiRxno) => find.get(hiRxno),
    of: (identityNumber) => of.all(identityNumber),
    list: () => list.all(),
    linesOf: (hiRxno) => linesOf.all(hiRxno),
    withdraw: (hiRxno, at, reason) => {
      withdraw.run(at, reason, hiRxno)
    },
    ofVisit: (visitId) => ofVisit.get(visitId) !== undefined,
    add: prescriptionWriter(db),
    spoil: (hiRxno, flaw) => {
      spoil.run(flaw, hiRxno)
    },
    use: (hiRxno, settlement) => {
      use.run(settlement, hiRxno)
    },
    hasSignature: (signature) => keptSignature.get(signature) !== undefined,
    keepSignature: (signature) => {
      keepSignature.run(signature)
    },
  }
}

/** Writes whole prescriptions with their lines. */
export function prescriptionWriter(db: Database): (prescription: FilledPrescription & { readonly person: string }) => void {
  const prescription =
    db.prepare(`INSERT INTO prescription VALUES (@hiRxno, @person, @hospital, @department, @doctor, @hospitalPharmacist,
    @diagnosis, @diagnosisCode, @attribute, @medType, @diseaseCode, @longTerm, @area, @insuranceType, @visitId, @rxTraceCode, @prescribedAt,
    @validDays, @validUntil, @withdrawnAt, @withdrawnReason, @usedBy, @flaw, @fate, @fateAfter)`)
  const line =
    db.prepare(`INSERT INTO prescription_line VALUES (@hiRxno, @number, @drug, @quantity, @days, @dose, @doseUnit, @frequencyCode,
    @frequency, @wayCode, @way)`)
  return ({ lines, ...row }) => {
    prescription.run(row)
    for (const each of lines) line.run({ ...each, hiRxno: row.hiRxno })
  }
}
