const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** Epoch ms as people in China read it: 2026-11-29 14:05:09. */
export function timeOf(ms: number): string {
  const part = Object.fromEntries(parts.formatToParts(ms).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`
}

/** The time of day alone: 14:05:09. */
export function clockOf(ms: number): string {
  return timeOf(ms).slice(11)
}
