import { expect, it } from 'vitest'
import { percentOf, priceOf, quantityOf, yuanOf } from '../../../server-mock/console/format/figures.ts'

it.each([
  [yuanOf(1234), '¥12.34'],
  [yuanOf(-5), '−¥0.05'],
  [yuanOf(0), '¥0.00'],
  [priceOf(1_500_000), '¥1.50'],
  [priceOf(12_345_678), '¥12.345678'],
  [quantityOf(25_000), '2.5'],
  [quantityOf(-10_000), '−1'],
  [percentOf(7_550), '75.5%'],
])('figures are written as people read them: %s', (written, wanted) => {
  expect(written).toBe(wanted)
})
