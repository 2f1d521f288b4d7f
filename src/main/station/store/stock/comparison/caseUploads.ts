import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { ToldLine } from '../../../../../shared/domain/comparison/facts.ts'
import type { Price, Quantity } from '../../../../../shared/domain/money.ts'
import { jsonColumn } from '../../columns.ts'
import type { HeldLine } from './drugFacts.ts'

const Reckoned = jsonColumn(
  z.looseObject({
    lines: z.array(
      z.looseObject({
        number: z.string(),
        quantity: z.custom<Quantity>(Number.isSafeInteger),
        price: z.custom<Price>(Number.isSafeInteger),
      }),
    ),
  }),
).nullable()
const CaseRow = z.strictObject({ document: z.string(), settlement: Reckoned, presettlement: Reckoned })
const ItemRow = z.strictObject({
  line: z.int(),
  drugId: z.string(),
  lot: z.string(),
  code: z.string().nullable(),
  pieces: z.int().nullable(),
})
type Item = z.infer<typeof ItemRow>
const ExchangeRow = z.strictObject({
  key: z.string(),
  state: z.string(),
  failureCode: z.string().nullable(),
  endedAt: z.int().nullable(),
})
const PendingRow = z.strictObject({ drugId: z.string(), caseId: z.string() })

/** What 3507 says of an upload that is gone, or never was. */
const GONE = 'UPLOAD_UNKNOWN'

/**
 * What the province was told of the sales of prescriptions, out of the journal: each line of goods under its own key, `<case>/3505/<number>/<round>`, and anew under the next round
 * after it was deleted (workflows/dispense/movements.ts). What it said of quantity and price stands in the reckoning of the case.
 */
export function createCaseUploads(db: Database.Database) {
  const selectCase = db.prepare('SELECT document, settlement, presettlement FROM cases WHERE id = ?')
  const selectItems = db.prepare(`SELECT line, case_items.drug_id AS drugId, lots.number AS lot, code, pieces FROM case_items
    JOIN lots ON lots.id = lot_id WHERE case_id = ? ORDER BY seq`)
  const selectExchanges =
    db.prepare(`SELECT business_key AS key, state, failure_code AS failureCode, ended_at AS endedAt FROM exchanges
    WHERE interface_number = ? AND business_key >= ? AND business_key < ? ORDER BY prepared_at, id`)
  const pending = new Map<string, string[]>()
  const selectPending = db.prepare(`SELECT DISTINCT case_items.drug_id AS drugId, cases.id AS caseId FROM cases
    JOIN case_items ON case_id = cases.id WHERE closed_at IS NULL`)
  for (const row of selectPending.all()) {
    const { drugId, caseId } = PendingRow.parse(row)
    pending.set(drugId, [...(pending.get(drugId) ?? []), caseId])
  }
  const exchangesOf = (number: string, base: string) =>
    selectExchanges.all(number, `${base}/`, `${base}0`).map((row) => ExchangeRow.parse(row))

  function stateOf(number: '3505' | '3506', base: string) {
    const own = exchangesOf(number, base)
    const deletions = exchangesOf('3507', `${number}/${base}`)
    for (let round = 1; ; round++) {
      const key = `${base}/${round}`
      const isGone = deletions.some(
        (each) =>
          each.key === `${number}/${key}` &&
          (each.state === 'acknowledged' || (each.state === 'refused' && each.failureCode === GONE)),
      )
      if (isGone) continue
      const ofRound = own.filter((each) => each.key === key)
      const done = ofRound.find(({ state }) => state === 'acknowledged')
      const isLost = ofRound.some(({ state }) => state === 'unknown' || state === 'sent')
      const state = done ? 'done' : isLost ? 'unknown' : ofRound.some((each) => each.state === 'refused') ? 'refused' : 'waiting'
      return { round, state, endedAt: done?.endedAt ?? null } as const
    }
  }

  return (drugId: string, held: readonly HeldLine[]): readonly ToldLine[] => {
    const holders = new Set([...held.flatMap(({ holder }) => holder ?? []), ...(pending.get(drugId) ?? [])])
    return [...holders].flatMap((caseId): readonly ToldLine[] => {
      const row = selectCase.get(caseId)
      // an ordinary sale tells by its uploads
      if (row === undefined) return []
      const { document, settlement, presettlement } = CaseRow.parse(row)
      const reckoned = new Map((settlement ?? presettlement)?.lines.map((line) => [line.number, line]))
      const parts = partsOf(selectItems.all(caseId).map((each) => ItemRow.parse(each)))
      return parts
        .filter(({ items }) => items[0]?.drugId === drugId)
        .flatMap(({ number, lot, isSplit, items }) =>
          (['3505', '3506'] as const).flatMap((interfaceNumber): readonly ToldLine[] => {
            const kind = interfaceNumber === '3505' ? 'sale' : 'saleReturn'
            const moved = held.find((line) => line.holder === caseId && line.kind === kind)
            const { round, state, endedAt } = stateOf(interfaceNumber, `${caseId}/${interfaceNumber}/${number}`)
            const said = reckoned.get(number)
            if (said === undefined || (moved === undefined && state !== 'done')) return []
            const serial = `${document}-${number}${interfaceNumber === '3506' ? 'T' : ''}`
            const madeAt = moved?.at ?? endedAt ?? 0
            return [
              {
                batchSerial: round === 1 ? serial : `${serial}.${round}`,
                number: interfaceNumber,
                document,
                lot,
                quantity: said.quantity,
                price: said.price,
                codes: items.flatMap(({ code }) => code ?? []),
                changeType: null,
                isSplit,
                state,
                by: 'case',
                madeAt,
                endedAt: endedAt ?? madeAt,
                countedOn: null,
                isPending: moved === undefined,
              },
            ]
          }),
        )
    })
  }
}

/** The lines of goods as they left (workflows/dispense/outgoing.ts): of each line of the prescription whole boxes lot by lot, then opened ones. */
function partsOf(items: readonly Item[]) {
  return [...new Set(items.map(({ line }) => line))].flatMap((line) => {
    const own = items.filter((item) => item.line === line)
    const parts = [false, true].flatMap((isSplit) => {
      const alike = own.filter(({ pieces }) => (pieces !== null) === isSplit)
      return [...new Set(alike.map(({ lot }) => lot))].map((lot) => ({
        lot,
        isSplit,
        items: alike.filter((item) => item.lot === lot),
      }))
    })
    return parts.map((part, index) => ({ ...part, number: parts.length === 1 ? `${line}` : `${line}.${index + 1}` }))
  })
}
