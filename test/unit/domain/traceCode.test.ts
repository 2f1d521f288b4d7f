import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTraceCode } from '../../../src/shared/domain/traceCode.ts'
import { productCode, traceCode20, voucherQr } from '../devices/codes.ts'

const GS = '\u001d'
const GTIN = '06901234567892'

describe('a code of 20 digits', () => {
  it('is its own, with the drug in its first seven', () => {
    expect(parseTraceCode(' 81068880030113220431 ')).toEqual({
      kind: 'national',
      code: '81068880030113220431',
      prefix: '8106888',
    })
  })

  it('whatever the digits are, is a trace code', () => {
    fc.assert(fc.property(traceCode20, (text) => parseTraceCode(text) !== null))
  })
})

const variable = fc.string({ unit: fc.constantFrom(...'0123456789ABCXYZabcxyz-/.'), minLength: 1, maxLength: 20 })
const day = fc.tuple(fc.integer({ min: 24, max: 40 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 28 }))
const six = day.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))
const elements = fc
  .record({ '21': variable, '10': variable, '17': six, '11': six }, { requiredKeys: ['21'] })
  .map((found) => Object.entries(found))

const isVariable = (name: string): boolean => name === '10' || name === '21'

/** The elements in this order, each with as many separators after it as `separators` says, and one where one is needed. */
function scanned(order: readonly (readonly [string, string])[], separators: readonly number[], isLed: boolean): string {
  const parts = [['01', GTIN] as const, ...order].map(([name, value], index, all) => {
    const isLast = index === all.length - 1
    const needed = isVariable(name) && !isLast ? 1 : 0
    return `${name}${value}${GS.repeat(Math.max(needed, separators[index] ?? 0))}`
  })
  return `${isLed ? GS : ''}${parts.join('')}`
}

function printed(order: readonly (readonly [string, string])[]): string {
  return [['01', GTIN] as const, ...order].map(([name, value]) => `(${name})${value}`).join('')
}

describe('a GS1 code', () => {
  it('tells article, serial, lot and days; the last day of a month may be written as none', () => {
    expect(parseTraceCode(`${GS}01${GTIN}112501051728020010A1${GS}21SN7`)).toEqual({
      kind: 'gs1',
      code: `01${GTIN}21SN7`,
      gtin: GTIN,
      serial: 'SN7',
      lot: 'A1',
      madeOn: '2025-01-05',
      expiresOn: '2028-02-29',
    })
  })

  it('is the same however its elements are ordered, separated or printed', () => {
    const rendering = fc.tuple(elements, fc.array(fc.nat(2), { maxLength: 5 }), fc.boolean(), fc.infiniteStream(fc.nat()))
    fc.assert(
      fc.property(rendering, ([found, separators, isLed, weights]) => {
        const weighed = found.map((element) => ({ element, weight: weights.next().value }))
        const order = weighed.toSorted((one, other) => one.weight - other.weight).map(({ element }) => element)
        const read = parseTraceCode(printed(found))
        expect(read).toMatchObject({ kind: 'gs1', code: `01${GTIN}21${Object.fromEntries(found)['21']}` })
        expect(parseTraceCode(scanned(order, separators, isLed))).toEqual(read)
      }),
    )
  })

  it('has no character that is not printed, and fits into the field of the interfaces', () => {
    fc.assert(
      fc.property(elements, (found) => {
        const { code = '' } = parseTraceCode(printed(found)) ?? {}
        expect(code).toMatch(/^[!-~]{19,38}$/)
      }),
    )
  })

  it.each([
    ['another check digit', '010690123456789321SN1'],
    ['no serial', `01${GTIN}17280131`],
    ['no such day', `01${GTIN}1728133121SN1`],
    ['two serials', `01${GTIN}21SN1${GS}21SN2`],
    ['a serial that is too long', `01${GTIN}21${'A'.repeat(21)}`],
    ['nothing', ''],
    ['words', '药盒'],
  ])('with %s is none', (_, text) => {
    expect(parseTraceCode(text)).toBeNull()
  })
})

it('vouchers and product codes are none', () => {
  fc.assert(fc.property(fc.oneof(voucherQr, productCode), (text) => parseTraceCode(text) === null))
})
