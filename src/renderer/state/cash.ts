import { parseFen } from '../../shared/domain/money.ts'

/** Up to 999,999.99 yuan, with no more zeros in front than people write. */
const CASH = /^(0|[1-9]\d{0,5})(\.\d{0,2})?$/

/** The cash that was typed, after one more key: a digit, the point or Backspace. A key that makes no amount changes nothing. */
export function typeCash(typed: string, key: string): string {
  if (key === 'Backspace') return typed.slice(0, -1)
  const next = typed === '0' && key !== '.' ? key : typed + (typed === '' && key === '.' ? '0.' : key)
  return CASH.test(next) ? next : typed
}

/** What the patient gave, in fen: as typed, or `untyped` where nothing was. */
export function cashGiven(typed: string, untyped: number): number {
  return typed === '' ? untyped : (parseFen(typed.replace(/\.$/, '')) ?? 0)
}
