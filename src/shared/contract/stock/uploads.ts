import { z } from 'zod'
import { Failure } from '../failures.ts'

/** How a shop keeps the center's stock right: `stocktakeOnly` tells counts and sales and nothing else (F 2.4, 4.2.2). */
export const StockMode = z.enum(['fullMovements', 'stocktakeOnly'])
export type StockMode = z.infer<typeof StockMode>

const Count = z.number().int().nonnegative()

/** One line that the province is told of. */
export const UploadView = z
  .strictObject({
    batchSerial: z.string(),
    number: z.enum(['3501', '3502', '3503', '3504', '3505', '3506']),
    document: z.string(),
    drug: z.string(),
    lot: z.string(),
    /** ten-thousandths of the priced unit */
    quantity: z.number().int(),
    unit: z.string(),
    codes: Count,
    state: z.enum(['waiting', 'done', 'refused', 'unknown', 'deleted', 'dropped']),
    /** it is at the center now */
    isUnderWay: z.boolean(),
    failure: Failure.nullable(),
    /** epoch ms */
    createdAt: z.number().int(),
    /** late from then on; null where no rule names a moment */
    dueAt: z.number().int().nullable(),
    endedAt: z.number().int().nullable(),
    /** whose paper it is; null for the program itself */
    person: z.string().nullable(),
  })
  .readonly()
export type UploadView = z.infer<typeof UploadView>

/** What the province has still to be told, or what it was told of one paper. */
export const UploadsView = z
  .strictObject({
    mode: StockMode,
    /** those that the province allows, the rule first */
    modes: z.array(StockMode).readonly(),
    counts: z.strictObject({ waiting: Count, refused: Count, unknown: Count, late: Count }).readonly(),
    isSending: z.boolean(),
    /** why nothing goes on by itself at present */
    stopped: Failure.nullable(),
    /** the station's time, epoch ms */
    now: z.number().int(),
    rows: z.array(UploadView).readonly(),
  })
  .readonly()
export type UploadsView = z.infer<typeof UploadsView>
