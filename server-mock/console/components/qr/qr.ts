import { correctionOf } from './errorCorrection.ts'
import { lightest } from './mask.ts'

/** Versions 1 to 6 at level M, where all blocks of a version have one length (ISO/IEC 18004, table 9). */
const versions = [
  { blocks: 1, data: 16, correction: 10 },
  { blocks: 1, data: 28, correction: 16 },
  { blocks: 1, data: 44, correction: 26 },
  { blocks: 2, data: 32, correction: 18 },
  { blocks: 2, data: 43, correction: 24 },
  { blocks: 4, data: 27, correction: 16 },
] as const

const BYTE_MODE = 0b0100
const PADDING = [0xec, 0x11] as const
/** Mode and length of a text of up to 255 bytes. */
const HEAD_BITS = 12

/** The longest text, in bytes of UTF-8. */
export const LONGEST = 106

/** One row after the other, true where it is dark, without the quiet zone. */
export type QrMatrix = readonly (readonly boolean[])[]

/** The QR code (model 2, byte mode, level M, versions 1 to 6) of a text. Throws for a text of more than `LONGEST` bytes. */
export function encodeQr(text: string): QrMatrix {
  const bytes = [...new TextEncoder().encode(text)]
  const index = versions.findIndex(({ blocks, data }) => bytes.length * 8 + HEAD_BITS <= blocks * data * 8)
  const layout = versions[index]
  if (layout === undefined) throw new Error(`a text of ${bytes.length} bytes is longer than ${LONGEST}`)
  return lightest(index + 1, codewordsOf(bytes, layout))
}

function codewordsOf(bytes: readonly number[], { blocks, data, correction }: (typeof versions)[number]): readonly number[] {
  const capacity = blocks * data
  // half a byte of mode shifts everything that follows by half a byte
  const nibbles = [BYTE_MODE, ...[bytes.length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0]
  const filled = Array.from(
    { length: nibbles.length / 2 },
    (_, index) => ((nibbles[index * 2] ?? 0) << 4) | (nibbles[index * 2 + 1] ?? 0),
  )
  while (filled.length < capacity) filled.push(PADDING[(filled.length - nibbles.length / 2) % 2] ?? 0)

  const parts = Array.from({ length: blocks }, (_, block) => filled.slice(block * data, (block + 1) * data))
  return [...interleaved(parts), ...interleaved(parts.map((part) => correctionOf(part, correction)))]
}

/** The first of every part, then the second of every part … */
function interleaved(parts: readonly (readonly number[])[]): readonly number[] {
  return (parts[0] ?? []).flatMap((_, index) => parts.map((part) => part[index] ?? 0))
}
