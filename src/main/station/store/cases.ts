import type Database from 'better-sqlite3'
import type { CaseSummary, CaseVerdict } from '../../../shared/contract/case.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CredentialKind } from '../../../shared/contract/purchaser.ts'
import { nextUpload } from '../../../shared/domain/caseTransition.ts'
import { type CaseEvent, type DispenseCase, isClosed } from '../../../shared/domain/dispenseCase.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import type { Prescription, PrescriptionFile } from '../../../shared/domain/prescription.ts'
import type { ReviewPoint } from '../../../shared/domain/reviewPoints.ts'
import type { Presettlement, Settlement } from '../../../shared/domain/settlement.ts'
import { shanghaiDate } from '../../../shared/domain/shanghaiTime.ts'
import { createCaseContents } from './caseContents.ts'
import { createCaseList } from './caseList.ts'
import { CaseRow, sealedShapes } from './caseShapes.ts'
import { tableSealer } from './columns.ts'
import { retailDocument } from './retailDocument.ts'
import type { Sealer } from './sealer.ts'

/** The pharmacist who scanned his or her own voucher for the review of a case. */
export interface ReviewingPharmacist {
  readonly name: string
  readonly idType: string
  readonly idNumber: string
  readonly code: string
  readonly licence: string
  readonly voucherToken: string
  /** when the voucher was shown, epoch ms; left out once that does not count any more, and by earlier versions */
  readonly at?: number
}

export interface CaseReview {
  readonly isApproved: boolean
  readonly opinion: string
  /** epoch ms */
  readonly at: number
  /** rxChkBizSn; null until 7206 was answered */
  readonly serial: string | null
  /** what the pharmacist went through */
  readonly checked: readonly ReviewPoint[]
}

/** What becomes known of a case while it goes on; null until then. Everything that tells of the patient is sealed on disk. */
export interface CasePieces {
  readonly machine: DispenseCase
  /** sealed; empty once the case is closed, as the pharmacist's is: nobody may use them any more */
  readonly token: string
  /** sealed */
  readonly prescription: Prescription | null
  /** sealed: the center's own words stand in it */
  readonly verdict: (CaseVerdict & { readonly serial: string | null }) | null
  /** sealed */
  readonly pharmacist: ReviewingPharmacist | null
  /** sealed */
  readonly review: CaseReview | null
  /** whether the personal account may pay; it may at first */
  readonly useAccount: boolean
  readonly presettlement: Presettlement | null
  /** msgid of the last 2102A and 2103, so that 2601 can name it */
  readonly settleMsgid: string | null
  readonly revokeMsgid: string | null
  readonly settlement: Settlement | null
  /** `at`: the center's time when the sale was paid for (epoch ms); `by`: the account that took the money */
  readonly payment: { readonly cashGiven: Fen; readonly change: Fen; readonly at: number; readonly by: string } | null
  /** codes scanned back while a return is being made; null when none is */
  readonly returnedCodes: readonly string[] | null
  /** sealed: why the person at the counter gave it up */
  readonly givenUpBecause: string | null
  /** what stopped the last step (the center's own words stand in it: sealed), and when */
  readonly failure: Failure | null
  readonly failedAt: number | null
}

export interface CaseRecord extends CasePieces {
  readonly id: string
  readonly visitId: string
  readonly hiRxno: string
  /** own retail document number (零售单据号), e.g. LS20261122-0007 */
  readonly document: string
  /** from the list of 7201 */
  readonly hospital: string
  readonly department: string
  /** sealed */
  readonly diagnosis: string
  readonly openedBy: string
  /** epoch ms */
  readonly openedAt: number
  readonly closedAt: number | null
}

/** One thing that happened to a case. */
export interface CaseHistoryRow {
  readonly at: number
  readonly accountId: string | null
  readonly event:
    | CaseEvent
    | { readonly type: 'opened' }
    | { readonly type: 'itemAdded' | 'itemRemoved'; readonly itemId: string }
    // `patientBy`: how the patient was known then; how the purchaser was stands with them
    | { readonly type: 'purchaserNamed'; readonly purchaserId: string; readonly patientBy: CredentialKind }
    | { readonly type: 'purchaserWithdrawn'; readonly purchaserId: string }
  readonly state: DispenseCase['state']
}

/** What is in the basket of a line. */
export interface CaseItem {
  readonly id: string
  readonly caseId: string
  /** of the prescription, from 1 */
  readonly line: number
  readonly drugId: string
  readonly lotId: string
  /** null for goods without trace codes */
  readonly code: string | null
  /** null: a whole box */
  readonly pieces: number | null
  readonly byHand: string | null
  readonly addedAt: number
}

export interface Cases {
  /** opens a case; throws while another unclosed one has this hiRxno */
  open(
    opened: Pick<CaseRecord, 'visitId' | 'hiRxno' | 'machine' | 'token' | 'hospital' | 'department' | 'diagnosis' | 'openedBy'>,
  ): CaseRecord
  find(id: string): CaseRecord | null
  /** the unclosed case of a prescription */
  unclosedOf(hiRxno: string): CaseRecord | null
  /** every unclosed case, oldest first */
  unclosed(): readonly CaseRecord[]
  /** opened since `from` (epoch ms), or still unclosed since whenever; newest first, 200 at most; never the whole records, which would take too long */
  since(from: number): readonly CaseSummary[]
  /**
   * Changes the given pieces and leaves the others. Closes the case when nothing more can happen to it, or when the goods are handed over with every upload
   * made; opens it again while a return is being made. Throws when there is no such case.
   */
  update(id: string, pieces: Partial<CasePieces>): CaseRecord
  addHistory(caseId: string, row: Omit<CaseHistoryRow, 'at'>): void
  history(caseId: string): readonly CaseHistoryRow[]
  addItem(item: Omit<CaseItem, 'id' | 'addedAt'>): CaseItem
  /** throws when there is none */
  removeItem(id: string): void
  items(caseId: string): readonly CaseItem[]
  /** the prescription's file, sealed on disk */
  putFile(caseId: string, file: PrescriptionFile): void
  file(caseId: string): PrescriptionFile | null
}

const SELECT = `SELECT id, visit_id AS visitId, hi_rxno AS hiRxno, document, machine, token, hospital, department, diagnosis, prescription,
  verdict, pharmacist, review, use_account AS useAccount, presettlement, settle_msgid AS settleMsgid, revoke_msgid AS revokeMsgid,
  settlement, payment, returned_codes AS returnedCodes, given_up_because AS givenUpBecause, failure, failed_at AS failedAt, opened_by AS openedBy, opened_at AS openedAt,
  closed_at AS closedAt FROM cases`

/** The look-ups of cases, exported so that a test can ask which index each one uses. */
export const caseLookUps = Object.freeze({
  find: `${SELECT} WHERE id = ?`,
  unclosedOf: `${SELECT} WHERE hi_rxno = ? AND closed_at IS NULL`,
  unclosed: `${SELECT} WHERE closed_at IS NULL ORDER BY opened_at, document`,
})

/** The dispense cases of one database. `nextNumber` counts the documents of each day. */
export function createCases(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string; readonly nextNumber: (counter: string) => number },
): Cases {
  const cells = tableSealer(sealer, 'cases')
  const insert = db.prepare(`INSERT INTO cases (id, visit_id, hi_rxno, document, machine, token, hospital, department, diagnosis,
    use_account, opened_by, opened_at) VALUES (@id, @visitId, @hiRxno, @document, @machine, @token, @hospital, @department, @diagnosis,
    1, @openedBy, @openedAt)`)
  const select = db.prepare(caseLookUps.find)
  const selectUnclosedOf = db.prepare(caseLookUps.unclosedOf)
  const selectUnclosed = db.prepare(caseLookUps.unclosed)
  const save = db.prepare(`UPDATE cases SET machine = @machine, token = @token, prescription = @prescription, verdict = @verdict,
    pharmacist = @pharmacist, review = @review, use_account = @useAccount, presettlement = @presettlement,
    settle_msgid = @settleMsgid, revoke_msgid = @revokeMsgid, settlement = @settlement, payment = @payment,
    returned_codes = @returnedCodes, given_up_because = @givenUpBecause, failure = @failure, failed_at = @failedAt, closed_at = @closedAt WHERE id = @id`)

  const caseOf = (row: unknown): CaseRecord => {
    const { id, ...columns } = CaseRow.parse(row)
    const open = (column: keyof typeof sealedShapes) => cells.open(id, column, columns[column])
    return {
      ...columns,
      id,
      token: cells.open(id, 'token', columns.token),
      diagnosis: cells.open(id, 'diagnosis', columns.diagnosis),
      givenUpBecause: cells.open(id, 'given_up_because', columns.givenUpBecause),
      prescription: sealedShapes.prescription.parse(open('prescription')),
      verdict: sealedShapes.verdict.parse(open('verdict')),
      pharmacist: sealedShapes.pharmacist.parse(open('pharmacist')),
      review: sealedShapes.review.parse(open('review')),
      failure: sealedShapes.failure.parse(open('failure')),
    }
  }
  const caseOrNull = (row: unknown): CaseRecord | null => (row === undefined ? null : caseOf(row))

  const write = (record: CaseRecord): void => {
    const { id } = record
    const seal = (column: keyof typeof sealedShapes) => cells.seal(id, column, jsonOf(record[column]))
    save.run({
      ...record,
      machine: JSON.stringify(record.machine),
      token: cells.seal(id, 'token', record.token),
      prescription: seal('prescription'),
      verdict: seal('verdict'),
      pharmacist: seal('pharmacist'),
      review: seal('review'),
      useAccount: Number(record.useAccount),
      presettlement: jsonOf(record.presettlement),
      settlement: jsonOf(record.settlement),
      payment: jsonOf(record.payment),
      returnedCodes: jsonOf(record.returnedCodes),
      givenUpBecause: cells.seal(id, 'given_up_because', record.givenUpBecause),
      failure: seal('failure'),
    })
  }

  return {
    ...createCaseContents(db, sealer, ports),
    ...createCaseList(db, sealer),

    open: ({ visitId, hiRxno, machine, token, hospital, department, diagnosis, openedBy }) =>
      db
        .transaction(() => {
          const id = ports.newId()
          const openedAt = ports.clock()
          insert.run({
            id,
            visitId,
            hiRxno,
            document: retailDocument(shanghaiDate(openedAt), ports.nextNumber),
            machine: JSON.stringify(machine),
            token: cells.seal(id, 'token', token),
            hospital,
            department,
            diagnosis: cells.seal(id, 'diagnosis', diagnosis),
            openedBy,
            openedAt,
          })
          return caseOf(select.get(id))
        })
        .immediate(),

    find: (id) => caseOrNull(select.get(id)),
    unclosedOf: (hiRxno) => caseOrNull(selectUnclosedOf.get(hiRxno)),
    unclosed: () => selectUnclosed.all().map(caseOf),

    update: (id, pieces) =>
      db
        .transaction(() => {
          const before = caseOrNull(select.get(id))
          if (before === null) throw new Error(`there is no case ${id}`)
          const after = { ...before, ...pieces }
          write(isOver(after) ? closed(after, before.closedAt ?? ports.clock()) : { ...after, closedAt: null })
          // read back, so that nothing is committed that could not be read again
          return caseOf(select.get(id))
        })
        .immediate(),
  }
}

function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Whether the shop has nothing left to do for a case. */
function isOver({ machine, returnedCodes }: CaseRecord): boolean {
  if (isClosed(machine)) return true
  const isReturning = returnedCodes !== null || machine.underWay !== null || machine.unanswered !== null
  return machine.state === 'handedOver' && nextUpload(machine) === null && !isReturning
}

function closed(record: CaseRecord, closedAt: number): CaseRecord {
  return { ...record, closedAt, token: '', pharmacist: record.pharmacist && { ...record.pharmacist, voucherToken: '' } }
}
