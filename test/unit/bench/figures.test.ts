import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { median, percentile, row } from '../../bench/figures.ts'

const figures = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 })

describe('the median', () => {
  it('is the middle one, or the mean of the two in the middle', () => {
    expect(median([30, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 100])).toBe(3.5)
    expect(median([7])).toBe(7)
  })

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN()
  })

  it('has as many values below as above, in whatever order they come', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const middle = median(values)
        const below = values.filter((value) => value < middle).length
        const above = values.filter((value) => value > middle).length
        expect(below).toBeLessThanOrEqual(values.length / 2)
        expect(above).toBeLessThanOrEqual(values.length / 2)
        expect(median(values.toReversed())).toBe(middle)
      }),
    )
  })
})

describe('a percentile', () => {
  const oneToTwoHundred = Array.from({ length: 200 }, (_, index) => 200 - index)

  it('is the least value that so many percent do not exceed', () => {
    expect(percentile(oneToTwoHundred, 50)).toBe(100)
    expect(percentile(oneToTwoHundred, 99)).toBe(198)
    expect(percentile(oneToTwoHundred, 100)).toBe(200)
    expect(percentile(oneToTwoHundred, 0)).toBe(1)
    expect(percentile([5], 99)).toBe(5)
  })

  it('of nothing is no number', () => {
    expect(percentile([], 99)).toBeNaN()
  })

  it('is one of the values, and enough of them do not exceed it', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const found = percentile(values, percent)
        expect(values).toContain(found)
        expect(values.filter((value) => value <= found).length * 100).toBeGreaterThanOrEqual(percent * values.length)
      }),
    )
  })
})

describe('a row', () => {
  const start = {
    name: 'start',
    value: 1_709.996,
    unit: 'ms',
    baseline: 950,
    aim: { of: 'ratio', is: '<=', limit: 1.8 },
  } as const

  it('has exactly the fields that readers expect, rounded to hundredths', () => {
    expect(row(start)).toEqual({
      name: 'start',
      value: 1_710,
      unit: 'ms',
      baseline: 950,
      ratio: 1.8,
      aim: 'ratio <= 1.8',
      met: true,
    })
  })

  it('misses an aim that its ratio is beyond', () => {
    expect(row({ ...start, value: 1_720 })).toMatchObject({ ratio: 1.81, met: false })
  })

  it('may have to reach its aim from below', () => {
    const envelope = { ...start, baseline: 100, aim: { of: 'ratio', is: '>=', limit: 0.6 } } as const
    expect(row({ ...envelope, value: 60 })).toMatchObject({ aim: 'ratio >= 0.6', met: true })
    expect(row({ ...envelope, value: 59 })).toMatchObject({ ratio: 0.59, met: false })
  })

  it('may be judged by its value, whatever the ratio', () => {
    const scan = { ...start, baseline: 1, aim: { of: 'value', is: '<=', limit: 50 } } as const
    expect(row({ ...scan, value: 50 })).toMatchObject({ aim: 'value <= 50', ratio: 50, met: true })
    expect(row({ ...scan, value: 51 })).toMatchObject({ met: false })
  })

  it('never meets an aim with nothing measured', () => {
    expect(row({ ...start, value: Number.NaN })).toMatchObject({ met: false })
  })
})
