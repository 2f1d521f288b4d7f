import { z } from 'zod'
import type { Fen, Quantity } from '../../domain/money.ts'
import { packPlaces } from '../../domain/packPlaces.ts'
import { differenceKinds } from '../../domain/stocktake.ts'

/** What a stocktake is to cover. */
export const ScopeWanted = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shop') }),
  z.strictObject({ kind: z.literal('shelf'), shelf: z.string().min(1).max(40) }),
  z.strictObject({ kind: z.literal('drugs'), drugIds: z.array(z.string().min(1).max(40)).min(1).max(200) }),
])

/** A drug as whoever counts it has to know it. */
export const CountedDrug = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    specification: z.string(),
    manufacturer: z.string(),
    unit: z.string(),
    pieceUnit: z.string(),
    isTraced: z.boolean(),
    /** how many counts one unit has: its pieces, or ten-thousandths of goods without codes */
    perUnit: z.number().int().positive(),
    /** as the catalogue says, the first to expire first */
    lots: z.array(z.strictObject({ id: z.string(), number: z.string(), expiresOn: z.string().nullable() }).readonly()).readonly(),
  })
  .readonly()
export type CountedDrug = z.infer<typeof CountedDrug>

export const StocktakeSummary = z
  .strictObject({
    /** its document number */
    id: z.string(),
    scope: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('shop') }),
      z.strictObject({ kind: z.literal('shelf'), shelf: z.string() }),
      z.strictObject({ kind: z.literal('drugs'), names: z.array(z.string()).readonly() }),
    ]),
    isBlind: z.boolean(),
    state: z.enum(['counting', 'approving', 'approved', 'cancelled']),
    /** epoch ms */
    beganAt: z.number().int(),
    beganBy: z.string(),
    decidedAt: z.number().int().nullable(),
    decidedBy: z.string().nullable(),
    /** of the drugs that it covers, those of which something was counted */
    counted: z.number().int(),
    drugs: z.number().int(),
    /** who counted, and how many lines each */
    people: z.array(z.strictObject({ name: z.string(), lines: z.number().int() }).readonly()).readonly(),
  })
  .readonly()
export type StocktakeSummary = z.infer<typeof StocktakeSummary>

export const StocktakeList = z
  .strictObject({
    /** newest first */
    stocktakes: z.array(StocktakeSummary).readonly(),
    shelves: z.array(z.string()).readonly(),
  })
  .readonly()
export type StocktakeList = z.infer<typeof StocktakeList>

const CountLine = z
  .strictObject({
    line: z.number().int(),
    /** epoch ms */
    at: z.number().int(),
    person: z.string(),
    drug: CountedDrug,
    /** null: counted by quantity */
    code: z.string().nullable(),
    /** null: nobody knows */
    lotNumber: z.string().nullable(),
    count: z.number().int().nonnegative(),
    /** where the ledger has the box; null: it does not know it, or it is a quantity */
    place: z.enum(packPlaces).nullable(),
  })
  .readonly()
export type CountLine = z.infer<typeof CountLine>

export const StocktakeView = z
  .strictObject({
    summary: StocktakeSummary,
    /** of whoever asks; null before the first */
    last: CountLine.nullable(),
    /** of its drug, by everybody; `book` null where nobody is to see what the books have */
    running: z.strictObject({ count: z.number().int(), book: z.number().int().nullable() }).readonly().nullable(),
    /** of everybody, newest first */
    recent: z.array(CountLine).readonly(),
  })
  .readonly()
export type StocktakeView = z.infer<typeof StocktakeView>

const DifferenceView = z
  .strictObject({
    drug: CountedDrug,
    kind: z.enum(differenceKinds),
    code: z.string().nullable(),
    lotNumber: z.string().nullable(),
    fromLotNumber: z.string().nullable(),
    /** what the books gain or lose in all */
    count: z.number().int(),
    was: z.enum(packPlaces).nullable(),
    amount: z.custom<Fen>(Number.isSafeInteger),
  })
  .readonly()
export type DifferenceView = z.infer<typeof DifferenceView>

export const StocktakeDifferences = z
  .strictObject({
    summary: StocktakeSummary,
    /** of this page, the dearest first */
    rows: z.array(DifferenceView).readonly(),
    total: z.number().int(),
    /** in fen; never below zero */
    surplus: z.custom<Fen>(Number.isSafeInteger),
    loss: z.custom<Fen>(Number.isSafeInteger),
    /** that have to be counted again before anybody can approve */
    disturbed: z.number().int(),
  })
  .readonly()
export type StocktakeDifferences = z.infer<typeof StocktakeDifferences>

/** Whole units in ten-thousandths, and single pieces of an opened one. */
export const QuantityCounted = z
  .strictObject({
    units: z.custom<Quantity>((value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 10_000_000_000),
    pieces: z.number().int().min(0).max(100_000),
  })
  .readonly()
