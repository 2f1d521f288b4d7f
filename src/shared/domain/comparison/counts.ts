import { quantityOfCount } from '../stockBook.ts'
import type { DrugFacts, ToldLine } from './facts.ts'
import { type FormulaLine, formulaLine } from './formula.ts'
import { type Deviation, type Piece, ROUNDED, right, WHOLE, wrong } from './pieces.ts'

/** The counts: each told one against the book of its moment, and those that the book has and nobody told. */
export function readCounts(facts: DrugFacts, foreseen: Foreseen): readonly Piece[] {
  const { told, bookLines, perUnit } = facts
  const counts = told.filter(({ number }) => number === '3501')
  const pieces = counts.map((line): Piece => {
    const count = bookAt(facts, line.lot, line.madeAt)
    const exact = quantityOfCount(count, perUnit)
    const ought = [{ ...formulaLine(line), amount: exact }]
    const of = { ought, told: [line], documents: [line.document] }
    if (line.state === 'refused') return wrong('uploadRefused', of)
    if (line.state === 'waiting') return wrong('uploadMissing', of)
    if (line.state === 'unknown') return wrong('uploadUnknown', { ...of, isCertain: false })
    if (foreseen.has(line) || Math.abs(line.quantity - exact) <= ROUNDED) return right([line])
    const isFactor =
      perUnit > 1 && facts.isTraced && (line.quantity === count * WHOLE || Math.abs(line.quantity - exact / perUnit) <= 1)
    return wrong(isFactor ? 'unitFactor' : 'wrongQuantity', of)
  })
  const untoldCounts = bookLines
    .filter(({ kind }) => kind === 'count' || kind === 'opening')
    .filter(({ document, lot }) => !counts.some((line) => line.document === document && line.lot === lot))
    .map(({ document, lot, codes, at }) => {
      const amount = quantityOfCount(bookAt(facts, lot, at), perUnit)
      const ought = [{ number: '3501' as const, lot, amount, codes, isSplit: false, at, countedOn: null, batchSerial: null }]
      return wrong('uploadMissing', { ought, told: [], documents: [document] })
    })
  return [...withBatches(pieces), ...untoldCounts]
}

/** Two counts of one paper that are wrong by the same in opposite ways: the lots were taken for one another. */
function withBatches(pieces: readonly Piece[]): readonly Piece[] {
  const wrongs = pieces.filter(({ deviation }) => deviation?.cause === 'wrongQuantity')
  const errorOf = (piece: Piece): number => (piece.told[0]?.quantity ?? 0) - (piece.ought[0]?.amount ?? 0)
  return pieces.map((piece) => {
    if (piece.deviation === null || !wrongs.includes(piece)) return piece
    const [document] = piece.deviation.documents
    const other = wrongs.find((each) => each.deviation?.documents[0] === document && errorOf(each) === -errorOf(piece))
    return other ? { ...piece, deviation: { ...piece.deviation, cause: 'wrongBatch' } } : piece
  })
}

/** Which counts left out what was still to come, or took off what had come already, and which movements those were. */
export type Foreseen = ReadonlyMap<ToldLine, readonly ToldLine[]>

/**
 * A count that leaves while other messages wait says only what will be right once they have come (workflows/stock/countToTell.ts): those are no difference, on whichever side of the
 * count they came.
 */
export function foreseenCounts(facts: DrugFacts): Foreseen {
  const movements = facts.told.filter(({ number }) => number !== '3501')
  const found = new Map<ToldLine, readonly ToldLine[]>()
  for (const count of facts.told.filter(({ number, state }) => number === '3501' && state === 'done')) {
    const own = movements.filter(({ lot }) => lot === count.lot)
    const isLate = (line: ToldLine): boolean => line.madeAt <= count.madeAt && line.endedAt > count.endedAt
    const done = own.filter(({ state }) => state === 'done')
    const crossed = done.filter((line) => isLate(line) || (line.madeAt > count.madeAt && line.endedAt <= count.endedAt))
    const open = own.filter(({ state, madeAt }) => state !== 'done' && madeAt <= count.madeAt)
    const exact = quantityOfCount(bookAt(facts, count.lot, count.madeAt), facts.perUnit)
    const without = (lines: readonly ToldLine[]): number =>
      lines.reduce<number>((sum, line) => sum + (line.madeAt > count.madeAt ? 1 : -1) * formulaLine(line).amount, exact)
    for (const lines of [crossed, [...crossed, ...open]]) {
      const isSaid = lines.length > 0 && Math.abs(count.quantity - Math.max(0, without(lines))) <= ROUNDED
      if (isSaid && Math.abs(count.quantity - exact) > ROUNDED) found.set(count, lines)
    }
  }
  return found
}

/** Puts what a count foresaw on that side of it where it came, or is to come. */
export function placed(piece: Piece, foreseen: Foreseen): Piece {
  const atOf = (line: ToldLine | undefined): number | null => {
    const count = [...foreseen].findLast(([, lines]) => line !== undefined && lines.includes(line))?.[0]
    if (count === undefined || line === undefined) return null
    return line.madeAt > count.madeAt ? count.madeAt - 0.5 : count.madeAt + 0.5
  }
  const { told, ought, deviation } = piece
  if (told.every((line) => atOf(line) === null)) return piece
  const moved = ought.map((line, index) => ({ ...line, at: atOf(told[deviation === null ? index : 0]) ?? line.at }))
  return { told, ought: moved, deviation: deviation && { ...deviation, ought: moved } }
}

/** Movements that came to the province on the other side of a count than they happened. */
export function crossings(
  { told: all }: DrugFacts,
  told: readonly ToldLine[],
  ought: readonly FormulaLine[],
  foreseen: Foreseen,
): readonly Deviation[] {
  const counts = all.filter(({ number, state }) => number === '3501' && state === 'done')
  return told.flatMap((line, index): readonly Deviation[] => {
    const own = ought[index]
    if (line.number === '3501' || own === undefined) return []
    const crossed = counts.filter(
      (count) =>
        count.lot === line.lot &&
        line.madeAt > count.madeAt !== line.endedAt > count.endedAt &&
        foreseen.get(count)?.includes(line) !== true,
    )
    const [last] = crossed.toSorted((one, other) => other.madeAt - one.madeAt)
    if (last === undefined) return []
    const at = line.madeAt > last.madeAt ? last.madeAt - 0.5 : last.madeAt + 0.5
    const documents = [line.document, last.document]
    return [
      { cause: 'crossedCount', ought: [own], was: [{ ...own, at }], isCertain: true, isSeen: true, told: [line], documents },
    ]
  })
}

/** What the book had of a lot at a moment. */
function bookAt({ book, bookLines }: DrugFacts, lot: string, moment: number): number {
  const now = book.find((each) => each.lot === lot)?.count ?? 0
  return bookLines.reduce((count, line) => (line.lot === lot && line.at > moment ? count - line.count : count), now)
}
