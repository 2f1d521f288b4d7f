import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** The coloured frame and the word 培训 by which training is never mistaken for the real thing. */
export function TrainingFrame(): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <div className="training-frame" aria-hidden="true" />
      <aside className="training-strip" data-testid="training" aria-label={t('training.word')}>
        <strong>{t('training.word')}</strong>
        <span>{t('training.sentence')}</span>
        <strong>{t('training.word')}</strong>
      </aside>
    </>
  )
}
