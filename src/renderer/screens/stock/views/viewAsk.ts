import type { StockViewAsk } from '../../../../shared/contract/stock/views.ts'
import { expiryDays, valueDays } from '../../../../shared/domain/stockViews.ts'

/** The views of the stock, in the order of their keys from 1 on. */
export const viewKinds = Object.freeze(['value', 'turnover', 'expiry', 'deadlines', 'causes'] as const)
export type ViewKind = (typeof viewKinds)[number]

/** What is asked first of each; `month`: this one, yyyy-MM. */
export function firstAsk(kind: ViewKind, month: string): StockViewAsk {
  switch (kind) {
    case 'value':
      return { kind, days: 30 }
    case 'turnover':
      return { kind, month }
    case 'expiry':
      return { kind, within: 90 }
    case 'deadlines':
    case 'causes':
      return { kind }
  }
}

/** The same view of a shorter (-1) or longer (1) time, or of the month before or after; null where there is none. `month`: this one, the last that is shown. */
export function stepped(ask: StockViewAsk, by: -1 | 1, month: string): StockViewAsk | null {
  switch (ask.kind) {
    case 'value': {
      const days = valueDays[valueDays.indexOf(ask.days) + by]
      return days === undefined ? null : { ...ask, days }
    }
    case 'expiry': {
      const within = expiryDays[expiryDays.indexOf(ask.within) + by]
      return within === undefined ? null : { ...ask, within }
    }
    case 'turnover': {
      const next = monthAfter(ask.month, by)
      return next > month ? null : { ...ask, month: next }
    }
    case 'deadlines':
    case 'causes':
      return null
  }
}

function monthAfter(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}
