import type { CardPhoto } from '../../../../shared/contract/cardPhoto.ts'
import { type Failure, failure } from '../../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import type { PhotoDecoder } from '../../devices/devices.ts'
import type { Store } from '../../store/store.ts'

export interface CardPhotoPorts {
  readonly store: Pick<Store, 'visits' | 'cardPhotos'>
  /** null: nothing on this computer decodes photos */
  readonly decoder: () => PhotoDecoder | null
}

/**
 * The photo of the patient at the counter, or of who collects for them, decoded for whoever asks and kept nowhere. `holder` as the view of the visit named it: VISIT_UNKNOWN when that
 * visit is no longer at the counter or has no such photo.
 */
export async function showCardPhoto(holder: string, { store, decoder }: CardPhotoPorts): Promise<Result<CardPhoto, Failure>> {
  const visit = store.visits.current()
  const block = visit && store.cardPhotos.block(holder, visit.id)
  if (block === null) return err(failure('VISIT_UNKNOWN'))
  const decoded = (await decoder()?.decode(block)) ?? err('noDecoder' as const)
  if (!decoded.ok) return ok({ outcome: decoded.failure })
  const { type, bytes } = decoded.value
  return ok({ outcome: 'picture', type, base64: Buffer.from(bytes).toString('base64') })
}
