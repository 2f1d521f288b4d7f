import fc from 'fast-check'
import { gs1CheckDigit } from '../../../src/shared/domain/scan.ts'

/** `length` decimal digits. */
const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })

/** `length` digits, the last of which is the GS1 check digit of the others. */
const checkedDigits = (length: number) => digits(length - 1).map((body) => body + gs1CheckDigit(body))

/** Characters of a GS1 serial or lot number. */
const serial = fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZabcxyz-/.'), minLength: 1, maxLength: 20 })

/** A GS1 element string with (01) and (21), and the optional parts that packs of drugs carry. */
export const gs1TraceCode = fc
  .record({
    fnc1: fc.constantFrom('', '\u001d'),
    gtin: checkedDigits(14),
    expiry: fc.option(digits(6), { nil: null }),
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
      lotAfter === null ? '' : `\u001d10${lotAfter}`,
    ].join(''),
  )

/** A voucher QR: 28 digits that are not by chance a GS1 code. */
export const voucherQr = digits(28).filter((text) => !text.startsWith('01'))
export const pharmacistVoucher = digits(26).map((text) => `HY${text}`)
export const traceCode20 = digits(20)
export const productCode = fc.oneof(checkedDigits(13), checkedDigits(8))
