import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseHappening, CaseSummary } from '../../../shared/contract/case.ts'
import { happeningWords } from '../../format/happening.ts'
import { dateTime } from '../../format/time.ts'
import type { Desk } from '../../state/desk.ts'
import { PanelFailure } from './PanelFailure.tsx'

interface Props {
  readonly summary: CaseSummary
  readonly history: Desk['history']
}

/** Everything that happened to a case, in order. */
export function CaseHistory({ summary, history }: Props): ReactElement {
  const { t } = useTranslation()
  const { document, patientName, lastFour, state } = summary
  return (
    <>
      <h4 className="history-head">
        {document} · {patientName} {lastFour} · {t(`caseState.${state}`)}
      </h4>
      {history === null && <p role="status">{t('today.historyLoading')}</p>}
      {history !== null && 'failure' in history && <PanelFailure failure={history.failure} />}
      {history !== null && 'value' in history && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than the panel is scrolled by the keyboard
        <ol className="panel-body history" data-testid="history" tabIndex={0} aria-label={t('today.history')}>
          {history.value.length === 0 && <li>{t('today.historyEmpty')}</li>}
          {history.value.map(({ at, by, what, state: then, purchaser }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays in its place
            <li key={index}>
              <time>{dateTime(at)}</time>
              <span>{by ?? t('today.program')}</span>
              <strong>{happeningWords(what)}</strong>
              <span className="muted">{t(`caseState.${then}`)}</span>
              {purchaser && <Purchaser purchaser={purchaser} />}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** Who was to collect, what to the patient, why, when that was registered, and how each of the two was known. */
function Purchaser({ purchaser }: { readonly purchaser: NonNullable<CaseHappening['purchaser']> }): ReactElement {
  const { t } = useTranslation()
  const { name, lastFour, relation, reason, isByHand, registeredAt, patientBy } = purchaser
  return (
    <span data-testid="history-purchaser">
      <strong>{name}</strong> {t('patient.tail')} {lastFour}
      {' · '}
      {t(isByHand ? 'purchaser.byHand' : 'purchaser.byReader')}
      {' · '}
      {t(`purchaser.relations.${relation}`)}
      {' · '}
      {reason}
      {' · '}
      {t('purchaser.registeredAt')} {dateTime(registeredAt)}
      {patientBy && ` · ${t('purchaser.patientBy')}${t(`patient.credential.${patientBy}`)}`}
    </span>
  )
}
