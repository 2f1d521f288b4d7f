import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import type { LotOnBox } from '../../../../shared/contract/stock/receiving.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { TraceCode } from '../../../../shared/domain/traceCode.ts'
import type { Drug, Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { lookUpBox } from '../boxRules.ts'

/** The drug that somebody names by its own code, its national code or its EAN; null where the catalogue has none, or several of that national code. */
export function drugNamed({ goods }: Pick<Store, 'goods'>, text: string): Drug | null {
  const own = goods.drug(text) ?? goods.drugOfBarcode(text)
  if (own !== null) return own
  const [drug, ...others] = goods.drugsOf(text)
  return others.length === 0 ? (drug ?? null) : null
}

/** The drug of a trace code, by its first seven digits or by the EAN in its GTIN. */
export function drugOfCode({ goods }: Pick<Store, 'goods'>, read: TraceCode): Drug | null {
  return read.kind === 'national' ? goods.drugOfPrefix(read.prefix) : goods.drugOfBarcode(read.gtin.replace(/^0/, ''))
}

/**
 * Which drug a box is of: what the catalogue knows of its code, else what somebody says (`named`), which is learned where the code begins with a drug's own digits.
 * RECEIVING_DRUG_NEEDED while nobody said it.
 */
export function drugOrLearned(
  store: Store,
  read: TraceCode,
  named: string,
  learnPrefix: (drugId: string, prefix: string) => Result<unknown, Failure>,
): Result<Drug, Failure> {
  const known = drugOfCode(store, read)
  if (known !== null) return ok(known)
  if (named === '') return err(failure('RECEIVING_DRUG_NEEDED'))
  const drug = drugNamed(store, named)
  if (drug === null) return err(failure('RECEIVING_DRUG_UNKNOWN'))
  const learned = read.kind === 'national' ? learnPrefix(drug.id, read.prefix) : ok(drug)
  return learned.ok ? ok(drug) : learned
}

/**
 * Why a box cannot come into the shop: it was sold here before, stands in stock, is on another delivery, or was destroyed. Null where its code is new, or where the box left
 * or was lost and may come back.
 */
export function refuseIncoming(store: Store, read: TraceCode): Failure | null {
  const { pack, sale } = lookUpBox(store, '', read)
  switch (pack?.place) {
    case undefined:
    case 'expected':
    case 'missing':
    case 'transferred':
      return null
    case 'sold':
    case 'returned':
      return failure('BOX_SOLD_BEFORE', sale === null ? {} : { sale })
    case 'destroyed':
      return failure('BOX_DESTROYED')
    case 'quarantined':
      return failure('BOX_OF_OTHER_DELIVERY')
    case 'inStock':
    case 'reserved':
      return failure('BOX_IN_STOCK')
  }
}

/** The lot of a drug with the number that stands on a box, new where there is none yet. LOT_DIFFERS where the books have other days for this number. */
export function lotOf(
  { goods }: Pick<Store, 'goods'>,
  drugId: string,
  { number, madeOn, expiresOn }: LotOnBox,
): Result<Lot, Failure> {
  const known = goods.lotsOf(drugId).find((lot) => lot.number === number)
  if (known !== undefined) return known.expiresOn === expiresOn ? ok(known) : err(failure('LOT_DIFFERS'))
  const lot = { id: `${drugId}-${number}`, drugId, number, madeOn, expiresOn, isRecalled: false }
  goods.putLot(lot)
  return ok(lot)
}
