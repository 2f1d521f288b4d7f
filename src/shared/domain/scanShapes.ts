import type { ScanKind } from './scan.ts'

/** How one kind of code looks. Provinces differ, so shapes are data; the order decides where two fit. */
export interface ScanShape {
  readonly kind: Exclude<ScanKind, 'doubled' | 'unreadable' | 'unknown'>
  /** of the whole text; where a control character is allowed it is FNC1, every other one has been refused before */
  readonly pattern: RegExp
  /** whether the digits of the first group must end with a right GS1 check digit */
  readonly checkDigit: boolean
  readonly source: string
}

/**
 * The shapes known nationwide. GS1 stands before the voucher: (01) and (21) with a 10-digit serial also make 28 digits, and while such a
 * pack would always be taken for a voucher, a voucher that looks like GS1 is one in 100,000 and another one minutes later.
 */
export const nationalScanShapes: readonly ScanShape[] = Object.freeze([
  {
    kind: 'traceCode',
    pattern: /^\p{Cc}?01(\d{14})(?:1[1357]\d{6}|10[!-~]{1,20}\p{Cc})*21[!-~]{1,20}(?:\p{Cc}.*)?$/su,
    checkDigit: true,
    source:
      'interface reference 7.1: GS1 with (01) GTIN and (21) serial, FNC1 after variable fields; meanings public, use here [inferred]',
  },
  {
    kind: 'traceCode',
    pattern: /^\d{20}$/,
    checkDigit: false,
    source:
      'interface reference 7.1: 20 characters, the first 7 identify the drug; 码上放心 starts with 8, others occur; no check digit is known',
  },
  {
    kind: 'voucher',
    pattern: /^\d{28}$/,
    checkDigit: false,
    source: 'interface reference 8.1: 28 digits is often quoted [inferred]',
  },
  {
    kind: 'pharmacistVoucher',
    pattern: /^HY\d{26}$/,
    checkDigit: false,
    source: 'HY and 26 digits [inferred]',
  },
  {
    kind: 'productCode',
    pattern: /^(\d{13}|\d{8})$/,
    checkDigit: true,
    source:
      'interface reference 7.1: 13 digits, 69… for goods of China, is the commodity code and no trace code; EAN-13 and EAN-8 of GS1',
  },
])
