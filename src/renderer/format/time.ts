import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

const MINUTE = 60_000
/** Asia/Shanghai, without daylight saving since 1991 */
const SHANGHAI_MINUTES = 8 * 60
/** the clock offset that is shown, ms (design: more than 5 minutes) */
const SHOWN_OFFSET = 5 * MINUTE

function shanghai(epochMs: number): Dayjs {
  return dayjs.utc(epochMs).utcOffset(SHANGHAI_MINUTES)
}

/** Date and time of day in China, `2026-11-21 09:30`. */
export function dateTime(epochMs: number): string {
  return shanghai(epochMs).format('YYYY-MM-DD HH:mm')
}

/** Time of day in China, `09:30`. */
export function timeOfDay(epochMs: number): string {
  return shanghai(epochMs).format('HH:mm')
}

type Validity = 'expired' | 'today' | 'tomorrow' | 'days'

/** How long a prescription may still be collected, in calendar days of China; both times in epoch ms by the center's clock. */
export function validity(validUntil: number, now: number): { readonly kind: Validity; readonly days: number } {
  const days = shanghai(validUntil).startOf('day').diff(shanghai(now).startOf('day'), 'day')
  if (validUntil <= now) return { kind: 'expired', days: 0 }
  return { kind: days === 0 ? 'today' : days === 1 ? 'tomorrow' : 'days', days }
}

type TokenLife =
  | { readonly kind: 'expired' }
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }

/** What is left of an authorization, in whole minutes and never more than there is. */
export function tokenLife(tokenUntil: number, now: number): TokenLife {
  const minutes = Math.floor((tokenUntil - now) / MINUTE)
  if (tokenUntil <= now) return { kind: 'expired' }
  return minutes < 60 ? { kind: 'minutes', minutes } : { kind: 'hours', hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/** The clock warning: none up to 5 minutes, else in which direction this computer is wrong and by how many minutes. */
export function clockWarning(
  offsetMs: number | null,
): { readonly kind: 'clockSlow' | 'clockFast'; readonly minutes: number } | null {
  if (offsetMs === null || Math.abs(offsetMs) <= SHOWN_OFFSET) return null
  return { kind: offsetMs > 0 ? 'clockSlow' : 'clockFast', minutes: Math.round(Math.abs(offsetMs) / MINUTE) }
}
