import { z } from 'zod'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { Settings } from '../../../store/settings.ts'

const SETTING = 'comparisonHour'
const Hour = z.strictObject({ hour: z.int().min(0).max(23).nullable() })
/** nobody is at the counter, and the center is quiet */
const DEFAULT_HOUR = 2
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** a center that was away at its hour */
const RETRY_MS = 600_000

/** The hour at which the comparison begins by itself; null: never. */
export function comparisonHour(settings: Settings): number | null {
  return Hour.nullable().parse(settings.get(SETTING))?.hour ?? (settings.get(SETTING) === null ? DEFAULT_HOUR : null)
}

export function keepComparisonHour(settings: Settings, hour: number | null): void {
  settings.set(SETTING, { hour })
}

/** The next moment (epoch ms) that is this hour of a day in Shanghai. */
export function nextHour(hour: number, now: number): number {
  const midnight = Date.parse(`${shanghaiDate(now)}T00:00:00+08:00`)
  const today = midnight + hour * HOUR_MS
  return today > now ? today : today + DAY_MS
}

export interface NightlyPorts {
  readonly settings: Settings
  readonly clock: () => number
  readonly setTimer: (callback: () => void, ms: number) => { cancel(): void }
  /** false: nothing could be begun, and it is tried again soon */
  readonly begin: () => boolean
}

/** Begins the comparison by itself, once a day at its hour. */
export function createNightly({ settings, clock, setTimer, begin }: NightlyPorts) {
  let timer: { cancel(): void } | null = null

  function wait(ms: number): void {
    timer?.cancel()
    timer = setTimer(() => {
      if (begin()) arm()
      else wait(RETRY_MS)
    }, ms)
  }

  function arm(): void {
    timer?.cancel()
    const hour = comparisonHour(settings)
    if (hour !== null) wait(nextHour(hour, clock()) - clock())
  }

  return { arm, rest: () => timer?.cancel() }
}
