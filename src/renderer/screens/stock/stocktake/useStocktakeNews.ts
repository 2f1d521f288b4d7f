import { useEffect, useState } from 'react'
import type { StockHappening } from '../../../../shared/contract/place.ts'
import type { Listen } from '../../../state/store.ts'

/** Calls `reload` whenever another window counts or decides, of one stocktake or of any; how far the writing has come. `reload` must be the same function each time. */
export function useStocktakeNews(listen: Listen, id: string | null, reload: () => void): StockHappening | null {
  const [progress, setProgress] = useState<StockHappening | null>(null)
  useEffect(
    () =>
      listen('stock.changed', (happening) => {
        if (happening.part !== 'stocktake' || (id !== null && happening.id !== id)) return
        setProgress(happening.done === null ? null : happening)
        reload()
      }),
    [listen, id, reload],
  )
  return progress
}
