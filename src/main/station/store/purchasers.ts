import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Relation } from '../../../shared/contract/purchaser.ts'
import { Bytes, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

/** Somebody who collects in the patient's place. Name, number and reason are sealed on disk. */
export interface Purchaser {
  readonly id: string
  readonly visitId: string
  /** epoch ms */
  readonly registeredAt: number
  /** who registered it */
  readonly accountId: string
  readonly name: string
  readonly idNumber: string
  readonly relation: Relation
  readonly reason: string
  readonly source: 'card' | 'typed'
}

export interface Purchasers {
  /** in the place of the one who was registered for the visit before */
  register(purchaser: Omit<Purchaser, 'id' | 'registeredAt'>): Purchaser
  find(id: string): Purchaser | null
  /** who collects for the visit's patient from now on; null: the patient in person */
  ofVisit(visitId: string): Purchaser | null
  /** who collected the goods of a case; whoever comes for another case of the same visit changes nothing here */
  ofCase(caseId: string): Purchaser | null
  /** ties a case to whoever collects its goods */
  assign(caseId: string, purchaserId: string): void
  /** the patient collects in person after all: for the visit, and for the case where one is named */
  withdraw(visitId: string, caseId: string | null): void
}

const Row = z.strictObject({
  id: z.string(),
  visitId: z.string(),
  registeredAt: z.int(),
  accountId: z.string(),
  name: Bytes,
  idNumber: Bytes,
  reason: Bytes,
  relation: Relation,
  source: z.enum(['card', 'typed']),
})

const SELECT = `SELECT id, visit_id AS visitId, registered_at AS registeredAt, account_id AS accountId, name, id_number AS idNumber, reason, relation,
  source FROM purchasers`

/** The purchasers of one database. */
export function createPurchasers(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string },
): Purchasers {
  const cells = tableSealer(sealer, 'purchasers')
  const insert =
    db.prepare(`INSERT INTO purchasers (id, visit_id, registered_at, account_id, name, id_number, reason, relation, source)
    VALUES (@id, @visitId, @registeredAt, @accountId, @name, @idNumber, @reason, @relation, @source)`)
  const end = db.prepare('UPDATE purchasers SET withdrawn_at = ? WHERE visit_id = ? AND withdrawn_at IS NULL')
  const select = db.prepare(`${SELECT} WHERE id = ?`)
  const selectOfVisit = db.prepare(`${SELECT} WHERE visit_id = ? AND withdrawn_at IS NULL`)
  const selectOfCase = db.prepare(`${SELECT} WHERE id = (SELECT purchaser_id FROM case_purchasers WHERE case_id = ?)`)
  const assign = db.prepare(`INSERT INTO case_purchasers (case_id, purchaser_id) VALUES (?, ?)
    ON CONFLICT (case_id) DO UPDATE SET purchaser_id = excluded.purchaser_id`)
  const unassign = db.prepare('DELETE FROM case_purchasers WHERE case_id = ?')

  function purchaserOf(row: unknown): Purchaser | null {
    if (row === undefined) return null
    const { name, idNumber, reason, ...plain } = Row.parse(row)
    return {
      ...plain,
      name: cells.open(plain.id, 'name', name),
      idNumber: cells.open(plain.id, 'id_number', idNumber),
      reason: cells.open(plain.id, 'reason', reason),
    }
  }

  return {
    register: db.transaction((given: Omit<Purchaser, 'id' | 'registeredAt'>): Purchaser => {
      const purchaser = { ...given, id: ports.newId(), registeredAt: ports.clock() }
      const { id, name, idNumber, reason } = purchaser
      end.run(purchaser.registeredAt, given.visitId)
      insert.run({
        ...purchaser,
        name: cells.seal(id, 'name', name),
        idNumber: cells.seal(id, 'id_number', idNumber),
        reason: cells.seal(id, 'reason', reason),
      })
      return purchaser
    }),
    find: (id) => purchaserOf(select.get(id)),
    ofVisit: (visitId) => purchaserOf(selectOfVisit.get(visitId)),
    ofCase: (caseId) => purchaserOf(selectOfCase.get(caseId)),
    assign: (caseId, purchaserId) => void assign.run(caseId, purchaserId),
    withdraw: db.transaction((visitId: string, caseId: string | null): void => {
      end.run(ports.clock(), visitId)
      if (caseId !== null) unassign.run(caseId)
    }),
  }
}
