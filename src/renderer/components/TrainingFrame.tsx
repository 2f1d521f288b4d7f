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
        {/* the shell opens the center's pages in place of a new window; not in the way of the Tab key, Ctrl+Shift+P does it as well */}
        <a href="training-center" target="_blank" rel="noreferrer" tabIndex={-1} data-testid="training-center">
          {t('training.center')}
        </a>
        <strong>{t('training.word')}</strong>
      </aside>
    </>
  )
}
