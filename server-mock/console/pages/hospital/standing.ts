import type { PrescriptionView } from '../../../admin/contract.ts'

/** What has become of a prescription, as a word. A used one is used, whatever has become of its validity. */
export function standingOf({ used, state }: Pick<PrescriptionView, 'used' | 'state'>): {
  readonly word: string
  readonly tone: 'good' | 'quiet' | 'bad'
} {
  if (used) return { word: '已取药', tone: 'quiet' }
  if (state === 'withdrawn') return { word: '已撤销', tone: 'bad' }
  if (state === 'expired') return { word: '已失效', tone: 'quiet' }
  return { word: '待取药', tone: 'good' }
}
