import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { CaseSummary, DrugFound } from '../../../shared/contract/case.ts'
import { SELECT_SUMMARY, summaryReader } from './caseList.ts'
import type { LookUpKind, Sealer } from './sealer.ts'

/** Looks for cases and drugs. */
export interface Search {
  /** ids of the unclosed cases and of those opened since `from` (epoch ms), newest first */
  casesAtHand(from: number): readonly string[]
  /** throws when there is none */
  case(id: string): CaseSummary
  /** the cases of any day of people with this whole name, whole identity number or last four, newest first, 20 at most */
  casesOf(by: LookUpKind, value: string): readonly CaseSummary[]
  /** the case with this whole document number */
  caseOfDocument(document: string): CaseSummary | null
  /** the drugs with this own or national code, this prefix of trace codes (7 characters), or a box with this trace code */
  drugsOfCode(code: string): readonly DrugFound[]
  /** the drugs with this part in their name or product name, in the order of their names, 20 at most */
  drugsNamed(part: string): readonly DrugFound[]
}

const DrugRow: z.ZodType<DrugFound> = z.strictObject({
  id: z.string(),
  name: z.string(),
  specification: z.string(),
  manufacturer: z.string(),
  inStock: z.int(),
  expiresOn: z.string().nullable(),
})

const NEWEST = 'ORDER BY cases.opened_at DESC, document DESC LIMIT 20'

// what is sold out tells nothing of the next expiry; goods without trace codes have lots alone
const SELECT_DRUG = `SELECT id, name, specification, manufacturer,
  (SELECT count(*) FROM packs WHERE drug_id = drugs.id AND place = 'inStock') AS inStock,
  iif(is_traced,
    (SELECT min(expires_on) FROM packs JOIN lots ON lots.id = lot_id WHERE packs.drug_id = drugs.id AND place = 'inStock'),
    (SELECT min(expires_on) FROM lots WHERE drug_id = drugs.id)) AS expiresOn
  FROM drugs`

/** The look-ups of a search, exported so that a test can ask which index each one uses. */
export const searchLookUps = Object.freeze({
  casesAtHand: `SELECT id FROM (SELECT id, opened_at, document FROM cases WHERE closed_at IS NULL
    UNION ALL SELECT id, opened_at, document FROM cases WHERE opened_at >= ? AND closed_at IS NOT NULL) ORDER BY opened_at DESC, document DESC`,
  case: `${SELECT_SUMMARY} WHERE cases.id = ?`,
  name: `${SELECT_SUMMARY} WHERE visits.name_index = ? ${NEWEST}`,
  idNumber: `${SELECT_SUMMARY} WHERE visits.id_number_index = ? ${NEWEST}`,
  lastFour: `${SELECT_SUMMARY} WHERE visits.last_four_index = ? ${NEWEST}`,
  caseOfDocument: `${SELECT_SUMMARY} WHERE document = ?`,
  drugsOfCode: `${SELECT_DRUG} WHERE id IN (SELECT @code UNION SELECT id FROM drugs WHERE national_code = @code
    UNION SELECT drug_id FROM drug_prefixes WHERE prefix = @prefix UNION SELECT drug_id FROM packs WHERE code = @code) ORDER BY id LIMIT 20`,
  drugsNamed: `${SELECT_DRUG} WHERE id IN (SELECT id FROM drugs WHERE name LIKE @part ESCAPE '\\' OR product_name LIKE @part ESCAPE '\\'
    ORDER BY name, product_name LIMIT 20) ORDER BY name, product_name, id`,
})

/** Of a trace code: they identify the drug. */
const PREFIX_LENGTH = 7
const TRACE_CODE = /^\d{20}$/

/** The search of one database. */
export function createSearch(db: Database.Database, sealer: Sealer): Search {
  const summaryOf = summaryReader(sealer)
  const selectAtHand = db.prepare(searchLookUps.casesAtHand).pluck()
  const selectCase = db.prepare(searchLookUps.case)
  const selectOf = {
    name: db.prepare(searchLookUps.name),
    idNumber: db.prepare(searchLookUps.idNumber),
    lastFour: db.prepare(searchLookUps.lastFour),
  }
  const selectDocument = db.prepare(searchLookUps.caseOfDocument)
  const selectCode = db.prepare(searchLookUps.drugsOfCode)
  const selectNamed = db.prepare(searchLookUps.drugsNamed)

  const drugOf = (row: unknown): DrugFound => DrugRow.parse(row)

  return {
    casesAtHand: (from) => selectAtHand.all(from).map(String),
    case: (id) => summaryOf(selectCase.get(id)),
    casesOf: (by, value) => selectOf[by].all(sealer.lookUpIndex(by, value)).map(summaryOf),
    caseOfDocument: (document) => {
      const row = selectDocument.get(document)
      return row === undefined ? null : summaryOf(row)
    },
    drugsOfCode: (code) => {
      const prefix = TRACE_CODE.test(code) ? code.slice(0, PREFIX_LENGTH) : code
      return selectCode.all({ code, prefix }).map(drugOf)
    },
    drugsNamed: (part) => selectNamed.all({ part: `%${part.replaceAll(/[\\%_]/g, '\\$&')}%` }).map(drugOf),
  }
}
