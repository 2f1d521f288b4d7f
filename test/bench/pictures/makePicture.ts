import bwipJs from 'bwip-js/node'
import type { Choices } from '../../../server-mock/random.ts'
import type { Plane } from '../../../src/main/station/workers/pictures/plane.ts'

/** A code as it is printed: modules, true where dark, with the quiet zone that its standard asks for. */
interface Print {
  readonly columns: number
  readonly rows: number
  readonly isDark: (column: number, row: number) => boolean
}

/** The symbologies that packs, receipts and phones show. */
export const symbologies = Object.freeze(['qrcode', 'datamatrix', 'gs1datamatrix', 'code128', 'gs1-128', 'ean13'] as const)
export type Symbology = (typeof symbologies)[number]

/** One code in a picture. */
export interface Label {
  readonly symbology: Symbology
  /** as bwip-js wants it: GS1 with its identifiers in brackets */
  readonly text: string
  /** pixels per module */
  readonly size: number
  readonly degrees: number
  /** where its middle lies, as a part of the picture's width and height */
  readonly x: number
  readonly y: number
  /** how much narrower its far end is than its near one, 0 to 0.5 */
  readonly tilt?: number
}

/** How a picture was taken. */
export interface Shot {
  readonly width: number
  readonly height: number
  readonly labels: readonly Label[]
  /** standard deviation of the blur, pixels */
  readonly blur?: number
  /** standard deviation of the noise, of 255 */
  readonly noise?: number
  /** brightness of ink and of paper; 20 and 235 unless told */
  readonly ink?: number
  readonly paper?: number
  /** a round light over part of the first label: how strong it is, 0 to 1 */
  readonly glare?: number
  /** white on black */
  readonly isInverted?: boolean
}

/** The text that a reader must give for a label: GS1 without brackets, GS after each field of variable length that another one follows. */
export function textOf({ symbology, text }: Pick<Label, 'symbology' | 'text'>): string {
  if (!symbology.startsWith('gs1')) return text
  const fields = [...text.matchAll(/\((\d+)\)([^(]*)/g)].map(([, identifier = '', value = '']) => ({ identifier, value }))
  return fields
    .map(({ identifier, value }, index) => {
      const isVariable = identifier === '10' || identifier === '21'
      return `${identifier}${value}${isVariable && index < fields.length - 1 ? '\u001d' : ''}`
    })
    .join('')
}

/** Takes the picture. The same shot and choices give the same pixels. */
export function takePicture(shot: Shot, choices: Choices): Plane {
  const { width, height, labels, blur = 0, noise = 0, ink = 20, paper = 235, glare = 0, isInverted = false } = shot
  const light = new Float32Array(width * height).fill(isInverted ? 0 : 1)
  for (const label of labels) drawLabel(light, width, height, label, isInverted)
  const soft = blur > 0 ? blurred(light, width, height, blur) : light
  const [first] = labels
  const grain = noiseOf(choices)
  const pixels = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const printed = ink + (soft[at] ?? 0) * (paper - ink)
      const shine =
        glare > 0 && first ? glare * shineAt(x - (first.x + 0.05) * width, y - (first.y + 0.05) * height, 0.11 * width) : 0
      pixels[at] = printed + (255 - printed) * shine + (noise > 0 ? noise * grain() : 0)
    }
  }
  return { width, height, pixels }
}

function shineAt(dx: number, dy: number, radius: number): number {
  return Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius))
}

/** Numbers of about a normal distribution with deviation 1: each the sum of four bytes of a linear congruence, since a picture takes a million of them. */
function noiseOf(choices: Choices): () => number {
  let state = choices.integer(2 ** 32)
  const byte = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  }
  return () => (byte() + byte() + byte() + byte() - 510) / 147.8
}

function drawLabel(light: Float32Array, width: number, height: number, label: Label, isInverted: boolean): void {
  const print = printOf(label)
  const { size, degrees, tilt = 0 } = label
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [middleX, middleY] = [label.x * width, label.y * height]
  const [halfWidth, halfHeight] = [(print.columns * size) / 2, (print.rows * size) / 2]
  const reach = Math.ceil(Math.hypot(halfWidth, halfHeight) * (1 + tilt)) + 2
  const SUB = 3
  for (let y = Math.max(0, Math.floor(middleY - reach)); y < Math.min(height, middleY + reach); y++) {
    for (let x = Math.max(0, Math.floor(middleX - reach)); x < Math.min(width, middleX + reach); x++) {
      let [sum, inside] = [0, 0]
      for (let s = 0; s < SUB * SUB; s++) {
        const dx = x + ((s % SUB) + 0.5) / SUB - middleX
        const dy = y + (Math.floor(s / SUB) + 0.5) / SUB - middleY
        const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin]
        // a plane leaning away from the camera: the far end of the label is seen smaller
        const depth = 1 + (tilt * v) / Math.max(halfHeight, halfWidth)
        const column = (u / depth + halfWidth) / size
        const row = (v / depth + halfHeight) / size
        if (column < 0 || row < 0 || column >= print.columns || row >= print.rows) continue
        inside++
        if (print.isDark(Math.floor(column), Math.floor(row)) === isInverted) sum++
      }
      if (inside === 0) continue
      const at = y * width + x
      light[at] = (sum + (light[at] ?? 0) * (SUB * SUB - inside)) / (SUB * SUB)
    }
  }
}

const QUIET = { qrcode: 4, datamatrix: 2, gs1datamatrix: 2, code128: 10, 'gs1-128': 10, ean13: 11 } as const satisfies Record<
  Symbology,
  number
>
/** of a linear code's bars, in modules */
const BAR_HEIGHT = 40

function printOf({ symbology, text }: Label): Print {
  const quiet = QUIET[symbology]
  const [made] = bwipJs.raw({ bcid: symbology, text })
  if (made === undefined) throw new Error(`${symbology} cannot hold ${text}`)
  if ('pixs' in made) {
    const { pixs, pixx, pixy } = made as unknown as {
      readonly pixs: readonly number[]
      readonly pixx: number
      readonly pixy: number
    }
    const isDark = (column: number, row: number): boolean => {
      const [c, r] = [column - quiet, row - quiet]
      return c >= 0 && r >= 0 && c < pixx && r < pixy && pixs[r * pixx + c] === 1
    }
    return { columns: pixx + 2 * quiet, rows: pixy + 2 * quiet, isDark }
  }
  const bars = made.sbs.flatMap((wide, index) => Array.from({ length: wide }, () => index % 2 === 0))
  return {
    columns: bars.length + 2 * quiet,
    rows: BAR_HEIGHT + 4,
    isDark: (column, row) => row >= 2 && row < BAR_HEIGHT + 2 && bars[column - quiet] === true,
  }
}

function isPlain(from: Float32Array, at: number, step: number, reach: number): boolean {
  for (let index = -reach; index <= reach; index++) if (from[at + index * step] !== from[at]) return false
  return true
}

/** A Gaussian blur, along the rows and then along the columns. */
function blurred(light: Float32Array, width: number, height: number, deviation: number): Float32Array {
  const reach = Math.ceil(deviation * 3)
  const weights = Array.from({ length: 2 * reach + 1 }, (_one, index) => Math.exp(-((index - reach) ** 2) / (2 * deviation ** 2)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const along = (from: Float32Array, step: number, place: (at: number) => number, length: number): Float32Array =>
    from.map((value, at) => {
      const here = place(at)
      // most of a picture is plain paper
      if (from[at - reach * step] === value && from[at + reach * step] === value && isPlain(from, at, step, reach)) return value
      let sum = 0
      for (let index = -reach; index <= reach; index++) {
        const there = Math.min(length - 1, Math.max(0, here + index))
        sum += (from[at + (there - here) * step] ?? 0) * (weights[index + reach] ?? 0)
      }
      return sum / total
    })
  const rows = along(light, 1, (at) => at % width, width)
  return along(rows, width, (at) => Math.floor(at / width), height)
}
