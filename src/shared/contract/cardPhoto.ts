import { z } from 'zod'

/** What a decoded photo may be. */
export const photoTypes = Object.freeze(['image/png', 'image/bmp'] as const)
export type PhotoType = (typeof photoTypes)[number]

/** Why there is no picture. `noDecoder`: nothing that decodes was set up; `silent`: it gives no answer; `undecoded`: it answers, and not with a picture. */
export const photoFaults = Object.freeze(['noDecoder', 'silent', 'undecoded'] as const)
export type PhotoFault = (typeof photoFaults)[number]

/** The photo of an identity card for the screen. */
export const CardPhoto = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('picture'), type: z.enum(photoTypes), base64: z.base64() }).readonly(),
  z.strictObject({ outcome: z.enum(photoFaults) }).readonly(),
])
export type CardPhoto = z.infer<typeof CardPhoto>

/** A photo that is there: by whom to ask for it, and when it was read. */
export const PhotoAtHand = z.strictObject({ holder: z.string(), readAt: z.number().int() }).readonly()
export type PhotoAtHand = z.infer<typeof PhotoAtHand>
