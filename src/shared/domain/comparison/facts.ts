import type { Price, Quantity } from '../money.ts'
import type { ChangeType, MovementKind } from '../stockBook.ts'

/** The interfaces by which the province learns of goods. */
export type ToldNumber = '3501' | '3502' | '3503' | '3504' | '3505' | '3506'

/** One line that we told the province, or have still to tell. What was taken back (3507) or given up is not among them. */
export interface ToldLine {
  readonly batchSerial: string
  readonly number: ToldNumber
  readonly document: string
  /** the number of the lot, as the wire has it */
  readonly lot: string
  /** as it was told: without a sign, in ten-thousandths of the priced unit */
  readonly quantity: Quantity
  readonly price: Price | null
  readonly codes: readonly string[]
  /** of a 3502 */
  readonly changeType: ChangeType | null
  readonly isSplit: boolean
  /** `done`, `refused`: the province's word; `unknown`: its answer was lost; `waiting`: not told yet */
  readonly state: 'done' | 'refused' | 'unknown' | 'waiting'
  /** whose it is to mend: an upload of the stock, or one that belongs to a prescription's case */
  readonly by: 'upload' | 'case'
  /** epoch ms: when the goods moved, or were counted */
  readonly madeAt: number
  /** epoch ms: when the province had it; of one that it has not, `madeAt` */
  readonly endedAt: number
  /** yyyy-MM-dd, of a 3501 */
  readonly countedOn: string | null
  /** told before the goods left (F 3.2.2): the book will have them when they do */
  readonly isPending: boolean
}

/** One movement of our book. `count` is signed, in the book's units (domain/stockBook.ts). */
export interface BookLine {
  readonly kind: MovementKind
  readonly changeType: ChangeType | null
  readonly document: string
  readonly lot: string
  readonly count: number
  /** of the boxes that moved, as far as they have codes */
  readonly codes: readonly string[]
  /** epoch ms */
  readonly at: number
}

/** What the province has of one lot (35082). */
export interface ProvinceLot {
  /** empty: it knows no lot */
  readonly lot: string
  readonly quantity: Quantity
  readonly codes: readonly string[]
}

/** Everything that is known of one drug. */
export interface DrugFacts {
  readonly drugId: string
  /** of the shop's catalogue, per unit */
  readonly price: Price
  readonly isTraced: boolean
  /** how many of the book's units one priced unit has */
  readonly perUnit: number
  /** balances of the book, by lot number */
  readonly book: readonly { readonly lot: string; readonly count: number }[]
  /** every movement of the book that led to its balances */
  readonly bookLines: readonly BookLine[]
  /** what stands on the shelf, in the book's units; null: nobody can say */
  readonly shelf: number | null
  /** 35081; null: it has no row of this drug */
  readonly province: { readonly quantity: Quantity; readonly price: Price | null } | null
  /** 35082; null: not asked */
  readonly detail: readonly ProvinceLot[] | null
  readonly told: readonly ToldLine[]
  /** how the shop keeps the province's stock right (F 2.4): by every movement, or by stocktakes and sales alone */
  readonly stockMode: 'fullMovements' | 'stocktakeOnly'
}

/** Why a drug differs. These words are stored: never rename one. */
export const differenceCauses = Object.freeze([
  /** a movement that the province has not */
  'uploadMissing',
  'uploadRefused',
  /** its answer was lost, and the province has it not */
  'uploadUnknown',
  'uploadDoubled',
  'soldWithoutCode',
  /** pieces of a pack: rounded to the wire's decimals, or counted as packs */
  'splitRest',
  'unitFactor',
  'wrongQuantity',
  'wrongBatch',
  'wrongCode',
  'priceDiffers',
  /** a movement and a stocktake came to the province in another order than they happened */
  'crossedCount',
  /** 原因不明 */
  'unexplained',
] as const)
export type DifferenceCause = (typeof differenceCauses)[number]

/** What puts a difference right. These words are stored: never rename one. */
export const differenceCures = Object.freeze([
  'sendAgain',
  /** 3507, and anew where there is something to tell */
  'deleteAndSend',
  /** 3501 of this drug */
  'countAnew',
  /** a person looks at the pieces of a pack in the catalogue, then it is counted anew */
  'changeFactor',
  'nothing',
] as const)
export type DifferenceCure = (typeof differenceCures)[number]

/** In what the three columns differ. */
export const differenceKinds = Object.freeze(['quantity', 'price', 'batch', 'codes', 'shelf'] as const)
export type DifferenceKind = (typeof differenceKinds)[number]

const HUNDREDTH = 100

/** A quantity as 35081 and 3501 write it (n16,2), rounded half up. */
export function inHundredths(quantity: number): number {
  return Math.floor((quantity + HUNDREDTH / 2) / HUNDREDTH) * HUNDREDTH
}
