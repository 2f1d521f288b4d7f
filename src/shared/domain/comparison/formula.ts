import { changeTypes } from '../stockBook.ts'
import type { ToldLine, ToldNumber } from './facts.ts'

/** One line as the formula takes it. */
export interface FormulaLine {
  readonly number: ToldNumber
  readonly lot: string
  /** ten-thousandths: of a 3501 all that is there, else what came, or, negative, what left */
  readonly amount: number
  readonly codes: readonly string[]
  readonly isSplit: boolean
  /** the order in which the province has them, epoch ms */
  readonly at: number
  /** of a 3501 */
  readonly countedOn: string | null
  /** of the upload that it is; null: nobody told it so */
  readonly batchSerial: string | null
}

/** What the formula comes to: 实时库存 = 最新盘存 + 变更 + 采购 − 销售, returns netted (F 3.3.2), with its parts in ten-thousandths. */
export interface FormulaSum {
  readonly total: number
  readonly count: number
  readonly changes: number
  readonly purchases: number
  readonly purchaseReturns: number
  readonly sales: number
  readonly saleReturns: number
  /** without those that have nothing */
  readonly lots: ReadonlyMap<string, number>
  /** whole boxes that it knows to be there */
  readonly codes: ReadonlySet<string>
}

const parts = {
  '3501': 'count',
  '3502': 'changes',
  '3503': 'purchases',
  '3504': 'purchaseReturns',
  '3505': 'sales',
  '3506': 'saleReturns',
} as const

/** A told line for the formula; a change that names no code names no lot either (interfaces.md 5.3). */
export function formulaLine(told: ToldLine): FormulaLine {
  const { number, codes, isSplit, madeAt: at, countedOn, batchSerial } = told
  const isOutgoing = number === '3504' || number === '3505' || (told.changeType !== null && changeTypes[told.changeType].sign < 0)
  const lot = number === '3502' && codes.length === 0 ? '' : told.lot
  return { number, lot, amount: isOutgoing ? -told.quantity : told.quantity, codes, isSplit, at, countedOn, batchSerial }
}

/**
 * The province's formula over what it was told. It goes lot by lot: of each the count of the latest day, of one day the one that came last, and what moved since it [inferred]. What
 * names no lot counts since the last count at all, and a count that names none stands for the lots without one of their own.
 */
export function provinceFormula(lines: readonly FormulaLine[]): FormulaSum {
  // what moved in the moment of a count is in it
  const ordered = lines.toSorted(
    (one, other) => one.at - other.at || Number(one.number === '3501') - Number(other.number === '3501'),
  )
  const counts = standingCounts(ordered)
  const placeOf = new Map(ordered.map((line, place) => [line, place]))
  const latest = Math.max(-1, ...[...counts.values()].map((line) => placeOf.get(line) ?? -1))
  const since = (lot: string): number => {
    const count = counts.get(lot) ?? counts.get('')
    return count === undefined ? (lot === '' ? latest : -1) : (placeOf.get(count) ?? -1)
  }
  const sum = { count: 0, changes: 0, purchases: 0, purchaseReturns: 0, sales: 0, saleReturns: 0 }
  const lots = new Map<string, number>()
  for (const [place, line] of ordered.entries()) {
    const counted = line.number === '3501' ? counts.get(line.lot) === line : place > since(line.lot)
    if (!counted) continue
    sum[parts[line.number]] += line.amount
    lots.set(line.lot, (lots.get(line.lot) ?? 0) + line.amount)
  }
  for (const [lot, amount] of lots) if (amount === 0) lots.delete(lot)
  const total = sum.count + sum.changes + sum.purchases + sum.purchaseReturns + sum.sales + sum.saleReturns
  return { ...sum, total, lots, codes: codesOf(ordered, counts) }
}

function standingCounts(ordered: readonly FormulaLine[]): ReadonlyMap<string, FormulaLine> {
  const counts = new Map<string, FormulaLine>()
  for (const line of ordered) {
    if (line.number !== '3501') continue
    const before = counts.get(line.lot)
    if (before === undefined || (before.countedOn ?? '') <= (line.countedOn ?? '')) counts.set(line.lot, line)
  }
  return counts
}

/** Those that a count of their lot names, or, where it names none, all that came; without what left since. Of an opened box nobody can say by its code alone. */
function codesOf(ordered: readonly FormulaLine[], counts: ReadonlyMap<string, FormulaLine>): ReadonlySet<string> {
  const here = new Map<string, string>()
  const sold = new Set<string>()
  for (const line of ordered) {
    const { number, lot, amount, codes, isSplit } = line
    if (number === '3501') {
      if (counts.get(lot) !== line || codes.length === 0) continue
      for (const [code, own] of here) if (own === lot) here.delete(code)
      for (const code of codes) here.set(code, lot)
    } else if (!isSplit) {
      for (const code of codes) {
        if (amount > 0) here.set(code, lot)
        else here.delete(code)
        if (number === '3505') sold.add(code)
        if (number === '3506') sold.delete(code)
      }
    }
  }
  return new Set([...here.keys()].filter((code) => !sold.has(code)))
}
