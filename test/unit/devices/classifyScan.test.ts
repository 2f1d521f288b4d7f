import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gs1CheckDigit } from '../../../src/shared/domain/gs1.ts'
import { classifyScan } from '../../../src/shared/domain/scan.ts'
import { makerCodeShapes, nationalScanShapes } from '../../../src/shared/domain/scanShapes.ts'
import { gs1TraceCode, pharmacistVoucher, prescriptionQr, productCode, traceCode20, voucherQr } from './codes.ts'

const classify = (text: string) => classifyScan(text, nationalScanShapes)
const kindOf = (text: string) => classify(text).kind

const known = [
  ['voucher', voucherQr],
  ['pharmacistVoucher', pharmacistVoucher],
  ['prescriptionQr', prescriptionQr],
  ['traceCode', traceCode20],
  ['traceCode', gs1TraceCode],
  ['productCode', productCode],
] as const

describe('a scanned text is classified by its shape', () => {
  for (const [index, [kind, codes]] of known.entries()) {
    it(`takes shape ${index + 1} for a ${kind}`, () => {
      fc.assert(
        fc.property(codes, (text) => {
          expect(classify(text)).toEqual({ kind, text })
        }),
      )
    })
    it(`takes shape ${index + 1} glued to itself for a doubled scan`, () => {
      fc.assert(
        fc.property(codes, (text) => {
          expect(kindOf(text + text)).toBe('doubled')
        }),
      )
    })
    it(`ignores blanks around shape ${index + 1}`, () => {
      fc.assert(
        fc.property(codes, (text) => {
          expect(classify(` ${text}\t`)).toEqual({ kind, text })
        }),
      )
    })
  }

  it.each([
    ['6901234567892', 'productCode'],
    ['96385074', 'productCode'],
    ['81234567890123456789', 'traceCode'],
    ['10234567890123456789', 'traceCode'],
    ['010690123456789217271231102601A\u001d21SN0001', 'traceCode'],
    ['0106901234567892213456789012', 'traceCode'],
    ['HY99010119900101000000000001', 'pharmacistVoucher'],
    ['CF2507005335005927122445711', 'prescriptionQr'],
    ['\u001d01069012345678921728020010A1\u001d21SN7', 'traceCode'],
    ['(01)06901234567892(21)SN7', 'traceCode'],
  ] as const)('knows %j as %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind)
  })

  it.each([
    ['a product code with a wrong check digit', '6901234567893'],
    ['a GS1 code whose GTIN has a wrong check digit', '010690123456789321SN0001'],
    ['a GS1 code without a serial', '010690123456789217271231'],
    ['a code that was cut off', '8123456789012345678'],
    ['a pharmacist voucher in small letters', 'hy99010119900101000000000001'],
    ['two different codes glued together', '8123456789012345678981234567890123456780'],
    ['a doubled text that is nothing by itself', 'hellohello'],
    ['a web address', 'https://example.invalid/处方'],
    ['digits of another script', '６９０１２３４５６７８９２'],
  ])('does not know %s', (_, text) => {
    expect(kindOf(text)).toBe('unknown')
  })

  it('takes numbers of the lengths that a maker uses for its codes, and of no others', () => {
    const shapes = [...nationalScanShapes, ...makerCodeShapes([16, 24])]
    const kinds = [15, 16, 20, 24, 28].map((length) => classifyScan(`${'3'.repeat(length - 1)}4`, shapes).kind)
    expect(kinds).toEqual(['unknown', 'makerCode', 'traceCode', 'makerCode', 'voucher'])
  })

  it.each([
    ['nothing', ''],
    ['only blanks', ' \t'],
    ['the mark of bytes that were no text', '\ufffd'],
    ['a frame that the manifest does not name', '\u000281234567890123456789\u0003'],
    ['a control character inside', '8123456789\u00000123456789'],
  ])('calls %s unreadable', (_, text) => {
    expect(kindOf(text)).toBe('unreadable')
  })

  it('gives one kind for any text and keeps the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(classify(text).text).toBe(text.trim())
      }),
    )
  })

  it('answers quickly about the longest reading, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.constantFrom('0106901234567892', '17010101', '10A\u001d', '21A\u001d', '\u001d', '1'), (part) => {
        expect(kindOf(`0106901234567892${part.repeat(8192 / part.length)}`)).toBeTypeOf('string')
      }),
    )
  })

  it('names a source for every shape', () => {
    expect(nationalScanShapes.filter(({ source }) => source.length < 10)).toEqual([])
  })
})

describe('the GS1 check digit', () => {
  it.each([
    ['690123456789', '2'],
    ['9638507', '4'],
    ['0690123456789', '2'],
    ['000000000000', '0'],
  ])('of %s is %s', (body, digit) => {
    expect(gs1CheckDigit(body)).toBe(digit)
  })
})
