import { z } from 'zod'

/**
 * What the administration takes and gives of the province's side: stock, institutions, catalogue, settlements. Quantities and shares in ten-thousandths, prices in
 * millionths of a yuan, amounts in fen, times epoch ms.
 */
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

/** Whether an institution is let in. */
export const OpenRequest = z.strictObject({ institution: z.string().min(1), isOpen: z.boolean() })
export type OpenRequest = z.infer<typeof OpenRequest>

/** In the order of their codes. */
export const InstitutionViews = z.array(
  z.strictObject({
    code: z.string(),
    name: z.string(),
    kind: z.enum(['pharmacy', 'hospital']),
    area: z.string(),
    /** openStas */
    isOpen: z.boolean(),
  }),
)
export type InstitutionViews = z.infer<typeof InstitutionViews>

const LARGEST_PAGE = 200
const page = {
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(50),
  offset: z.coerce.number().int().min(0).default(0),
}

/** `text`: part of a drug's name, maker or code. */
export const CatalogueQuery = z.strictObject({ text: z.string().max(100).default(''), ...page })
export type CatalogueQuery = z.input<typeof CatalogueQuery>

/** A page of the drugs in the order of their codes, with the terms of today. */
export const CataloguePage = z.strictObject({
  total: z.number().int(),
  drugs: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      spec: z.string(),
      unit: z.string(),
      maker: z.string(),
      level: z.enum(['01', '02', '03']),
      /** first self-pay share */
      selfPay: z.number().int(),
      /** per unit; null for none */
      priceLimit: z.number().int().nullable(),
      isCovered: z.boolean(),
      isDualChannel: z.boolean(),
    }),
  ),
})
export type CataloguePage = z.infer<typeof CataloguePage>

export const SettlementsQuery = z.strictObject(page)
export type SettlementsQuery = z.input<typeof SettlementsQuery>

/** A page of the settlements, the latest first. */
export const SettlementsPage = z.strictObject({
  total: z.number().int(),
  settlements: z.array(
    z.strictObject({
      setlId: z.string(),
      at: z.number(),
      institution: z.string(),
      /** the patient's name, masked */
      person: z.string(),
      total: z.number().int(),
      fund: z.number().int(),
      account: z.number().int(),
      cash: z.number().int(),
      /** revoked by 2103; reversed by 2601 as if it had never been */
      state: z.enum(['valid', 'revoked', 'reversed']),
    }),
  ),
})
export type SettlementsPage = z.infer<typeof SettlementsPage>
