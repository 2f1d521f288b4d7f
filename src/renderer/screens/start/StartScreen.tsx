import { LoadingOutlined } from '@ant-design/icons'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failures.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'

interface Props {
  /** why the station did not tell its state, if it was asked in vain */
  readonly failure: Failure | null
  readonly onRetry: () => void
}

/** What stands on the screen until the station has told its state. */
export function StartScreen({ failure, onRetry }: Props): ReactElement {
  const { t } = useTranslation()
  useHotkeys({ F5: failure ? onRetry : null })
  return (
    <main className="center-page" data-testid="start">
      <p className="muted">{t('app.name')}</p>
      {failure ? (
        <>
          <h1>{t('start.failed')}</h1>
          <NoticeBand failure={failure} at={null} testId="notice">
            <KeyButton label={t('actions.retry')} hotkey="F5" testId="retry" onPress={onRetry} isMain />
          </NoticeBand>
        </>
      ) : (
        <div role="status">
          <h1>
            <LoadingOutlined aria-hidden="true" /> {t('start.waiting')}
          </h1>
          <p className="hint">{t('start.waitingNext')}</p>
        </div>
      )}
    </main>
  )
}
