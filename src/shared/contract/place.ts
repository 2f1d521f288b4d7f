import { z } from 'zod'
import { scanKinds } from '../domain/scan.ts'
import { Failure } from './failures.ts'

/** What a place beside the counter's own line may want readings of goods for. */
const scanPurposes = Object.freeze(['catalogue', 'box', 'receiving', 'change', 'stocktake', 'sale'] as const)
export const ScanPurpose = z.enum(scanPurposes)
export type ScanPurpose = z.infer<typeof ScanPurpose>

/** Which place of a window wants readings, and for which of its papers; empty where it has only one. */
export const ScanClaim = z.strictObject({ purpose: ScanPurpose, target: z.string().max(40) }).readonly()
export type ScanClaim = z.infer<typeof ScanClaim>

/** A reading that went to a place; `failure`: why it was not taken there. */
export const PlaceScan = z
  .strictObject({
    purpose: ScanPurpose,
    target: z.string(),
    kind: z.enum(scanKinds),
    text: z.string(),
    /** epoch ms */
    at: z.number().int(),
    failure: Failure.nullable(),
  })
  .readonly()
export type PlaceScan = z.infer<typeof PlaceScan>

/** The parts of the stock that change while somebody looks at them. */
const stockParts = Object.freeze(['catalogue', 'receiving', 'changes', 'stocktake', 'comparison', 'uploads', 'sales'] as const)

/** Something of a part changed, and how far a long piece of work has come: `done` of `of`, both null where nothing is counted. */
export const StockHappening = z
  .strictObject({
    part: z.enum(stockParts),
    /** of the paper; null where it is not of one */
    id: z.string().nullable(),
    done: z.number().int().nullable(),
    of: z.number().int().nullable(),
  })
  .readonly()
export type StockHappening = z.infer<typeof StockHappening>
