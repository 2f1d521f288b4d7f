const CHINA_OFFSET_MS = 8 * 3_600_000

/** The spellings of one moment on the wire, all in China Standard Time. */
export interface ChinaTime {
  /** yyyy-MM-dd */
  readonly date: string
  /** yyyy-MM-dd HH:mm:ss */
  readonly dateTime: string
  /** yyyyMMddHHmmss */
  readonly compact: string
  /** yyyyMMddHHmmssSSS */
  readonly compactMs: string
}

/** Writes epoch ms in the spellings of the interfaces. */
export function chinaTime(time: number): ChinaTime {
  const iso = new Date(time + CHINA_OFFSET_MS).toISOString()
  const compactMs = iso.replace(/\D/g, '')
  return { date: iso.slice(0, 10), dateTime: iso.slice(0, 19).replace('T', ' '), compact: compactMs.slice(0, 14), compactMs }
}

/** Epoch ms of `yyyy-MM-dd HH:mm:ss`; null unless it is a real moment in exactly that spelling. */
export function readDateTime(text: string): number | null {
  const time = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return !Number.isNaN(time) && chinaTime(time).dateTime === text ? time : null
}

/** Epoch ms of `yyyyMMddHHmmss`; null unless it is a real moment in exactly that spelling. */
export function readCompactTime(text: string): number | null {
  if (!/^\d{14}$/.test(text)) return null
  return readDateTime(text.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3 $4:$5:$6'))
}

/** Whole years of somebody born on a day (yyyy-MM-dd) on another. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) < born.slice(5) ? years - 1 : years
}
