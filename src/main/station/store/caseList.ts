import type Database from 'better-sqlite3'
import { z } from 'zod'
import { caseStates } from '../../../shared/domain/dispenseCase.ts'
import { lastFourOf } from '../../../shared/domain/identityNumber.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import type { Cases } from './cases.ts'
import { Bytes, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

const SummaryRow = z.strictObject({
  id: z.string(),
  document: z.string(),
  state: z.enum(caseStates),
  openedAt: z.int(),
  diagnosis: Bytes,
  person: z.custom<Fen>(Number.isSafeInteger).nullable(),
  visitId: z.string(),
  name: Bytes.nullable(),
  idNumber: Bytes.nullable(),
})

/** The list of a day, exported so that a test can ask which index it uses. */
export const casesSince = `SELECT cases.id, document, machine ->> '$.state' AS state, cases.opened_at AS openedAt, diagnosis,
  coalesce(settlement, presettlement) ->> '$.amounts.person' AS person, visit_id AS visitId, visits.name, visits.id_number AS idNumber
  FROM cases JOIN visits ON visits.id = visit_id WHERE cases.opened_at >= ? ORDER BY cases.opened_at DESC, document DESC LIMIT 200`

/** The lists of the cases of one database. */
export function createCaseList(db: Database.Database, sealer: Sealer): Pick<Cases, 'since'> {
  const cells = tableSealer(sealer, 'cases')
  const visitCells = tableSealer(sealer, 'visits')
  const select = db.prepare(casesSince)

  return {
    since: (from) =>
      select.all(from).map((row) => {
        const { visitId, name, idNumber, diagnosis, ...plain } = SummaryRow.parse(row)
        return {
          ...plain,
          diagnosis: cells.open(plain.id, 'diagnosis', diagnosis),
          patientName: visitCells.open(visitId, 'name', name) ?? '',
          lastFour: lastFourOf(visitCells.open(visitId, 'id_number', idNumber) ?? ''),
        }
      }),
  }
}
