import { shanghaiDate } from '../../../../shared/domain/shanghaiTime.ts'
import type { Settings } from '../../store/settings.ts'

/** The number of a new paper of the stock: its letters, the day in China and four digits that never come twice, `RK202611290001`. */
export function documentNumber(settings: Pick<Settings, 'nextNumber'>, letters: 'RK' | 'TH' | 'BG', now: number): string {
  const day = shanghaiDate(now).replaceAll('-', '')
  return `${letters}${day}${String(settings.nextNumber(letters) % 10_000).padStart(4, '0')}`
}
