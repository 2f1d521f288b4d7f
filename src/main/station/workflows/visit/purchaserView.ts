import type { PurchaserView } from '../../../../shared/contract/purchaser.ts'
import { lastFourOf } from '../../../../shared/domain/identityNumber.ts'
import type { Purchaser } from '../../store/purchasers.ts'

/** Who collects in the patient's place, as the screen shows it. */
export function viewPurchaser(purchaser: Purchaser | null): PurchaserView | null {
  if (purchaser === null) return null
  const { name, idNumber, relation, reason, source } = purchaser
  return { name, lastFour: lastFourOf(idNumber), relation, reason, isByHand: source === 'typed' }
}
