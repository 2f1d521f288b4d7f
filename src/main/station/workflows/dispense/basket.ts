import { type Failure, type FailureCode, failure } from '../../../../shared/contract/failures.ts'
import type { PrescriptionLine } from '../../../../shared/domain/prescription.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseItem } from '../../store/cases.ts'
import type { Drug, Lot } from '../../store/goods.ts'
import type { Pack } from '../../store/packs.ts'

/** Quantities are in ten-thousandths. */
const WHOLE = 10_000

/** A line of the prescription with what is in its basket. `drug`: what the shelf gives for it; null while the shelf has nothing. */
export interface BasketLine {
  /** of the prescription, from 1 */
  readonly number: number
  readonly asked: PrescriptionLine
  readonly drug: Drug | null
  readonly items: readonly CaseItem[]
}

/** A scanned or typed code, with all that the books know of it. */
export interface ScannedBox {
  readonly caseId: string
  readonly pack: Pack | null
  /** of the box, or what the first seven characters of an unknown code tell */
  readonly drug: Drug | null
  readonly lot: Lot | null
  /** the sale that it went out with */
  readonly sale: { readonly document: string; readonly at: number } | null
}

/**
 * How many boxes a line wants; of goods without trace codes one lot is taken as a whole. Null where the prescription does not ask for whole
 * boxes: that needs a box to be opened.
 */
export function boxesWanted({ asked, drug }: Pick<BasketLine, 'asked' | 'drug'>): number | null {
  if (drug?.isTraced === false) return 1
  const isInBoxes = drug === null || asked.unit === null || asked.unit === drug.unit
  return isInBoxes && asked.quantity % WHOLE === 0 ? asked.quantity / WHOLE : null
}

function isFull(line: BasketLine): boolean {
  return line.drug !== null && line.items.length === boxesWanted(line)
}

export function isComplete(lines: readonly BasketLine[]): boolean {
  return lines.length > 0 && lines.every(isFull)
}

/** The shelf's article for a line: that of its first box, else the first under its national code. One line has one price, so it is of one article. */
export function drugOfLine(
  asked: PrescriptionLine,
  items: readonly CaseItem[],
  goods: { drug(id: string): Drug | null; drugsOf(nationalCode: string): readonly Drug[] },
): Drug | null {
  const [first] = items
  return first === undefined ? (goods.drugsOf(asked.drugCode)[0] ?? null) : goods.drug(first.drugId)
}

/**
 * The line that takes this box, or why none does: unknown code, in the basket, sold, not on the shelf, another drug, line full, lot expired
 * or recalled. `today`: yyyy-MM-dd, the last day on which a lot may go out is its day of expiry.
 */
export function placeFor(lines: readonly BasketLine[], box: ScannedBox, today: string): Result<BasketLine, Failure> {
  const { pack, drug, lot } = box
  const wanted = lines.filter(({ asked }) => asked.drugCode === drug?.nationalCode)
  if (pack === null || drug === null || lot === null) {
    // a box of another drug is put back, one of the right drug is looked into
    return no(drug !== null && wanted.length === 0 ? 'BOX_WRONG_DRUG' : 'BOX_UNKNOWN')
  }
  const held = refuseHeld(box, pack)
  if (held !== null) return err(held)
  if (wanted.length === 0) return no('BOX_WRONG_DRUG')
  if (wanted.every((line) => boxesWanted({ ...line, drug }) === null)) return no('LINE_NOT_IN_BOXES')
  if (lot.isRecalled) return no('LOT_RECALLED')
  if (lot.expiresOn !== null && lot.expiresOn < today) return no('LOT_EXPIRED')
  const open = wanted.filter((line) => line.items.length < (boxesWanted({ ...line, drug }) ?? 0))
  if (open.length === 0) return no('BOX_NOT_NEEDED')
  const line = open.find(({ items }) => items.every(({ drugId }) => drugId === drug.id))
  return line === undefined ? no('BOX_WRONG_DRUG') : ok(line)
}

function refuseHeld({ caseId, sale }: ScannedBox, { place, holder }: Pack): Failure | null {
  switch (place) {
    case 'inStock':
      return null
    case 'reserved':
      return failure(holder === caseId ? 'BOX_IN_BASKET' : 'BOX_NOT_IN_STOCK')
    case 'sold':
      return failure('BOX_SOLD_BEFORE', sale === null ? {} : { sale })
    case 'returned':
      return failure('BOX_NOT_IN_STOCK')
  }
}

/** The first lot to expire that may still go out, for goods without trace codes. */
export function looseLot(lots: readonly Lot[], today: string): Lot | null {
  return lots.find(({ isRecalled, expiresOn }) => !isRecalled && (expiresOn === null || expiresOn >= today)) ?? null
}

/** Whether a box comes back with the sale that it left with. */
export function refuseReturned(code: string, soldCodes: readonly string[], returnedCodes: readonly string[]): Failure | null {
  if (!soldCodes.includes(code)) return failure('BOX_NOT_OF_SALE')
  return returnedCodes.includes(code) ? failure('BOX_BACK_ALREADY') : null
}

function no(code: FailureCode): { readonly ok: false; readonly failure: Failure } {
  return err(failure(code))
}
