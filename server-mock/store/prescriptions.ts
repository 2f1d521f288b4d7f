import type { Database } from 'better-sqlite3'

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

/** 流转授权 of one prescription to one institution. */
interface Authorization {
  readonly token: string
  readonly hiRxno: string
  readonly institution: string
  /** epoch ms */
  readonly until: number
}

export interface Prescriptions {
  /** the person's prescriptions that are neither used nor revoked nor past their validity at `now`, oldest first */
  openOf(identityNumber: string, now: number): readonly OpenPrescription[]
  /** gives the authorization; the one that the prescription had before ends (N 8.4 note 2: there is only one) */
  authorize(authorization: Authorization): void
  /** marks a request signature as used; false when it was used before */
  takeSignature(signature: string): boolean
}

/** Prescriptions and their authorizations over the center's database. */
export function createPrescriptions(db: Database): Prescriptions {
  const openOf = db.prepare<[string, number], OpenPrescription>(`
    SELECT hi_rxno AS hiRxno, hospital, institution.name AS hospitalName, department, diagnosis, prescribed_at AS prescribedAt,
      valid_until AS validUntil
    FROM prescription JOIN institution ON institution.code = hospital
    WHERE person = ? AND state = 'open' AND valid_until > ? ORDER BY prescribed_at, hi_rxno`)
  const replace = db.prepare<[string]>('UPDATE authorization SET replaced = 1 WHERE hi_rxno = ? AND replaced = 0')
  const authorize = db.prepare<[Authorization]>(
    'INSERT INTO authorization (token, hi_rxno, institution, until) VALUES (@token, @hiRxno, @institution, @until)',
  )
  const takeSignature = db.prepare<[string]>('INSERT INTO used_signature VALUES (?) ON CONFLICT DO NOTHING')

  return {
    openOf: (identityNumber, now) => openOf.all(identityNumber, now),
    authorize: (given) => {
      replace.run(given.hiRxno)
      authorize.run(given)
    },
    takeSignature: (signature) => takeSignature.run(signature).changes === 1,
  }
}
