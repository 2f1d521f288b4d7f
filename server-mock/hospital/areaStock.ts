import type { CenterContext } from '../context.ts'
import type { Institution } from '../store/registry.ts'

/** What one shop has of a drug. */
export interface ShopStock {
  readonly pharmacy: Institution
  /** ten-thousandths, over all articles of the drug; may be below zero */
  readonly quantity: number
  /** millionths of a yuan; null where nothing was sold yet */
  readonly price: number | null
  /** epoch ms */
  readonly at: number
}

/** What the pharmacies of an area have of a drug in real time (F 3.3.2), in the order of their codes; those that never told are left out. */
export function stockInArea({ store }: CenterContext, area: string, drug: string): readonly ShopStock[] {
  return store.registry
    .institutions()
    .filter((institution) => institution.kind === 'pharmacy' && institution.approved === 1 && institution.area === area)
    .flatMap((pharmacy) => {
      const levels = store.stock.levels(pharmacy.code, drug, null)
      if (levels.length === 0) return []
      const quantity = levels.reduce((sum, level) => sum + level.quantity, 0)
      const price = levels.find((level) => level.price !== null)?.price ?? null
      return [{ pharmacy, quantity, price, at: Math.max(...levels.map((level) => level.at)) }]
    })
}
