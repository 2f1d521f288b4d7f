import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { AuthorizedPrescription } from '../gateways/gateways.ts'
import { Bytes, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

/** The prescriptions that 7201 offered for a visit. Diagnosis and token are sealed on disk. */
export interface WaitingPrescriptions {
  /** puts this list in the place of the visit's former one */
  replace(visitId: string, prescriptions: readonly AuthorizedPrescription[]): void
  /** the visit's list, in the center's order */
  list(visitId: string): readonly AuthorizedPrescription[]
}

const PrescriptionRow = z.strictObject({
  id: z.string(),
  hiRxno: z.string(),
  institution: z.string(),
  department: z.string(),
  diagnosis: Bytes,
  token: Bytes,
  prescribedAt: z.int(),
  validUntil: z.int(),
  tokenUntil: z.int(),
})

/** The waiting prescriptions of one database. */
export function createWaitingPrescriptions(db: Database.Database, sealer: Sealer, newId: () => string): WaitingPrescriptions {
  const cells = tableSealer(sealer, 'waiting_prescriptions')
  const clear = db.prepare('DELETE FROM waiting_prescriptions WHERE visit_id = ?')
  const insert = db.prepare(`INSERT INTO waiting_prescriptions
    (id, visit_id, position, hi_rxno, institution, department, diagnosis, token, prescribed_at, valid_until, token_until) VALUES
    (@id, @visitId, @position, @hiRxno, @institution, @department, @diagnosis, @token, @prescribedAt, @validUntil, @tokenUntil)`)
  const select =
    db.prepare(`SELECT id, hi_rxno AS hiRxno, institution, department, diagnosis, token, prescribed_at AS prescribedAt,
    valid_until AS validUntil, token_until AS tokenUntil FROM waiting_prescriptions WHERE visit_id = ? ORDER BY position`)

  return {
    replace: (visitId, prescriptions) =>
      db
        .transaction(() => {
          clear.run(visitId)
          for (const [position, prescription] of prescriptions.entries()) {
            const id = newId()
            const diagnosis = cells.seal(id, 'diagnosis', prescription.diagnosis)
            const token = cells.seal(id, 'token', prescription.token)
            insert.run({ ...prescription, id, visitId, position, diagnosis, token })
          }
        })
        .immediate(),
    list: (visitId) =>
      select.all(visitId).map((row) => {
        const { id, diagnosis, token, ...plain } = PrescriptionRow.parse(row)
        return { ...plain, diagnosis: cells.open(id, 'diagnosis', diagnosis), token: cells.open(id, 'token', token) }
      }),
  }
}
