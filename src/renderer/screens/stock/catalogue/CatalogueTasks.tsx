import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { StockHappening } from '../../../../shared/contract/place.ts'
import type { CatalogueStatus } from '../../../../shared/contract/stock/catalogue.ts'
import { dateTime } from '../../../format/time.ts'

interface Props {
  readonly status: CatalogueStatus
  /** what was told last of the piece of work that is under way */
  readonly progress: StockHappening | null
}

/** The big numbers of the catalogue, how far a long piece of work has come, and how the last ones ended. */
export function CatalogueTasks({ status: { drugs, unmapped, task, last }, progress }: Props): ReactElement {
  const { t } = useTranslation()
  const done = progress?.done ?? task?.done ?? 0
  const of = progress?.of ?? task?.of ?? null
  return (
    <div className="stock-numbers" data-testid="catalogue-status">
      <p>
        <strong>{drugs}</strong> {t('catalogue.count.drugs')}
      </p>
      <p>
        <strong className={unmapped === 0 ? 'word-good' : 'word-waiting'}>{unmapped}</strong> {t('catalogue.count.unmapped')}
      </p>
      {task && (
        <p role="status" data-testid="catalogue-task">
          {t(`catalogue.task.${task.kind}`)} {of === null ? '' : t('catalogue.taskOf', { done, of })}
          {of !== null && <progress value={done} max={of} aria-label={t(`catalogue.task.${task.kind}`)} />}
        </p>
      )}
      {task === null &&
        last.map(({ kind, at, count, failure }) => (
          <p key={kind} className="field-hint" data-testid={`catalogue-last-${kind}`}>
            {t(`catalogue.ended.${kind}`, { count, at: dateTime(at) })}
            {failure && (
              <span className="word-bad">
                {' '}
                {t('catalogue.broke')} {t(`failures.${failure.code}.what`)} {t(`failures.${failure.code}.next`)}
              </span>
            )}
          </p>
        ))}
    </div>
  )
}
