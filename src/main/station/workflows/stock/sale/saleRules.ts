import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import { type Fen, lineAmount, type Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { SpecialClass } from '../../../../../shared/domain/specialClasses.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import type { Drug } from '../../../store/goods.ts'
import type { Pack } from '../../../store/packs.ts'
import type { SaleLine, SaleRecord } from '../../../store/stock/sale.ts'
import type { Visit } from '../../../store/visits.ts'
import { refuseHeld, refuseLots, type ScannedBox } from '../../boxRules.ts'

/**
 * Whether a sale that was reckoned for a patient with a card waits for the voucher's password (N 7.4.3 j): it is given for this one payment, and what it was given for before, the
 * list of prescriptions or a case, does not count.
 */
export function wantsPassword(
  { id, state, reckoned, visitId, unanswered }: Pick<SaleRecord, 'id' | 'state' | 'reckoned' | 'visitId' | 'unanswered'>,
  visit: Pick<Visit, 'id' | 'credential' | 'voucherToken' | 'passwordFor'> | null,
): boolean {
  if (state !== 'open' || reckoned === null || unanswered !== null || visit === null || visit.id !== visitId) return false
  return visit.credential !== 'voucher' && visit.voucherToken !== null && visit.passwordFor !== id
}

/** How many packs of compounds with ephedrine one person may buy at a time (国食药监办〔2012〕260号). */
const EPHEDRINE_PACKS = 2
/** What nobody gets without a prescription or special leave, whatever its prescription flag says. */
const restricted: readonly SpecialClass[] = ['psychotropic2', 'toxic', 'restricted']
/** One whole box. */
const BOX = 10_000 as Quantity

/** What a line of a sale costs, and how much of the priced unit it is. */
export interface Measured {
  /** null: the whole box, or loose goods */
  readonly pieces: number | null
  readonly quantity: Quantity
  readonly amount: Fen
}

/**
 * Why this drug cannot be sold without a prescription beside what is in the basket: a prescription drug (one that is both goes as 非处方药), under special control, without a
 * price, or a third pack with ephedrine.
 */
export function refuseDrug(drug: Drug, inBasket: readonly Drug[]): Failure | null {
  if (drug.prescriptionDrug === 'yes') return failure('SALE_PRESCRIPTION_DRUG')
  if (drug.special.some((each) => restricted.includes(each))) return failure('SALE_RESTRICTED_DRUG')
  if (drug.price <= 0) return failure('SALE_PRICE_MISSING')
  const isFull = isNamed(drug) && inBasket.filter(isNamed).length >= EPHEDRINE_PACKS
  return isFull ? failure('SALE_EPHEDRINE_LIMIT') : null
}

/** Whether the buyer's name and identity number are written down (the same rule). */
export function isNamed({ special }: Pick<Drug, 'special'>): boolean {
  return special.includes('ephedrine')
}

/** A scanned box as a line of the basket, or why it cannot be sold: what holds for every box, then what holds for goods without a prescription. `today`: yyyy-MM-dd. */
export function boxForSale(
  box: ScannedBox,
  inBasket: readonly Drug[],
  today: string,
): Result<{ readonly drug: Drug; readonly pack: Pack; readonly measured: Measured }, Failure> {
  const { pack, drug } = box
  if (pack === null || drug === null) return err(failure('BOX_UNKNOWN'))
  const refused = refuseHeld(box, pack) ?? refuseLots(box, today) ?? refuseDrug(drug, inBasket)
  if (refused !== null) return err(refused)
  const measured = measureBox(drug, pack, null)
  return measured === null ? err(failure('SALE_PRICE_MISSING')) : ok({ drug, pack, measured })
}

/** So many pieces of a box, all that is in it when `pieces` is null; null where it does not hold so many, or is never opened. */
export function measureBox(drug: Drug, pack: Pick<Pack, 'pieces'>, pieces: number | null): Measured | null {
  const taken = pieces ?? pack.pieces
  if (taken > pack.pieces || taken < 1 || (drug.piecesPerPack === 1 && pieces !== null && pieces !== pack.pieces)) return null
  const isWhole = taken === drug.piecesPerPack
  const quantity = isWhole ? BOX : quantityOfCount(taken, countsPerUnit({ isTraced: true, piecesPerPack: drug.piecesPerPack }))
  const amount = quantity > 0 ? lineAmount(drug.price, quantity) : null
  return amount === null ? null : { pieces: isWhole ? null : taken, quantity, amount }
}

/** Loose goods, in ten-thousandths of their unit; null beyond what money can hold. */
export function measureLoose({ price }: Drug, quantity: Quantity): Measured | null {
  const amount = lineAmount(price, quantity)
  return amount === null ? null : { pieces: null, quantity, amount }
}

/** How much a line took out of the book of its lot; `inBox`: what is in its box, where it is of one. */
export function countOfLine({ pieces, quantity }: Pick<SaleLine, 'pieces' | 'quantity'>, inBox: number | null): number {
  return pieces ?? inBox ?? quantity
}

/** The pharmacist whom an upload names: the one at the counter, else the first whom the province has registered for the shop; null where there is none. */
export function pharmacistFor(
  registered: readonly RegisteredPharmacist[],
  operator: { readonly name: string },
): RegisteredPharmacist | null {
  return registered.find(({ name }) => name === operator.name) ?? registered[0] ?? null
}
