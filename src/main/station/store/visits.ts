import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type PatientView, VisitPhase } from '../../../shared/contract/counter.ts'
import { Failure } from '../../../shared/contract/failures.ts'
import { lastFourOf } from '../../../shared/domain/identityNumber.ts'
import { Bytes, jsonColumn, tableSealer } from './columns.ts'
import type { LookUpKind, Sealer } from './sealer.ts'

/** What becomes known of a visit while it goes on; null until then. Name, numbers, voucher token and failure (the center's own words stand in it) are sealed on disk. */
export interface VisitPieces {
  readonly phase: VisitPhase
  readonly name: string | null
  readonly idType: string | null
  readonly idNumber: string | null
  readonly personNumber: string | null
  readonly voucherToken: string | null
  readonly gender: PatientView['gender'] | null
  readonly age: number | null
  readonly insuranceArea: string | null
  readonly insuranceType: string | null
  /** what stopped it */
  readonly failure: Failure | null
  /** when it did, epoch ms */
  readonly failedAt: number | null
  /** the step that a retry begins with */
  readonly retryFrom: string | null
}

export interface Visit extends VisitPieces {
  readonly id: string
  /** epoch ms */
  readonly openedAt: number
  readonly closedAt: number | null
  readonly accountId: string
}

export interface Visits {
  /** opens a visit; throws while another is open, because the caller must have looked with `current` */
  open(visit: { readonly accountId: string; readonly phase: VisitPhase }): Visit
  /** the one open visit */
  current(): Visit | null
  find(id: string): Visit | null
  /** changes the given pieces of an open visit and leaves the others; throws when it is not open */
  update(id: string, pieces: Partial<VisitPieces>): Visit
  /** closes an open visit and forgets the voucher token, which nobody may use any more; throws when it is not open */
  close(id: string): Visit
  /** the visits of people with this whole name, whole identity number or last four, newest first, 50 at most */
  findByPerson(by: LookUpKind, value: string): readonly Visit[]
}

const VisitRow = z.strictObject({
  id: z.string(),
  phase: VisitPhase,
  openedAt: z.int(),
  closedAt: z.int().nullable(),
  accountId: z.string(),
  name: Bytes.nullable(),
  idType: z.string().nullable(),
  idNumber: Bytes.nullable(),
  personNumber: Bytes.nullable(),
  voucherToken: Bytes.nullable(),
  gender: z.enum(['male', 'female', 'unknown']).nullable(),
  age: z.int().nullable(),
  insuranceArea: z.string().nullable(),
  insuranceType: z.string().nullable(),
  failure: Bytes.nullable(),
  failedAt: z.int().nullable(),
  retryFrom: z.string().nullable(),
})

const StoredFailure = jsonColumn(Failure).nullable()

const SELECT = `SELECT id, phase, opened_at AS openedAt, closed_at AS closedAt, account_id AS accountId, name, id_type AS idType,
  id_number AS idNumber, person_number AS personNumber, voucher_token AS voucherToken, gender, age, insurance_area AS insuranceArea,
  insurance_type AS insuranceType, failure, failed_at AS failedAt, retry_from AS retryFrom FROM visits`

/** The look-ups of people, exported so that a test can ask which index each one uses. */
export const personLookUps: Readonly<Record<LookUpKind, string>> = Object.freeze({
  name: `${SELECT} WHERE name_index = ? ORDER BY opened_at DESC LIMIT 50`,
  idNumber: `${SELECT} WHERE id_number_index = ? ORDER BY opened_at DESC LIMIT 50`,
  lastFour: `${SELECT} WHERE last_four_index = ? ORDER BY opened_at DESC LIMIT 50`,
})

/** The visits of one database. */
export function createVisits(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string },
): Visits {
  const cells = tableSealer(sealer, 'visits')
  const insert = db.prepare('INSERT INTO visits (id, phase, opened_at, account_id) VALUES (@id, @phase, @openedAt, @accountId)')
  const select = db.prepare(`${SELECT} WHERE id = ?`)
  const selectOpen = db.prepare(`${SELECT} WHERE closed_at IS NULL`)
  const selectBy = {
    name: db.prepare(personLookUps.name),
    idNumber: db.prepare(personLookUps.idNumber),
    lastFour: db.prepare(personLookUps.lastFour),
  }
  const save =
    db.prepare(`UPDATE visits SET phase = @phase, closed_at = @closedAt, name = @name, name_index = @nameIndex, id_type = @idType,
    id_number = @idNumber, id_number_index = @idNumberIndex, last_four_index = @lastFourIndex, person_number = @personNumber,
    voucher_token = @voucherToken, gender = @gender, age = @age, insurance_area = @insuranceArea, insurance_type = @insuranceType,
    failure = @failure, failed_at = @failedAt, retry_from = @retryFrom WHERE id = @id`)

  const visitOf = (row: unknown): Visit => {
    const visit = VisitRow.parse(row)
    return {
      ...visit,
      name: cells.open(visit.id, 'name', visit.name),
      idNumber: cells.open(visit.id, 'id_number', visit.idNumber),
      personNumber: cells.open(visit.id, 'person_number', visit.personNumber),
      voucherToken: cells.open(visit.id, 'voucher_token', visit.voucherToken),
      failure: StoredFailure.parse(cells.open(visit.id, 'failure', visit.failure)),
    }
  }
  const visitOrNull = (row: unknown): Visit | null => (row === undefined ? null : visitOf(row))
  const indexOf = (kind: LookUpKind, value: string | null) => (value === null ? null : sealer.lookUpIndex(kind, value))

  const change = (id: string, pieces: Partial<VisitPieces & Pick<Visit, 'closedAt'>>): Visit =>
    db
      .transaction(() => {
        const before = visitOrNull(select.get(id))
        if (before === null || before.closedAt !== null) throw new Error(`visit ${id} is not open`)
        const visit = { ...before, ...pieces }
        save.run({
          ...visit,
          name: cells.seal(id, 'name', visit.name),
          nameIndex: indexOf('name', visit.name),
          idNumber: cells.seal(id, 'id_number', visit.idNumber),
          idNumberIndex: indexOf('idNumber', visit.idNumber),
          lastFourIndex: indexOf('lastFour', visit.idNumber && lastFourOf(visit.idNumber)),
          personNumber: cells.seal(id, 'person_number', visit.personNumber),
          voucherToken: cells.seal(id, 'voucher_token', visit.voucherToken),
          failure: cells.seal(id, 'failure', visit.failure && JSON.stringify(visit.failure)),
        })
        return visit
      })
      .immediate()

  return {
    open({ accountId, phase }) {
      const id = ports.newId()
      insert.run({ id, phase, openedAt: ports.clock(), accountId })
      return visitOf(select.get(id))
    },
    current: () => visitOrNull(selectOpen.get()),
    find: (id) => visitOrNull(select.get(id)),
    update: change,
    close: (id) => change(id, { closedAt: ports.clock(), voucherToken: null }),
    findByPerson: (by, value) => selectBy[by].all(sealer.lookUpIndex(by, value)).map(visitOf),
  }
}
