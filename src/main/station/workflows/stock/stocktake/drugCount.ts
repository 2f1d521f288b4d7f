import { type Fen, lineAmount } from '../../../../../shared/domain/money.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { type Difference, type DrugCount, differencesOf, netOf } from '../../../../../shared/domain/stocktake.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Stocktake, WrittenDifference } from '../../../store/stock/stocktakes.ts'
import type { Store } from '../../../store/store.ts'

type Books = Pick<Store, 'stocktakes' | 'book' | 'goods'>

/** How one drug of a stocktake differs from the books now, each difference at the price of the drug. */
export function differencesOfDrug(store: Books, stocktake: Stocktake, drug: Drug): readonly WrittenDifference[] {
  return differencesOf(countOf(store, stocktake, drug)).map((difference) => ({
    ...difference,
    drugId: drug.id,
    amount: amountOf(drug, difference),
  }))
}

/** What a difference comes to in fen; throws beyond what money can count, which no shelf holds. */
function amountOf(drug: Drug, difference: Difference): Fen {
  const amount = lineAmount(drug.price, quantityOfCount(netOf([difference]), countsPerUnit(drug)))
  if (amount === null) throw new RangeError(`a difference of ${drug.id} is beyond all money`)
  return amount
}

function countOf({ stocktakes, book }: Books, { id, beganAfter }: Stocktake, { id: drugId, isTraced }: Drug): DrugCount {
  const lines = stocktakes.ofDrug(id, drugId)
  return {
    boxes: lines.flatMap((line) => {
      if (line.code === null) return []
      const { code, lotId, count, book: atCount } = line
      return [{ line: line.line, code, lotId, pieces: count, atCount, now: stocktakes.ledger.box(code) }]
    }),
    quantities: lines.flatMap((line) => {
      if (line.code !== null) return []
      const { lotId, count, after, book: booked } = line
      return [{ line: line.line, lotId, count, after, ...booked }]
    }),
    uncounted: stocktakes.ledger.uncounted(id, drugId),
    began: lines[0]?.after ?? beganAfter,
    looseLots: isTraced ? [] : book.lotsOf(drugId).map(({ lotId }) => lotId),
    unplaced: isTraced ? stocktakes.unplaced(drugId) : new Map(),
  }
}
