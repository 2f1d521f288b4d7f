import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseSummary } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { yuan } from '../../format/money.ts'
import { timeOfDay } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { CaseHistory } from './CaseHistory.tsx'
import { PanelFailure } from './PanelFailure.tsx'

/** Today's cases: one is chosen, its history read, its return begun. */
export function TodayPanel({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { today, row, historyOf } = controls.desk
  const marked = today !== null && 'value' in today ? today.value[row] : undefined
  return (
    <section className="column panel" data-testid="panel-today" aria-label={t('today.title')}>
      <div className="panel-head">
        <h3 className="column-head">{t('today.title')}</h3>
        <p className="muted">{t(historyOf === null ? 'today.keys' : 'today.historyKeys')}</p>
        <DeedButton controls={controls} hotkey="Enter" label={t('today.history')} testId="open-history" />
        <DeedButton controls={controls} hotkey="F5" label={t('today.goOn')} testId="go-on" />
        <DeedButton controls={controls} hotkey="F8" label={t('today.return')} testId="begin-return" />
        <DeedButton controls={controls} hotkey="F11" label={t('actions.papers')} testId="case-papers" />
      </div>
      {today === null && (
        <p className="column-empty" role="status">
          {t('today.loading')}
        </p>
      )}
      {today !== null && 'failure' in today && <PanelFailure failure={today.failure} />}
      {today !== null && 'value' in today && historyOf === null && <Cases rows={today.value} row={row} controls={controls} />}
      {historyOf !== null && marked && <CaseHistory summary={marked} history={controls.desk.history} />}
    </section>
  )
}

interface CasesProps {
  readonly rows: readonly CaseSummary[]
  readonly row: number
  readonly controls: Controls
}

function Cases({ rows, row, controls }: CasesProps): ReactElement {
  const { t } = useTranslation()
  const chosen = useRef<HTMLTableRowElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another row is chosen, it comes into view
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [row])
  if (rows.length === 0) return <p className="column-empty">{t('today.empty')}</p>
  return (
    <div className="panel-body">
      <table className="cases" data-testid="cases">
        <thead>
          <tr>
            <th scope="col">{t('today.document')}</th>
            <th scope="col">{t('today.time')}</th>
            <th scope="col">{t('today.patient')}</th>
            <th scope="col">{t('today.diagnosis')}</th>
            <th scope="col">{t('today.state')}</th>
            <th scope="col">{t('today.uploads')}</th>
            <th scope="col" className="amount">
              {t('today.person')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, document, openedAt, patientName, lastFour, diagnosis, state, person, uploadsLeft }, index) => (
            <tr key={id} ref={index === row ? chosen : null} aria-current={index === row} data-testid="case" data-case={document}>
              <td>
                <button
                  type="button"
                  className="row-button"
                  onClick={() => controls.perform({ kind: 'desk', event: { kind: 'row', row: index } })}
                >
                  {document}
                </button>
              </td>
              <td>{timeOfDay(openedAt)}</td>
              <td>
                {patientName} <span className="tail">{lastFour}</span>
              </td>
              <td>{diagnosis}</td>
              <td>{t(`caseState.${state}`)}</td>
              <td>
                {uploadsLeft > 0 && <span className="chip chip-warn">{t('today.uploadsLeft', { count: uploadsLeft })}</span>}
              </td>
              <td className="amount">{person !== null && yuan(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
