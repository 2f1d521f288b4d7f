import { type Failure, type FailureCode, failure } from '../../../../shared/contract/failures.ts'
import type { PrescriptionLine } from '../../../../shared/domain/prescription.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { CaseItem } from '../../store/cases.ts'
import type { Drug } from '../../store/goods.ts'
import { refuseHeld, refuseLots, type ScannedBox } from '../boxRules.ts'

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

/** How a line is counted: in boxes, or in the pieces of which `perPack` are in each. `unit`: as the prescription counts them. */
export interface LineCount {
  readonly by: 'box' | 'piece'
  /** how many are prescribed */
  readonly wanted: number
  readonly perPack: number
  /** of what the quantity on the wire is: the shelf's unit, or its pieces where the prescription counts in them */
  readonly isPricedByPiece: boolean
}

/**
 * What a line wants: whole boxes; pieces where the prescription counts in pieces, or asks for a part of a box that is a whole number of them; of goods without
 * trace codes one lot. Null where the shelf's drug does not come to that.
 */
export function countOf({ asked, drug }: Pick<BasketLine, 'asked' | 'drug'>): LineCount | null {
  if (drug?.isTraced === false) return { by: 'box', wanted: 1, perPack: 1, isPricedByPiece: false }
  const { quantity, unit } = asked
  const perPack = drug?.piecesPerPack ?? 1
  if (drug === null || unit === null || unit === drug.unit) {
    if (quantity % WHOLE === 0) return { by: 'box', wanted: quantity / WHOLE, perPack, isPricedByPiece: false }
    const pieces = Math.round((quantity * perPack) / WHOLE)
    const isWhole = perPack > 1 && pieces > 0 && quantityOf(pieces, perPack) === quantity
    return isWhole ? { by: 'piece', wanted: pieces, perPack, isPricedByPiece: false } : null
  }
  const isInPieces = perPack > 1 && unit === drug.pieceUnit && quantity % WHOLE === 0
  return isInPieces ? { by: 'piece', wanted: quantity / WHOLE, perPack, isPricedByPiece: true } : null
}

/** So many pieces in ten-thousandths of a box, rounded as the prescription's own quantity is. */
export function quantityOf(pieces: number, perPack: number): number {
  return Math.round((pieces * WHOLE) / perPack)
}

/** How many boxes or pieces are in the basket. */
export function takenOf({ items }: Pick<BasketLine, 'items'>, { by, perPack }: LineCount): number {
  return items.reduce((sum, { pieces }) => sum + (by === 'box' ? 1 : (pieces ?? perPack)), 0)
}

/** How many boxes are in the basket when the line is full, as far as one can tell: those that are missing are thought to be full. */
export function boxesWanted(line: BasketLine): number {
  const count = countOf(line)
  if (count === null) return 0
  const missing = count.wanted - takenOf(line, count)
  return line.items.length + Math.ceil(missing / (count.by === 'box' ? 1 : count.perPack))
}

function isFull(line: BasketLine): boolean {
  const count = line.drug && countOf(line)
  return count !== null && takenOf(line, count) === count.wanted
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

/** Where a box goes. `pieces`: what is taken out of it; null: the whole box. */
export interface Placed {
  readonly line: BasketLine
  readonly pieces: number | null
}

/**
 * The line that takes this box, or why none does: unknown code, in the basket, sold, not on the shelf, another drug, line full, lot expired or recalled. A box
 * is taken whole while at least its whole content is missing, else only what is missing is taken out of it. `today`: yyyy-MM-dd, the last day on which a lot may
 * go out is its day of expiry. `mayBeUnknown`: the province lets a code that the books do not know go out with a reason.
 */
export function placeFor(
  lines: readonly BasketLine[],
  box: ScannedBox,
  today: string,
  mayBeUnknown: boolean,
): Result<Placed, Failure> {
  const { pack, drug } = box
  const wanted = lines.filter(({ asked }) => asked.drugCode === drug?.nationalCode)
  if (pack === null || drug === null) {
    // a box of another drug is put back, one of the right drug is looked into
    if (drug !== null && wanted.length === 0) return no('BOX_WRONG_DRUG')
    return no(drug !== null && mayBeUnknown ? 'BOX_UNKNOWN_NEEDS_REASON' : 'BOX_UNKNOWN')
  }
  const held = refuseHeld(box, pack)
  if (held !== null) return err(held)
  if (wanted.length === 0) return no('BOX_WRONG_DRUG')
  const counted = wanted.flatMap((line) => {
    const count = countOf({ ...line, drug })
    return count === null ? [] : [{ line, count, missing: count.wanted - takenOf(line, count) }]
  })
  if (counted.length === 0) return no('LINE_NOT_IN_BOXES')
  const ofLot = refuseLots(box, today)
  if (ofLot !== null) return err(ofLot)
  const open = counted.filter(({ missing }) => missing > 0)
  if (open.length === 0) return no('BOX_NOT_NEEDED')
  const isFullBox = pack.pieces >= drug.piecesPerPack
  const fitting = open.filter(({ line }) => line.items.every(({ drugId }) => drugId === drug.id))
  const place = fitting.find(({ count }) => count.by === 'piece' || isFullBox)
  // what is left of an opened box is no whole one
  if (place === undefined) return no(fitting.length === 0 ? 'BOX_WRONG_DRUG' : 'BOX_NOT_IN_STOCK')
  const { line, count, missing } = place
  const isWhole = isFullBox && (count.by === 'box' || missing >= count.perPack)
  return ok({ line, pieces: isWhole ? null : Math.min(missing, pack.pieces) })
}

/** Whether a box comes back with the sale that it left with. */
export function refuseReturned(code: string, soldCodes: readonly string[], returnedCodes: readonly string[]): Failure | null {
  if (!soldCodes.includes(code)) return failure('BOX_NOT_OF_SALE')
  return returnedCodes.includes(code) ? failure('BOX_BACK_ALREADY') : null
}

function no(code: FailureCode): { readonly ok: false; readonly failure: Failure } {
  return err(failure(code))
}
