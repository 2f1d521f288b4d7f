import PDFDocument from 'pdfkit'
import { z } from 'zod'
import { paperFont } from './font.ts'
import { type Line, layOut, type Paper, type Part, type Sheet, widths } from './paper.ts'

const MM = 72 / 25.4

/** In points. A roll has no length of its own. */
const sheets: Readonly<Record<Sheet, { readonly width: number; readonly height: number | null; readonly margin: number }>> =
  Object.freeze({
    roll: { width: 80 * MM, height: null, margin: 4 * MM },
    a5: { width: 148 * MM, height: 210 * MM, margin: 14 * MM },
  })

/** Of the size of a full-width character, which is two cells. */
const LINE_HEIGHT = 1.4
/** How much ink makes up for the bold face that the font has not. */
const BOLD = 0.03
/** Stands for a character that the font lacks. */
const MISSING = '□'

type Document = InstanceType<typeof PDFDocument>

/**
 * A paper as a PDF with its font inside: on a roll one page as long as the paper, else as many sheets as it takes. A character that the font lacks is
 * shown as □. The same paper gives the same bytes.
 */
export function renderPdf(paper: Paper): Uint8Array {
  const { width, height, margin } = sheets[paper.sheet]
  const lines = layOut(paper.blocks, widths[paper.sheet])
  const cell = (width - 2 * margin) / widths[paper.sheet]
  const heightOf = (line: Line) => (line.kind === 'cut' ? 0 : 2 * cell * LINE_HEIGHT * (line.kind === 'parts' ? line.scale : 1))
  const length = height ?? 2 * margin + lines.reduce((sum, line) => sum + heightOf(line), 0)

  // an empty font: pdfkit would open one of its own otherwise
  const document = new PDFDocument({
    margin: 0,
    font: '',
    autoFirstPage: false,
    info: { Producer: 'RxCounter', Title: paper.title, CreationDate: new Date(paper.at) },
  })
  document.font(Buffer.from(paperFont()))
  const hasGlyph = glyphsOf(document)

  let y = length
  for (const line of lines) {
    const lineHeight = heightOf(line)
    if (y + lineHeight > length - margin + 0.01) {
      document.addPage({ size: [width, length], margin: 0 })
      y = margin
    }
    if (line.kind === 'parts')
      for (const part of line.parts)
        draw(document, withKnown(part, hasGlyph), { x: margin, y, cell: cell * line.scale, bold: line.isBold })
    if (line.kind === 'rule') {
      const middle = y + lineHeight / 2
      document
        .moveTo(margin, middle)
        .lineTo(width - margin, middle)
        .lineWidth(0.5)
        .dash(2, { space: 1.5 })
        .stroke()
        .undash()
    }
    y += lineHeight
  }
  document.end()
  // nothing in it waits for anything: by now all of it is in its buffer
  const bytes: unknown = document.read()
  if (!(bytes instanceof Uint8Array)) throw new Error('the document is not finished')
  return bytes
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
