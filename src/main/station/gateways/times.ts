import { fromShanghai, shanghaiDateTime } from '../../../shared/domain/shanghaiTime.ts'

/** yyyyMMddHHmmss in Asia/Shanghai. */
export function toCompactTime(epochMs: number): string {
  return shanghaiDateTime(epochMs).replace(/\D/g, '')
}

/** Epoch ms of yyyyMMddHHmmss, or of yyyyMMddHHmmssSSS, in Asia/Shanghai; null when it is neither. */
export function fromCompactTime(text: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, milliseconds = '0'] = parts
  const seconds = fromShanghai(`${year}-${month}-${day} ${hour}:${minute}:${second}`)
  return seconds === null ? null : seconds + Number(milliseconds)
}

/** Epoch ms of a `dt` value that its table has accepted. */
export function fromWireTime(text: string): number {
  const epochMs = fromShanghai(text)
  if (epochMs === null) throw new Error('the wire table let a time through that does not exist')
  return epochMs
}
