import type { CenterContext } from '../context.ts'

/** A drug that leaves or is charged. */
export interface NamedLine {
  /** med_list_codg */
  readonly drug: string
  /** ten-thousandths of the drug's unit; those of one drug count together */
  readonly quantity: number
}

/**
 * What is wrong with lines that claim to be of a prescription: a drug that it does not have, or more of one than it says. Less is no fault. Null where
 * all is well; `index` is the position in the given list.
 */
export function findLineFault(
  context: CenterContext,
  hiRxno: string,
  lines: readonly NamedLine[],
): { readonly index: number; readonly kind: 'drug' | 'quantity'; readonly rule: string } | null {
  const prescribed = context.store.prescriptions.linesOf(hiRxno)
  const sumOf = (list: readonly NamedLine[], drug: string): number =>
    list.reduce((sum, line) => (line.drug === drug ? sum + line.quantity : sum), 0)
  for (const [index, { drug, quantity }] of lines.entries()) {
    if (!prescribed.some((line) => line.drug === drug)) return { index, kind: 'drug', rule: '处方中没有该药品' }
    // beyond safe integers it is no number
    if (!(quantity > 0)) return { index, kind: 'quantity', rule: '数量须大于零' }
    if (sumOf(lines.slice(0, index + 1), drug) > sumOf(prescribed, drug))
      return { index, kind: 'quantity', rule: '数量不得超过处方数量' }
  }
  return null
}
