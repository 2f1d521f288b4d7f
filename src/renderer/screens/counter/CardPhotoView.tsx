import { type ReactElement, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhotoAtHand } from '../../../shared/contract/cardPhoto.ts'
import { useLoaded } from '../../components/useLoaded.ts'
import type { Ask } from '../../state/store.ts'

interface Props {
  readonly photo: PhotoAtHand
  readonly ask: Ask
}

/** The photo of an identity card, or why it cannot be shown. A card that is read again is asked for again. */
export function CardPhotoView({ photo, ask }: Props): ReactElement {
  return <Picture key={`${photo.holder} ${photo.readAt}`} photo={photo} ask={ask} />
}

function Picture({ photo: { holder }, ask }: Props): ReactElement | null {
  const { t } = useTranslation()
  const question = useCallback((asks: Ask) => asks('visit.cardPhoto', { holder }), [holder])
  const { loaded } = useLoaded(ask, question)
  const [isBroken, setBroken] = useState(false)
  // the visit has left the counter, and this with it
  if (loaded !== null && 'failure' in loaded) return null
  const shown = isBroken ? { outcome: 'undecoded' as const } : (loaded?.value ?? null)
  if (shown?.outcome === 'picture') {
    const source = `data:${shown.type};base64,${shown.base64}`
    return (
      <img
        className="card-photo"
        src={source}
        alt={t('patient.photo')}
        onError={() => setBroken(true)}
        data-testid="card-photo"
      />
    )
  }
  return (
    <p className="muted" role="status" data-testid="card-photo-word">
      {t(`patient.photoWord.${shown?.outcome ?? 'decoding'}`)}
    </p>
  )
}
