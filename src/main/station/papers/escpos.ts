import iconv from 'iconv-lite'
import { cellsOf, type Line, layOut, type Paper, type Part, widths } from './paper.ts'

// ESC/POS as Epson's manual of the TM series gives it, and printers of other makers copy it; no printer has been tried [inferred]
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

/** ESC @: as after switching on, so that nothing of an earlier paper stays; FS &: bytes from 0x81 on are Chinese characters. */
const BEGIN = Uint8Array.of(ESC, 0x40, FS, 0x26)
const END_OF_LINE = Uint8Array.of(0x0a)
/** GS V 66 0: feeds the last line past the knife and leaves one point of the paper uncut */
const CUT = Uint8Array.of(GS, 0x56, 66, 0)
/** ESC a: where on the line the QR code stands */
const CENTRED = Uint8Array.of(ESC, 0x61, 1)
const AT_LEFT = Uint8Array.of(ESC, 0x61, 0)
/** ESC p 0: a pulse of 50 ms, then 500 ms of rest, for the drawer at the first pin */
const OPEN_DRAWER = Uint8Array.of(ESC, 0x70, 0, 25, 250)

// its tables take 10 ms and more to load: now, and not while a patient waits and the screen with them
iconv.encode('', 'gb18030')

/**
 * A paper as bytes for an 80 mm receipt printer with a GB18030 font, 48 cells of font A. Places on a line are made of blanks: tabs and alignment differ
 * between makers. `opensDrawer`: for cash.
 */
export function renderEscpos(paper: Paper, { opensDrawer }: { readonly opensDrawer: boolean }): Uint8Array {
  const lines = layOut(paper.blocks, widths.roll)
  return Buffer.concat([BEGIN, ...lines.flatMap(bytesOf), ...(opensDrawer ? [OPEN_DRAWER] : [])])
}

function bytesOf(line: Line): readonly Uint8Array[] {
  switch (line.kind) {
    case 'cut':
      return [CUT]
    case 'qr':
      return [CENTRED, ...qr(line.text), AT_LEFT]
    case 'rule':
      return [encode('-'.repeat(widths.roll)), END_OF_LINE]
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
 * GS ( k of the two-dimensional code 49 (QR): model 2, six dots a module, error correction M, the data, and the print of what was stored. The data has its length before
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
