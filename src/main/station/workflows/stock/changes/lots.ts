import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { LotStock } from '../../../../../shared/contract/stock/changes.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { fefo } from '../../../../../shared/domain/stockChanges.ts'
import type { LotBalance } from '../../../store/stock/book.ts'
import type { Store } from '../../../store/store.ts'
import { drugNamed } from '../incomingBox.ts'

const DAY_MS = 86_400_000
const SHOWN = 500

/** The lots of the shelf by their expiry. */
export function createLotLists(store: Store, clock: () => number) {
  const { goods, book, stockChanges } = store

  function stockOf({ drugId, lotId, count }: LotBalance): LotStock {
    const drug = goods.drug(drugId)
    const lot = goods.lot(lotId)
    if (drug === null || lot === null) throw new Error(`the book has goods of lot ${lotId}, which nobody knows`)
    const { expiresOn } = lot
    const today = shanghaiDate(clock())
    return {
      drugId,
      drug: `${drug.name} ${drug.specification}`,
      shelf: drug.shelf,
      lotId,
      lot: lot.number,
      expiresOn,
      daysLeft: expiresOn === null ? null : Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY_MS),
      quantity: quantityOfCount(count, countsPerUnit(drug)),
      unit: drug.unit,
    }
  }

  return {
    /** the lots of a drug in the order in which they are to leave; expired ones are not among them */
    fefo: (text: string): Result<{ lots: readonly LotStock[] }, Failure> => {
      const drug = drugNamed(store, text)
      if (drug === null) return err(failure('RECEIVING_DRUG_UNKNOWN'))
      const lots = book.lotsOf(drug.id).filter(({ count }) => count > 0)
      return ok({ lots: fefo(lots.map(stockOf), shanghaiDate(clock())) })
    },
    nearExpiry: (days: number): { lots: readonly LotStock[] } => ({
      lots: stockChanges.expiring(shanghaiDate(clock() + days * DAY_MS), SHOWN).map(stockOf),
    }),
  }
}
