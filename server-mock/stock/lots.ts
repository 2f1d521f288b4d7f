import type { CenterContext } from '../context.ts'

/** The lot of goods that are named by their trace codes alone, where all of them are of one; empty where nobody knows it. */
export function lotOfPacks(context: CenterContext, institution: string, packs: readonly { readonly code: string }[]): string {
  const lots = new Set(packs.map(({ code }) => context.store.stock.lotOf(institution, code)))
  const [only = ''] = lots
  return lots.size === 1 ? only : ''
}
