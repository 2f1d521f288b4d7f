import { z } from 'zod'

/** The patient pays an order on the phone. */
export const PayRequest = z.strictObject({
  /** identity number, or a name that only one person has */
  person: z.string().min(1),
  payOrdId: z.string().min(1),
})
export type PayRequest = z.infer<typeof PayRequest>

/** Where pay.notify goes for an institution; null: nowhere. */
export const CallbackRequest = z.strictObject({ institution: z.string().min(1), url: z.url().nullable() })
export type CallbackRequest = z.infer<typeof CallbackRequest>

/** Orders of a person, newest first: amounts in fen, times epoch ms; `state` is ordStas. */
export const OrdersRequest = z.strictObject({ person: z.string().min(1) })
export const OrderView = z.strictObject({
  payOrdId: z.string(),
  /** name of the institution that asks for the money */
  institution: z.string(),
  description: z.string(),
  amount: z.number().int(),
  refunded: z.number().int(),
  state: z.enum(['1', '2', '3', '4', '5']),
  until: z.number(),
  paidAt: z.number().nullable(),
})
export type OrderView = z.infer<typeof OrderView>
export const OrderViews = z.array(OrderView)
