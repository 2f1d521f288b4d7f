import { z } from 'zod'
import { scanKinds } from '../domain/scan.ts'

/** The most pixels that a picture may have. */
const PICTURE_PIXELS = 4_194_304
const Side = z.number().int().min(16).max(8_192)

/**
 * A picture as brightness alone, one byte a pixel, row by row, in base64. `camera`: one frame of a live picture, of which the next may do better; `picture`: an image
 * that somebody chose, and that deserves a longer look. It is looked at and forgotten: never stored, never logged.
 */
export const PictureGiven = z
  .strictObject({ from: z.enum(['camera', 'picture']), width: Side, height: Side, luminance: z.string().max(5_600_000) })
  .refine(({ width, height }) => width * height <= PICTURE_PIXELS, { path: ['width'] })
  .refine(({ width, height, luminance }) => luminance.length === 4 * Math.ceil((width * height) / 3), { path: ['luminance'] })
  .readonly()
export type PictureGiven = z.infer<typeof PictureGiven>

const Point = z.strictObject({ x: z.number(), y: z.number() }).readonly()

/** A code in a picture, where it lies there in pixels, and the end of what it holds: of a voucher nobody needs to see more. */
const CodeInPicture = z
  .strictObject({ kind: z.enum(scanKinds), tail: z.string().max(6), corners: z.array(Point).readonly() })
  .readonly()

/**
 * What became of a picture. `none`: no code was found; `taken`: all of `codes` went the way of every scan; `choose`: somebody says by `scan.choose` which of
 * them is meant.
 */
export const PictureFound = z
  .strictObject({
    outcome: z.enum(['none', 'taken', 'choose']),
    picture: z.string(),
    codes: z.array(CodeInPicture).readonly(),
  })
  .readonly()
export type PictureFound = z.infer<typeof PictureFound>
