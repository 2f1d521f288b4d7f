import { z } from 'zod'
import { relations } from '../domain/relations.ts'
import { PhotoAtHand } from './cardPhoto.ts'

/** What a patient showed: the QR of the voucher, or a card beside which the voucher's password is typed (N 8.4.4 b). */
export const CredentialKind = z.enum(['voucher', 'identityCard', 'socialSecurityCard'])
export type CredentialKind = z.infer<typeof CredentialKind>

/** What a purchaser is to the patient. */
export const Relation = z.enum(relations)
export type Relation = z.infer<typeof Relation>

/** Who collects in the patient's place (代购), as the counter shows it. */
export const PurchaserView = z
  .strictObject({
    name: z.string(),
    lastFour: z.string().max(4),
    relation: Relation,
    reason: z.string(),
    /** the number was typed, no card was read */
    isByHand: z.boolean(),
    /** of the card, until the visit ends */
    photo: PhotoAtHand.nullable(),
  })
  .readonly()
export type PurchaserView = z.infer<typeof PurchaserView>
