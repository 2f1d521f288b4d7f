import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnHead } from './ColumnHead.tsx'

interface Props {
  readonly number: number
  readonly title: string
  /** what will stand there */
  readonly what: string
  readonly testId: string
}

/** A column whose turn comes once a prescription is chosen: quiet, and saying so. */
export function LaterColumn({ number, title, what, testId }: Props): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column column-later" data-testid={testId} aria-label={title}>
      <ColumnHead number={number} title={title} />
      <p className="muted">{t('columns.later')}</p>
      <p className="muted">{what}</p>
    </section>
  )
}
