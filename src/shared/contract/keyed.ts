import { z } from 'zod'

/** One key of a scanner that types, as the window saw it: the place of the key on the keyboard, not what a layout or an input method made of it. */
export const KeyStroke = z
  .strictObject({
    /** KeyboardEvent.code */
    code: z.string().max(20),
    shift: z.boolean(),
    /** whether CapsLock was on */
    caps: z.boolean(),
    ctrl: z.boolean(),
    alt: z.boolean(),
    /** whether an input method had the key */
    composing: z.boolean(),
    /** ms after the first one */
    at: z.number().int().nonnegative(),
  })
  .readonly()
export type KeyStroke = z.infer<typeof KeyStroke>
