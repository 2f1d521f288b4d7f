import { GROUP_SEPARATOR } from './gs1.ts'

export const scannerCodeIds = Object.freeze([
  'digits',
  'letters',
  'symbols',
  'zeros',
  'product',
  'gs1Matrix',
  'gs1Bars',
  'qr',
  'long',
] as const)
export type ScannerCodeId = (typeof scannerCodeIds)[number]

/** How a code is drawn. `gs1datamatrix` and `gs1-128` begin with FNC1, which a scanner leaves out or sends as GS. */
export type CodeSymbol = 'code128' | 'ean13' | 'gs1datamatrix' | 'gs1-128' | 'qrcode'

/** One code of the sheet by which a scanner is examined. */
export interface ScannerCode {
  readonly id: ScannerCodeId
  readonly symbol: CodeSymbol
  /** what a right scanner sends, without what ends it; FNC1 between two fields is GS */
  readonly text: string
}

/** 150 letters and digits without a period, so that a piece that is lost or sent twice shows. */
const LONG = Array.from(
  { length: 50 },
  (_, index) => `${String.fromCharCode(65 + ((index * 7) % 26))}${(index * 37) % 10}k`,
).join('')

/**
 * The codes of the sheet, in its order. None of them has a shape that the counter takes for a voucher, a trace code or a prescription, so that one scanned outside
 * the examination does nothing; each is long enough to be known as a scan where a scanner types, also without its zeros; those with letters have both cases. The
 * symbols are those that a German keyboard has elsewhere, and those alone: what such a scanner types with AltGr says nothing new.
 */
export const scannerCodes: readonly ScannerCode[] = Object.freeze([
  { id: 'digits', symbol: 'code128', text: '9512340678' },
  { id: 'letters', symbol: 'code128', text: 'AbCdEfGhKm' },
  { id: 'symbols', symbol: 'code128', text: 'yZ-4_Y/z:Q' },
  { id: 'zeros', symbol: 'code128', text: '000739154026' },
  { id: 'product', symbol: 'ean13', text: '0036000291452' },
  { id: 'gs1Matrix', symbol: 'gs1datamatrix', text: `10RX7a6${GROUP_SEPARATOR}21k5Wt8` },
  { id: 'gs1Bars', symbol: 'gs1-128', text: `10B9c${GROUP_SEPARATOR}21Q3d` },
  { id: 'qr', symbol: 'qrcode', text: 'RX-qr.5520' },
  { id: 'long', symbol: 'qrcode', text: LONG },
])
