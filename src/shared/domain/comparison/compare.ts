import { type Fen, lineAmount, type Price, piecePrice, type Quantity } from '../money.ts'
import { quantityOfCount } from '../stockBook.ts'
import { differingCodes, type Effect, explain, isProvince, sumOf } from './explain.ts'
import {
  type DifferenceCause,
  type DifferenceCure,
  type DifferenceKind,
  type DrugFacts,
  inHundredths,
  type ToldLine,
} from './facts.ts'
import { type FormulaSum, formulaLine, provinceFormula } from './formula.ts'
import { readPapers } from './papers.ts'

/** One difference of a drug, with its cause and what puts it right. */
export interface Difference {
  readonly cause: DifferenceCause
  readonly cure: DifferenceCure
  readonly kinds: readonly DifferenceKind[]
  /** what the province has more than it ought to, or, negative, less; ten-thousandths */
  readonly quantity: Quantity
  /** what it is worth, without a sign */
  readonly worth: Fen
  /** the uploads that it stands in, and the papers */
  readonly batchSerials: readonly string[]
  readonly documents: readonly string[]
}

/** One drug in three columns. */
export interface DrugComparison {
  readonly drugId: string
  /** null: nobody can say what stands there */
  readonly shelf: Quantity | null
  readonly book: Quantity
  /** null: the province does not know the drug */
  readonly province: Quantity | null
  readonly price: Price
  readonly provincePrice: Price | null
  /** none: all three agree */
  readonly differences: readonly Difference[]
}

const NOTHING: Omit<Effect, 'cause'> = { quantity: 0, misplaced: 0, wrongCodes: 0, isSeen: true, told: [], documents: [] }

/**
 * Compares shelf, book and province of one drug (F 2.4, 4.2.1). A drug without details (35082) that agrees in quantity and price is equal, whatever its papers say: nothing else is looked at. A
 * cause is named only where its arithmetic explains the difference to the last ten-thousandth and no other cause does; else it is `unexplained`.
 */
export function compareDrug(facts: DrugFacts): DrugComparison {
  const { drugId, perUnit, price, shelf, province } = facts
  const count = facts.book.reduce((sum, lot) => sum + lot.count, 0)
  const book = quantityOfCount(count, perUnit)
  const columns = {
    drugId,
    shelf: shelf === null ? null : quantityOfCount(shelf, perUnit),
    book,
    province: province?.quantity ?? null,
    price,
    provincePrice: province?.price ?? null,
  }
  const differences = [...stockDifferences(facts, book), ...priceDifferences(facts, book), ...shelfDifferences(facts, count)]
  return { ...columns, differences: differences.toSorted((one, other) => other.worth - one.worth) }
}

/** The formula over what the province acknowledged, with its parts: what it ought to have by our own word. */
export function formulaOf({ told }: Pick<DrugFacts, 'told'>): FormulaSum {
  const lines = told.filter(({ state }) => state === 'done').map((line) => ({ ...formulaLine(line), at: line.endedAt }))
  return provinceFormula(lines)
}

function stockDifferences(facts: DrugFacts, book: Quantity): readonly Difference[] {
  const theirs = facts.province?.quantity ?? 0
  if (facts.detail === null && (theirs === book || theirs === inHundredths(book))) return []
  const papers = readPapers(facts)
  const ought = sumOf(papers, [])
  const rounding = ought.total - book
  // what is left over of parts of packs is less than a hundredth a line; anything more is no rounding
  if (Math.abs(rounding) > 50 * papers.ought.length && !hasPending(facts)) return [unexplained(facts, ought, book)]
  const isRounded = !hasPending(facts) && inHundredths(ought.total) !== inHundredths(book)
  const rest = isRounded ? [differenceOf(facts, { ...NOTHING, cause: 'splitRest', quantity: rounding })] : []
  if (isProvince(facts, ought)) return rest
  const effects = explain(facts, papers)
  if (effects === null) return [unexplained(facts, ought, book)]
  return [...effects.map((effect) => differenceOf(facts, effect)), ...rest]
}

function hasPending({ told }: DrugFacts): boolean {
  return told.some(({ isPending }) => isPending)
}

function unexplained(facts: DrugFacts, ought: FormulaSum, book: Quantity): Difference {
  const quantity = (facts.province?.quantity ?? 0) - book
  const lots = new Map((facts.detail ?? []).map((lot) => [lot.lot, lot.quantity]))
  const names = facts.detail === null ? [] : [...new Set([...lots.keys(), ...ought.lots.keys()])]
  const moved = names.reduce((sum, lot) => sum + Math.abs((lots.get(lot) ?? 0) - (ought.lots.get(lot) ?? 0)), 0)
  const wrongCodes = facts.detail === null ? 0 : differingCodes(facts, ought).length
  const misplaced = Math.max(0, (moved - Math.abs(quantity)) / 2)
  return differenceOf(facts, { ...NOTHING, cause: 'unexplained', quantity, misplaced, wrongCodes })
}

/** The province's price is that of the last sale, else of the last change [inferred]: another one is explained where it is just that. */
function priceDifferences(facts: DrugFacts, book: Quantity): readonly Difference[] {
  const { price, province, told, perUnit } = facts
  const theirs = province?.price ?? null
  if (theirs === null || theirs === price) return []
  const priced = told.filter((line) => line.state === 'done' && line.price !== null)
  const last = (number: ToldLine['number']) =>
    priced.filter((line) => line.number === number).toSorted((one, other) => other.endedAt - one.endedAt)[0]
  const from = last('3505') ?? last('3502')
  const isPiece = from?.price === theirs && theirs === piecePrice(price, perUnit) && facts.isTraced
  const cause = isPiece ? 'splitRest' : from?.price === theirs ? 'priceDiffers' : 'unexplained'
  const worth = worthOf((theirs - price) as Price, book)
  return [
    {
      cause,
      // the next sale tells the new one; no other interface carries a price
      cure: 'nothing',
      kinds: ['price'],
      quantity: 0 as Quantity,
      worth,
      batchSerials: from?.price === theirs ? [from.batchSerial] : [],
      documents: from?.price === theirs ? [from.document] : [],
    },
  ]
}

/** The shelf against the book: more boxes than the book has were sold without their codes, or nobody knows. */
function shelfDifferences(facts: DrugFacts, count: number): readonly Difference[] {
  const { shelf, bookLines, isTraced, perUnit, price } = facts
  if (shelf === null || shelf === count) return []
  const uncoded = bookLines.filter((line) => isTraced && line.kind === 'sale' && line.codes.length === 0)
  const sold = uncoded.reduce((sum, line) => sum - line.count, 0)
  const isExplained = shelf - count === sold
  return [
    {
      cause: isExplained ? 'soldWithoutCode' : 'unexplained',
      cure: 'countAnew',
      kinds: ['shelf'],
      quantity: 0 as Quantity,
      worth: worthOf(price, quantityOfCount(shelf - count, perUnit)),
      batchSerials: [],
      documents: isExplained ? [...new Set(uncoded.map(({ document }) => document))] : [],
    },
  ]
}

function differenceOf(facts: DrugFacts, effect: Effect): Difference {
  const { cause, quantity, misplaced, wrongCodes, told, documents } = effect
  const kinds: readonly DifferenceKind[] = [
    ...(quantity === 0 ? [] : (['quantity'] as const)),
    ...(misplaced === 0 ? [] : (['batch'] as const)),
    ...(wrongCodes === 0 ? [] : (['codes'] as const)),
  ]
  const worth = worthOf(facts.price, Math.max(Math.abs(quantity), misplaced, quantity === 0 ? wrongCodes * 5_000 : 0))
  return {
    cause,
    cure: cureOf(facts, effect),
    kinds,
    quantity: quantity as Quantity,
    worth,
    batchSerials: told.map(({ batchSerial }) => batchSerial),
    documents,
  }
}

function worthOf(price: Price, quantity: number): Fen {
  return Math.abs(lineAmount(price, Math.round(quantity) as Quantity) ?? 0) as Fen
}

const cures: Readonly<Record<DifferenceCause, DifferenceCure>> = {
  uploadMissing: 'sendAgain',
  uploadRefused: 'sendAgain',
  uploadUnknown: 'deleteAndSend',
  uploadDoubled: 'deleteAndSend',
  soldWithoutCode: 'countAnew',
  splitRest: 'nothing',
  unitFactor: 'changeFactor',
  wrongQuantity: 'deleteAndSend',
  wrongBatch: 'deleteAndSend',
  wrongCode: 'deleteAndSend',
  priceDiffers: 'nothing',
  crossedCount: 'countAnew',
  unexplained: 'countAnew',
}

/** What was told of a prescription's case is the case's: there, and where no upload is named, a count (3501) puts the stock right. So it does where the shop tells nothing but counts and sales. */
function cureOf({ stockMode }: DrugFacts, { cause, isSeen, told, quantity }: Effect): DifferenceCure {
  // what it says it has and has not is taken back first; which of several equal lines it took twice nobody can say
  const cure = isSeen ? cures[cause] : cause === 'uploadDoubled' ? 'countAnew' : 'deleteAndSend'
  if (cause === 'splitRest') return Math.abs(quantity) >= 10_000 ? 'countAnew' : 'nothing'
  if (cure !== 'sendAgain' && cure !== 'deleteAndSend') return cure
  const isOurs = told.length > 0 && told.every(({ by }) => by === 'upload')
  return isOurs && stockMode === 'fullMovements' ? cure : 'countAnew'
}
