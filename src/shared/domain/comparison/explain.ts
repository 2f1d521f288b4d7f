import type { DifferenceCause, DrugFacts, ToldLine } from './facts.ts'
import { inHundredths } from './facts.ts'
import { type FormulaLine, type FormulaSum, provinceFormula } from './formula.ts'
import type { Papers } from './papers.ts'
import type { Deviation } from './pieces.ts'

/** What one cause does to the province's stock: how much of it is there too much, or, negative, too little. */
export interface Effect {
  readonly cause: DifferenceCause
  /** ten-thousandths, of all lots together */
  readonly quantity: number
  /** how much stands in wrong lots, and how many boxes are known wrongly */
  readonly misplaced: number
  readonly wrongCodes: number
  /** whether our own papers show it; else it is known by its arithmetic alone */
  readonly isSeen: boolean
  readonly told: readonly ToldLine[]
  readonly documents: readonly string[]
}

/** Answers that were lost may have gone either way; beyond so many nobody tries every way. */
const MOST_LOST = 8
/** pairs are tried among so many changes at most; among more, one that fits alone proves nothing */
const MOST_PAIRED = 80

/**
 * Why the province has something else than the book: only where the arithmetic comes out exactly, and in one way alone; else null. First with what our own papers show, then with one thing, or two,
 * that they cannot show: a line that the province took twice, or has lost.
 */
export function explain(facts: DrugFacts, papers: Papers): readonly Effect[] | null {
  const visible = worldsOf(papers.deviations).filter((world) => isProvince(facts, sumOf(papers, world)))
  const isLost = papers.deviations.some(({ isCertain }) => !isCertain)
  // a lost answer may have come to nothing, or be there beside something hidden
  const hidden = visible.length === 0 || isLost ? hiddenWorlds(facts, papers, visible.length === 0) : []
  return agreed([...visible, ...hidden].map((world) => effectsOf(papers, world)))
}

/** Whether the province's stock is what this sum says, as far as it was asked. */
export function isProvince(facts: DrugFacts, sum: FormulaSum): boolean {
  const { province, detail } = facts
  const quantity = province?.quantity ?? 0
  if (quantity !== sum.total && quantity !== inHundredths(sum.total)) return false
  if (detail === null) return true
  const lots = new Map(detail.filter((lot) => lot.quantity !== 0).map((lot) => [lot.lot, lot.quantity]))
  const isSameLots = lots.size === sum.lots.size && [...lots].every(([lot, amount]) => sum.lots.get(lot) === amount)
  return isSameLots && differingCodes(facts, sum).length === 0
}

/** The boxes that only one of the two knows. Those that were opened are left out: their code alone says nothing. */
export function differingCodes({ detail, told }: DrugFacts, { codes }: FormulaSum): readonly string[] {
  const opened = new Set(told.flatMap((line) => (line.isSplit ? line.codes : [])))
  const theirs = new Set((detail ?? []).flatMap((lot) => lot.codes))
  return differing(theirs, codes).filter((code) => !opened.has(code))
}

function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...[...one].filter((code) => !other.has(code)), ...[...other].filter((code) => !one.has(code))]
}

/** What the formula comes to in a world of these deviations. */
export function sumOf(papers: Papers, deviations: readonly Deviation[]): FormulaSum {
  return provinceFormula(linesIn(papers, deviations))
}

function linesIn({ ought }: Papers, deviations: readonly Deviation[]): readonly FormulaLine[] {
  const gone = new Set(deviations.flatMap((each) => each.ought))
  return [...ought, ...deviations.flatMap((each) => each.was)].filter((line) => !gone.has(line))
}

/** Every way in which the lost answers may have gone. Too many of them: none. */
function worldsOf(deviations: readonly Deviation[]): readonly (readonly Deviation[])[] {
  const certain = deviations.filter(({ isCertain }) => isCertain)
  const open = deviations.filter(({ isCertain }) => !isCertain)
  if (open.length > MOST_LOST) return []
  return Array.from({ length: 2 ** open.length }, (_, bits) => [
    ...certain,
    ...open.filter((_each, at) => (bits >> at) % 2 === 1),
  ])
}

/** A change of the province's lines that our papers cannot show. */
interface Hidden {
  readonly deviation: Deviation
  readonly lot: string
  readonly amount: number
}

function hiddenWorlds(facts: DrugFacts, papers: Papers, inPairs: boolean): readonly (readonly Deviation[])[] {
  const found: (readonly Deviation[])[] = []
  for (const world of worldsOf(papers.deviations)) {
    const candidates = hiddenOf(facts, linesIn(papers, world))
    const sum = sumOf(papers, world)
    const missing = restOf(facts, sum)
    const singles = candidates.filter(({ lot, amount }) => isRest(missing, [[lot, amount]]))
    const alone = distinct(singles.map((each) => [each]))
    const isPaired = inPairs && !isSure(facts, alone.length)
    if (isPaired && candidates.length > MOST_PAIRED) continue
    const pairs = isPaired ? pairsOf(candidates, missing) : []
    const worlds = [...alone, ...distinct(pairs)].map((added) => [...world, ...added.map(({ deviation }) => deviation)])
    const fitting = worlds.filter((each) => isProvince(facts, sumOf(papers, each)))
    found.push(...fitting)
  }
  return found
}

/** Codes say which boxes are meant; without them two things may look like one. */
function isSure({ isTraced, detail }: DrugFacts, alone: number): boolean {
  return alone > 0 && isTraced && detail !== null
}

function hiddenOf({ told }: DrugFacts, lines: readonly FormulaLine[]): readonly Hidden[] {
  const bySerial = new Map(told.map((line) => [line.batchSerial, line]))
  return lines.flatMap((line): readonly Hidden[] => {
    const own = bySerial.get(line.batchSerial ?? '')
    if (own === undefined || line.number === '3501') return []
    const of = { isCertain: true, isSeen: false, told: [own], documents: [own.document] }
    const { lot, amount } = line
    return [
      { deviation: { ...of, cause: 'uploadDoubled', ought: [], was: [{ ...line }] }, lot, amount },
      { deviation: { ...of, cause: 'uploadMissing', ought: [line], was: [] }, lot, amount: -amount },
    ]
  })
}

/** By lot, what the province has more than this sum; under no lot's name where it was asked for the whole alone. */
type Rest = { readonly lots: ReadonlyMap<string, number> } | { readonly total: number }

function restOf({ province, detail }: DrugFacts, sum: FormulaSum): Rest {
  if (detail === null) return { total: (province?.quantity ?? 0) - sum.total }
  const lots = new Map<string, number>()
  for (const { lot, quantity } of detail) lots.set(lot, (lots.get(lot) ?? 0) + quantity)
  for (const [lot, amount] of sum.lots) lots.set(lot, (lots.get(lot) ?? 0) - amount)
  for (const [lot, amount] of lots) if (amount === 0) lots.delete(lot)
  return { lots }
}

function isRest(rest: Rest, changes: readonly (readonly [string, number])[]): boolean {
  if ('total' in rest) {
    const error = rest.total - changes.reduce((sum, [, amount]) => sum + amount, 0)
    return Math.abs(error) <= 50
  }
  const lots = new Map<string, number>()
  for (const [lot, amount] of changes) lots.set(lot, (lots.get(lot) ?? 0) + amount)
  for (const [lot, amount] of lots) if (amount === 0) lots.delete(lot)
  return lots.size === rest.lots.size && [...lots].every(([lot, amount]) => rest.lots.get(lot) === amount)
}

function pairsOf(candidates: readonly Hidden[], rest: Rest): readonly (readonly Hidden[])[] {
  return candidates.flatMap((one, at) =>
    candidates
      .slice(at + 1)
      .filter((other) => other.deviation.told[0] !== one.deviation.told[0])
      .filter((other) =>
        isRest(rest, [
          [one.lot, one.amount],
          [other.lot, other.amount],
        ]),
      )
      .map((other) => [one, other]),
  )
}

/** One of each kind: doubled lines of one lot and quantity look the same, whichever it was. */
function distinct(all: readonly (readonly Hidden[])[]): readonly (readonly Hidden[])[] {
  const kept = new Map<string, readonly Hidden[]>()
  for (const each of all) {
    const key = each
      .map(
        ({ lot, amount, deviation: { cause, ought } }) =>
          `${cause} ${lot} ${amount} ${cause === 'uploadMissing' ? ought[0]?.codes : ''}`,
      )
      .toSorted()
      .join('|')
    if (!kept.has(key)) kept.set(key, each)
  }
  return [...kept.values()]
}

/** What each cause does in a world; what does nothing, because a later count put it right, is no cause. */
function effectsOf(papers: Papers, world: readonly Deviation[]): readonly Effect[] {
  const whole = sumOf(papers, world)
  const causes = new Map<DifferenceCause, Deviation[]>()
  for (const deviation of world) {
    const without = sumOf(
      papers,
      world.filter((each) => each !== deviation),
    )
    const isFelt = changeBetween(whole, without).isFelt
    if (!isFelt) continue
    causes.set(deviation.cause, [...(causes.get(deviation.cause) ?? []), deviation])
  }
  return [...causes].map(([cause, of]): Effect => {
    const { quantity, misplaced, wrongCodes } = changeBetween(
      whole,
      sumOf(
        papers,
        world.filter((each) => !of.includes(each)),
      ),
    )
    const told = of.flatMap((each) => each.told)
    const isSeen = of.every((each) => each.isSeen)
    return {
      cause,
      quantity,
      misplaced,
      wrongCodes,
      isSeen,
      told,
      documents: [...new Set(of.flatMap(({ documents }) => documents))],
    }
  })
}

function changeBetween(whole: FormulaSum, without: FormulaSum) {
  const quantity = whole.total - without.total
  const names = new Set([...whole.lots.keys(), ...without.lots.keys()])
  const moved = [...names].reduce((sum, lot) => sum + Math.abs((whole.lots.get(lot) ?? 0) - (without.lots.get(lot) ?? 0)), 0)
  const wrongCodes = differing(whole.codes, without.codes).length
  const misplaced = (moved - Math.abs(quantity)) / 2
  return { quantity, misplaced, wrongCodes, isFelt: moved > 0 || wrongCodes > 0 }
}

/** One explanation, or several that name the same causes; the first of them. */
function agreed(explanations: readonly (readonly Effect[])[]): readonly Effect[] | null {
  const named = explanations.map((effects) => ({
    effects,
    causes: effects
      .map(({ cause }) => cause)
      .toSorted()
      .join(),
  }))
  const [first] = named
  if (first === undefined || first.causes === '' || named.some(({ causes }) => causes !== first.causes)) return null
  return first.effects.some(({ cause }) => cause === 'unexplained') ? null : first.effects
}
