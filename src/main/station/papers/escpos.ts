import iconv from 'iconv-lite'
import { cellsOf, type Line, layOut, type Paper, type Part } from './paper.ts'

// ESC/POS as Epson's manual of the TM series gives it, and printers of other makers copy it; no printer has been tried [inferred]
const ESC = 0x1b
const GS = 0x1d

/** What differs between receipt printers. */
export interface RollShape {
  /** half-width characters of font A on a line: an even number, 32 or more */
  readonly width: number
  /** before every paper: nothing of an earlier one stays, and bytes from 0x81 on are Chinese characters */
  readonly begin: readonly number[]
  /** after every paper: it is cut off, or stands where it can be torn off */
  readonly cut: readonly number[]
  readonly drawer: DrawerPulse
}

/** What opens a cash drawer; times of 2 to 510 ms in steps of 2. */
export interface DrawerPulse {
  /** of the printer's socket: 1 is its contact 2, 2 its contact 5 */
  readonly pin: 1 | 2
  readonly onMs: number
  readonly offMs: number
}

const END_OF_LINE = Uint8Array.of(0x0a)
/** ESC a: where on the line the QR code stands */
const CENTRED = Uint8Array.of(ESC, 0x61, 1)
const AT_LEFT = Uint8Array.of(ESC, 0x61, 0)

// its tables take 10 ms and more to load: now, and not while a patient waits and the screen with them
iconv.encode('', 'gb18030')

/**
 * A paper as bytes for a receipt printer with a GB18030 font. Places on a line are made of blanks: tabs and alignment differ between makers. `opensDrawer`: for cash.
 */
export function renderEscpos(
  paper: Paper,
  { shape, opensDrawer }: { readonly shape: RollShape; readonly opensDrawer: boolean },
): Uint8Array {
  const lines = layOut(paper.blocks, shape.width)
  const bytes = lines.flatMap((line) => bytesOf(line, shape))
  return Buffer.concat([Uint8Array.from(shape.begin), ...bytes, ...(opensDrawer ? [openDrawer(shape.drawer)] : [])])
}

/** ESC p: the pin, and both times in steps of 2 ms. */
function openDrawer({ pin, onMs, offMs }: DrawerPulse): Uint8Array {
  return Uint8Array.of(ESC, 0x70, pin - 1, onMs / 2, offMs / 2)
}

function bytesOf(line: Line, { width, cut }: RollShape): readonly Uint8Array[] {
  switch (line.kind) {
    case 'cut':
      return [Uint8Array.from(cut)]
    case 'qr':
      return [CENTRED, ...qr(line.text), AT_LEFT]
    case 'rule':
      return [encode('-'.repeat(width)), END_OF_LINE]
    case 'parts': {
      const { parts, scale, isBold } = line
      const text = encode(parts.reduce(place, ''))
      const plain = [text, END_OF_LINE]
      const bold = isBold ? [emphasis(1), ...plain, emphasis(0)] : plain
      return scale === 2 ? [size(2), ...bold, size(1)] : bold
    }
  }
}

/**
 * GS ( k of the two-dimensional code 49 (QR): model 2, six dots a module so that the longest text fits on the narrowest roll, error correction M, the data, and the print of what was stored. The data has its length before
 * it, so that no text of it can become a command.
 */
function qr(text: string): readonly Uint8Array[] {
  const data = encode(text)
  const command = (fn: number, ...parameters: number[]) => {
    const length = parameters.length + 2
    return Uint8Array.of(GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, fn, ...parameters)
  }
  return [command(65, 50, 0), command(67, 6), command(69, 49), command(80, 48, ...data), command(81, 48)]
}

/** GS !: width in the upper half byte, height in the lower. */
function size(scale: 1 | 2): Uint8Array {
  return Uint8Array.of(GS, 0x21, (scale - 1) * 0x11)
}

/** ESC E */
function emphasis(isOn: 0 | 1): Uint8Array {
  return Uint8Array.of(ESC, 0x45, isOn)
}

/** A line with one more part on it. */
function place(line: string, { text, from, to, align }: Part): string {
  const free = to - from - cellsOf(text)
  const before = { left: 0, centre: Math.floor(free / 2), right: free }[align]
  return line + ' '.repeat(from - cellsOf(line) + before) + text
}

function encode(text: string): Uint8Array {
  return iconv.encode(text, 'gb18030')
}
