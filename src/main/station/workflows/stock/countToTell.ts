import type { Quantity } from '../../../../shared/domain/money.ts'
import { type ChangeType, changeTypes, countsPerUnit, quantityOfCount } from '../../../../shared/domain/stockBook.ts'
import type { CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Drug } from '../../store/goods.ts'
import type { StockUploadRow, UploadNumber } from '../../store/stock/uploads.ts'
import type { Store } from '../../store/store.ts'

export type CountBooks = Pick<Store, 'cases' | 'book' | 'packs' | 'goods' | 'stockUploads' | 'stocktakes'>

/** What a 3501 says of a lot. */
export interface CountToTell {
  readonly quantity: Quantity
  readonly codes: readonly string[]
}

/**
 * What a 3501 of a lot has to say at this moment, so that the province has what the book has once all that is under way is told: the center adds to a count whatever comes
 * after it, so what has still to come is left out, and what came before its goods left the book is taken off. Never below nothing: no shelf has less.
 */
export function countsToTell(store: CountBooks): (drug: Drug, lotId: string) => CountToTell {
  const behind = behindByCases(store)
  return (drug, lotId) => {
    const perUnit = countsPerUnit(drug)
    const inBook = store.book.lotsOf(drug.id).find((lot) => lot.lotId === lotId)?.count ?? 0
    const quantity = quantityOfCount(inBook + (behind.get(lotId) ?? 0), perUnit) - stillToCome(store, drug.id, lotId)
    return { quantity: Math.max(0, quantity) as Quantity, codes: store.stocktakes.ledger.codesOf(drug.id, lotId) }
  }
}

/** Rows that are about to leave: counts among them (3501) say what is so now, for goods may have been sold since they began to wait. */
export function saidNow(store: CountBooks, rows: readonly StockUploadRow[]): readonly StockUploadRow[] {
  if (rows.every(({ number }) => number !== '3501')) return rows
  const toTell = countsToTell(store)
  return rows.map((row) => {
    const drug = row.number === '3501' ? store.goods.drug(row.drugId) : null
    if (drug === null) return row
    const now = toTell(drug, row.lotId)
    store.stockUploads.restate(row.batchSerial, now)
    return { ...row, ...now }
  })
}

/** What waits of a lot and moves it at the center, in ten-thousandths of its unit. */
function stillToCome({ stockUploads }: CountBooks, drugId: string, lotId: string): number {
  return stockUploads
    .movesToCome(drugId, lotId)
    .reduce((sum, { number, quantity, detail }) => sum + signOf(number, detail.changeType) * quantity, 0)
}

function signOf(number: UploadNumber, changeType: unknown): number {
  switch (number) {
    case '3503':
    case '3506':
      return 1
    case '3504':
    case '3505':
      return -1
    case '3502':
      return changeTypes[changeType as ChangeType].sign
    case '3501':
      return 0
  }
}

/** By lot, in the book's units: 3505 of cases that the center has and the book has not yet is taken off, and what the book has and the center not yet is added. */
function behindByCases(store: CountBooks): ReadonlyMap<string, number> {
  const behind = new Map<string, number>()
  for (const record of store.cases.unclosed()) {
    const { before, after } = record.machine.uploads
    if (![...before, ...after].includes('3505')) continue
    const isTold = record.machine.reported.includes('3505')
    const inBook = new Map<string, number>()
    for (const { lotId, count } of store.book.ofDocument(record.document)) inBook.set(lotId, (inBook.get(lotId) ?? 0) + count)
    for (const item of store.cases.items(record.id)) {
      const isInBook = (inBook.get(item.lotId) ?? 0) !== 0
      if (isInBook === isTold) continue
      const count = countOf(store, record, item)
      behind.set(item.lotId, (behind.get(item.lotId) ?? 0) + (isInBook ? count : -count))
    }
  }
  return behind
}

function countOf({ packs }: CountBooks, { prescription }: CaseRecord, { code, pieces, line }: CaseItem): number {
  if (code === null) return prescription?.lines[line - 1]?.quantity ?? 0
  return pieces ?? packs.find(code)?.pieces ?? 0
}
