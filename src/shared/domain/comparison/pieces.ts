import type { DifferenceCause, ToldLine } from './facts.ts'
import { type FormulaLine, formulaLine } from './formula.ts'

/** A whole unit in the wire's ten-thousandths. */
export const WHOLE = 10_000
/** half a hundredth: the wire may have rounded a part of a pack so far */
export const ROUNDED = 50

/** Something that we told otherwise than our book has it: what the province ought to have been told, and what it was told instead. */
export interface Deviation {
  readonly cause: DifferenceCause
  readonly ought: readonly FormulaLine[]
  readonly was: readonly FormulaLine[]
  /** false: an answer was lost, and the province may have it or not */
  readonly isCertain: boolean
  /** false: our own papers do not show it */
  readonly isSeen: boolean
  /** the uploads that it stands in, and the papers */
  readonly told: readonly ToldLine[]
  readonly documents: readonly string[]
}

/** A piece of a paper: what ought to have been told, by which lines it was, and what is wrong with them. */
export interface Piece {
  readonly ought: readonly FormulaLine[]
  readonly told: readonly ToldLine[]
  readonly deviation: Deviation | null
}

/** Told as it ought to be. */
export function right(told: readonly ToldLine[]): Piece {
  return { ought: told.map(formulaLine), told, deviation: null }
}

/** Told otherwise than it ought to be, or not at all. */
export function wrong(
  cause: DifferenceCause,
  {
    ought,
    told,
    documents,
    isCertain = true,
    was = told.filter(({ state }) => state === 'done').map(formulaLine),
  }: {
    readonly ought: readonly FormulaLine[]
    readonly told: readonly ToldLine[]
    readonly documents: readonly string[]
    readonly isCertain?: boolean
    readonly was?: readonly FormulaLine[]
  },
): Piece {
  return { ought, told, deviation: { cause, ought, was, isCertain, isSeen: true, told, documents: [...new Set(documents)] } }
}
