import { expect, test } from 'vitest'
import {
  comparisonHour,
  createNightly,
  keepComparisonHour,
  nextHour,
} from '../../../src/main/station/workflows/stock/comparison/nightly.ts'
import { openTestStore } from '../store/support.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)

test('the next hour of the night is today before it and tomorrow from it on, in Shanghai', () => {
  expect(nextHour(2, at('2026-11-30T01:59:00'))).toBe(at('2026-11-30T02:00:00'))
  expect(nextHour(2, at('2026-11-30T02:00:00'))).toBe(at('2026-12-01T02:00:00'))
  expect(nextHour(23, at('2026-11-30T07:30:00'))).toBe(at('2026-11-30T23:00:00'))
})

test('the comparison begins once a day, tries again soon where it could not, and never where nobody wants it', () => {
  const { settings } = openTestStore()
  let now = at('2026-11-30T18:00:00')
  let isThere = false
  const begun: string[] = []
  const timers: { at: number; callback: () => void }[] = []
  const nightly = createNightly({
    settings,
    clock: () => now,
    setTimer: (callback, ms) => {
      const timer = { at: now + ms, callback }
      timers.push(timer)
      return { cancel: () => timers.includes(timer) && timers.splice(timers.indexOf(timer), 1) }
    },
    begin: () => {
      if (isThere) begun.push(new Date(now + 8 * 3_600_000).toISOString())
      return isThere
    },
  })
  const pass = (): void => {
    const next = timers.shift()
    if (next === undefined) return
    now = next.at
    next.callback()
  }
  expect(comparisonHour(settings)).toBe(2)
  nightly.arm()
  pass()
  isThere = true
  pass()
  pass()
  expect(begun).toEqual(['2026-12-01T02:10:00.000Z', '2026-12-02T02:00:00.000Z'])
  keepComparisonHour(settings, null)
  nightly.arm()
  expect([comparisonHour(settings), timers.length]).toEqual([null, 0])
})
