import type { CaseEffect } from '../../../../shared/domain/caseTransition.ts'
import type { CaseItem } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'

type Boxed = CaseItem & { readonly code: string }

/**
 * Moves the boxes of a case as its machine says. A box that only pieces were taken out of goes back to the shelf with what is left; pieces that come back
 * are never put into it again, for nobody knows where they were.
 */
export function moveBoxes(
  { cases, packs }: Pick<Store, 'cases' | 'packs'>,
  caseId: string,
  effect: CaseEffect,
  accountId: string | null,
): void {
  const held = new Set(packs.heldBy(caseId).map(({ code }) => code))
  const moves: Readonly<Record<CaseEffect, (item: Boxed) => void>> = {
    releaseBoxes: ({ code }) => void packs.move(code, { from: 'reserved', to: 'inStock', holder: null, accountId }),
    sellBoxes: ({ code, pieces }) => {
      const piecesLeft = pieces === null ? 0 : (packs.find(code)?.pieces ?? 0) - pieces
      if (piecesLeft === 0) packs.move(code, { from: 'reserved', to: 'sold', holder: caseId, accountId })
      else packs.move(code, { from: 'reserved', to: 'inStock', holder: null, piecesLeft, accountId })
    },
    takeBoxesBack: ({ code, pieces }) => {
      if (held.has(code)) packs.move(code, { from: 'sold', to: 'returned', holder: caseId, accountId })
      else if (pieces !== null) packs.partCameBack(code, { pieces, holder: caseId, accountId })
    },
  }
  for (const item of cases.items(caseId)) if (item.code !== null) moves[effect]({ ...item, code: item.code })
}
