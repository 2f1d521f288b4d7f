import type { PhotoAtHand } from '../../../../shared/contract/cardPhoto.ts'
import type { PurchaserView } from '../../../../shared/contract/purchaser.ts'
import { lastFourOf } from '../../../../shared/domain/identityNumber.ts'
import type { Purchaser } from '../../store/purchasers.ts'
import type { Store } from '../../store/store.ts'

/** Who collects in the patient's place, as the screen shows it. */
export function viewPurchaser(purchaser: Purchaser | null, { cardPhotos }: Pick<Store, 'cardPhotos'>): PurchaserView | null {
  return purchaser && { ...describePurchaser(purchaser), photo: viewPhoto(purchaser.id, cardPhotos) }
}

/** The same without what is gone with the visit. */
export function describePurchaser({ name, idNumber, relation, reason, source }: Purchaser): Omit<PurchaserView, 'photo'> {
  return { name, lastFour: lastFourOf(idNumber), relation, reason, isByHand: source === 'typed' }
}

/** The photo that a holder's card gave, as the screen asks for it. */
export function viewPhoto(holder: string, cardPhotos: Store['cardPhotos']): PhotoAtHand | null {
  const readAt = cardPhotos.readAt(holder)
  return readAt === null ? null : { holder, readAt }
}
