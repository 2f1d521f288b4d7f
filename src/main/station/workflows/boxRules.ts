import { type Failure, failure } from '../../../shared/contract/failures.ts'
import type { TraceCode } from '../../../shared/domain/traceCode.ts'
import type { Drug, Lot } from '../store/goods.ts'
import type { Pack } from '../store/packs.ts'
import type { Store } from '../store/store.ts'

type Books = Pick<Store, 'packs' | 'goods'>

/** A scanned or typed code, with all that the books know of it. */
export interface ScannedBox {
  /** the case or ordinary sale that it is scanned for */
  readonly holder: string
  readonly pack: Pack | null
  /** of the box, or what the first seven characters of an unknown code tell */
  readonly drug: Drug | null
  /** the lot in the books, and the one that the code itself names where that is another */
  readonly lots: readonly Lot[]
  /** what the code itself says, yyyy-MM-dd; null where it does not */
  readonly expiresOn: string | null
  /** the sale that it went out with */
  readonly sale: { readonly document: string; readonly at: number } | null
}

/** What the books know of a code that was scanned for a case or an ordinary sale. */
export function lookUpBox({ packs, goods }: Books, holder: string, read: TraceCode): ScannedBox {
  const pack = packs.find(read.code)
  return {
    holder,
    pack,
    drug: pack ? goods.drug(pack.drugId) : read.kind === 'national' ? goods.drugOfPrefix(read.prefix) : null,
    lots: pack ? lotsOf(goods, pack, read) : [],
    expiresOn: read.kind === 'gs1' ? read.expiresOn : null,
    sale: pack?.place === 'sold' ? packs.lastSaleOf(read.code) : null,
  }
}

/** The lot in the books, and with it the one that the code names: nobody knows which of them is right, so that both must be in order. */
function lotsOf(goods: Store['goods'], { drugId, lotId }: Pack, read: TraceCode): readonly Lot[] {
  const named = read.kind === 'gs1' ? read.lot : null
  return goods.lotsOf(drugId).filter(({ id, number }) => id === lotId || number === named)
}

/** The number of the case or ordinary sale that holds a box; null where there is none such. */
export function documentOfHolder({ cases, sales }: Pick<Store, 'cases' | 'sales'>, holder: string): string | null {
  return (cases.find(holder) ?? sales.find(holder))?.document ?? null
}

/** Why a box cannot be taken from where it is: in this basket, in another, sold, not received, gone; null: it stands on the shelf. */
export function refuseHeld({ holder, sale }: Pick<ScannedBox, 'holder' | 'sale'>, pack: Pack): Failure | null {
  switch (pack.place) {
    case 'inStock':
      return null
    case 'reserved':
      return failure(pack.holder === holder ? 'BOX_IN_BASKET' : 'BOX_NOT_IN_STOCK')
    case 'sold':
      return failure('BOX_SOLD_BEFORE', sale === null ? {} : { sale })
    case 'returned':
      return failure('BOX_NOT_IN_STOCK')
    case 'expected':
    case 'quarantined':
      return failure('BOX_NOT_RECEIVED')
    case 'destroyed':
    case 'transferred':
    case 'missing':
      return failure('BOX_GONE')
  }
}

/** Why nothing of these lots may go out today (yyyy-MM-dd): recalled, or past the last day, which is the day of expiry itself. */
export function refuseLots({ lots, expiresOn }: Pick<ScannedBox, 'lots' | 'expiresOn'>, today: string): Failure | null {
  if (lots.some(({ isRecalled }) => isRecalled)) return failure('LOT_RECALLED')
  const days = [...lots.map((lot) => lot.expiresOn), expiresOn]
  return days.some((day) => day !== null && day < today) ? failure('LOT_EXPIRED') : null
}

/** Of goods without trace codes the lot that is taken: the first to expire of those that the book has and that may still go out, else of all, since loose goods are often not counted. */
export function looseLot(goods: Pick<Store['goods'], 'lotsInBook' | 'lotsOf'>, drugId: string, today: string): Lot | null {
  return firstToGo(goods.lotsInBook(drugId), today) ?? firstToGo(goods.lotsOf(drugId), today)
}

/** Of lots in the order in which they expire, the first that may still go out today (yyyy-MM-dd). */
export function firstToGo(lots: readonly Lot[], today: string): Lot | null {
  return lots.find((lot) => refuseLots({ lots: [lot], expiresOn: null }, today) === null) ?? null
}

/** Whether a lot expires after another one that should have gone before it. One without a date is thought to last longest. */
export function isLaterThan(lot: Pick<Lot, 'expiresOn'>, first: Pick<Lot, 'expiresOn'>): boolean {
  return first.expiresOn !== null && (lot.expiresOn === null || lot.expiresOn > first.expiresOn)
}
