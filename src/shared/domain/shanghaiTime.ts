const OFFSET_MS = 8 * 60 * 60 * 1000

/** `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai, which has had no daylight saving since 1991, of an epoch time in ms. */
export function shanghaiDateTime(epochMs: number): string {
  return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** The calendar day in Asia/Shanghai, `yyyy-MM-dd`, of an epoch time in ms. */
export function shanghaiDate(epochMs: number): string {
  return shanghaiDateTime(epochMs).slice(0, 10)
}

/** The epoch time in ms of a `yyyy-MM-dd HH:mm:ss` in Asia/Shanghai; null when it is no such time. */
export function fromShanghai(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return null
  const epochMs = Date.parse(`${text.replace(' ', 'T')}Z`) - OFFSET_MS
  return Number.isNaN(epochMs) || shanghaiDateTime(epochMs) !== text ? null : epochMs
}
