import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaceView } from '../../../shared/contract/counter.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'

interface Props {
  readonly places: readonly PlaceView[]
  readonly controls: Controls
}

/** Where the patient is insured: a key per place. */
export function PlaceChoice({ places, controls }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="places" data-testid="places" aria-label={t('places.title')}>
      <p className="hint">{t('places.hint')}</p>
      <ol>
        {places.map(({ id, area, insuranceType, isActive }, index) => {
          const key = digits[index]
          return (
            <li key={id} className="place" data-testid="place" data-place={id}>
              <strong>{area}</strong>
              <span>{t(`insuranceTypes.${insuranceType}`, { defaultValue: insuranceType })}</span>
              <span className={isActive ? 'word-good' : 'word-bad'}>{t(isActive ? 'places.active' : 'places.inactive')}</span>
              {key && (
                <DeedButton controls={controls} hotkey={key} label={t('places.choose')} about={area} testId="choose-place" />
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
