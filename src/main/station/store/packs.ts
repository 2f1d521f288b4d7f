import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type PackPlace, packPlaces, packWays } from '../../../shared/domain/packPlaces.ts'

/** A box with its trace code. Each code is in exactly one place. */
export interface Pack {
  readonly code: string
  readonly drugId: string
  readonly lotId: string
  readonly place: PackPlace
  /** the case or ordinary sale that has it in its basket, or that it was sold with or came back from; null in stock */
  readonly holder: string | null
  /** what is left in it */
  readonly pieces: number
}

/** One line of a box's life. */
export interface PackMovement {
  readonly code: string
  /** epoch ms */
  readonly at: number
  /** null: it came into the books */
  readonly from: PackPlace | null
  readonly to: PackPlace
  /** how many pieces moved: what left the box when its content shrank, else all that is in it */
  readonly pieces: number
  /** of a part that left the box: the case or sale that has it */
  readonly holder: string | null
  readonly accountId: string | null
  readonly reason: string | null
  /** number of the paper that it moved with; null where there is none */
  readonly document: string | null
}

export interface PackMove {
  readonly from: PackPlace
  readonly to: PackPlace
  readonly holder: string | null
  /** what is left in the box afterwards; as much as before when left out */
  readonly piecesLeft?: number
  readonly accountId: string | null
  readonly reason?: string
  readonly document?: string
}

/** A box that came back, or pieces out of one that is elsewhere. */
export interface ReturnedGoods extends Pick<Pack, 'code' | 'drugId' | 'lotId' | 'pieces'> {
  readonly isPart: boolean
}

/** The trace ledger (追溯码台账). */
export interface Packs {
  find(code: string): Pack | null
  /** a box comes into the books, in stock or where `place` says; throws when its code is known already */
  receive(
    pack: Pick<Pack, 'code' | 'drugId' | 'lotId' | 'pieces'> & { readonly place?: 'expected' | 'quarantined' | 'inStock' },
    by: { readonly accountId: string | null; readonly reason: string; readonly document?: string },
  ): void
  /**
   * Moves a box. Throws when it is not where `from` says, when there is no way from there, when it would pass from one case straight to another, or when it
   * would get fuller: whoever moves it has looked, in the same transaction.
   */
  move(code: string, move: PackMove): Pack
  /**
   * What a count found of a box on the shelf: its lot, and its content, which may be more than the books had. Throws when it is not in stock, or when its drug has no
   * such lot.
   */
  correct(
    code: string,
    found: Pick<Pack, 'lotId' | 'pieces'>,
    by: { readonly accountId: string | null; readonly reason: string; readonly document: string },
  ): void
  /** the boxes that a case holds or was sold with */
  heldBy(caseId: string): readonly Pack[]
  /** pieces that a case took out of a box came back: they are never put into it again, and only its history tells; throws when the case took fewer */
  partCameBack(code: string, part: { readonly pieces: number; readonly holder: string; readonly accountId: string | null }): void
  /** pieces that came back are destroyed; throws when so many are not there */
  partDestroyed(
    code: string,
    part: { readonly pieces: number; readonly accountId: string | null; readonly document: string },
  ): void
  /** the boxes that came back whole, and the pieces that came back out of boxes that are elsewhere: both wait for somebody's decision */
  returned(): readonly ReturnedGoods[]
  /** its whole life, oldest first */
  historyOf(code: string): readonly PackMovement[]
  /** the last case or ordinary sale that it went out with: its number, and when (epoch ms); null where it never went out */
  lastSaleOf(code: string): { readonly document: string; readonly at: number } | null
  /** how many boxes of a drug are in stock */
  countInStock(drugId: string): number
}

/** Why pieces moved without their box. Stored: never rename one. */
const SPLIT = 'split'
const SPLIT_BACK = 'splitCameBack'
const SPLIT_DESTROYED = 'splitDestroyed'

const Place = z.enum(packPlaces)

const PackRow: z.ZodType<Pack> = z.strictObject({
  code: z.string(),
  drugId: z.string(),
  lotId: z.string(),
  place: Place,
  holder: z.string().nullable(),
  pieces: z.int(),
})

const MovementRow: z.ZodType<PackMovement> = z.strictObject({
  code: z.string(),
  at: z.int(),
  from: Place.nullable(),
  to: Place,
  pieces: z.int(),
  holder: z.string().nullable(),
  accountId: z.string().nullable(),
  reason: z.string().nullable(),
  document: z.string().nullable(),
})

const ReturnedRow: z.ZodType<ReturnedGoods> = z.strictObject({
  code: z.string(),
  drugId: z.string(),
  lotId: z.string(),
  pieces: z.int(),
  isPart: z.literal([0, 1]).transform((flag) => flag === 1),
})
const PiecesRow = z.strictObject({ pieces: z.int() })
const CountRow = z.strictObject({ count: z.int() })
const SaleRow = z.strictObject({ document: z.string(), at: z.int() })

const SELECT = 'SELECT code, drug_id AS drugId, lot_id AS lotId, place, holder, pieces FROM packs'

/** The look-ups in a ledger that grows without end, exported so that a test can ask which index each one uses. */
export const packLookUps = Object.freeze({
  find: `${SELECT} WHERE code = ?`,
  heldBy: `${SELECT} WHERE holder = ? ORDER BY code`,
  historyOf: `SELECT code, at, from_place AS "from", to_place AS "to", pieces, holder, account_id AS accountId, reason, document FROM pack_movements
    WHERE code = ? ORDER BY seq`,
  // with its number in one look: a scanned box waits for it
  lastSaleOf: `SELECT coalesce(cases.document, sales.document) AS document, at FROM pack_movements LEFT JOIN cases ON cases.id = holder
    LEFT JOIN sales ON sales.id = holder WHERE code = ? AND to_place = 'sold' AND coalesce(cases.document, sales.document) IS NOT NULL ORDER BY seq DESC LIMIT 1`,
  // of all codes, and of one
  parts: `SELECT packs.code, drug_id AS drugId, lot_id AS lotId, parts.pieces, 1 AS isPart FROM (
      SELECT code, sum(CASE reason WHEN 'splitCameBack' THEN pieces ELSE -pieces END) AS pieces FROM pack_movements
      WHERE reason IN ('splitCameBack', 'splitDestroyed') GROUP BY code
    ) AS parts JOIN packs ON packs.code = parts.code WHERE parts.pieces > 0`,
  partsOf: `SELECT coalesce(sum(CASE reason WHEN 'splitCameBack' THEN pieces ELSE -pieces END), 0) AS pieces FROM pack_movements
    WHERE code = ? AND reason IN ('splitCameBack', 'splitDestroyed')`,
  returnedBoxes: `SELECT code, drug_id AS drugId, lot_id AS lotId, pieces, 0 AS isPart FROM packs WHERE place = 'returned' ORDER BY code`,
  countInStock: `SELECT count(*) AS count FROM packs WHERE drug_id = ? AND place = 'inStock'`,
})

/** The trace ledger of one database. */
export function createPacks(db: Database.Database, ports: { readonly clock: () => number }): Packs {
  const select = db.prepare(packLookUps.find)
  const selectHeldBy = db.prepare(packLookUps.heldBy)
  const selectHistory = db.prepare(packLookUps.historyOf)
  const selectSale = db.prepare(packLookUps.lastSaleOf)
  const selectParts = db.prepare(packLookUps.parts)
  const selectPartsOf = db.prepare(packLookUps.partsOf)
  const selectReturned = db.prepare(packLookUps.returnedBoxes)
  const selectCount = db.prepare(packLookUps.countInStock)
  const insert = db.prepare(`INSERT INTO packs (code, drug_id, lot_id, place, pieces)
    VALUES (@code, @drugId, @lotId, @place, @pieces)`)
  const save = db.prepare('UPDATE packs SET place = @place, holder = @holder, pieces = @pieces WHERE code = @code')
  const saveFound = db.prepare(`UPDATE packs SET lot_id = @lotId, pieces = @pieces WHERE code = @code AND place = 'inStock'`)
  const insertMovement =
    db.prepare(`INSERT INTO pack_movements (code, at, from_place, to_place, pieces, holder, account_id, reason,
    document) VALUES (@code, @at, @from, @to, @pieces, @holder, @accountId, @reason, @document)`)

  const packOrNull = (row: unknown): Pack | null => (row === undefined ? null : PackRow.parse(row))
  const historyOf = (code: string) => selectHistory.all(code).map((row) => MovementRow.parse(row))
  const write = (movement: Omit<PackMovement, 'at'>) => insertMovement.run({ ...movement, at: ports.clock() })

  return {
    find: (code) => packOrNull(select.get(code)),

    receive: ({ code, drugId, lotId, pieces, place = 'inStock' }, { accountId, reason, document = null }) =>
      db
        .transaction(() => {
          insert.run({ code, drugId, lotId, place, pieces })
          write({ code, from: null, to: place, pieces, holder: null, accountId, reason, document })
        })
        .immediate(),

    move: (code, { from, to, holder, piecesLeft, accountId, reason = null, document = null }) =>
      db
        .transaction(() => {
          const before = packOrNull(select.get(code))
          if (before?.place !== from) throw new Error(`pack ${code} is not ${from}`)
          if (!packWays[from].includes(to)) throw new Error(`there is no way for pack ${code} from ${from} to ${to}`)
          if (before.holder !== null && holder !== null && before.holder !== holder)
            throw new Error(`pack ${code} belongs to another case or sale`)
          const after: Pack = { ...before, place: to, holder, pieces: piecesLeft ?? before.pieces }
          save.run({ code, place: to, holder, pieces: after.pieces })
          // refused by the table when it is negative
          const taken = before.pieces - after.pieces
          if (taken === 0) write({ code, from, to, pieces: after.pieces, holder, accountId, reason, document })
          else
            write({
              code,
              from,
              to,
              pieces: taken,
              holder: holder ?? before.holder,
              accountId,
              reason: reason ?? SPLIT,
              document,
            })
          return after
        })
        .immediate(),

    correct: (code, { lotId, pieces }, { accountId, reason, document }) =>
      db
        .transaction(() => {
          if (saveFound.run({ code, lotId, pieces }).changes !== 1) throw new Error(`pack ${code} is not inStock`)
          write({ code, from: 'inStock', to: 'inStock', pieces, holder: null, accountId, reason, document })
        })
        .immediate(),
    heldBy: (caseId) => selectHeldBy.all(caseId).map((row) => PackRow.parse(row)),
    partCameBack: (code, { pieces, holder, accountId }) =>
      db
        .transaction(() => {
          const own = historyOf(code).filter((movement) => movement.holder === holder)
          const sum = (reason: string) => own.reduce((all, each) => (each.reason === reason ? all + each.pieces : all), 0)
          if (pieces > sum(SPLIT) - sum(SPLIT_BACK)) throw new Error(`${holder} did not take so much out of pack ${code}`)
          write({ code, from: 'sold', to: 'returned', pieces, holder, accountId, reason: SPLIT_BACK, document: null })
        })
        .immediate(),
    partDestroyed: (code, { pieces, accountId, document }) =>
      db
        .transaction(() => {
          if (pieces > PiecesRow.parse(selectPartsOf.get(code)).pieces)
            throw new Error(`not so many pieces came back out of pack ${code}`)
          write({ code, from: 'returned', to: 'destroyed', pieces, holder: null, accountId, reason: SPLIT_DESTROYED, document })
        })
        .immediate(),
    returned: () => [...selectReturned.all(), ...selectParts.all()].map((row) => ReturnedRow.parse(row)),
    historyOf,
    lastSaleOf(code) {
      const row = selectSale.get(code)
      return row === undefined ? null : SaleRow.parse(row)
    },
    countInStock: (drugId) => CountRow.parse(selectCount.get(drugId)).count,
  }
}
