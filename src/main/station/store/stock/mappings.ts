import type Database from 'better-sqlite3'
import { z } from 'zod'
import { Failure } from '../../../../shared/contract/failures.ts'
import { jsonColumn } from '../columns.ts'

/**
 * What the province knows an own drug as. `unknown`: an answer was lost, so that the mapping is withdrawn and made anew. `withdrawn`: it was taken back (3302), and nothing
 * came in its place yet.
 */
export interface Mapping {
  readonly drugId: string
  readonly nationalCode: string
  /** 目录类别 */
  readonly listType: string
  readonly state: 'done' | 'refused' | 'unknown' | 'withdrawn'
  readonly failure: Failure | null
  /** epoch ms */
  readonly at: number
}

/** Which drug of the national catalogue each own one is, as the province was told (3301). */
export interface Mappings {
  find(drugId: string): Mapping | null
  put(mapping: Mapping): void
  /** the drugs after `after`, by their own numbers, that the province does not know as what they are now */
  open(after: string, limit: number): readonly string[]
  countOpen(): number
}

const Id = z.string()
const Count = z.int()
const MappingRow: z.ZodType<Mapping> = z.strictObject({
  drugId: z.string(),
  nationalCode: z.string(),
  listType: z.string(),
  state: z.enum(['done', 'refused', 'unknown', 'withdrawn']),
  failure: jsonColumn(Failure).nullable(),
  at: z.int(),
})

const OPEN = `FROM drugs LEFT JOIN drug_mappings AS mapped ON mapped.drug_id = drugs.id
  WHERE drugs.id > @after AND (mapped.state IS NOT 'done' OR mapped.national_code <> drugs.national_code)`

/** The mappings of one database. */
export function createMappings(db: Database.Database): Mappings {
  const select = db.prepare(`SELECT drug_id AS drugId, national_code AS nationalCode, list_type AS listType, state, failure, at
    FROM drug_mappings WHERE drug_id = ?`)
  const upsert = db.prepare(`INSERT INTO drug_mappings (drug_id, national_code, list_type, state, failure, at)
    VALUES (@drugId, @nationalCode, @listType, @state, @failure, @at) ON CONFLICT (drug_id) DO UPDATE SET national_code = excluded.national_code,
    list_type = excluded.list_type, state = excluded.state, failure = excluded.failure, at = excluded.at`)
  const selectOpen = db.prepare(`SELECT drugs.id ${OPEN} ORDER BY drugs.id LIMIT @limit`).pluck()
  const countOpen = db.prepare(`SELECT count(*) ${OPEN}`).pluck()

  return {
    find: (drugId) => {
      const row = select.get(drugId)
      return row === undefined ? null : MappingRow.parse(row)
    },
    put: ({ failure, ...mapping }) => void upsert.run({ ...mapping, failure: failure === null ? null : JSON.stringify(failure) }),
    open: (after, limit) => selectOpen.all({ after, limit }).map((id) => Id.parse(id)),
    countOpen: () => Count.parse(countOpen.get({ after: '' })),
  }
}
