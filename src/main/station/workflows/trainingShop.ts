import type { TrainingShop } from '../../../shared/contract/host.ts'
import type { Price } from '../../../shared/domain/money.ts'
import type { BookMovement } from '../store/stock/book.ts'
import type { Store } from '../store/store.ts'

const OPENING_STOCK = 'openingStock'
/** What the mock center does not say of a drug. */
const notSaid = { level: null, barcode: null, shelf: '', special: [] } as const
const openingPaper = { kind: 'opening', changeType: null, document: OPENING_STOCK, holder: null, accountId: null } as const

/**
 * Puts the goods and boxes that a training shop begins with into the books, in one transaction. What is known already stays as it is: it may have been sold,
 * recalled or priced anew since. Throws when a box or a lot is of a drug that the shop does not have.
 */
export function stockTrainingShop(store: Store, shop: TrainingShop): void {
  store.transaction(() => {
    for (const { prefixes, price, ...drug } of shop.drugs) {
      if (store.goods.drug(drug.id) === null)
        store.goods.put({ ...drug, ...notSaid, price: price as Price, isTraced: prefixes.length > 0 }, prefixes)
    }
    for (const lot of shop.lots) {
      if (store.goods.lot(lot.id) === null) store.goods.putLot(lot)
    }
    const opening = new Map<string, Pick<BookMovement, 'drugId' | 'lotId' | 'count'>>()
    const count = (drugId: string, lotId: string, pieces: number): void => {
      const before = opening.get(lotId)?.count ?? 0
      opening.set(lotId, { drugId, lotId, count: before + pieces })
    }
    const piecesPerPack = new Map(shop.drugs.map((drug) => [drug.id, drug.piecesPerPack]))
    for (const { code, drugId, lotId } of shop.packs) {
      const pieces = piecesPerPack.get(drugId)
      if (pieces === undefined) throw new Error(`the training shop has boxes of a drug that it has not: ${drugId}`)
      if (store.packs.find(code) !== null) continue
      store.packs.receive({ code, drugId, lotId, pieces }, { accountId: null, reason: OPENING_STOCK })
      count(drugId, lotId, pieces)
    }
    for (const lot of opening.values()) store.book.record({ ...lot, ...openingPaper })
  })
}
