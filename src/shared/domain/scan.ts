import { GROUP_SEPARATOR } from './gs1.ts'
import { findScanFault, type ScanFault } from './scanFaults.ts'
import type { ScanShape } from './scanShapes.ts'

/** What a scanned text is, before any screen sees it. */
export const scanKinds = Object.freeze([
  'voucher',
  'pharmacistVoucher',
  'prescriptionQr',
  'traceCode',
  'makerCode',
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
  /** what went wrong with an `unknown` one, where that can be seen */
  readonly fault?: ScanFault
}

/** One reading of a scanner. */
export interface Scan extends ClassifiedScan {
  /** the device it came from */
  readonly deviceId: string
  /** epoch ms at which its last byte arrived */
  readonly at: number
}

/** Characters that no code holds: control, private and unassigned ones, and the decoder's mark for bytes it could not decode. */
const UNREADABLE = /[\p{C}\ufffd]/u

/**
 * Decides what a reading is, by the first of `shapes` that it fits. `doubled` is a text glued to itself where one half has a shape: two
 * scans of one code without an end between them. `unreadable` is a reading without any text, or with characters that no code holds. An `unknown` one
 * that would have been a code but for a fault which scanners are known for carries that fault: it is never mended silently.
 */
export function classifyScan(reading: string, shapes: readonly ScanShape[]): ClassifiedScan {
  const text = reading.trim()
  if (text === '' || UNREADABLE.test(text.replaceAll(GROUP_SEPARATOR, ''))) return { kind: 'unreadable', text }
  const shapeOf = (code: string) => shapes.find(({ fits }) => fits(code))
  const half = text.slice(0, text.length / 2)
  if (half + half === text && shapeOf(half)) return { kind: 'doubled', text }
  const shape = shapeOf(text)
  const fault = findScanFault(text, shapes, shape !== undefined)
  if (fault !== null) return { kind: 'unknown', text, fault }
  return { kind: shape?.kind ?? 'unknown', text }
}

/** Keys of the longest reading: the largest QR code holds 7,089 digits, each of which may need a key of its own. */
export const MOST_STROKES = 16_384
