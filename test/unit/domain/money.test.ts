import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Fen,
  formatFen,
  formatPrice,
  formatQuantity,
  lineAmount,
  parseFen,
  parsePrice,
  parseQuantity,
  sumFen,
} from '../../../src/shared/domain/money.ts'

const whole = fc.maxSafeInteger()
/** a safe integer and the text of it with `scale` decimals, written by cutting the digits */
const decimal = (scale: number) =>
  whole.map((units) => {
    const digits = `${units < 0 ? -units : units}`.padStart(scale + 1, '0')
    return { units, text: `${units < 0 ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}` }
  })
const fen = (text: string): Fen => {
  const amount = parseFen(text)
  if (amount === null) throw new Error(`no amount: ${text}`)
  return amount
}

describe('amounts', () => {
  it.each([
    ['0', 0],
    ['-0.00', 0],
    ['12.5', 1250],
    ['12.50', 1250],
    ['0012.50', 1250],
    ['-0.05', -5],
    ['0.29', 29],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['00000000000000000000000001.00', 100],
  ])('reads %s as %i fen', (text, expected) => {
    expect(parseFen(text)).toBe(expected)
  })

  it.each(['', '-', '.5', '5.', '1.234', '1,00', '1e2', '+1', ' 1', '1 ', '٣', '0x10', '--1', '1.2.3', 'NaN', '1.-5'])(
    'reads no amount from %j',
    (text) => {
      expect(parseFen(text)).toBeNull()
    },
  )

  it.each(['90071992547409.92', '-90071992547409.92', '99999999999999.99', '100000000000000.00'])(
    'refuses %s: no safe integer of fen, or too many digits',
    (text) => {
      expect(parseFen(text)).toBeNull()
    },
  )

  it('reads every two-decimal text exactly, and writes it back', () => {
    fc.assert(
      fc.property(decimal(2), ({ units, text }) => {
        const amount = parseFen(text)
        expect(amount).toBe(units === 0 ? 0 : units)
        if (amount !== null) expect(formatFen(amount)).toBe(units === 0 ? '0.00' : text)
      }),
    )
  })

  it('writes two decimals always', () => {
    expect(['12.5', '-0.05', '0', '100'].map((text) => formatFen(fen(text)))).toEqual(['12.50', '-0.05', '0.00', '100.00'])
  })

  it('sums exactly in every order, and gives no sum that is not exact', () => {
    expect(sumFen([])).toBe(0)
    expect(sumFen([fen('0.1'), fen('0.2')])).toBe(fen('0.3'))
    expect(sumFen([fen('90071992547409.91'), fen('0.01')])).toBeNull()
    expect(sumFen([fen('90071992547409.91'), fen('0.01'), fen('-0.01')])).toBe(Number.MAX_SAFE_INTEGER)
    fc.assert(
      fc.property(fc.array(decimal(2)), (amounts) => {
        const exact = amounts.reduce((sum, { units }) => sum + BigInt(units), 0n)
        const expected = BigInt.asIntN(54, exact) === exact && Number.isSafeInteger(Number(exact)) ? Number(exact) : null
        const parsed = amounts.map(({ text }) => fen(text))
        expect(sumFen(parsed)).toBe(expected)
        expect(sumFen(parsed.toReversed())).toBe(expected)
      }),
    )
  })
})

describe('prices, quantities and lines', () => {
  it('reads prices of 6 decimals and quantities of 4 exactly, and writes them back as the same number', () => {
    fc.assert(
      fc.property(decimal(6), decimal(4), (price, quantity) => {
        const [readPrice, readQuantity] = [parsePrice(price.text), parseQuantity(quantity.text)]
        expect(readPrice).toBe(price.units === 0 ? 0 : price.units)
        expect(readQuantity).toBe(quantity.units === 0 ? 0 : quantity.units)
        if (readPrice !== null) expect(parsePrice(formatPrice(readPrice))).toBe(readPrice)
        if (readQuantity !== null) expect(parseQuantity(formatQuantity(readQuantity))).toBe(readQuantity)
      }),
    )
    expect([parsePrice('1.1234567'), parseQuantity('1.23456'), parsePrice('10000000000')]).toEqual([null, null, null])
  })

  it.each([
    ['12.5', '12.50'],
    ['0.123456', '0.123456'],
    ['3', '3.00'],
  ])('writes the price %s as %s', (text, written) => {
    expect(formatPrice(parsePrice(text) ?? fail(text))).toBe(written)
  })

  it.each([
    ['3.0000', '3'],
    ['0.5', '0.5'],
    ['-10', '-10'],
  ])('writes the quantity %s as %s', (text, written) => {
    expect(formatQuantity(parseQuantity(text) ?? fail(text))).toBe(written)
  })

  it.each([
    ['12.5', '2', '25.00'],
    ['0.005', '1', '0.01'],
    ['0.004999', '1', '0.00'],
    ['1.005', '1', '1.01'],
    ['0.333333', '3', '1.00'],
    ['1.15', '0.5', '0.58'],
    ['0.005', '-1', '-0.01'],
    ['-0.004', '1', '0.00'],
  ])('%s × %s makes %s', (price, quantity, amount) => {
    expect(lineAmount(parsePrice(price) ?? fail(price), parseQuantity(quantity) ?? fail(quantity))).toBe(fen(amount))
  })

  it('is never more than half a fen away, and a return undoes its sale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 10 ** 9 }), (micros, units) => {
        const price = parsePrice(`${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`) ?? fail('price')
        const text = `${Math.floor(units / 1e4)}.${String(units % 1e4).padStart(4, '0')}`
        const sold = lineAmount(price, parseQuantity(text) ?? fail('quantity'))
        const returned = lineAmount(price, parseQuantity(`-${text}`) ?? fail('quantity'))
        if (sold === null || returned === null) throw new Error('too large')
        const distance = BigInt(sold) * 10n ** 8n - BigInt(micros) * BigInt(units)
        expect(distance > -(10n ** 8n) / 2n && distance <= 10n ** 8n / 2n).toBe(true)
        expect(sumFen([sold, returned])).toBe(0)
      }),
    )
  })

  it('gives no amount that is not exact', () => {
    const most = parsePrice('9007199254.740991') ?? fail('price')
    expect(lineAmount(most, parseQuantity('900719925474.0991') ?? fail('quantity'))).toBeNull()
  })
})

function fail(what: string): never {
  throw new Error(`not read: ${what}`)
}
