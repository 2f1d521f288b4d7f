import { failure } from '../../shared/contract/failures.ts'
import type { ScanPurpose } from '../../shared/contract/place.ts'
import { err, ok } from '../../shared/domain/result.ts'
import { stockHandlers } from './handlers/stock.ts'
import type { Store } from './store/store.ts'
import type { PlaceTaker } from './workflows/placeScans.ts'

/** The part of the station that keeps the stock. */
export interface StockRoom {
  readonly handlers: ReturnType<typeof stockHandlers>
  /** where readings of goods go that a place has claimed */
  readonly takers: Readonly<Record<ScanPurpose, PlaceTaker>>
}

const notWanted: PlaceTaker = () => err(failure('TRACE_CODE_NOT_WANTED'))

/** Puts together what keeps the stock. */
export function createStockRoom({ store }: { readonly store: Store }): StockRoom {
  return {
    handlers: stockHandlers({ store }),
    takers: {
      // whoever looks a box up only wants to read its code
      box: () => ok({}),
      receiving: notWanted,
      change: notWanted,
      stocktake: notWanted,
      sale: notWanted,
    },
  }
}
