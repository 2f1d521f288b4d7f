import type { PictureGiven } from '../../../../shared/contract/pictures.ts'
import { asIs, type Derived, inverted, type Plane, type Point, scaled, stretched, turned } from './plane.ts'
import { type FoundCode, isEan, readCodes } from './readCodes.ts'

/**
 * How much one picture may cost, in pixels that are looked at: the same picture always ends at the same step, on any computer. An image gets every look at up to
 * 4 megapixels; a frame of a live picture gets the first few, since the next frame comes at once.
 */
export const BUDGET = Object.freeze({ picture: 64_000_000, camera: 5_000_000 } as const)

/** One way to look at a picture. */
interface Look {
  readonly derive: (plane: Plane) => Derived
  readonly binarizer: 'LocalAverage' | 'GlobalHistogram'
  /** of the pixels it makes and looks at, per pixel of the picture */
  readonly cost: number
}

const turnedBy = (degrees: number): Look => ({ derive: (plane) => turned(plane, degrees), binarizer: 'LocalAverage', cost: 2 })

/** Always done: several codes of one picture are seldom equally well lit. */
const FIRST: readonly Look[] = [
  { derive: asIs, binarizer: 'LocalAverage', cost: 1 },
  { derive: stretched, binarizer: 'LocalAverage', cost: 1 },
]

/** Done while nothing has been found, the cheap and likely ones first. Linear codes need their bars within some 20 degrees of upright; 90 are turned by the decoder itself. */
const FURTHER: readonly Look[] = [
  turnedBy(45),
  { derive: (plane) => scaled(plane, 0.5), binarizer: 'LocalAverage', cost: 0.25 },
  { derive: asIs, binarizer: 'GlobalHistogram', cost: 1 },
  { derive: inverted, binarizer: 'LocalAverage', cost: 1 },
  turnedBy(22.5),
  turnedBy(67.5),
  { derive: (plane) => scaled(plane, 2), binarizer: 'LocalAverage', cost: 4 },
  { derive: (plane) => scaled(stretched(plane).plane, 0.5), binarizer: 'GlobalHistogram', cost: 0.5 },
]

/** What reads one plane as it lies. */
export type Reader = typeof readCodes

/**
 * The codes in a picture: those of the first looks, or, when these found none, those of the first further look that finds one. A text counts once, whatever it was printed
 * as. `budget`: see BUDGET.
 */
export async function readPicture(
  plane: Plane,
  budget: number = BUDGET.picture,
  read: Reader = readCodes,
): Promise<readonly FoundCode[]> {
  const found: FoundCode[] = []
  let left = budget
  const pixels = plane.width * plane.height
  for (const look of [...FIRST, ...FURTHER]) {
    if (found.length > 0 && !FIRST.includes(look)) break
    left -= pixels * look.cost
    if (left < 0) break
    const { plane: shown, back } = look.derive(plane)
    for (const code of await read(shown, look.binarizer)) {
      if (!found.some(({ text }) => text === code.text)) found.push({ ...code, corners: code.corners.map(back) })
    }
  }
  const others = found.filter(({ format }) => !isEan(format))
  return found.filter(({ format, corners }) => !isEan(format) || !others.some((other) => isWithin(corners, other.corners)))
}

/** Whether the middle of a code lies within the upright box around another one. */
function isWithin(corners: readonly Point[], others: readonly Point[]): boolean {
  const xs = others.map(({ x }) => x)
  const ys = others.map(({ y }) => y)
  const x = corners.reduce((sum, corner) => sum + corner.x / corners.length, 0)
  const y = corners.reduce((sum, corner) => sum + corner.y / corners.length, 0)
  return x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys)
}

/** The same for a picture as it comes from a page; null when its bytes are not as many as its pixels. */
export async function readPictureGiven({ from, width, height, luminance }: PictureGiven): Promise<readonly FoundCode[] | null> {
  const bytes = Buffer.from(luminance, 'base64')
  if (bytes.length !== width * height) return null
  return readPicture({ width, height, pixels: new Uint8ClampedArray(bytes) }, BUDGET[from])
}
