import { z } from 'zod'
import { packPlaces } from '../../domain/packPlaces.ts'

const Place = z.enum(packPlaces)

/** One line of a box's life, as somebody reads it. */
const BoxEvent = z
  .strictObject({
    /** epoch ms */
    at: z.number().int(),
    /** null: it came into the books */
    from: Place.nullable(),
    to: Place,
    pieces: z.number().int().nonnegative(),
    /** name of whoever moved it; null for the program itself */
    person: z.string().nullable(),
    /** of the sale, note, change or stocktake that it moved with */
    document: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .readonly()

/** What the books know of one box (一盒一生). */
export const BoxLife = z
  .strictObject({
    code: z.string(),
    /** null: the books do not know its code; `drug` is then what its first seven digits say */
    place: Place.nullable(),
    pieces: z.number().int().nonnegative(),
    drug: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        specification: z.string(),
        manufacturer: z.string(),
        unit: z.string(),
        pieceUnit: z.string(),
        piecesPerPack: z.number().int().positive(),
      })
      .readonly()
      .nullable(),
    lot: z
      .strictObject({ number: z.string(), madeOn: z.string(), expiresOn: z.string().nullable(), isRecalled: z.boolean() })
      .readonly()
      .nullable(),
    /** oldest first */
    events: z.array(BoxEvent).readonly(),
  })
  .readonly()
export type BoxLife = z.infer<typeof BoxLife>
