import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { failureFacts } from '../../shared/contract/failureFacts.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import { printerWords } from '../format/deviceHelp.ts'
import { dateTime, timeOfDay } from '../format/time.ts'

interface Props {
  readonly failure: Failure
  /** epoch ms; null for something that happened just now on this page */
  readonly at: number | null
  readonly testId: string
  /** the buttons */
  readonly children?: ReactNode
}

/** A failure as a band over the columns: whose turn it is, what happened, what to do, and what became of the money. Takes no focus. */
export function NoticeBand({ failure, at, testId, children }: Props): ReactElement {
  const { t } = useTranslation()
  const { turn, retry, money } = failureFacts[failure.code]
  const isForSupport = turn === 'support'
  return (
    <section
      className={`band ${isForSupport ? 'band-stop' : 'band-act'}`}
      role="alert"
      data-testid={testId}
      data-code={failure.code}
    >
      <p className="band-turn" data-testid="notice-turn">
        <span>{t('notice.turn')}</span>
        <strong>{t(`turns.${turn}`)}</strong>
      </p>
      <div className="band-text">
        <h2 data-testid="notice-what">{t(`failures.${failure.code}.what`)}</h2>
        <p className="band-next" data-testid="notice-next">
          {t(`failures.${failure.code}.next`)}
        </p>
        <p className="band-facts">
          <strong data-testid="notice-money">{t(`money.${money}`)}</strong>
          <span data-testid="notice-retry">{t(`retries.${retry}`)}</span>
          {failure.center && (
            <span data-testid="notice-center">
              {t('notice.center')} {failure.center.code} {failure.center.message}
            </span>
          )}
          {failure.field && (
            <span>
              {t('notice.field')} {failure.field}
            </span>
          )}
          {failure.triesLeft !== undefined && (
            <strong data-testid="notice-tries">{t('notice.tries', { count: failure.triesLeft })}</strong>
          )}
          {failure.printer && <strong data-testid="notice-printer">{printerWords(t, failure.printer)}</strong>}
          {failure.sale && (
            <span data-testid="notice-sale">
              {t('notice.sale')} {dateTime(failure.sale.at)} {failure.sale.document}
            </span>
          )}
          <span>
            {t('notice.code')} {failure.code}
          </span>
          {at !== null && <time>{timeOfDay(at)}</time>}
        </p>
      </div>
      {children}
    </section>
  )
}
