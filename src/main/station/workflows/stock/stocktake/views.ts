import type { Person } from '../../../../../shared/contract/counter.ts'
import type { CountedDrug, CountLine, StocktakeSummary, StocktakeView } from '../../../../../shared/contract/stock/stocktake.ts'
import { countsPerUnit } from '../../../../../shared/domain/stockBook.ts'
import type { StocktakeScope } from '../../../../../shared/domain/stocktake.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Stocktake, StocktakeCount } from '../../../store/stock/stocktakes.ts'
import type { Store } from '../../../store/store.ts'

const RECENT = 10

/** A drug as whoever counts it has to know it. */
export function countedDrug({ goods }: Pick<Store, 'goods'>, drug: Drug): CountedDrug {
  const { id, name, specification, manufacturer, unit, pieceUnit, isTraced } = drug
  const lots = goods.lotsOf(id).map(({ id: lotId, number, expiresOn }) => ({ id: lotId, number, expiresOn }))
  return { id, name, specification, manufacturer, unit, pieceUnit, isTraced, perUnit: countsPerUnit(drug), lots }
}

export function summaryOf(store: Store, stocktake: Stocktake): StocktakeSummary {
  const { id, scope, isBlind, state, beganAt, beganBy, decidedAt, decidedBy } = stocktake
  return {
    id,
    scope: scopeView(store, scope),
    isBlind,
    state,
    beganAt,
    beganBy: nameOf(store, beganBy),
    decidedAt,
    decidedBy: decidedBy === null ? null : nameOf(store, decidedBy),
    counted: store.stocktakes.countedDrugs(id),
    drugs: store.stocktakes.ledger.countDrugs(scope),
    people: store.stocktakes.counters(id).map(({ accountId, lines }) => ({ name: nameOf(store, accountId), lines })),
  }
}

/** A stocktake that is being counted, as this person sees it: what the books have only where it is open: how much, not where a box stands. */
export function viewOf(store: Store, stocktake: Stocktake, { id: accountId }: Person): StocktakeView {
  const { stocktakes } = store
  const last = stocktakes.lastOf(stocktake.id, accountId)
  return {
    summary: summaryOf(store, stocktake),
    last: last && lineView(store, last),
    running: last && {
      count: stocktakes.ofDrug(stocktake.id, last.drugId).reduce((sum, { count }) => sum + count, 0),
      book: stocktake.isBlind ? null : store.book.onHand(last.drugId),
    },
    recent: stocktakes.lastCounts(stocktake.id, RECENT).map((line) => lineView(store, line)),
  }
}

function lineView(store: Store, counted: StocktakeCount): CountLine {
  const { line, at, accountId, drugId, code, lotId, count } = counted
  const drug = store.goods.drug(drugId)
  if (drug === null) throw new Error(`there is no drug ${drugId}`)
  const inLedger = counted.code === null ? null : counted.book
  const lot = lotId ?? inLedger?.lotId ?? null
  return {
    line,
    at,
    person: nameOf(store, accountId),
    drug: countedDrug(store, drug),
    code,
    lotNumber: lot === null ? null : (store.goods.lot(lot)?.number ?? null),
    count,
    place: inLedger?.place ?? null,
  }
}

function scopeView({ goods }: Store, scope: StocktakeScope): StocktakeSummary['scope'] {
  if (scope.kind !== 'drugs') return scope
  return { kind: 'drugs', names: scope.drugIds.map((id) => goods.drug(id)?.name ?? id) }
}

function nameOf({ accounts }: Pick<Store, 'accounts'>, accountId: string): string {
  return accounts.find(accountId)?.name ?? accountId
}
