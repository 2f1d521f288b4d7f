import type { Database } from 'better-sqlite3'

/** A signature check of 7205 that the file passed. */
interface Verification {
  /** rxSignVerifySn */
  readonly serial: string
  readonly hiRxno: string
  readonly institution: string
  /** epoch ms */
  readonly at: number
}

export interface Verifications {
  add(verification: Verification): void
  find(serial: string): Verification | undefined
}

/** Passed signature checks over the center's database. */
export function createVerifications(db: Database): Verifications {
  const add = db.prepare<[Verification]>(
    'INSERT INTO verification (serial, hi_rxno, institution, at) VALUES (@serial, @hiRxno, @institution, @at)',
  )
  const find = db.prepare<[string], Verification>(
    'SELECT serial, hi_rxno AS hiRxno, institution, at FROM verification WHERE serial = ?',
  )
  return {
    add: (verification) => {
      add.run(verification)
    },
    find: (serial) => find.get(serial),
  }
}
