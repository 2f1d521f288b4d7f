/** One piece of a paper. */
export type Block =
  /** in the middle, double size */
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly isCentred?: boolean; readonly isBold?: boolean }
  /** a word at the left and what it says at the right */
  | { readonly kind: 'pair'; readonly left: string; readonly right: string; readonly isBold?: boolean }
  /** one line of a list of goods */
  | { readonly kind: 'row'; readonly name: string; readonly quantity: string; readonly amount: string }
  /** a pair in double size: what is to be paid */
  | { readonly kind: 'amount'; readonly left: string; readonly right: string }
  /** each on lines of its own, in full */
  | { readonly kind: 'codes'; readonly label: string; readonly codes: readonly string[] }
  /** each a word and what it says, two beside each other where both are short enough */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  /** in double size from the left: what is read at arm's length */
  | { readonly kind: 'large'; readonly text: string }
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

/** A paper before it is known on what it comes out. What is printed on the roll is laid out as the PDF shows it. */
export interface Paper {
  /** the document information of the PDF */
  readonly title: string
  readonly sheet: Sheet
  /** epoch ms: when it was made out */
  readonly at: number
  readonly blocks: readonly Block[]
}

/** How many half-width characters an 80 mm roll has in font A, 576 dots of 12 (ESC/POS), and how many we put on a sheet. */
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

/** Cuts a text into lines of at most `width` cells (2 or more). Put together again they are the text. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let left = width
  for (const character of text) {
    const cells = widthOf(character)
    if (cells > left) {
      lines.push(line)
      line = ''
      left = width
    }
    line += character
    left -= cells
  }
  return [...lines, line]
}

/** The lines of a paper that is `width` cells wide. */
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
      return columns(pairOf(block, width), 1, block.isBold ?? false)
    case 'amount':
      return columns(pairOf(block, width / 2), 2, true)
    case 'row': {
      const amountFrom = width - 11
      const quantityFrom = amountFrom - 9
      return columns([
        { text: block.name, from: 0, to: quantityFrom - 1, align: 'left' },
        { text: block.quantity, from: quantityFrom, to: amountFrom - 1, align: 'right' },
        { text: block.amount, from: amountFrom, to: width, align: 'right' },
      ])
    }
    case 'codes':
      return [
        ...columns([whole(block.label, width, 'left')]),
        ...block.codes.flatMap((code) => columns([{ text: code, from: 2, to: width, align: 'left' }])),
      ]
    case 'fields':
      return fieldsOf(block.fields, width)
    case 'large':
      return columns([whole(block.text, width / 2, 'left')], 2, true)
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

/** The right side has what it needs, up to two thirds; the left the rest. */
function pairOf({ left, right }: { readonly left: string; readonly right: string }, width: number): readonly Part[] {
  const rightFrom = Math.max(width - cellsOf(printable(right)), Math.ceil(width / 3))
  return [
    { text: left, from: 0, to: rightFrom - 1, align: 'left' },
    { text: right, from: rightFrom, to: width, align: 'right' },
  ]
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
