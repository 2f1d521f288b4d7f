import type { SpecialClass } from './specialClasses.ts'

/** Why a box or its line is not as the delivery note says. */
export const differences = Object.freeze([
  'none',
  /** fewer came than the note names */
  'missing',
  /** more came, or a drug that the note does not name */
  'surplus',
  /** the note names the drug, but not this lot of it */
  'otherLot',
  /** the note names a drug that the catalogue does not have */
  'unknownDrug',
] as const)
export type Difference = (typeof differences)[number]

/** What is to be known of a line to compare it with the note. Quantities are ten-thousandths of the priced unit. */
export interface ComparedLine {
  readonly drugId: string | null
  readonly expected: number
  /** what came, refused boxes included */
  readonly received: number
}

/** How a line differs from the note; `lines` are all of its delivery. */
export function differenceOf(line: ComparedLine, lines: readonly ComparedLine[]): Difference {
  const { drugId, expected, received } = line
  if (drugId === null) return 'unknownDrug'
  if (expected === 0 && received > 0) {
    const isNamed = lines.some((other) => other.drugId === drugId && other.expected > 0)
    return isNamed ? 'otherLot' : 'surplus'
  }
  if (received < expected) return 'missing'
  return received > expected ? 'surplus' : 'none'
}

/** What two people accept, whatever the shop's own setting says (药品经营质量管理规范: 特殊管理的药品 双人验收). */
const ofTwo: readonly SpecialClass[] = Object.freeze(['psychotropic2', 'toxic', 'twoPersonAcceptance'])

/** Whether goods of these special classes are accepted by somebody else than the person who received them. */
export function needsSecondPerson(special: readonly SpecialClass[]): boolean {
  return special.some((one) => ofTwo.includes(one))
}
