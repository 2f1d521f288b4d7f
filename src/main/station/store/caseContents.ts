import type Database from 'better-sqlite3'
import { z } from 'zod'
import { caseStates } from '../../../shared/domain/dispenseCase.ts'
import { EventShape } from './caseShapes.ts'
import type { CaseHistoryRow, CaseItem, Cases } from './cases.ts'
import { Bytes, jsonColumn, tableSealer } from './columns.ts'
import type { Sealer } from './sealer.ts'

type CaseContents = Pick<Cases, 'addHistory' | 'history' | 'addItem' | 'removeItem' | 'items' | 'putFile' | 'file'>

const HistoryRow: z.ZodType<CaseHistoryRow> = z.strictObject({
  at: z.int(),
  accountId: z.string().nullable(),
  event: jsonColumn(EventShape),
  state: z.enum(caseStates),
})

const ItemRow: z.ZodType<CaseItem> = z.strictObject({
  id: z.string(),
  caseId: z.string(),
  line: z.int(),
  drugId: z.string(),
  lotId: z.string(),
  code: z.string().nullable(),
  pieces: z.int().nullable(),
  byHand: z.string().nullable(),
  addedAt: z.int(),
})

const FileRow = z.strictObject({ bytes: Bytes, signature: z.string(), certificateSerial: z.string() })

const SELECT_ITEM = `SELECT id, case_id AS caseId, line, drug_id AS drugId, lot_id AS lotId, code, pieces, by_hand AS byHand,
  added_at AS addedAt FROM case_items`

/** What belongs to a case beside its record, exported so that a test can ask which index each look-up uses. */
export const contentLookUps = Object.freeze({
  history: 'SELECT at, account_id AS accountId, event, state FROM case_history WHERE case_id = ? ORDER BY seq',
  items: `${SELECT_ITEM} WHERE case_id = ? ORDER BY line, seq`,
  file: 'SELECT bytes, signature, certificate_serial AS certificateSerial FROM case_files WHERE case_id = ?',
})

/** The histories, baskets and files of the cases of one database. */
export function createCaseContents(
  db: Database.Database,
  sealer: Sealer,
  ports: { readonly clock: () => number; readonly newId: () => string },
): CaseContents {
  const cells = tableSealer(sealer, 'case_files')
  const insertHistory = db.prepare(`INSERT INTO case_history (case_id, at, account_id, event, state)
    VALUES (@caseId, @at, @accountId, @event, @state)`)
  const selectHistory = db.prepare(contentLookUps.history)
  const insertItem = db.prepare(`INSERT INTO case_items (id, case_id, line, drug_id, lot_id, code, pieces, by_hand, added_at)
    VALUES (@id, @caseId, @line, @drugId, @lotId, @code, @pieces, @byHand, @addedAt)`)
  const selectItem = db.prepare(`${SELECT_ITEM} WHERE id = ?`)
  const selectItems = db.prepare(contentLookUps.items)
  const deleteItem = db.prepare('DELETE FROM case_items WHERE id = ?')
  const upsertFile = db.prepare(`INSERT INTO case_files (case_id, bytes, signature, certificate_serial)
    VALUES (@caseId, @bytes, @signature, @certificateSerial)
    ON CONFLICT (case_id) DO UPDATE SET bytes = excluded.bytes, signature = excluded.signature,
    certificate_serial = excluded.certificate_serial`)
  const selectFile = db.prepare(contentLookUps.file)

  return {
    addHistory(caseId, { accountId, event, state }) {
      insertHistory.run({ caseId, at: ports.clock(), accountId, event: JSON.stringify(EventShape.parse(event)), state })
    },
    history: (caseId) => selectHistory.all(caseId).map((row) => HistoryRow.parse(row)),

    addItem({ caseId, line, drugId, lotId, code, pieces, byHand }) {
      const id = ports.newId()
      insertItem.run({ id, caseId, line, drugId, lotId, code, pieces, byHand, addedAt: ports.clock() })
      return ItemRow.parse(selectItem.get(id))
    },
    removeItem(id) {
      if (deleteItem.run(id).changes !== 1) throw new Error(`there is no item ${id}`)
    },
    items: (caseId) => selectItems.all(caseId).map((row) => ItemRow.parse(row)),

    putFile(caseId, { bytes, signature, certificateSerial }) {
      const sealed = cells.seal(caseId, 'bytes', Buffer.from(bytes).toString('base64'))
      upsertFile.run({ caseId, bytes: sealed, signature, certificateSerial })
    },
    file(caseId) {
      const row = selectFile.get(caseId)
      if (row === undefined) return null
      const { bytes, ...plain } = FileRow.parse(row)
      return { ...plain, bytes: new Uint8Array(Buffer.from(cells.open(caseId, 'bytes', bytes), 'base64')) }
    },
  }
}
