import type { PaperSort } from '../../../shared/contract/devices.ts'

/** One piece of a paper. */
export type Block =
  /** in the middle, double size */
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly isCentred?: boolean; readonly isBold?: boolean }
  /** a word at the left and what it says at the right */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly isBold?: boolean }
  /** one line of a list of goods; on narrow paper the name stands above the figures */
  | { readonly kind: 'row'; readonly name: string; readonly quantity: string; readonly amount: string }
  /** a pair in double size: what is to be paid */
  | { readonly kind: 'amount'; readonly left: string; readonly right: string }
  /** each on lines of its own, in full */
  | { readonly kind: 'codes'; readonly label: string; readonly codes: readonly string[] }
  /** each a word and what it says, two beside each other where both are short enough */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  /** in double size from the left, no clause torn in two that fits on a line: what is read at arm's length */
  | { readonly kind: 'large'; readonly text: string }
  /** digits from edge to edge: by them one sees whether the width is right */
  | { readonly kind: 'ruler' }
  /** a QR code in the middle; a text that is not of printable ASCII, or longer than 120, leaves none */
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' }
  /** the end of one paper on the roll, or of one page of it */
  | { readonly kind: 'cut' }

export interface Field {
  readonly label: string
  readonly value: string
}

export function pair(left: string, right: string): Block & { readonly kind: 'pair' } {
  return { kind: 'pair', left, right }
}

/** On what a paper is shown when it is not printed on the roll of the counter: 80 mm wide and as long as it must be, or a sheet. */
export type Sheet = 'roll' | 'a5'

/** On what the papers of a sort belong. */
export const sheetOf: Readonly<Record<PaperSort, Sheet>> = Object.freeze({ receipt: 'roll', label: 'roll', a5: 'a5' })

/** A paper before it is known on what it comes out. What is printed on a roll of 80 mm is laid out as the PDF shows it. */
export interface Paper {
  /** the document information of the PDF */
  readonly title: string
  readonly sort: PaperSort
  /** epoch ms: when it was made out */
  readonly at: number
  readonly blocks: readonly Block[]
}

/** How many half-width characters we put on a page of the PDF: as many as an 80 mm roll has in font A, 576 dots of 12 (ESC/POS), and on a sheet. */
export const widths: Readonly<Record<Sheet, number>> = Object.freeze({ roll: 48, a5: 72 })

/** A text within the cells `from` (inclusive) to `to` (exclusive) of a line; it never has more cells than that. */
export interface Part {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly align: 'left' | 'centre' | 'right'
}

/** A line as it comes out. `scale` 2: its cells are twice as wide and high, so that it has half as many. */
export type Line =
  | { readonly kind: 'parts'; readonly parts: readonly Part[]; readonly scale: 1 | 2; readonly isBold: boolean }
  | { readonly kind: 'qr'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'cut' }

/** What has no place of its own on a line: control characters (FNC1 of a GS1 code is one) and the separators of lines. */
const NOT_SHOWN = /[\p{Cc}\p{Zl}\p{Zp}]/gu
/** What every printer encodes alike. */
const QR_TEXT = /^[\x20-\x7e]{1,120}$/
const HALF_CHARACTER = /\p{Cs}/gu

/** A text of the data as a paper shows it: no character of it can become a command of a printer, and none is left out without a trace. */
export function printable(text: string): string {
  return text.replaceAll(NOT_SHOWN, ' ').replaceAll(HALF_CHARACTER, '□')
}

/** How many half-width cells a text takes on a printer with GB18030: whatever is not ASCII is as wide as a Chinese character. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const character of text) cells += widthOf(character)
  return cells
}

function widthOf(character: string): 1 | 2 {
  return character < '\u0080' ? 1 : 2
}

/** A number, a code, a word, with what stands close to it; or one character. */
const UNTORN = /[!-~]+|[^!-~]/gu

/**
 * Cuts a text into lines of at most `width` cells (2 or more): between Chinese characters anywhere, within a number only where a line has no room for all of it. Put together again they are
 * the text.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let left = width
  const end = () => {
    lines.push(line)
    line = ''
    left = width
  }
  for (const piece of text.match(UNTORN) ?? []) {
    const needed = cellsOf(piece)
    if (needed > left && needed <= width) end()
    for (const character of piece) {
      const cells = widthOf(character)
      if (cells > left) end()
      line += character
      left -= cells
    }
  }
  return [...lines, line]
}

/** The lines of a paper that is `width` cells wide: an even number, 32 or more. */
export function layOut(blocks: readonly Block[], width: number): readonly Line[] {
  return blocks.flatMap((block) => linesOf(block, width))
}

function linesOf(block: Block, width: number): readonly Line[] {
  switch (block.kind) {
    case 'title':
      return columns([whole(block.text, width / 2, 'centre')], 2, true)
    case 'text':
      return columns([whole(block.text, width, block.isCentred ? 'centre' : 'left')], 1, block.isBold ?? false)
    case 'pair':
      return pairLines(block, width, 1, block.isBold ?? false)
    case 'amount':
      return pairLines(block, width / 2, 2, true)
    case 'row':
      return rowOf(block, width)
    case 'codes':
      return [
        ...columns([whole(block.label, width, 'left')]),
        ...block.codes.flatMap((code) => columns([{ text: code, from: 2, to: width, align: 'left' }])),
      ]
    case 'fields':
      return fieldsOf(block.fields, width)
    case 'large':
      return clausesOf(block.text, width / 2).flatMap((text) => columns([whole(text, width / 2, 'left')], 2, true))
    case 'ruler':
      return columns([whole('1234567890'.repeat(Math.ceil(width / 10)).slice(0, width), width, 'left')])
    case 'qr':
      return QR_TEXT.test(block.text) ? [block] : []
    case 'blank':
      return columns([])
    case 'rule':
    case 'cut':
      return [block]
  }
}

function whole(text: string, width: number, align: Part['align']): Part {
  return { text, from: 0, to: width, align }
}

/**
 * The right side has what it needs, up to two thirds; the left the rest. What needs more, and would be whole on a line of its own, has one: a number that is torn in two is
 * misread.
 */
function pairLines(
  { left, right }: { readonly left: string; readonly right: string },
  width: number,
  scale: 1 | 2,
  isBold: boolean,
): readonly Line[] {
  const needed = cellsOf(printable(right))
  const rightFrom = Math.max(width - needed, Math.ceil(width / 3))
  const isTorn = needed > width - rightFrom || (scale === 2 && cellsOf(printable(left)) > rightFrom - 1)
  const rows: readonly (readonly Part[])[] =
    isTorn && needed <= width
      ? [[whole(left, width, 'left')], [whole(right, width, 'right')]]
      : [
          [
            { text: left, from: 0, to: rightFrom - 1, align: 'left' },
            { text: right, from: rightFrom, to: width, align: 'right' },
          ],
        ]
  return rows.flatMap((parts) => columns(parts, scale, isBold))
}

const QUANTITY_CELLS = 9
const AMOUNT_CELLS = 11

function rowOf(block: Block & { readonly kind: 'row' }, width: number): readonly Line[] {
  const amountFrom = width - AMOUNT_CELLS
  const quantityFrom = amountFrom - QUANTITY_CELLS
  const figures: readonly Part[] = [
    { text: block.quantity, from: quantityFrom, to: amountFrom - 1, align: 'right' },
    { text: block.amount, from: amountFrom, to: width, align: 'right' },
  ]
  if (quantityFrom - 1 < width / 2) return [...columns([whole(block.name, width, 'left')]), ...columns(figures)]
  return columns([{ text: block.name, from: 0, to: quantityFrom - 1, align: 'left' }, ...figures])
}

/** The clauses of a sentence on as few lines as they fit on. A clause longer than a line is wrapped later. */
function clausesOf(text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const clause of text.split('，')) {
    const together = [...lines.slice(-1), clause].join('，')
    if (lines.length > 0 && cellsOf(together) <= width) lines[lines.length - 1] = together
    else lines.push(clause)
  }
  return lines
}

function fieldsOf(fields: readonly Field[], width: number): readonly Line[] {
  const half = width / 2
  const lines: Line[] = []
  let first: string | null = null
  const put = (...texts: readonly Part[]) => {
    lines.push(...columns(texts))
    first = null
  }
  for (const { label, value } of fields) {
    const text = `${label}：${value}`
    const isShort = cellsOf(printable(text)) < half
    if (first !== null && isShort) put(whole(first, half, 'left'), { text, from: half, to: width, align: 'left' })
    else {
      if (first !== null) put(whole(first, width, 'left'))
      if (isShort) first = text
      else put(whole(text, width, 'left'))
    }
  }
  if (first !== null) put(whole(first, width, 'left'))
  return lines
}

/** Texts beside each other, each wrapped within its own cells. */
function columns(texts: readonly Part[], scale: 1 | 2 = 1, isBold = false): readonly Line[] {
  const wrapped = texts.map((part) => wrap(printable(part.text), part.to - part.from).map((text) => ({ ...part, text })))
  const height = Math.max(1, ...wrapped.map((parts) => parts.length))
  return Array.from({ length: height }, (_, index) => {
    const parts = wrapped.flatMap((lines) => lines[index] ?? []).filter(({ text }) => text !== '')
    return { kind: 'parts', parts, scale, isBold }
  })
}
