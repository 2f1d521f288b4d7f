import type { ScanShape } from './scanShapes.ts'

/** What a scanned text is, before any screen sees it. */
export const scanKinds = Object.freeze([
  'voucher',
  'pharmacistVoucher',
  'traceCode',
  'productCode',
  'doubled',
  'unreadable',
  'unknown',
] as const)
export type ScanKind = (typeof scanKinds)[number]

/** A reading that has been recognised. `text` is what the code holds, without line end and surrounding blanks. */
export interface ClassifiedScan {
  readonly kind: ScanKind
  readonly text: string
}

/** One reading of a scanner. */
export interface Scan extends ClassifiedScan {
  /** the device it came from */
  readonly deviceId: string
  /** epoch ms at which its last byte arrived */
  readonly at: number
}

/** FNC1 as scanners send it between the variable fields of a GS1 code. */
const GROUP_SEPARATOR = '\u001d'
/** Characters that no code holds: control, private and unassigned ones, and the decoder's mark for bytes it could not decode. */
const UNREADABLE = /[\p{C}\ufffd]/u

/**
 * Decides what a reading is, by the first of `shapes` that it fits. `doubled` is a text glued to itself where one half has a shape: two
 * scans of one code without an end between them. `unreadable` is a reading without any text, or with characters that no code holds.
 */
export function classifyScan(reading: string, shapes: readonly ScanShape[]): ClassifiedScan {
  const text = reading.trim()
  if (text === '' || UNREADABLE.test(text.replaceAll(GROUP_SEPARATOR, ''))) return { kind: 'unreadable', text }
  const half = text.slice(0, text.length / 2)
  if (half + half === text && shapeOf(half, shapes)) return { kind: 'doubled', text }
  return { kind: shapeOf(text, shapes)?.kind ?? 'unknown', text }
}

function shapeOf(text: string, shapes: readonly ScanShape[]): ScanShape | undefined {
  return shapes.find((shape) => {
    const match = shape.pattern.exec(text)
    return match !== null && (!shape.checkDigit || hasGs1CheckDigit(match[1] ?? ''))
  })
}

/** The GS1 check digit of a number's other digits (GS1 General Specifications 7.9: weights 3 and 1 from the right, mod 10). */
export function gs1CheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Whether a number ends with its right GS1 check digit. */
export function hasGs1CheckDigit(number: string): boolean {
  return gs1CheckDigit(number.slice(0, -1)) === number.slice(-1)
}
