import { Button } from 'antd'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Loaded } from '../../state/desk.ts'

interface Props<T> {
  readonly loaded: Loaded<T>
  readonly onRetry: () => void
  /** what is shown once it is there */
  readonly children: (value: T) => ReactNode
}

/** What was asked of the station: on its way, not to be had, or there. */
export function Waiting<T>({ loaded, onRetry, children }: Props<T>): ReactElement {
  const { t } = useTranslation()
  if (loaded === null) {
    return (
      <p className="column-empty" role="status">
        {t('manage.loading')}
      </p>
    )
  }
  if ('value' in loaded) return <>{children(loaded.value)}</>
  const { code } = loaded.failure
  return (
    <div className="column-empty" role="alert" data-code={code}>
      <strong>{t(`failures.${code}.what`)}</strong>
      <p>{t(`failures.${code}.next`)}</p>
      <Button onClick={onRetry} data-testid="retry">
        {t('actions.retry')}
      </Button>
    </div>
  )
}
