import { quantityOfCount } from '../stockBook.ts'
import { crossings, foreseenCounts, placed, readCounts } from './counts.ts'
import type { BookLine, DrugFacts, ToldLine, ToldNumber } from './facts.ts'
import { type FormulaLine, formulaLine } from './formula.ts'
import { type Deviation, type Piece, ROUNDED, right, WHOLE, wrong } from './pieces.ts'

/** What the province ought to have been told, by the book, and every deviation from it. */
export interface Papers {
  readonly ought: readonly FormulaLine[]
  readonly deviations: readonly Deviation[]
}

const numberOf = {
  purchase: '3503',
  purchaseReturn: '3504',
  sale: '3505',
  saleReturn: '3506',
  change: '3502',
} as const satisfies Partial<Record<BookLine['kind'], ToldNumber>>

/** The movements of a paper that one interface tells. */
interface Paper {
  readonly number: Exclude<ToldNumber, '3501'>
  readonly book: readonly BookLine[]
  readonly told: readonly ToldLine[]
}

/** Holds the book against what was told, paper by paper, in the order of interfaces.md 5.2 to 5.6. */
export function readPapers(facts: DrugFacts): Papers {
  const foreseen = foreseenCounts(facts)
  const pieces = [...readCounts(facts, foreseen), ...movementPapers(facts).flatMap((paper) => readMovements(facts, paper))]
  const found = pieces.map((piece) => placed(piece, foreseen))
  const crossed = found
    .filter((each) => each.deviation === null)
    .flatMap(({ told, ought }) => crossings(facts, told, ought, foreseen))
  return {
    ought: found.flatMap(({ ought }) => ought),
    deviations: [...found.flatMap(({ deviation }) => deviation ?? []), ...crossed],
  }
}

function movementPapers({ bookLines, told }: DrugFacts): readonly Paper[] {
  const papers = new Map<string, { number: Paper['number']; book: BookLine[]; told: ToldLine[] }>()
  const of = (number: Paper['number'], document: string, changeType: string | null) => {
    const key = `${number} ${changeType} ${document}`
    const paper = papers.get(key) ?? { number, book: [], told: [] }
    papers.set(key, paper)
    return paper
  }
  for (const line of bookLines) {
    if (line.kind !== 'count' && line.kind !== 'opening') of(numberOf[line.kind], line.document, line.changeType).book.push(line)
  }
  for (const line of told) if (line.number !== '3501') of(line.number, line.document, line.changeType).told.push(line)
  return [...papers.values()]
}

function readMovements(facts: DrugFacts, { number, book, told }: Paper): readonly Piece[] {
  const pending = told.filter(({ isPending, state }) => isPending && state === 'done')
  const done = told.filter(({ isPending, state }) => !isPending && state === 'done')
  const pieces: Piece[] = pending.length > 0 ? [right(pending)] : []
  const restBook = [...book]
  const restDone: ToldLine[] = []
  // first those that agree in everything
  for (const line of done) {
    const at = restBook.findIndex(
      (own) => own.lot === line.lot && isClose(facts, line.quantity, own.count, 1) && areSame(own.codes, line.codes),
    )
    if (at < 0) restDone.push(line)
    else {
      restBook.splice(at, 1)
      pieces.push(right([line]))
    }
  }
  const others = told.filter(({ state }) => state !== 'done')
  return [...pieces, ...readRest(facts, { number, book: restBook, told: restDone }, { done, others })]
}

/** What is left of a paper after the lines that agree: lot by lot. `done` are all its told lines, `others` those that the province has not, or perhaps not. */
function readRest(
  facts: DrugFacts,
  { number, book, told }: Paper,
  { done, others }: { readonly done: readonly ToldLine[]; readonly others: readonly ToldLine[] },
): readonly Piece[] {
  const documents = [...book, ...told, ...others].map(({ document }) => document)
  const pieces: Piece[] = []
  let restBook = [...book]
  let restTold = [...told]
  // boxes of one lot that went as one line, or a line that is of the same boxes in another quantity
  for (const lot of new Set(restTold.map((line) => line.lot))) {
    const ofLot = restTold.filter((line) => line.lot === lot)
    const named = new Set(ofLot.flatMap(({ codes }) => codes))
    const inLot = restBook.filter((line) => line.lot === lot)
    const own = named.size === 0 ? inLot : inLot.filter(({ codes }) => codes.some((code) => named.has(code)))
    const fitting = own.length > 0 ? own : inLot
    if (fitting.length === 0) continue
    const piece = judge(facts, number, fitting, ofLot)
    restBook = restBook.filter((line) => !fitting.includes(line))
    restTold = restTold.filter((line) => !ofLot.includes(line))
    pieces.push(...piece)
  }
  const isMoved = restBook.length > 0 && restTold.length > 0
  if (isMoved) {
    const isWhole = isClose(facts, quantityOf(restTold), countOf(restBook), restTold.length + restBook.length)
    const isOfSame = areSame(codesOf(restBook), codesOf(restTold)) || restTold.every(({ codes }) => codes.length === 0)
    const cause = isWhole && isOfSame ? 'wrongBatch' : 'unexplained'
    return [...pieces, wrong(cause, { ought: linesOf(facts, number, restBook), told: restTold, documents }), ...lost(others)]
  }
  pieces.push(...restTold.map((line) => tooMuch(facts, line, done)))
  return [...pieces, ...missing(facts, number, restBook, others)]
}

/** Lines of one lot against the movements of the same goods. */
function judge(
  facts: DrugFacts,
  number: Paper['number'],
  book: readonly BookLine[],
  told: readonly ToldLine[],
): readonly Piece[] {
  const { perUnit, isTraced } = facts
  const documents = [...book, ...told].map(({ document }) => document)
  const ought = linesOf(facts, number, book)
  const [quantity, count] = [quantityOf(told), Math.abs(countOf(book))]
  const [ownCodes, toldCodes] = [codesOf(book), codesOf(told)]
  const exact = quantityOfCount(count, perUnit)
  if (isClose(facts, quantity, count, told.length + book.length)) {
    if (areSame(ownCodes, toldCodes)) return [right(told)]
    if (toldCodes.size === 0) {
      const mustName = isTraced && (number === '3505' || number === '3506')
      return mustName ? [wrong('soldWithoutCode', { ought, told, documents })] : [right(told)]
    }
    return [wrong(ownCodes.size === toldCodes.size ? 'wrongCode' : 'unexplained', { ought, told, documents })]
  }
  const [first, ...again] = told.filter((line) => isClose(facts, line.quantity, count, 1))
  if (first && again.length === told.length - 1 && again.length > 0 && again.every((line) => areSame(line.codes, first.codes))) {
    return [right([first]), ...again.map((line) => wrong('uploadDoubled', { ought: [], told: [line], documents }))]
  }
  const isSameGoods = toldCodes.size === 0 || areSame(ownCodes, toldCodes)
  if (!isSameGoods) return [wrong('unexplained', { ought, told, documents })]
  if (perUnit > 1 && isTraced && quantity === count * WHOLE) {
    return [wrong(count % perUnit === 0 ? 'unitFactor' : 'splitRest', { ought, told, documents })]
  }
  const isDivided = perUnit > 1 && isTraced && Math.abs(quantity - exact / perUnit) <= 1
  return [wrong(isDivided ? 'unitFactor' : 'wrongQuantity', { ought, told, documents })]
}

/** A line that no movement stands behind: the same was told before, or it ought never to have been told. */
function tooMuch({ told: all }: DrugFacts, line: ToldLine, done: readonly ToldLine[]): Piece {
  const isLike = (other: ToldLine): boolean =>
    other !== line &&
    other.state === 'done' &&
    other.number === line.number &&
    other.changeType === line.changeType &&
    other.lot === line.lot &&
    other.quantity === line.quantity
  // of one paper it is the same goods also where one of the two named no codes; of two papers only their codes say so
  const isSameHere = done.some(
    (other) => isLike(other) && (line.codes.length * other.codes.length === 0 || areSame(other.codes, line.codes)),
  )
  const isDoubled =
    isSameHere || (line.codes.length > 0 && all.some((other) => isLike(other) && areSame(other.codes, line.codes)))
  return wrong(isDoubled ? 'uploadDoubled' : 'wrongQuantity', { ought: [], told: [line], documents: [line.document] })
}

/** Movements that no line of the province's is for: each by what became of the line that was to tell it. */
function missing(
  facts: DrugFacts,
  number: Paper['number'],
  book: readonly BookLine[],
  others: readonly ToldLine[],
): readonly Piece[] {
  const rest = [...others]
  const left = [...book]
  const pieces: Piece[] = []
  for (const line of others) {
    const named = left.filter(
      (own) => own.lot === line.lot && (line.codes.length === 0 || own.codes.some((code) => line.codes.includes(code))),
    )
    const one = named.find((own) => isClose(facts, line.quantity, own.count, 1))
    const own = one ? [one] : isClose(facts, line.quantity, countOf(named), named.length + 1) ? named : []
    if (own.length === 0) continue
    rest.splice(rest.indexOf(line), 1)
    for (const each of own) left.splice(left.indexOf(each), 1)
    pieces.push(untold(facts, number, own, [line]))
  }
  if (left.length > 0) {
    // lines in other words than the book's: which is which nobody can say, why may still be plain
    const states = new Set(rest.map(({ state }) => state))
    const told = states.size === 1 ? rest.splice(0) : []
    pieces.push(untold(facts, number, left, told))
  }
  return [...pieces, ...lost(rest)]
}

/** Lines whose answer was lost, of goods that the province has already: where they stand, they are there twice. */
function lost(others: readonly ToldLine[]): readonly Piece[] {
  return others
    .filter(({ state }) => state === 'unknown')
    .map((line) =>
      wrong('uploadDoubled', { ought: [], told: [line], documents: [line.document], isCertain: false, was: [formulaLine(line)] }),
    )
}

function untold(facts: DrugFacts, number: Paper['number'], book: readonly BookLine[], told: readonly ToldLine[]): Piece {
  const ought = linesOf(facts, number, book)
  const documents = book.map(({ document }) => document)
  const state = told[0]?.state
  const boxes = Math.floor(Math.abs(countOf(book)) / facts.perUnit)
  const lacksCodes = number === '3505' && facts.isTraced && boxes > 0 && (told[0]?.codes ?? book[0]?.codes ?? []).length === 0
  if (lacksCodes && state !== 'unknown') return wrong('soldWithoutCode', { ought, told, documents })
  if (state === 'refused') return wrong('uploadRefused', { ought, told, documents })
  // in the shop's words it may be there after all
  if (state === 'unknown') return wrong('uploadUnknown', { ought, told, documents, isCertain: false })
  return wrong('uploadMissing', { ought, told, documents })
}

function linesOf({ perUnit }: DrugFacts, number: Paper['number'], book: readonly BookLine[]): readonly FormulaLine[] {
  return book.map(({ lot, count, codes, at }) => ({
    number,
    lot: number === '3502' && codes.length === 0 ? '' : lot,
    amount: quantityOfCount(count, perUnit),
    codes,
    isSplit: count % perUnit !== 0,
    at,
    countedOn: null,
    batchSerial: null,
  }))
}

/** Whether so much was told as the book has, but for the rounding of so many lines to the wire's decimals. */
function isClose({ perUnit }: DrugFacts, quantity: number, count: number, lines: number): boolean {
  const size = Math.abs(count)
  const difference = Math.abs(quantity - quantityOfCount(size, perUnit))
  return difference === 0 || (size % perUnit !== 0 && difference <= ROUNDED * lines)
}

/** Whether two lists name the same codes. */
function areSame(one: Iterable<string>, other: Iterable<string>): boolean {
  const [first, second] = [new Set(one), new Set(other)]
  return first.size === second.size && [...first].every((code) => second.has(code))
}

function quantityOf(told: readonly ToldLine[]): number {
  return told.reduce((sum, { quantity }) => sum + quantity, 0)
}

function countOf(book: readonly BookLine[]): number {
  return book.reduce((sum, { count }) => sum + count, 0)
}

function codesOf(lines: readonly { readonly codes: readonly string[] }[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ codes }) => codes))
}
