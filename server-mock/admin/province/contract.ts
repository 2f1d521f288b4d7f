import { z } from 'zod'

/** What the administration takes and gives of the province's side: stock. Quantities in ten-thousandths, prices in millionths of a yuan, times epoch ms. */
export const StockQuery = z.strictObject({ institution: z.string().min(1) })

const LotView = z.strictObject({
  /** empty where nobody knows it */
  lot: z.string(),
  quantity: z.number().int(),
  madeOn: z.string(),
  expiresOn: z.string(),
  /** trace codes of the packs that are there */
  codes: z.array(z.string()),
})

const MovementView = z.strictObject({
  /** 3501 to 3506 */
  interface: z.string(),
  batchSerial: z.string(),
  lot: z.string(),
  /** of a count all that was there; else what came, or, negative, what left */
  quantity: z.number().int(),
  /** inv_chg_type of a change */
  change: z.string().nullable(),
  price: z.number().int().nullable(),
  codes: z.array(z.string()),
  at: z.number(),
  deleted: z.boolean(),
})

const StockView = z.strictObject({
  /** med_list_codg */
  drug: z.string(),
  /** fixmedins_hilist_id */
  article: z.string(),
  name: z.string(),
  quantity: z.number().int(),
  price: z.number().int().nullable(),
  /** whether the shop mapped the article to this drug (3301) */
  mapped: z.boolean(),
  lots: z.array(LotView),
  /** the last ones, the newest first */
  movements: z.array(MovementView),
})
export type StockView = z.infer<typeof StockView>
export const StockViews = z.array(StockView)
