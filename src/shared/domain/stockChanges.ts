import type { PackPlace } from './packPlaces.ts'
import { changeTypes } from './stockBook.ts'

/** What a paper of changes does: a type of 3502, goods back to their supplier (3504), or what came back to the shelf, of which nobody is told. */
export const changeKinds = Object.freeze([
  'purchaseReturn',
  '101',
  '102',
  '103',
  '104',
  '105',
  '106',
  '107',
  '108',
  '109',
  '110',
  '111',
  'toShelf',
] as const)
export type ChangeKind = (typeof changeKinds)[number]

interface ChangeRule {
  /** goods come, go, or only change their place */
  readonly way: 'in' | 'out' | 'within'
  /** the places that a box may come from; empty where it comes into the shop */
  readonly from: readonly PackPlace[]
  readonly to: PackPlace
}

const leaves: ChangeRule = { way: 'out', from: ['inStock'], to: 'transferred' }

/** What a kind of paper does with boxes. */
export function changeRule(kind: ChangeKind): ChangeRule {
  switch (kind) {
    case 'purchaseReturn':
      return { way: 'out', from: ['inStock', 'quarantined'], to: 'transferred' }
    case 'toShelf':
      return { way: 'within', from: ['returned', 'quarantined'], to: 'inStock' }
    case '104':
      return { ...leaves, to: 'missing' }
    case '105':
      return { ...leaves, from: ['inStock', 'returned', 'quarantined'], to: 'destroyed' }
    default:
      return changeTypes[kind].sign > 0 ? { way: 'in', from: [], to: 'inStock' } : leaves
  }
}

/** A lot as goods are picked. Days are yyyy-MM-dd. */
export interface PickedLot {
  readonly expiresOn: string | null
}

/** Lots in the order in which they are to leave (先进先出 by expiry, FEFO): the first to expire first, those without a day last, expired ones not at all. */
export function fefo<L extends PickedLot>(lots: readonly L[], today: string): readonly L[] {
  return lots
    .filter(({ expiresOn }) => expiresOn === null || expiresOn >= today)
    .toSorted((one, other) => (one.expiresOn ?? '9').localeCompare(other.expiresOn ?? '9'))
}
