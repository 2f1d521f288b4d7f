/** A picture as the decoder sees it: brightness alone, row by row, 0 black to 255 white. */
export interface Plane {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray
}

/** A place in a picture, in pixels from its upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A plane made of another one, and where its places lie in the one it was made of. */
export interface Derived {
  readonly plane: Plane
  readonly back: (point: Point) => Point
}

/** What lies outside a turned picture: paper, so that no bar is seen there. */
const PAPER = 255

/** The picture as it is. */
export function asIs(plane: Plane): Derived {
  return { plane, back: (point) => point }
}

/** Black for white: linear codes printed white on black are not tried by the decoder itself. */
export function inverted(plane: Plane): Derived {
  return { plane: { ...plane, pixels: plane.pixels.map((pixel) => 255 - pixel) }, back: (point) => point }
}

/** The picture scaled by `factor`; smaller, each new pixel is the mean of those it stands for, larger, a blend of its neighbours. */
export function scaled(plane: Plane, factor: number): Derived {
  const width = Math.max(1, Math.round(plane.width * factor))
  const height = Math.max(1, Math.round(plane.height * factor))
  const pixels = factor < 1 ? shrunk(plane, width, height) : sampled(plane, width, height, (x, y) => [x / factor, y / factor])
  return { plane: { width, height, pixels }, back: ({ x, y }) => ({ x: x / factor, y: y / factor }) }
}

/** The picture turned about its middle by so many degrees, on a canvas that holds all of it. */
export function turned(plane: Plane, degrees: number): Derived {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const width = Math.ceil(plane.width * Math.abs(cos) + plane.height * Math.abs(sin))
  const height = Math.ceil(plane.width * Math.abs(sin) + plane.height * Math.abs(cos))
  const placed = (x: number, y: number): [number, number] => {
    const [dx, dy] = [x - width / 2, y - height / 2]
    return [dx * cos + dy * sin + plane.width / 2, dy * cos - dx * sin + plane.height / 2]
  }
  return {
    plane: { width, height, pixels: sampled(plane, width, height, placed) },
    back: (point) => {
      const [x, y] = placed(point.x, point.y)
      return { x, y }
    },
  }
}

/**
 * The picture with the contrast of every place drawn out to black and white: what a washed-out print, a shadow or a wide glare leaves of a code becomes readable. Each
 * block's darkest and brightest are those of its neighbourhood of three by three blocks, blended between blocks.
 */
export function stretched(plane: Plane): Derived {
  const { width, height, pixels } = plane
  const size = Math.max(16, Math.round(Math.min(width, height) / 24))
  const [columns, rows] = [Math.ceil(width / size), Math.ceil(height / size)]
  const { low, high } = rangesOf(plane, size, columns, rows)
  const out = new Uint8ClampedArray(pixels.length)
  for (let y = 0; y < height; y++) {
    const [r, belowness] = between(y, size, rows)
    for (let x = 0; x < width; x++) {
      const [c, rightness] = between(x, size, columns)
      const at = r * columns + c
      const darkest = blend(low, at, columns, c + 1 < columns, r + 1 < rows, rightness, belowness)
      const brightest = blend(high, at, columns, c + 1 < columns, r + 1 < rows, rightness, belowness)
      const range = Math.max(24, brightest - darkest)
      // from the bright end, so that plain paper stays white
      out[y * width + x] = 255 - ((brightest - (pixels[y * width + x] ?? 0)) * 255) / range
    }
  }
  return { plane: { width, height, pixels: out }, back: (point) => point }
}

/** The block that lies left of a place, by the blocks' middles, and how far the place is on its way to the next one. */
function between(place: number, size: number, count: number): readonly [number, number] {
  const at = Math.min(Math.max((place + 0.5) / size - 0.5, 0), count - 1)
  const block = Math.floor(at)
  return [block, at - block]
}

function blend(
  blocks: Float32Array,
  at: number,
  columns: number,
  hasRight: boolean,
  hasBelow: boolean,
  right: number,
  below: number,
): number {
  const [toRight, toBelow] = [hasRight ? 1 : 0, hasBelow ? columns : 0]
  const upper = (blocks[at] ?? 0) * (1 - right) + (blocks[at + toRight] ?? 0) * right
  const lower = (blocks[at + toBelow] ?? 0) * (1 - right) + (blocks[at + toBelow + toRight] ?? 0) * right
  return upper * (1 - below) + lower * below
}

function rangesOf(plane: Plane, size: number, columns: number, rows: number) {
  const { width, height, pixels } = plane
  const darkest = new Float32Array(columns * rows).fill(255)
  const brightest = new Float32Array(columns * rows)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / size) * columns
    for (let x = 0; x < width; x++) {
      const block = row + Math.floor(x / size)
      const pixel = pixels[y * width + x] ?? 0
      if (pixel < (darkest[block] ?? 0)) darkest[block] = pixel
      if (pixel > (brightest[block] ?? 0)) brightest[block] = pixel
    }
  }
  return { low: around(darkest, columns, rows, Math.min), high: around(brightest, columns, rows, Math.max) }
}

function around(blocks: Float32Array, columns: number, rows: number, better: (a: number, b: number) => number): Float32Array {
  const out = new Float32Array(blocks.length)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      let best = blocks[r * columns + c] ?? 0
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y++) {
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x++) best = better(best, blocks[y * columns + x] ?? 0)
      }
      out[r * columns + c] = best
    }
  }
  return out
}

function shrunk({ width: oldWidth, height: oldHeight, pixels }: Plane, width: number, height: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * oldHeight) / height)
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * oldHeight) / height))
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * oldWidth) / width)
      const right = Math.max(left + 1, Math.floor(((x + 1) * oldWidth) / width))
      let sum = 0
      for (let v = top; v < bottom; v++) for (let u = left; u < right; u++) sum += pixels[v * oldWidth + u] ?? 0
      out[y * width + x] = sum / ((bottom - top) * (right - left))
    }
  }
  return out
}

/** New pixels, each blended of the four around the place in the old picture that it shows. */
function sampled(
  { width: oldWidth, height: oldHeight, pixels }: Plane,
  width: number,
  height: number,
  placed: (x: number, y: number) => readonly [number, number],
): Uint8ClampedArray {
  const out = new Uint8ClampedArray(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [middleX, middleY] = placed(x + 0.5, y + 0.5)
      const [u, v] = [middleX - 0.5, middleY - 0.5]
      if (u < -0.5 || v < -0.5 || u > oldWidth - 0.5 || v > oldHeight - 0.5) {
        out[y * width + x] = PAPER
        continue
      }
      const [left, top] = [Math.max(0, Math.floor(u)), Math.max(0, Math.floor(v))]
      const [right, bottom] = [Math.min(left + 1, oldWidth - 1), Math.min(top + 1, oldHeight - 1)]
      const [fx, fy] = [Math.max(0, u - left), Math.max(0, v - top)]
      const upper = (pixels[top * oldWidth + left] ?? 0) * (1 - fx) + (pixels[top * oldWidth + right] ?? 0) * fx
      const lower = (pixels[bottom * oldWidth + left] ?? 0) * (1 - fx) + (pixels[bottom * oldWidth + right] ?? 0) * fx
      out[y * width + x] = upper * (1 - fy) + lower * fy
    }
  }
  return out
}
