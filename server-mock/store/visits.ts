import type { Database } from 'better-sqlite3'

/** A visit to a hospital: registered by 2201, described by 2203. */
export interface Visit {
  /** mdtrt_id */
  readonly id: string
  readonly hospital: string
  /** identity number */
  readonly person: string
  /** place of insurance that it was registered under */
  readonly area: string
  readonly insuranceType: string
  /** ipt_otp_no: the hospital's own number */
  readonly visitNumber: string
  /** epoch ms */
  readonly registeredAt: number
  /** null until 2203 */
  readonly medType: string | null
  /** of the outpatient list; null where the visit was for none */
  readonly diseaseCode: string | null
  /** codes of the valid diagnoses */
  readonly diagnoses: readonly string[]
}

type Row = Omit<Visit, 'diagnoses'> & { readonly diagnoses: string }

export interface Visits {
  find(id: string): Visit | undefined
  numbered(hospital: string, visitNumber: string): Visit | undefined
  add(visit: Omit<Visit, 'medType' | 'diseaseCode' | 'diagnoses'>): void
  /** what 2203 says; the latest counts */
  describe(id: string, what: { medType: string; diseaseCode: string | null; diagnoses: readonly string[] }): void
}

const VISIT = `SELECT id, hospital, person, area, insurance_type AS insuranceType, visit_number AS visitNumber, registered_at AS registeredAt,
  med_type AS medType, disease_code AS diseaseCode, diagnoses FROM visit`

/** Visits over the center's database. */
export function createVisits(db: Database): Visits {
  const find = db.prepare<[string], Row>(`${VISIT} WHERE id = ?`)
  const numbered = db.prepare<[string, string], Row>(`${VISIT} WHERE hospital = ? AND visit_number = ?`)
  const add = db.prepare<[Omit<Visit, 'medType' | 'diseaseCode' | 'diagnoses'>]>(`
    INSERT INTO visit (id, hospital, person, area, insurance_type, visit_number, registered_at, diagnoses)
    VALUES (@id, @hospital, @person, @area, @insuranceType, @visitNumber, @registeredAt, '[]')`)
  const describe = db.prepare<[string, string | null, string, string]>(
    'UPDATE visit SET med_type = ?, disease_code = ?, diagnoses = ? WHERE id = ?',
  )
  const read = (row: Row | undefined): Visit | undefined => row && { ...row, diagnoses: JSON.parse(row.diagnoses) }
  return {
    find: (id) => read(find.get(id)),
    numbered: (hospital, visitNumber) => read(numbered.get(hospital, visitNumber)),
    add: (visit) => {
      add.run(visit)
    },
    describe: (id, { medType, diseaseCode, diagnoses }) => {
      describe.run(medType, diseaseCode, JSON.stringify(diagnoses), id)
    },
  }
}
