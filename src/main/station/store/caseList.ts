import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { CaseSummary } from '../../../shared/contract/case.ts'
import { uploadsLeft } from '../../../shared/domain/caseTransition.ts'
import { lastFourOf } from '../../../shared/domain/identityNumber.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import { MachineShape } from './caseShapes.ts'
import type { Cases } from './cases.ts'
import { Bytes, jsonColumn, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

const SummaryRow = z.strictObject({
  id: z.string(),
  document: z.string(),
  machine: jsonColumn(MachineShape),
  openedAt: z.int(),
  diagnosis: Bytes,
  person: z.custom<Fen>(Number.isSafeInteger).nullable(),
  visitId: z.string(),
  name: Bytes.nullable(),
  idNumber: Bytes.nullable(),
})

/** What the summary of a case is read from. */
export const SELECT_SUMMARY = `SELECT cases.id, document, machine, cases.opened_at AS openedAt, diagnosis,
  coalesce(settlement, presettlement) ->> '$.amounts.person' AS person, visit_id AS visitId, visits.name, visits.id_number AS idNumber
  FROM cases JOIN visits ON visits.id = visit_id`

/** The list of a day, exported so that a test can ask which index it uses. */
export const casesSince = `${SELECT_SUMMARY} WHERE cases.id IN
  (SELECT id FROM cases WHERE opened_at >= ? UNION ALL SELECT id FROM cases WHERE closed_at IS NULL)
  ORDER BY cases.opened_at DESC, document DESC LIMIT 200`

/** Reads the rows of `SELECT_SUMMARY`. */
export function summaryReader(sealer: Sealer): (row: unknown) => CaseSummary {
  const cells = tableSealer(sealer, 'cases')
  const visitCells = tableSealer(sealer, 'visits')
  return (row) => {
    const { visitId, name, idNumber, diagnosis, machine, ...plain } = SummaryRow.parse(row)
    return {
      ...plain,
      state: machine.state,
      uploadsLeft: uploadsLeft(machine),
      diagnosis: cells.open(plain.id, 'diagnosis', diagnosis),
      patientName: visitCells.open(visitId, 'name', name) ?? '',
      lastFour: lastFourOf(visitCells.open(visitId, 'id_number', idNumber) ?? ''),
    }
  }
}

/** The lists of the cases of one database. */
export function createCaseList(db: Database.Database, sealer: Sealer): Pick<Cases, 'since'> {
  const select = db.prepare(casesSince)
  const summaryOf = summaryReader(sealer)
  return { since: (from) => select.all(from).map(summaryOf) }
}
