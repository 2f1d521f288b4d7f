import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correctionOf, multiply, powerOf } from '../../../server-mock/console/components/qr/errorCorrection.ts'
import { dataModules, masks } from '../../../server-mock/console/components/qr/mask.ts'
import { formatBits, formatModules } from '../../../server-mock/console/components/qr/patterns.ts'
import { encodeQr, LONGEST, type QrMatrix } from '../../../server-mock/console/components/qr/qr.ts'

/** Level M by version: blocks, data and correction codewords of each. */
const blocksOf = [
  [1, 16, 10],
  [1, 28, 16],
  [1, 44, 26],
  [2, 32, 18],
  [2, 43, 24],
  [4, 27, 16],
] as const

/** Reads a symbol as a scanner would: format, mask, bits, blocks, a check of every block, text. */
function decode(matrix: QrMatrix): string {
  const version = (matrix.length - 17) / 4
  const isDark = ([row, column]: readonly [number, number]): boolean => matrix[row]?.[column] ?? false
  const [format, again] = formatModules(matrix.length).map((copy) =>
    copy.reduce((bits, module) => (bits << 1) | Number(isDark(module)), 0),
  )
  expect(again).toBe(format)
  const mask = masks.findIndex((_, index) => formatBits(index) === format)
  const bits = [...dataModules(version)].map(([row, column]) => isDark([row, column]) !== masks[mask]?.(row, column))
  const codewords = Array.from({ length: Math.floor(bits.length / 8) }, (_, index) =>
    bits.slice(index * 8, index * 8 + 8).reduce((byte, bit) => (byte << 1) | Number(bit), 0),
  )
  const [blocks, data, correction] = blocksOf[version - 1] ?? [0, 0, 0]
  expect(codewords).toHaveLength(blocks * (data + correction))
  const taken = (from: number, count: number, block: number): readonly number[] =>
    Array.from({ length: count }, (_, index) => codewords[from + index * blocks + block] ?? -1)
  const whole = Array.from({ length: blocks }, (_, block) => {
    const part = taken(0, data, block)
    const all = [...part, ...taken(blocks * data, correction, block)]
    // every syndrome of an undamaged block is nought
    for (let power = 0; power < correction; power++) {
      expect(all.reduce((sum, value) => multiply(sum, powerOf(power)) ^ value, 0)).toBe(0)
    }
    return part
  }).flat()
  const nibbles = whole.flatMap((byte) => [byte >> 4, byte & 15])
  expect(nibbles[0]).toBe(4)
  const byteAt = (index: number): number => ((nibbles[1 + index * 2] ?? 0) << 4) | (nibbles[2 + index * 2] ?? 0)
  const bytes = Array.from({ length: byteAt(0) }, (_, index) => byteAt(index + 1))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

const drawn = (matrix: QrMatrix): string => matrix.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')).join('\n')

describe('a QR code', () => {
  it('corrects as in the worked example of version 1-M', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
    expect(correctionOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
  })

  it.each([
    [0, 0b101010000010010],
    [1, 0b101000100100101],
    [2, 0b101111001111100],
    [7, 0b100101010100000],
  ])('says level M and mask %i as the table of the standard does', (mask, bits) => {
    expect(formatBits(mask)).toBe(bits)
  })

  it('has its three finders, the timing between them, and the module that is always dark', () => {
    const rows = drawn(encodeQr('培训')).split('\n')
    for (const [index, row] of [
      '#######.',
      '#.....#.',
      '#.###.#.',
      '#.###.#.',
      '#.###.#.',
      '#.....#.',
      '#######.',
      '........',
    ].entries()) {
      expect(rows[index]?.slice(0, 8)).toBe(row)
      expect(rows[index]?.slice(-8)).toBe([...row].reverse().join(''))
      expect(rows.at(-1 - index)?.slice(0, 8)).toBe(row)
    }
    expect(rows[6]?.slice(8, -8)).toMatch(/^(#\.)*#$/)
    expect(rows.at(-8)?.[8]).toBe('#')
  })

  it.each([
    ['', 21],
    ['1'.repeat(14), 21],
    ['1'.repeat(15), 25],
    ['28'.repeat(14), 29],
    ['CF'.padEnd(27, '3'), 29],
    ['1'.repeat(62), 33],
    ['1'.repeat(84), 37],
    ['1'.repeat(LONGEST), 41],
  ])('takes the smallest version for %j', (text, size) => {
    const matrix = encodeQr(text)
    expect(matrix).toHaveLength(size)
    expect(decode(matrix)).toBe(text)
  })

  it('is read back as what it was made of, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        fc.pre(new TextEncoder().encode(text).length <= LONGEST)
        expect(decode(encodeQr(text))).toBe(text)
      }),
      { numRuns: 100 },
    )
  })

  it('of a longer text is refused', () => {
    expect(() => encodeQr('1'.repeat(LONGEST + 1))).toThrow('107 bytes')
  })
})
