import { expect, it } from 'vitest'
import { nextSerial, serialNow } from '../../../../../src/main/station/workflows/stock/uploads/serials.ts'
import { fromShanghai } from '../../../../../src/shared/domain/shanghaiTime.ts'
import { deadlineOf, endOfDay } from '../../../../../src/shared/domain/uploadDeadline.ts'

it('an upload that is made anew gets the next serial of its line, which no other line has', () => {
  expect(nextSerial('RK202611290001-1')).toBe('RK202611290001-1.2')
  expect(nextSerial('RK202611290001-1.2')).toBe('RK202611290001-1.3')
  expect(nextSerial('RK202611290001-1.9')).toBe('RK202611290001-1.10')
})

it('what rests on an upload names the serial under which it stands now', () => {
  const known = ['A-1', 'A-1.2', 'A-1.3', 'A-2']
  const uploads = { find: (serial: string) => (known.includes(serial) ? ({} as never) : null) }
  expect(serialNow(uploads, 'A-1')).toBe('A-1.3')
  expect(serialNow(uploads, 'A-2')).toBe('A-2')
})

it('a day ends at midnight in China; amber comes three hours before', () => {
  const noon = fromShanghai('2026-11-29 12:00:00') ?? 0
  const end = endOfDay(noon)
  expect(end).toBe(fromShanghai('2026-11-30 00:00:00'))
  expect(endOfDay(end)).toBe(fromShanghai('2026-12-01 00:00:00'))
  expect([null, end].map((dueAt) => deadlineOf(dueAt, noon))).toEqual(['none', 'inTime'])
  expect(deadlineOf(end, end - 3 * 3_600_000)).toBe('soon')
  expect(deadlineOf(end, end)).toBe('late')
})
