import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type PatientView, VisitPhase } from '../../../shared/contract/counter.ts'
import { Failure } from '../../../shared/contract/failures.ts'
import { CredentialKind } from '../../../shared/contract/purchaser.ts'
import { lastFourOf } from '../../../shared/domain/identityNumber.ts'
import { type VisitColour, visitColours } from '../../../shared/domain/visitColours.ts'
import type { InsuredPlace } from '../gateways/gateways.ts'
import { Bytes, jsonColumn, tableSealer } from './columns.ts'
import type { LookUpKind, Sealer } from './sealer.ts'

/** What becomes known of a visit while it goes on; null until then. Name, numbers, card, voucher token and failure (the center's own words stand in it) are sealed on disk. */
export interface VisitPieces {
  readonly phase: VisitPhase
  readonly name: string | null
  readonly idType: string | null
  readonly idNumber: string | null
  readonly personNumber: string | null
  /** of the QR, or of the password that was typed beside the card */
  readonly voucherToken: string | null
  /** what the patient showed last */
  readonly credential: CredentialKind
  /** of a social-security card */
  readonly cardNumber: string | null
  readonly cardSn: string | null
  /** filing number of the reader that the card lay on; null where it has none of its own */
  readonly terminalId: string | null
  /** the case or ordinary sale for whose payment the password was given; null: it was given to fetch prescriptions, or not at all */
  readonly passwordFor: string | null
  readonly gender: PatientView['gender'] | null
  readonly age: number | null
  readonly insuranceArea: string | null
  readonly insuranceType: string | null
  /** where the patient is insured (1101) */
  readonly places: readonly InsuredPlace[]
  /** the case that is worked on; null while the list of prescriptions is */
  readonly frontCase: string | null
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
  /** its own among the open visits */
  readonly colour: VisitColour
  /** when it was put aside, epoch ms; null: it is the one at the counter */
  readonly parkedAt: number | null
}

export interface Visits {
  /** opens a visit at the counter, in the first free colour; throws while another is there or no colour is free, because the caller must have looked */
  open(visit: { readonly accountId: string; readonly phase: VisitPhase }): Visit
  /** the colour of the next visit, when the one at the counter has made room; null while as many are parked as there are colours */
  nextColour(): VisitColour | null
  /** the open visit at the counter */
  current(): Visit | null
  /** the open visits that were put aside, the longest waiting first */
  parked(): readonly Visit[]
  find(id: string): Visit | null
  /** puts an open visit aside; throws when it is not at the counter */
  park(id: string): Visit
  /** brings a parked visit to the counter; throws when it is not parked, or another is there */
  takeUp(id: string): Visit
  /** changes the given pieces of an open visit and leaves the others; throws when it is not open */
  update(id: string, pieces: Partial<VisitPieces>): Visit
  /** closes an open visit and forgets the voucher token, the card and the photos, which nobody may use any more; throws when it is not open */
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
  credential: CredentialKind,
  cardNumber: Bytes.nullable(),
  cardSn: Bytes.nullable(),
  terminalId: z.string().nullable(),
  passwordFor: z.string().nullable(),
  gender: z.enum(['male', 'female', 'unknown']).nullable(),
  age: z.int().nullable(),
  insuranceArea: z.string().nullable(),
  insuranceType: z.string().nullable(),
  failure: Bytes.nullable(),
  failedAt: z.int().nullable(),
  retryFrom: z.string().nullable(),
  parkedAt: z.int().nullable(),
  colour: z.enum(visitColours),
  frontCase: z.string().nullable(),
  places: jsonColumn(z.array(z.strictObject({ area: z.string(), insuranceType: z.string(), active: z.boolean() })).readonly()),
})

const StoredFailure = jsonColumn(Failure).nullable()

const SELECT = `SELECT id, phase, opened_at AS openedAt, closed_at AS closedAt, account_id AS accountId, name, id_type AS idType,
  id_number AS idNumber, person_number AS personNumber, voucher_token AS voucherToken, credential,
  card_number AS cardNumber, card_sn AS cardSn, terminal_id AS terminalId, password_pays AS passwordFor, gender, age, insurance_area AS insuranceArea,
  insurance_type AS insuranceType, failure, failed_at AS failedAt, retry_from AS retryFrom, parked_at AS parkedAt,
  colour, front_case AS frontCase, places FROM visits`

/** The look-ups of people, exported so that a test can ask which index each one uses. */
export const personLookUps: Readonly<Record<LookUpKind, string>> = Object.freeze({
  name: `${SELECT} WHERE name_index = ? ORDER BY opened_at DESC LIMIT 50`,
  idNumber: `${SELECT} WHERE id_number_index = ? ORDER BY opened_at DESC LIMIT 50`,
  lastFour: `${SELECT} WHERE last_four_index = ? ORDER BY opened_at DESC LIMIT 50`,
})

/** The look-ups of open visits, exported so that a test can ask which index each one uses. */
export const openVisitLookUps = Object.freeze({
  current: `${SELECT} WHERE closed_at IS NULL AND parked_at IS NULL`,
  parked: `${SELECT} WHERE closed_at IS NULL AND parked_at IS NOT NULL ORDER BY parked_at, id`,
})

/** The visits of one database. */
export function createVisits(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string },
): Visits {
  const cells = tableSealer(sealer, 'visits')
  const insert = db.prepare(`INSERT INTO visits (id, phase, opened_at, account_id, colour)
    VALUES (@id, @phase, @openedAt, @accountId, @colour)`)
  const select = db.prepare(`${SELECT} WHERE id = ?`)
  const selectCurrent = db.prepare(openVisitLookUps.current)
  const selectParked = db.prepare(openVisitLookUps.parked)
  const selectBy = {
    name: db.prepare(personLookUps.name),
    idNumber: db.prepare(personLookUps.idNumber),
    lastFour: db.prepare(personLookUps.lastFour),
  }
  const save =
    db.prepare(`UPDATE visits SET phase = @phase, closed_at = @closedAt, name = @name, name_index = @nameIndex, id_type = @idType,
    id_number = @idNumber, id_number_index = @idNumberIndex, last_four_index = @lastFourIndex, person_number = @personNumber,
    voucher_token = @voucherToken, credential = @credential, card_number = @cardNumber, card_sn = @cardSn,
    terminal_id = @terminalId, password_pays = @passwordFor, gender = @gender, age = @age, insurance_area = @insuranceArea, insurance_type = @insuranceType,
    failure = @failure, failed_at = @failedAt, retry_from = @retryFrom, parked_at = @parkedAt, front_case = @frontCase,
    places = @places WHERE id = @id`)

  const forgetPhotos = db.prepare('DELETE FROM card_photos WHERE visit_id = ?')

  const visitOf = (row: unknown): Visit => {
    const visit = VisitRow.parse(row)
    return {
      ...visit,
      name: cells.open(visit.id, 'name', visit.name),
      idNumber: cells.open(visit.id, 'id_number', visit.idNumber),
      personNumber: cells.open(visit.id, 'person_number', visit.personNumber),
      voucherToken: cells.open(visit.id, 'voucher_token', visit.voucherToken),
      cardNumber: cells.open(visit.id, 'card_number', visit.cardNumber),
      cardSn: cells.open(visit.id, 'card_sn', visit.cardSn),
      failure: StoredFailure.parse(cells.open(visit.id, 'failure', visit.failure)),
    }
  }
  const visitOrNull = (row: unknown): Visit | null => (row === undefined ? null : visitOf(row))
  const indexOf = (kind: LookUpKind, value: string | null) => (value === null ? null : sealer.lookUpIndex(kind, value))

  const change = (id: string, pieces: Partial<VisitPieces & Pick<Visit, 'closedAt' | 'parkedAt'>>): Visit =>
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
          cardNumber: cells.seal(id, 'card_number', visit.cardNumber),
          cardSn: cells.seal(id, 'card_sn', visit.cardSn),
          failure: cells.seal(id, 'failure', visit.failure && JSON.stringify(visit.failure)),
          places: JSON.stringify(visit.places),
        })
        return visit
      })
      .immediate()

  const parked = () => selectParked.all().map(visitOf)

  function nextColour(): VisitColour | null {
    const taken = new Set(parked().map(({ colour }) => colour))
    return visitColours.find((colour) => !taken.has(colour)) ?? null
  }

  return {
    open({ accountId, phase }) {
      const id = ports.newId()
      const colour = nextColour()
      if (colour === null) throw new Error('no colour is free for another visit')
      insert.run({ id, phase, openedAt: ports.clock(), accountId, colour })
      return visitOf(select.get(id))
    },
    nextColour,
    current: () => visitOrNull(selectCurrent.get()),
    parked,
    find: (id) => visitOrNull(select.get(id)),
    park(id) {
      if (visitOrNull(select.get(id))?.parkedAt !== null) throw new Error(`visit ${id} is not at the counter`)
      return change(id, { parkedAt: ports.clock() })
    },
    takeUp(id) {
      if (visitOrNull(select.get(id))?.parkedAt == null) throw new Error(`visit ${id} is not parked`)
      return change(id, { parkedAt: null })
    },
    update: change,
    close: db.transaction((id: string): Visit => {
      forgetPhotos.run(id)
      return change(id, { closedAt: ports.clock(), voucherToken: null, cardNumber: null, cardSn: null, passwordFor: null })
    }),
    findByPerson: (by, value) => selectBy[by].all(sealer.lookUpIndex(by, value)).map(visitOf),
  }
}
