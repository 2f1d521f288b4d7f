import fc from 'fast-check'
import { gs1CheckDigit } from '../../../src/shared/domain/gs1.ts'

/** `length` decimal digits. */
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

/** `length` digits, the last of which is the GS1 check digit of the others. */
const checkedDigits = (length: number) => digits(length - 1).map((body) => body + gs1CheckDigit(body))

/** Characters of a GS1 serial or lot number; not by chance such that an expiry seems to stand inside. */
const serial = fc
  .string({ unit: fc.constantFrom(...'0123456789ABCXYZabcxyz-/.'), minLength: 1, maxLength: 20 })
  .filter((text) => !/17\d{6}/.test(text))

/** A day of this century, yyMMdd. */
const day = fc
  .tuple(fc.integer({ min: 24, max: 40 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 28 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))

/** A GS1 element string with (01) and (21), and the optional parts that packs of drugs carry. */
export const gs1TraceCode = fc
  .record({
    fnc1: fc.constantFrom('', '\u001d'),
    gtin: checkedDigits(14),
    expiry: fc.option(day, { nil: null }),
    lotBefore: fc.option(serial, { nil: null }),
    serial,
    lotAfter: fc.option(serial, { nil: null }),
  })
  .map(({ fnc1, gtin, expiry, lotBefore, serial, lotAfter }) =>
    [
      `${fnc1}01${gtin}`,
      expiry === null ? '' : `17${expiry}`,
      lotBefore === null ? '' : `10${lotBefore}\u001d`,
      `21${serial}`,
      lotAfter === null || lotBefore !== null ? '' : `\u001d10${lotAfter}`,
    ].join(''),
  )

/** A voucher QR: 28 digits that are not by chance a GS1 code. */
export const voucherQr = digits(28).filter((text) => !text.startsWith('01'))
export const pharmacistVoucher = digits(26).map((text) => `HY${text}`)
export const prescriptionQr = digits(25).map((text) => `CF${text}`)
export const traceCode20 = digits(20)
export const productCode = fc.oneof(checkedDigits(13), checkedDigits(8))
export const anyCode = fc.oneof(voucherQr, pharmacistVoucher, prescriptionQr, traceCode20, productCode, gs1TraceCode)

/** A GS1 code that has all that packs of drugs carry. */
export const GS1_EXAMPLE = '\u001d01069012345678921728020010A1\u001d21SN7'
