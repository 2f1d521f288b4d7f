import type { Quantity } from './money.ts'

/** Why the stock of a lot changed. These words are stored: never rename one. */
export const movementKinds = Object.freeze([
  /** what was there when the books began */
  'opening',
  'purchase',
  'purchaseReturn',
  'sale',
  'saleReturn',
  /** 库存变更, told apart by `changeType` */
  'change',
  /** what a stocktake found beside the books */
  'count',
] as const)
export type MovementKind = (typeof movementKinds)[number]

/** Kinds of a stock change: inv_chg_type of 3502 (interfaces.md 5.3), and the way each goes. */
export const changeTypes = Object.freeze({
  '101': { name: 'transferIn', sign: 1 },
  '102': { name: 'transferOut', sign: -1 },
  '103': { name: 'surplus', sign: 1 },
  '104': { name: 'loss', sign: -1 },
  '105': { name: 'destruction', sign: -1 },
  '106': { name: 'otherIn', sign: 1 },
  '107': { name: 'otherOut', sign: -1 },
  '108': { name: 'purchaseIn', sign: 1 },
  '109': { name: 'returnOut', sign: -1 },
  '110': { name: 'giftIn', sign: 1 },
  '111': { name: 'giftBackOut', sign: -1 },
} as const)
export type ChangeType = keyof typeof changeTypes

const WHOLE = 10_000

/**
 * How many of the books' units one priced unit has: the pieces of a box; of goods without trace codes ten-thousandths, as finely as the wire counts. The
 * books count in whole ones of these, so that a split pack adds up exactly.
 */
export function countsPerUnit({
  isTraced,
  piecesPerPack,
}: {
  readonly isTraced: boolean
  readonly piecesPerPack: number
}): number {
  return isTraced ? piecesPerPack : WHOLE
}

/** A count of the books in the priced unit, rounded to the wire's ten-thousandths (n16,4). */
export function quantityOfCount(count: number, perUnit: number): Quantity {
  return Math.round((count * WHOLE) / perUnit) as Quantity
}

/** A quantity in the priced unit as a count of the books; null where it is no whole number of them. */
export function countOfQuantity(quantity: Quantity, perUnit: number): number | null {
  const count = Math.round((quantity * perUnit) / WHOLE)
  return quantityOfCount(count, perUnit) === quantity ? count : null
}
