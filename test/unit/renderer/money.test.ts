import fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuan } from '../../../src/renderer/format/money.ts'
import { cashGiven, typeCash } from '../../../src/renderer/state/cash.ts'

const typed = (keys: string): string => keys.split('').reduce((cash, key) => typeCash(cash, key === '<' ? 'Backspace' : key), '')

test.each([
  [0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [1_230, '12.30'],
  [99_999, '999.99'],
  [100_000, '1,000.00'],
  [123_456_789, '1,234,567.89'],
  [-100_000, '-1,000.00'],
])('%d fen are shown as %s yuan', (fen, expected) => {
  expect(yuan(fen)).toBe(expected)
})

test('an amount that is shown is the amount, to the fen', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (fen) => {
      expect(BigInt(yuan(fen).replaceAll(/[.,]/g, ''))).toBe(BigInt(fen))
    }),
  )
})

test.each([
  ['100', '100'],
  ['100.5', '100.5'],
  ['100.505', '100.50'],
  ['1..5', '1.5'],
  ['.5', '0.5'],
  ['007', '7'],
  ['0.07', '0.07'],
  ['12<3', '13'],
  ['<', ''],
  ['1234567', '123456'],
])('the keys %s make the cash %s', (keys, expected) => {
  expect(typed(keys)).toBe(expected)
})

test.each([
  ['', 10_030, 10_030],
  ['200', 10_030, 20_000],
  ['100.', 10_030, 10_000],
  ['0.5', 0, 50],
])('the cash typed as “%s” where %d fen are due is %d fen', (cash, due, expected) => {
  expect(cashGiven(cash, due)).toBe(expected)
})

test('whatever is typed is an amount of whole fen', () => {
  const keys = fc.array(fc.constantFrom('0', '1', '9', '.', '<'), { maxLength: 14 })
  fc.assert(
    fc.property(keys, (pressed) => {
      const given = cashGiven(typed(pressed.join('')), 0)
      expect(Number.isSafeInteger(given) && given >= 0 && given <= 99_999_999).toBe(true)
    }),
  )
})
