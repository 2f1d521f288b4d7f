import type { CaseEffect } from '../../../../shared/domain/caseTransition.ts'
import type { CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Store } from '../../store/store.ts'
import { sellBox, takeBoxBack } from '../boxMoves.ts'

type Goods = Pick<Store, 'cases' | 'packs' | 'book'>
type Boxed = CaseItem & { readonly code: string }

/**
 * Moves the goods of a case as its machine says, and writes what left or came back into the book of the stock.
 */
export function moveBoxes(store: Goods, caseId: string, effect: CaseEffect, accountId: string | null): void {
  const { cases, packs } = store
  const record = cases.find(caseId)
  if (record === null) throw new Error(`there is no case ${caseId}`)
  const held = new Map(packs.heldBy(caseId).map((pack) => [pack.code, pack]))
  const moves: Readonly<Record<CaseEffect, (item: Boxed) => void>> = {
    releaseBoxes: ({ code }) => void packs.move(code, { from: 'reserved', to: 'inStock', holder: null, accountId }),
    sellBoxes: ({ code, pieces }) => sellBox(packs, { code, pieces, holder: caseId, accountId }),
    takeBoxesBack: ({ code, pieces }) => takeBoxBack(packs, { code, pieces, holder: caseId, accountId }),
  }
  for (const item of cases.items(caseId)) {
    const whole = item.code === null ? undefined : held.get(item.code)
    if (effect !== 'releaseBoxes') {
      const count = item.pieces ?? whole?.pieces ?? looseCount(record, item)
      const { drugId, lotId } = item
      const goods = { drugId, lotId, changeType: null, document: record.document, holder: caseId, accountId }
      if (effect === 'sellBoxes') store.book.record({ ...goods, kind: 'sale', count: -count })
      else store.book.record({ ...goods, kind: 'saleReturn', count })
    }
    if (item.code !== null) moves[effect]({ ...item, code: item.code })
  }
}

/** Of goods without trace codes as much as is prescribed: ten-thousandths, as the book counts them. */
function looseCount({ id, prescription }: CaseRecord, { line }: CaseItem): number {
  const asked = prescription?.lines[line - 1]
  if (asked === undefined) throw new Error(`case ${id} has no line ${line}`)
  return asked.quantity
}
