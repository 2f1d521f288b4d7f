import PDFDocument from 'pdfkit'
import { z } from 'zod'
import { paperFont } from './font.ts'
import { type Line, layOut, type Paper, type Part, type Sheet, sheetOf, widths } from './paper.ts'
import { qrModules } from './qr.ts'

const MM = 72 / 25.4

/** In points. A roll has no length of its own. */
const sheets = Object.freeze({
  roll: { width: 80 * MM, height: null, margin: 4 * MM, edge: 4 * MM, lineHeight: 1.4 },
  // so that a prescription of five drugs, the most that one may have, stands on one sheet with its signatures
  a5: { width: 148 * MM, height: 210 * MM, margin: 14 * MM, edge: 7 * MM, lineHeight: 1.3 },
} as const satisfies Record<Sheet, SheetSize>)

interface SheetSize {
  readonly width: number
  readonly height: number | null
  /** at the left and the right */
  readonly margin: number
  /** at the top and the bottom */
  readonly edge: number
  /** of the size of a full-width character, which is two cells */
  readonly lineHeight: number
}

/** How much ink makes up for the bold face that the font has not. */
const BOLD = 0.03
/** A printed module of a QR code in points: six dots of 203 to the inch, as the receipt printer prints it. */
const QR_MODULE = (6 * 72) / 203
/** Stands for a character that the font lacks. */
const MISSING = '□'

type Document = InstanceType<typeof PDFDocument>

/**
 * A paper as a PDF with its font inside: on a roll one page for whatever is cut off, as long as that, else as many sheets as it takes. A character that the font lacks is
 * shown as □. The same paper gives the same bytes.
 */
export function renderPdf(paper: Paper): Uint8Array {
  const sheet = sheetOf[paper.sort]
  const { width, height, margin, edge, lineHeight } = sheets[sheet]
  const all = layOut(paper.blocks, widths[sheet])
  const pages = height === null ? cutApart(all) : [all]
  const cell = (width - 2 * margin) / widths[sheet]
  const heightOf = (line: Line): number => {
    if (line.kind === 'cut') return 0
    if (line.kind === 'qr') return (qrModules(line.text).length + 2) * QR_MODULE
    return 2 * cell * lineHeight * (line.kind === 'parts' ? line.scale : 1)
  }

  // an empty font: pdfkit would open one of its own otherwise
  const document = new PDFDocument({
    margin: 0,
    font: '',
    autoFirstPage: false,
    info: { Producer: 'RxCounter', Title: paper.title, CreationDate: new Date(paper.at) },
  })
  document.font(Buffer.from(paperFont()))
  const hasGlyph = glyphsOf(document)

  for (const lines of pages) {
    const length = height ?? 2 * edge + lines.reduce((sum, line) => sum + heightOf(line), 0)
    let y = length
    for (const line of lines) {
      const space = heightOf(line)
      if (y + space > length - edge + 0.01) {
        document.addPage({ size: [width, length], margin: 0 })
        y = edge
      }
      if (line.kind === 'parts')
        for (const part of line.parts)
          draw(document, withKnown(part, hasGlyph), { x: margin, y, cell: cell * line.scale, bold: line.isBold })
      if (line.kind === 'qr') drawQr(document, line.text, { middle: width / 2, y: y + QR_MODULE })
      if (line.kind === 'rule') drawRule(document, { from: margin, to: width - margin, y: y + space / 2 })
      y += space
    }
  }
  document.end()
  // nothing in it waits for anything: by now all of it is in its buffer
  const bytes: unknown = document.read()
  if (!(bytes instanceof Uint8Array)) throw new Error('the document is not finished')
  return bytes
}

/** The pages of a roll: whatever is cut off is one. */
function cutApart(lines: readonly Line[]): readonly (readonly Line[])[] {
  const ends = lines.flatMap((line, index) => (line.kind === 'cut' ? [index + 1] : []))
  const starts = [0, ...ends]
  return starts.map((from, index) => lines.slice(from, starts[index + 1])).filter((page) => page.length > 0)
}

function drawRule(document: Document, { from, to, y }: { readonly from: number; readonly to: number; readonly y: number }): void {
  document.moveTo(from, y).lineTo(to, y).lineWidth(0.5).dash(2, { space: 1.5 }).stroke().undash()
}

function drawQr(document: Document, text: string, { middle, y }: { readonly middle: number; readonly y: number }): void {
  const modules = qrModules(text)
  const left = middle - (modules.length * QR_MODULE) / 2
  modules.forEach((row, down) => {
    row.forEach((isDark, across) => {
      if (isDark) document.rect(left + across * QR_MODULE, y + down * QR_MODULE, QR_MODULE, QR_MODULE)
    })
  })
  document.fill()
}

interface Face {
  hasGlyphForCodePoint(codePoint: number): boolean
}
/** pdfkit keeps the face to itself, and draws an empty box that says nothing to who copies the text for what it lacks. */
const Font = z.object({
  font: z.custom<Face>((face) => typeof face === 'object' && face !== null && 'hasGlyphForCodePoint' in face),
})

function glyphsOf(document: Document): (character: string) => boolean {
  const { font } = Font.parse(Reflect.get(document, '_font'))
  return (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}

function withKnown(part: Part, hasGlyph: (character: string) => boolean): Part {
  return { ...part, text: Array.from(part.text, (character) => (hasGlyph(character) ? character : MISSING)).join('') }
}

interface Place {
  /** where the first cell of the line begins */
  readonly x: number
  readonly y: number
  readonly cell: number
  readonly bold: boolean
}

/** The letters of the font are not all as narrow as a cell: a text of wide ones is set smaller, so that it stays within its cells. */
function draw(document: Document, { text, from, to, align }: Part, { x, y, cell, bold }: Place): void {
  const room = (to - from) * cell
  const size = 2 * cell
  const natural = document.fontSize(size).widthOfString(text)
  const scale = Math.min(1, room / natural)
  const free = room - natural * scale
  const shift = { left: 0, centre: free / 2, right: free }[align]
  document
    .fontSize(size * scale)
    .lineWidth(size * BOLD)
    .text(text, x + from * cell + shift, y + (size * (1 - scale)) / 2, { lineBreak: false, fill: true, stroke: bold })
}
