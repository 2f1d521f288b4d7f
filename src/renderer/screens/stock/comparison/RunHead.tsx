import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonView } from '../../../../shared/contract/stock/comparison.ts'
import { NoticeBand } from '../../../components/NoticeBand.tsx'
import { yuan } from '../../../format/money.ts'
import { dateTime } from '../../../format/time.ts'

/** How the last comparison stands: on its way, stopped, at zero, or what differs in big numbers. */
export function RunHead({ view: { run, sums, lines, isMending } }: { readonly view: ComparisonView }): ReactElement {
  const { t } = useTranslation()
  if (run === null) return <p className="column-empty">{t('comparison.none')}</p>
  const { state, asked, drugs, equal, failure, endedAt, person } = run
  const count = sums.reduce((all, each) => all + each.lines, 0)
  const worth = sums.reduce((all, each) => all + each.worth, 0)
  const isAtZero = state === 'done' && count === 0
  const isRestOnly = state === 'done' && count > 0 && lines.length === count && lines.every(({ cure }) => cure === 'nothing')
  return (
    <>
      {state === 'asking' && (
        <p className="stock-next" role="status" data-testid="comparison-progress">
          {t('comparison.asking', { asked, drugs })}
        </p>
      )}
      {state === 'stopped' && <p className="stock-next">{t('comparison.stopped', { asked, drugs })}</p>}
      {failure && <NoticeBand failure={failure} at={endedAt} testId="comparison-failure" />}
      {isMending && <p role="status">{t('comparison.mending')}</p>}
      {(isAtZero || isRestOnly) && (
        <p className="box-place place-inStock" data-testid="comparison-equal">
          {t('comparison.equalBig')}
        </p>
      )}
      {isAtZero && <p className="stock-next">{t('comparison.equalAll', { drugs })}</p>}
      {isRestOnly && <p className="stock-next">{t('comparison.restOnly', { equal: equal ?? 0 })}</p>}
      {state === 'done' && count > 0 && (
        <div className="stock-numbers" data-testid="comparison-numbers">
          <p>
            <strong className={isRestOnly ? 'word-good' : 'word-bad'}>{count}</strong> {t('comparison.differing')}
          </p>
          <p>
            <strong>{yuan(worth)}</strong> {t('comparison.worth')}
          </p>
          <p>
            <strong className="word-good">{equal ?? 0}</strong> {t('comparison.equal')}
          </p>
        </div>
      )}
      {endedAt !== null && (
        <p className="muted">{t('comparison.ended', { at: dateTime(endedAt), person: person ?? t('comparison.byItself') })}</p>
      )}
    </>
  )
}
