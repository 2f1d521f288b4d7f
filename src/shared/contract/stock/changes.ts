import { z } from 'zod'
import { changeKinds } from '../../domain/stockChanges.ts'

/** ten-thousandths of the priced unit */
const Amount = z.number().int().nonnegative()
const Kind = z.enum(changeKinds)
const State = z.enum(['open', 'done', 'cancelled'])

/** A paper in the list. */
export const ChangeRow = z
  .strictObject({
    id: z.string(),
    kind: Kind,
    state: State,
    reason: z.string(),
    /** epoch ms */
    openedAt: z.number().int(),
    person: z.string(),
  })
  .readonly()
export type ChangeRow = z.infer<typeof ChangeRow>

const ChangeItem = z
  .strictObject({
    item: z.number().int().positive(),
    /** null for goods without trace codes */
    code: z.string().nullable(),
    drug: z.string(),
    lot: z.string(),
    expiresOn: z.string().nullable(),
    quantity: Amount,
    unit: z.string(),
    /** returned pieces of a box that is elsewhere */
    isPart: z.boolean(),
    /** number of the lot that should leave first; null where this one is right */
    sooner: z.string().nullable(),
  })
  .readonly()
export type ChangeItem = z.infer<typeof ChangeItem>

/** A paper of changes with what is on it. */
export const ChangeView = z
  .strictObject({
    id: z.string(),
    kind: Kind,
    state: State,
    reason: z.string(),
    supplier: z.string(),
    invoice: z.string(),
    person: z.string(),
    items: z.array(ChangeItem).readonly(),
  })
  .readonly()
export type ChangeView = z.infer<typeof ChangeView>

/** A lot of a drug with what the book has of it. */
export const LotStock = z
  .strictObject({
    drugId: z.string(),
    drug: z.string(),
    shelf: z.string(),
    lotId: z.string(),
    lot: z.string(),
    expiresOn: z.string().nullable(),
    /** below zero when it has run out */
    daysLeft: z.number().int().nullable(),
    quantity: z.number().int(),
    unit: z.string(),
  })
  .readonly()
export type LotStock = z.infer<typeof LotStock>
