import type { DispenseCase, Upload } from '../../../../shared/domain/dispenseCase.ts'
import type { NationalNumber, Profile } from '../../../../shared/profiles/index.ts'

/** Which upload an interface of an undoing takes back. */
const undone: Partial<Record<NationalNumber, Upload>> = { '7208': '7207', '3506': '3505', '3507': '3505' }

/** The uploads of goods that a province wants, in the words of a case's machine; taken back in the order of a return. */
export function uploadsOf({ outboundUploads, undoAfterSettlement }: Profile): DispenseCase['uploads'] {
  const at = (moment: 'before' | 'after') =>
    outboundUploads.value.filter((upload) => upload.moment === moment).map(({ number }) => number)
  const undo = undoAfterSettlement.value.flatMap(([number]) => (number === undefined ? [] : (undone[number] ?? [])))
  return { before: at('before'), after: at('after'), undo }
}
