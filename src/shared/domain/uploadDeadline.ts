import { fromShanghai, shanghaiDate } from './shanghaiTime.ts'

const HOUR_MS = 3_600_000
/** How long before its moment an upload is shown amber [inferred: long enough to mend what was refused]. */
const SOON_MS = 3 * HOUR_MS
const DAY_MS = 24 * HOUR_MS

/** How an upload that is not done stands with its moment `dueAt` at `now` (epoch ms): amber `soon` comes before red `late`. */
export function deadlineOf(dueAt: number | null, now: number): 'none' | 'inTime' | 'soon' | 'late' {
  if (dueAt === null) return 'none'
  if (now >= dueAt) return 'late'
  return now >= dueAt - SOON_MS ? 'soon' : 'inTime'
}

/** The end of the calendar day in Asia/Shanghai that `at` lies in; epoch ms. */
export function endOfDay(at: number): number {
  const midnight = fromShanghai(`${shanghaiDate(at)} 00:00:00`)
  if (midnight === null) throw new Error('a calendar day without a midnight')
  return midnight + DAY_MS
}
