import type { PictureGiven } from '../../../../shared/contract/pictures.ts'
import { asIs, type Derived, inverted, type Plane, type Point, scaled, stretched, turned } from './plane.ts'
import { type FoundCode, isEan, isLinear, readCodes } from './readCodes.ts'

/**
 * How much one picture may cost, in pixels that are looked at: the same picture always ends at the same step, on any computer. An image gets every look at up to
 * 2.8 megapixels, which is more than a page sends; a frame of a live picture gets the first few, since the next frame comes at once.
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
  // a code many times as long as high is crossed by too few lines in between
  ...[11.25, 33.75, 56.25, 78.75].map(turnedBy),
]

/** What reads one plane as it lies. */
export type Reader = typeof readCodes

/**
 * The codes in a picture: those of the first looks, or, when these found none, those of the first further look that finds one. Where a linear code leans, a look or two more
 * stand it upright, because a longer or lower neighbour that leans alike is not crossed by five lines before. A text counts once, whatever it was printed as.
 * `budget`: see BUDGET.
 */
export async function readPicture(
  plane: Plane,
  budget: number = BUDGET.picture,
  read: Reader = readCodes,
): Promise<readonly FoundCode[]> {
  const found: FoundCode[] = []
  let left = budget
  const take = async ({ derive, binarizer, cost }: Look): Promise<boolean> => {
    left -= plane.width * plane.height * cost
    if (left < 0) return false
    const { plane: shown, back } = derive(plane)
    for (const seen of await read(shown, binarizer)) {
      const code = { ...seen, corners: seen.corners.map(back) }
      const known = found.findIndex(({ text }) => text === code.text)
      if (known < 0) found.push(code)
      // the more lines crossed its bars, the better is known how it leans
      else if (heightOf(code) > heightOf(found[known])) found[known] = code
    }
    return true
  }
  for (const look of [...FIRST, ...FURTHER]) {
    if (found.length > 0 && !FIRST.includes(look)) break
    if (!(await take(look))) break
  }
  const stood: number[] = []
  while (stood.length < LEANING.looks) {
    const degrees = found.map(leaningOf).find((one) => ![0, ...stood].some((other) => Math.abs(one - other) < LEANING.alike))
    if (degrees === undefined || !(await take(turnedBy(degrees + LEANING.aslant)))) break
    stood.push(degrees)
  }
  const others = found.filter(({ format }) => !isEan(format))
  return found.filter(({ format, corners }) => !isEan(format) || !others.some((other) => isWithin(corners, other.corners)))
}

/**
 * In degrees: codes that lean less apart are read together. Bars that stand quite upright meet the pixels at the same places in every line, and are misread in all of them
 * or in none: so a little aslant.
 */
const LEANING = { looks: 2, alike: 4, aslant: 2 } as const

/** By how many degrees a picture is to be turned so that the bars of a linear code stand upright or lie flat, -45 to 45; 0 for other codes. */
function leaningOf({ format, corners: [top, , , bottom] }: FoundCode): number {
  if (!isLinear(format) || !top || !bottom) return 0
  const degrees = (Math.atan2(bottom.x - top.x, bottom.y - top.y) * 180) / Math.PI
  return degrees - 90 * Math.round(degrees / 90)
}

function heightOf(code: FoundCode | undefined): number {
  const [top, , , bottom] = code?.corners ?? []
  return top && bottom ? Math.hypot(bottom.x - top.x, bottom.y - top.y) : 0
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
