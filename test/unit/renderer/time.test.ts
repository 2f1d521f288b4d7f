import { expect, test } from 'vitest'
import { clockWarning, dateTime, tokenLife, validity } from '../../../src/renderer/format/time.ts'

const at = (text: string): number => Date.parse(`${text}+08:00`)
const MINUTE = 60_000

test('times are shown as in China, whatever the zone of the computer', () => {
  expect(dateTime(Date.UTC(2026, 10, 21, 16, 30))).toBe('2026-11-22 00:30')
})

test.each([
  ['a second before its end', '2026-11-21T17:59:59', '2026-11-21T18:00:00', { kind: 'today', days: 0 }],
  ['at its end', '2026-11-21T18:00:00', '2026-11-21T18:00:00', { kind: 'expired', days: 0 }],
  [
    'a minute after midnight in China, where it is still yesterday in UTC',
    '2026-11-21T23:59:00',
    '2026-11-22T00:01:00',
    { kind: 'tomorrow', days: 1 },
  ],
  ['over the end of a month', '2026-11-29T12:00:00', '2026-12-02T00:00:00', { kind: 'days', days: 3 }],
])('a prescription is counted in calendar days: %s', (_, now, until, expected) => {
  expect(validity(at(until), at(now))).toEqual(expected)
})

test.each([
  [120 * MINUTE, { kind: 'hours', hours: 2, minutes: 0 }],
  [60 * MINUTE - 1, { kind: 'minutes', minutes: 59 }],
  [1, { kind: 'minutes', minutes: 0 }],
  [0, { kind: 'expired' }],
  [-5, { kind: 'expired' }],
])('an authorization with %d ms left is never shown as longer', (left, expected) => {
  expect(tokenLife(1_000_000 + left, 1_000_000)).toEqual(expected)
})

test.each([
  [null, null],
  [5 * MINUTE, null],
  [-5 * MINUTE, null],
  [5 * MINUTE + 1, { kind: 'clockSlow', minutes: 5 }],
  [-8 * MINUTE, { kind: 'clockFast', minutes: 8 }],
])('a clock offset of %s ms is shown from more than five minutes on, with its direction', (offset, expected) => {
  expect(clockWarning(offset)).toEqual(expected)
})
