import { hasGs1CheckDigit } from './gs1.ts'
import type { ScanKind } from './scan.ts'
import { parseTraceCode } from './traceCode.ts'

/** How one kind of code looks. Provinces and makers differ, so shapes are data; the order decides where two fit. */
export interface ScanShape {
  readonly kind: Exclude<ScanKind, 'doubled' | 'unreadable' | 'unknown'>
  /** whether a whole text is such a code; where a control character is allowed it is FNC1, every other one has been refused before */
  readonly fits: (text: string) => boolean
  /** characters of the whole code, what it begins with before its digits, and whether they end with a GS1 check digit; absent where its length varies */
  readonly digits?: { readonly lead: string; readonly length: number; readonly isChecked: boolean }
  readonly source: string
}

/** A code that is `lead` and then digits alone, `length` characters in all. */
function digitShape(kind: ScanShape['kind'], lead: string, length: number, source: string, isChecked = false): ScanShape {
  const pattern = new RegExp(`^${lead}\\d{${length - lead.length}}$`)
  return {
    kind,
    fits: (text) => pattern.test(text) && (!isChecked || hasGs1CheckDigit(text)),
    digits: { lead, length, isChecked },
    source,
  }
}

/**
 * The shapes known nationwide. GS1 stands before the voucher: (01) and (21) with a 10-digit serial also make 28 digits, and while such a
 * pack would always be taken for a voucher, a voucher that looks like GS1 is one in 100,000 and another one minutes later.
 */
export const nationalScanShapes: readonly ScanShape[] = Object.freeze([
  {
    kind: 'traceCode',
    fits: (text) => parseTraceCode(text)?.kind === 'gs1',
    source:
      'interface reference 7.1: GS1 with (01) GTIN and (21) serial, FNC1 after variable fields; meanings public, use here [inferred]',
  },
  digitShape(
    'traceCode',
    '',
    20,
    'interface reference 7.1: 20 characters, the first 7 identify the drug; 码上放心 starts with 8, others occur; no check digit is known',
  ),
  digitShape('voucher', '', 28, 'interface reference 8.1: 28 digits is often quoted [inferred]'),
  digitShape('pharmacistVoucher', 'HY', 28, 'HY and 26 digits [inferred]'),
  digitShape(
    'prescriptionQr',
    'CF',
    27,
    'interface reference 1.5: epc_qrcd has 27 characters (draft 7201); CF and 25 digits [inferred]',
  ),
  ...[13, 8].map((length) =>
    digitShape(
      'productCode',
      '',
      length,
      'interface reference 7.1: 13 digits, 69… for goods of China, is the commodity code and no trace code; EAN-13 and EAN-8 of GS1',
      true,
    ),
  ),
])

/**
 * A maker's own trace codes (interface reference 7.1: manufacturer's own, mostly digits; no lengths found), of the lengths that somebody has named. They stand
 * behind the national shapes: none of them is taken for a maker's.
 */
export function makerCodeShapes(lengths: readonly number[]): readonly ScanShape[] {
  return lengths.map((length) =>
    digitShape(
      'makerCode',
      '',
      length,
      'interface reference 7.1: manufacturer’s own, mostly digits; the length is set by the shop',
    ),
  )
}
