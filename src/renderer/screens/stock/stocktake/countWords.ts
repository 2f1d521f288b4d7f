import type { CountedDrug } from '../../../../shared/contract/stock/stocktake.ts'
import { formatQuantity, type Quantity } from '../../../../shared/domain/money.ts'

/** A count of a drug in its own units, as people say it: `3 盒 5 片`, `-1 盒`, `12.5 克`. Zero is zero units. */
export function countWords(count: number, { isTraced, perUnit, unit, pieceUnit }: CountedDrug): string {
  if (!isTraced) return `${formatQuantity(count as Quantity)} ${unit}`
  const sign = count < 0 ? '-' : ''
  const units = Math.floor(Math.abs(count) / perUnit)
  const pieces = Math.abs(count) % perUnit
  const parts = [units > 0 || pieces === 0 ? `${units} ${unit}` : '', pieces > 0 ? `${pieces} ${pieceUnit}` : '']
  return `${sign}${parts.filter((part) => part !== '').join(' ')}`
}

/** What a person typed as units and pieces; null where it is no amount. Empty is none, but not both. */
export function quantityTyped(units: string, pieces: string): { readonly units: Quantity; readonly pieces: number } | null {
  const [unitsText, piecesText] = [units.trim(), pieces.trim()]
  if (unitsText === '' && piecesText === '') return null
  if (!/^(\d{1,6}(\.\d{1,4})?)?$/.test(unitsText) || !/^\d{0,5}$/.test(piecesText)) return null
  return { units: Math.round(Number(unitsText) * 10_000) as Quantity, pieces: Number(piecesText) }
}
