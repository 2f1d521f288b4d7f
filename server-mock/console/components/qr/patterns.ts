// The modules of a symbol that carry no data: finders, timing, alignment, format (ISO/IEC 18004, 6.3).
const FORMAT_GENERATOR = 0x537
const FORMAT_MASK = 0x5412

function sizeOf(version: number): number {
  return version * 4 + 17
}

/** Whether a module belongs to a pattern or to the format, in versions 1 to 6. */
export function isPattern(version: number, row: number, column: number): boolean {
  const size = sizeOf(version)
  const isFinder = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9)
  return isFinder || row === 6 || column === 6 || isAlignment(version, row, column)
}

/** There is one from version 2 on, four modules in from the lower right corner of the finders' square. */
function isAlignment(version: number, row: number, column: number): boolean {
  const center = sizeOf(version) - 7
  return version > 1 && Math.abs(row - center) <= 2 && Math.abs(column - center) <= 2
}

/** A symbol with its patterns and nothing else. */
export function emptyMatrix(version: number): boolean[][] {
  const size = sizeOf(version)
  return Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => isDark(version, row, column)))
}

function isDark(version: number, row: number, column: number): boolean {
  const size = sizeOf(version)
  if (isAlignment(version, row, column)) return ring(row, column, size - 7, size - 7) !== 1
  for (const [top, left] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    const distance = ring(row, column, top, left)
    if (distance <= 3) return distance !== 2
    if (distance === 4) return false
  }
  return (row === 6 && column % 2 === 0) || (column === 6 && row % 2 === 0)
}

/** Which of the squares around a center a module lies on. */
function ring(row: number, column: number, centerRow: number, centerColumn: number): number {
  return Math.max(Math.abs(row - centerRow), Math.abs(column - centerColumn))
}

/** The 15 bits that say level M and the mask, protected by a BCH code (ISO/IEC 18004, 7.9). */
export function formatBits(mask: number): number {
  let rest = mask << 10
  for (let bit = 14; bit >= 10; bit--) if (((rest >> bit) & 1) === 1) rest ^= FORMAT_GENERATOR << (bit - 10)
  return ((mask << 10) | rest) ^ FORMAT_MASK
}

/** Where the bits of the format stand, the highest first: around the upper left finder, and once more beside the two others. */
export function formatModules(size: number): readonly (readonly (readonly [row: number, column: number])[])[] {
  const first = [0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const)
  const second = [7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const)
  const below = Array.from({ length: 7 }, (_, index) => [size - 1 - index, 8] as const)
  const beside = Array.from({ length: 8 }, (_, index) => [8, size - 8 + index] as const)
  return [
    [...first, ...second],
    [...below, ...beside],
  ]
}

/** Writes level and mask into a symbol, and the one module that is always dark. */
export function drawFormat(matrix: boolean[][], mask: number): void {
  const bits = formatBits(mask)
  const set = (row: number, column: number, value: boolean): void => {
    const line = matrix[row]
    if (line !== undefined) line[column] = value
  }
  for (const copy of formatModules(matrix.length)) {
    for (const [index, [row, column]] of copy.entries()) set(row, column, ((bits >> (14 - index)) & 1) === 1)
  }
  set(matrix.length - 8, 8, true)
}
