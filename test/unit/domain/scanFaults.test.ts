import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gs1CheckDigit, hasGs1CheckDigit } from '../../../src/shared/domain/gs1.ts'
import { asGermanKeys, asUsKeys } from '../../../src/shared/domain/keyboardLayout.ts'
import { classifyScan } from '../../../src/shared/domain/scan.ts'
import { nationalScanShapes } from '../../../src/shared/domain/scanShapes.ts'
import { gs1TraceCode, pharmacistVoucher, prescriptionQr, productCode, traceCode20, voucherQr } from '../devices/codes.ts'

const GS = '\u001d'
const classify = (text: string) => classifyScan(text, nationalScanShapes)
const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')

const codesOfFixedLength = fc.oneof(voucherQr, pharmacistVoucher, prescriptionQr, traceCode20, productCode)
const anyCode = fc.oneof(codesOfFixedLength, gs1TraceCode)
/** These alone hold letters that every code of their kind has. */
const lettered = fc.oneof(pharmacistVoucher, prescriptionQr)

describe('a code that a scanner spoilt is not taken for another one', () => {
  it('in full-width characters: said so', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(classify(wide(code))).toMatchObject({ kind: 'unknown', fault: 'fullWidth' })
      }),
    )
  })

  it('with large and small letters exchanged: said so', () => {
    fc.assert(
      fc.property(lettered, (code) => {
        expect(classify(code.toLowerCase())).toMatchObject({ kind: 'unknown', fault: 'capsLock' })
      }),
    )
  })

  it('through a German keyboard, on either side: said so', () => {
    fc.assert(
      fc.property(pharmacistVoucher, fc.constantFrom(asGermanKeys, asUsKeys), (code, through) => {
        expect(classify(through(code))).toMatchObject({ kind: 'unknown', fault: 'layout' })
      }),
    )
  })

  it('glued to itself: said so', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(classify(code + code)).toEqual({ kind: 'doubled', text: code + code })
      }),
    )
  })

  it('without the separator behind its lot: said so', () => {
    const serial = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz-'), minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(serial, serial, (lot, number) => {
        expect(classify(`0106901234567892${'17280131'}10${lot}${GS}21${number}`).kind).toBe('traceCode')
        expect(classify(`0106901234567892${'17280131'}10${lot}21${number}`)).toMatchObject({
          kind: 'unknown',
          fault: 'separatorsLost',
        })
      }),
    )
  })

  it('without the separator before its expiry, alone or with the days and lot around it: said so', () => {
    const serial = fc.string({ unit: fc.constantFrom(...'0123456789ABCxyz-'), minLength: 1, maxLength: 20 })
    const behind = fc.constantFrom('17280131', '1128010117280131', '1728013110A1', '1126010117280131101')
    fc.assert(
      fc.property(serial, behind, (number, rest) => {
        expect(classify(`010690123456789221${number}${GS}${rest}`).kind).toBe('traceCode')
        expect(classify(`010690123456789221${number}${rest}`)).toMatchObject({ kind: 'unknown', fault: 'separatorsLost' })
      }),
    )
  })

  it('without the zeros that it begins with: said so for codes with a check digit, and for others up to three zeros', () => {
    const checked = fc
      .tuple(fc.constantFrom(8, 13), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 100, max: 999 }))
      .map(([length, zeros, filling]) => {
        const body =
          '0'.repeat(zeros) +
          String(filling)
            .repeat(5)
            .slice(0, length - 1 - zeros)
        return body + gs1CheckDigit(body)
      })
    const unchecked = fc
      .tuple(fc.oneof(traceCode20, voucherQr), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 7 }))
      .map(([code, zeros, first]) => `${'0'.repeat(zeros)}${first}${code.slice(zeros + 1)}`)
      .filter((code) => !code.startsWith('01'))
    fc.assert(
      fc.property(fc.oneof(checked, unchecked), (code) => {
        const short = code.replace(/^0+/, '')
        // eight digits with a right check digit are a code of their own
        fc.pre(short.length !== 8 || !hasGs1CheckDigit(short))
        expect(classify(short)).toMatchObject({ kind: 'unknown', fault: 'zerosLost' })
      }),
    )
  })

  it('without its end: never a code, but where what is left is as long as another one', () => {
    const cut = codesOfFixedLength.chain((code) =>
      fc.integer({ min: 1, max: code.length - 1 }).map((length) => code.slice(0, length)),
    )
    fc.assert(
      fc.property(cut, (piece) => {
        const isWhole = /^\d{20}$/.test(piece) || (/^(\d{8}|\d{13})$/.test(piece) && hasGs1CheckDigit(piece))
        fc.pre(!isWhole && !piece.startsWith('01'))
        expect(classify(piece).kind).toBe('unknown')
      }),
    )
  })

  it.each([
    ['8106888003011322043', 'cutOff'],
    ['HY990101199', 'cutOff'],
    ['CF2507', 'cutOff'],
    ['010690123456789217280131', 'cutOff'],
    ['01069012345678921728013110A1', 'cutOff'],
    ['690123456789', 'cutOff'],
    ['123456789012', 'zerosLost'],
    ['6901234567893', undefined],
    ['010690123456789321SN0001', undefined],
    ['what is this', undefined],
    ['12345678', undefined],
  ])('%s: %s', (text, fault) => {
    expect(classify(text)).toEqual({ kind: 'unknown', text, ...(fault === undefined ? {} : { fault }) })
  })

  it('a right code has no fault', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        expect(classify(code).fault).toBeUndefined()
      }),
    )
  })
})

describe('keyboards', () => {
  it('the two translations undo each other for all that a US keyboard has', () => {
    const keys = fc.string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) })
    fc.assert(fc.property(keys, (text) => asUsKeys(asGermanKeys(text)) === text))
  })

  it('exchange y and z and move the symbols', () => {
    expect(asGermanKeys('yz-/ZY(=')).toBe('zyß-YZ)´')
  })
})
