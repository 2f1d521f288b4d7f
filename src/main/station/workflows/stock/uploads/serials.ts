import type { StockUploads } from '../../../store/stock/uploads.ts'

/** The serial under which an upload is made anew after one was deleted: `RK202611290001-1`, then `RK202611290001-1.2`, `.3` … */
export function nextSerial(batchSerial: string): string {
  const [, base = batchSerial, round = '1'] = /^(.+)\.(\d+)$/.exec(batchSerial) ?? []
  return `${base}.${Number(round) + 1}`
}

/** The serial under which what was first called `batchSerial` stands, or is to stand, now: it may have been deleted and made anew since. */
export function serialNow(uploads: Pick<StockUploads, 'find'>, batchSerial: string): string {
  const next = nextSerial(batchSerial)
  return uploads.find(next) === null ? batchSerial : serialNow(uploads, next)
}
