import type { CounterState } from '../../shared/contract/counter.ts'
import type { SaleDesk, SaleLineView, SaleView } from '../../shared/contract/stock/sale.ts'
import { cashGiven } from './cash.ts'

/** What is next at an ordinary sale. */
export const saleSteps = Object.freeze([
  'first',
  'unanswered',
  'named',
  'askPassword',
  'typePassword',
  'checkingPassword',
  'pay',
  'short',
  'done',
  'bringBack',
  'payBack',
  'paidBack',
] as const)
export type SaleStep = (typeof saleSteps)[number]

/** What money moved last on this screen. */
export type Moved = { readonly kind: 'paid' | 'paidBack'; readonly amount: number } | null

/** The sale that the screen shows: what is coming back before the basket; an empty basket is none. */
export function shownSale({ returning, basket }: SaleDesk): SaleView | null {
  if (returning !== null) return returning
  return basket !== null && basket.lines.length > 0 ? basket : null
}

/** The next step, and the sum that it speaks of (fen). `typed`: the cash as it was typed; `password`: the one that the patient is asked for, for whatever it is. */
export function saleStepOf(
  desk: SaleDesk,
  typed: string,
  moved: Moved,
  password: CounterState['password'],
): { readonly step: SaleStep; readonly amount: number } {
  const sale = shownSale(desk)
  if (sale === null)
    return moved === null
      ? { step: 'first', amount: 0 }
      : { step: moved.kind === 'paid' ? 'done' : 'paidBack', amount: moved.amount }
  if (sale.unanswered !== null) return { step: 'unanswered', amount: 0 }
  if (sale.state !== 'open') return { step: isAllBack(sale) ? 'payBack' : 'bringBack', amount: sale.refund }
  if (sale.needsBuyer && sale.buyer === null) return { step: 'named', amount: sale.due }
  if (sale.account?.wantsPassword) return { step: passwordStep(password), amount: sale.due }
  const missing = sale.due - cashGiven(typed, sale.due)
  return missing > 0 ? { step: 'short', amount: missing } : { step: 'pay', amount: sale.due }
}

function passwordStep(password: CounterState['password']): SaleStep {
  if (password?.purpose !== 'sale') return 'askPassword'
  return password.isChecking ? 'checkingPassword' : 'typePassword'
}

/** The line that is marked: the one that was chosen, else the last one, which was scanned just now; null where there is none. */
export function markedLine({ lines }: Pick<SaleView, 'lines'>, chosen: number | null): SaleLineView | null {
  return lines.find(({ line }) => line === chosen) ?? lines.at(-1) ?? null
}

/** The number of the line above (-1) or below (1) the marked one. */
export function lineBeside(sale: Pick<SaleView, 'lines'>, chosen: number | null, by: -1 | 1): number | null {
  const marked = markedLine(sale, chosen)
  if (marked === null) return null
  const index = sale.lines.indexOf(marked) + by
  return (sale.lines[Math.max(0, Math.min(index, sale.lines.length - 1))] ?? marked).line
}

/** Whether what is to come back is there: something of a sale for cash, all of one that an account paid a part of. */
function isAllBack({ account, lines, comingBack }: SaleView): boolean {
  return account === null ? comingBack > 0 : lines.every(({ state }) => state === 'comingBack')
}
