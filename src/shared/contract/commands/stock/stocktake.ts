import { z } from 'zod'
import {
  CountedDrug,
  QuantityCounted,
  ScopeWanted,
  StocktakeDifferences,
  StocktakeList,
  StocktakeSummary,
  StocktakeView,
} from '../../stock/stocktake.ts'
import { type CommandRule, Id, MANAGING, Nothing } from '../rule.ts'

const Of = z.strictObject({ id: Id })
const COUNTING = ['STOCKTAKE_UNKNOWN', 'STOCKTAKE_CLOSED'] as const

/** Counting what stands in the shop, and what came of it. */
export const stocktakeCommands = {
  'stocktake.list': { input: Nothing, output: StocktakeList, by: 'signedIn', failures: [], audit: 'none' },
  'stocktake.begin': {
    input: z.strictObject({ scope: ScopeWanted, isBlind: z.boolean() }),
    output: StocktakeSummary,
    by: 'signedIn',
    failures: ['STOCKTAKE_OVERLAPS', 'STOCKTAKE_COVERS_NOTHING'],
    audit: 'workflow',
  },
  'stocktake.view': { input: Of, output: StocktakeView, by: 'signedIn', failures: ['STOCKTAKE_UNKNOWN'], audit: 'none' },
  // by a part of the name, own code or barcode; of an open stocktake only what it covers
  'stocktake.findDrugs': {
    input: z.strictObject({ id: Id.nullable(), text: z.string().trim().min(1).max(60) }),
    output: z.array(CountedDrug),
    by: 'signedIn',
    failures: ['STOCKTAKE_UNKNOWN'],
    audit: 'none',
  },
  // a code that was typed, or one whose box needs more than its code; `pieces` null: as many as the books say; `lotId` null: as the books or the code say
  'stocktake.countBox': {
    input: z.strictObject({
      id: Id,
      code: z.string().trim().min(1).max(200),
      pieces: z.number().int().positive().max(100_000).nullable(),
      lotId: Id.nullable(),
    }),
    output: Nothing,
    by: 'signedIn',
    failures: [
      ...COUNTING,
      'TRACE_CODE_WRONG',
      'BOX_UNKNOWN',
      'STOCKTAKE_OUT_OF_SCOPE',
      'STOCKTAKE_COUNTED',
      'STOCKTAKE_PIECES_NEEDED',
      'STOCKTAKE_PIECES_TOO_MANY',
      'LOT_MISSING',
    ],
    audit: 'workflow',
  },
  'stocktake.countQuantity': {
    input: z.strictObject({ id: Id, drugId: Id, lotId: Id, quantity: QuantityCounted }),
    output: Nothing,
    by: 'signedIn',
    failures: [...COUNTING, 'STOCKTAKE_OUT_OF_SCOPE', 'STOCKTAKE_NOT_IN_PIECES', 'LOT_MISSING'],
    audit: 'workflow',
  },
  // the last line of whoever asks
  'stocktake.takeBack': {
    input: Of,
    output: Nothing,
    by: 'signedIn',
    failures: [...COUNTING, 'STOCKTAKE_NOTHING_COUNTED'],
    audit: 'workflow',
  },
  'stocktake.recount': {
    input: z.strictObject({ id: Id, drugId: Id }),
    output: Nothing,
    by: 'signedIn',
    failures: [...COUNTING],
    audit: 'workflow',
  },
  'stocktake.differences': {
    input: z.strictObject({ id: Id, page: z.number().int().positive().max(10_000) }),
    output: StocktakeDifferences,
    by: 'signedIn',
    failures: ['STOCKTAKE_UNKNOWN', 'STOCKTAKE_BLIND'],
    audit: 'none',
  },
  'stocktake.approve': {
    input: Of,
    output: Nothing,
    by: MANAGING,
    failures: [...COUNTING, 'STOCKTAKE_NOTHING_COUNTED', 'STOCKTAKE_OWN_COUNT', 'STOCKTAKE_RECOUNT_NEEDED', 'INTERRUPTED'],
    audit: 'workflow',
  },
  'stocktake.cancel': { input: Of, output: Nothing, by: MANAGING, failures: [...COUNTING], audit: 'workflow' },
} as const satisfies Record<string, CommandRule>
