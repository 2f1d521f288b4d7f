import { drawFormat, emptyMatrix, isPattern } from './patterns.ts'

type Grid = readonly (readonly boolean[])[]

/** The eight masks (ISO/IEC 18004, table 10): true where the bit is turned round. */
export const masks: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_row, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
]

/** The symbol of a version with these codewords under the mask that scanners like best. */
export function lightest(version: number, codewords: readonly number[]): Grid {
  const candidates = masks.map((_, mask) => symbol(version, codewords, mask))
  const penalties = candidates.map(penaltyOf)
  const best = candidates[penalties.indexOf(Math.min(...penalties))]
  if (best === undefined) throw new Error('there are eight masks')
  return best
}

/** The modules that carry data, in the order in which bits are put into them: two columns upwards, two downwards, from the right. */
export function* dataModules(version: number): Generator<readonly [row: number, column: number], void> {
  const size = version * 4 + 17
  let isUpwards = true
  for (let right = size - 1; right > 0; right -= 2) {
    // the vertical timing pattern is no column of the data
    if (right === 6) right = 5
    for (let step = 0; step < size; step++) {
      const row = isUpwards ? size - 1 - step : step
      for (const column of [right, right - 1]) if (!isPattern(version, row, column)) yield [row, column]
    }
    isUpwards = !isUpwards
  }
}

function symbol(version: number, codewords: readonly number[], mask: number): Grid {
  const matrix = emptyMatrix(version)
  const isTurned = masks[mask] ?? (() => false)
  let bit = 0
  for (const [row, column] of dataModules(version)) {
    // a few modules are left over: they are light before the mask
    const isSet = (((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1
    const line = matrix[row]
    if (line !== undefined) line[column] = isSet !== isTurned(row, column)
    bit += 1
  }
  drawFormat(matrix, mask)
  return matrix
}

/** How hard a symbol is to read (ISO/IEC 18004, 7.8.3): runs, squares, look-alikes of the finder, too dark or too light. */
function penaltyOf(matrix: Grid): number {
  const columns = matrix.map((_, column) => matrix.map((row) => row[column] ?? false))
  const lines = [...matrix, ...columns].map((line) => line.map((isDark) => (isDark ? '1' : '0')).join(''))
  const runs = lines.flatMap((line) => line.match(/1{5,}|0{5,}/g) ?? []).reduce((sum, run) => sum + run.length - 2, 0)
  const finders = lines.reduce((sum, line) => sum + [...line.matchAll(/(?=10111010000|00001011101)/g)].length, 0)
  let squares = 0
  for (let row = 1; row < matrix.length; row++) {
    for (let column = 1; column < matrix.length; column++) {
      const own = matrix[row]?.[column]
      const others = [matrix[row - 1]?.[column], matrix[row]?.[column - 1], matrix[row - 1]?.[column - 1]]
      if (others.every((other) => other === own)) squares += 1
    }
  }
  const dark = matrix.flat().filter(Boolean).length / matrix.length ** 2
  return runs + 3 * squares + 40 * finders + 10 * Math.floor(Math.abs(dark * 100 - 50) / 5)
}
