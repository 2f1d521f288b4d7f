import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { digits } from '../../state/deeds.ts'
import { abandonReasons } from '../../state/desk.ts'

/** Why the case is given up: a key per reason, in the place of the next step. */
export function AbandonBand({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="band band-act" role="alert" data-testid="abandon-form">
      <div className="band-text">
        <h2>{t('abandon.title')}</h2>
        <div className="band-choices">
          {abandonReasons.map((reason, index) => (
            <DeedButton
              key={reason}
              controls={controls}
              hotkey={digits[index] ?? '9'}
              label={t(`abandon.reason.${reason}`)}
              testId={`abandon-${reason}`}
            />
          ))}
        </div>
      </div>
      <div className="band-actions">
        <DeedButton controls={controls} hotkey="Escape" label={t('actions.close')} testId="close-form" />
      </div>
    </section>
  )
}
