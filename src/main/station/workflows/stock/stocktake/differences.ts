import type { DifferenceView, StocktakeDifferences } from '../../../../../shared/contract/stock/stocktake.ts'
import { type Fen, sumFen } from '../../../../../shared/domain/money.ts'
import { netOf } from '../../../../../shared/domain/stocktake.ts'
import type { Stocktake, WrittenDifference } from '../../../store/stock/stocktakes.ts'
import type { Store } from '../../../store/store.ts'
import { differencesOfDrug } from './drugCount.ts'
import { countedDrug, summaryOf } from './views.ts'

const DRUGS_AT_ONCE = 10
const PAGE = 50

/**
 * All differences of a stocktake: as they were written, and for what is not written yet against the books of now, some drugs at a time, so that the counter goes on
 * meanwhile; a part of them when the station stops. A cancelled one has none.
 */
export async function collectDifferences(
  store: Store,
  stocktake: Stocktake,
  isStopped: () => boolean,
): Promise<readonly WrittenDifference[]> {
  const { id, state, scope, doneDrug } = stocktake
  const found = [...store.stocktakes.written(id)]
  if (state !== 'counting' && state !== 'approving') return found
  for (let after = doneDrug ?? ''; ; ) {
    const drugs = store.stocktakes.ledger.drugsIn(scope, after, DRUGS_AT_ONCE)
    for (const drugId of drugs) {
      const drug = store.goods.drug(drugId)
      if (drug !== null) found.push(...differencesOfDrug(store, stocktake, drug))
    }
    after = drugs.at(-1) ?? after
    if (drugs.length < DRUGS_AT_ONCE) return found
    await new Promise((resolve) => setImmediate(resolve))
    if (isStopped()) return found
  }
}

/** One page of them, from 1, what has to be counted again first and then by money, and what all of them come to. */
export function pageOf(
  store: Store,
  stocktake: Stocktake,
  differences: readonly WrittenDifference[],
  page: number,
): StocktakeDifferences {
  const sorted = differences.toSorted(
    (one, other) =>
      Number(other.kind === 'disturbed') - Number(one.kind === 'disturbed') ||
      Math.abs(other.amount) - Math.abs(one.amount) ||
      (one.drugId < other.drugId ? -1 : 1),
  )
  const sum = (isWanted: (amount: Fen) => boolean) =>
    sumFen(differences.map(({ amount }) => amount).filter(isWanted)) ?? (0 as Fen)
  const loss = sum((amount) => amount < 0)
  return {
    summary: summaryOf(store, stocktake),
    rows: sorted.slice((page - 1) * PAGE, page * PAGE).map((difference) => differenceView(store, difference)),
    total: sorted.length,
    surplus: sum((amount) => amount > 0),
    loss: Math.abs(loss) as Fen,
    disturbed: differences.filter(({ kind }) => kind === 'disturbed').length,
  }
}

function differenceView(store: Store, difference: WrittenDifference): DifferenceView {
  const { drugId, kind, code, lotId, from, was, amount } = difference
  const drug = store.goods.drug(drugId)
  if (drug === null) throw new Error(`there is no drug ${drugId}`)
  const numberOf = (lot: string | null | undefined) => (lot ? (store.goods.lot(lot)?.number ?? null) : null)
  return {
    drug: countedDrug(store, drug),
    kind,
    code,
    lotNumber: numberOf(lotId),
    fromLotNumber: numberOf(from?.lotId),
    count: netOf([difference]),
    was,
    amount,
  }
}
