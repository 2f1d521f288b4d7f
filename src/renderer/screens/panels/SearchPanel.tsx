import { Input } from 'antd'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrugFound } from '../../../shared/contract/case.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { dateTime } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { searchRows } from '../../state/keys.ts'
import type { SearchRow } from '../../state/panelKeys.ts'
import { CaseHistory } from './CaseHistory.tsx'
import { PanelFailure } from './PanelFailure.tsx'

/** One field for everything: patients and cases, drugs, and what can be done now. Asked anew with every letter; scans do not come through the keyboard, so the field steals none. */
export function SearchPanel({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { keys, desk, situation, perform } = controls
  const { query, row, historyOf } = desk
  const rows = searchRows(situation)
  const marked = rows[row]
  return (
    <section className="column panel" data-testid="panel-search" aria-label={t('search.title')}>
      <form
        className="panel-head"
        onSubmit={(event) => {
          event.preventDefault()
          if (keys.Enter) perform(keys.Enter)
        }}
      >
        <Input
          className="search-field"
          size="large"
          data-testid="search-field"
          aria-label={t('search.label')}
          placeholder={t('search.label')}
          autoFocus
          autoComplete="off"
          maxLength={40}
          value={query}
          onChange={(event) => perform({ kind: 'desk', event: { kind: 'typed', field: 'query', text: event.target.value } })}
        />
        <p className="muted">{t(historyOf === null ? 'search.keys' : 'today.historyKeys')}</p>
        <DeedButton controls={controls} hotkey="Enter" label={t('search.open')} testId="open-found" isMain />
        <DeedButton controls={controls} hotkey="F5" label={t('today.goOn')} testId="go-on" />
        <DeedButton controls={controls} hotkey="F8" label={t('today.return')} testId="begin-return" />
        <DeedButton controls={controls} hotkey="F11" label={t('actions.papers')} testId="case-papers" />
      </form>
      {historyOf !== null && marked?.kind === 'case' ? (
        <CaseHistory summary={marked.summary} history={desk.history} />
      ) : (
        <div className="found">
          <FoundCases rows={rows} controls={controls} />
          <FoundDrugs controls={controls} />
          <FoundCommands rows={rows} controls={controls} />
        </div>
      )}
    </section>
  )
}

interface RowsProps {
  readonly rows: readonly SearchRow[]
  readonly controls: Controls
}

function FoundCases({ rows, controls }: RowsProps): ReactElement {
  const { t } = useTranslation()
  const cases = rows.flatMap((row, index) => (row.kind === 'case' ? [{ ...row, index }] : []))
  return (
    <section className="found-part" aria-label={t('search.cases')}>
      <h4>{t('search.cases')}</h4>
      <Missing controls={controls} count={cases.length} />
      <ol>
        {cases.map(({ summary, index, isParked }) => (
          <Row key={summary.id} index={index} testId="found-case" about={summary.document} controls={controls}>
            <strong>{summary.patientName}</strong> <span className="tail">{summary.lastFour}</span>
            {isParked && <span className="chip">{t('search.parked')}</span>}
            <span>{t(`caseState.${summary.state}`)}</span>
            <span className="found-more">
              {summary.document} · {dateTime(summary.openedAt)} · {summary.diagnosis}
            </span>
          </Row>
        ))}
      </ol>
    </section>
  )
}

function FoundDrugs({ controls }: { readonly controls: Controls }): ReactElement {
  const { t } = useTranslation()
  const { found } = controls.desk
  const drugs = found !== null && 'value' in found ? found.value.drugs : []
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its place is scrolled by the keyboard
    <section className="found-part" aria-label={t('search.drugs')} tabIndex={0}>
      <h4>{t('search.drugs')}</h4>
      <Missing controls={controls} count={drugs.length} />
      <ol>
        {drugs.map((drug) => (
          <Drug key={drug.id} drug={drug} />
        ))}
      </ol>
    </section>
  )
}

function Drug({ drug }: { readonly drug: DrugFound }): ReactElement {
  const { t } = useTranslation()
  const { name, specification, manufacturer, inStock, expiresOn } = drug
  return (
    <li className="found-row" data-testid="found-drug">
      <strong>{name}</strong> <span>{specification}</span>
      <span className={inStock > 0 ? 'word-good' : 'word-bad'}>
        {inStock > 0 ? t('search.inStock', { count: inStock }) : t('search.outOfStock')}
      </span>
      <span className="found-more">
        {manufacturer}
        {expiresOn !== null && ` · ${t('search.expires', { date: expiresOn })}`}
      </span>
    </li>
  )
}

function FoundCommands({ rows, controls }: RowsProps): ReactElement {
  const { t } = useTranslation()
  const commands = rows.flatMap((row, index) => (row.kind === 'command' ? [{ ...row, index }] : []))
  return (
    <section className="found-part" aria-label={t('search.commands')}>
      <h4>{t('search.commands')}</h4>
      {commands.length === 0 && <p className="muted">{t('search.nothing')}</p>}
      <ol>
        {commands.map(({ key, label, index }) => (
          <Row key={key} index={index} testId="found-command" about={key} controls={controls}>
            <strong>{label}</strong> <kbd>{key}</kbd>
          </Row>
        ))}
      </ol>
    </section>
  )
}

/** Why nothing of the shop's own is listed: nothing typed yet, under way, refused, or not there. */
function Missing({ controls, count }: { readonly controls: Controls; readonly count: number }): ReactElement | null {
  const { t } = useTranslation()
  const { query, found } = controls.desk
  if (query.trim() === '') return <p className="muted">{t('search.typeFirst')}</p>
  if (found === null) {
    return (
      <p className="muted" role="status">
        {t('search.loading')}
      </p>
    )
  }
  if ('failure' in found) return <PanelFailure failure={found.failure} />
  return count === 0 ? <p className="muted">{t('search.nothing')}</p> : null
}

interface RowProps {
  /** its place among all that ↑ ↓ go through */
  readonly index: number
  readonly testId: string
  /** what tells it from the others, for tests */
  readonly about: string
  readonly controls: Controls
  readonly children: ReactElement | readonly (ReactElement | string | false)[]
}

/** A row that ↑ ↓ choose, and a click. */
function Row({ index, testId, about, controls, children }: RowProps): ReactElement {
  const isMarked = controls.desk.row === index
  const row = useRef<HTMLLIElement | null>(null)
  useEffect(() => {
    if (isMarked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isMarked])
  return (
    <li ref={row} className="found-row" data-testid={testId} data-about={about} aria-current={isMarked}>
      <button
        type="button"
        className="found-button"
        onClick={() => controls.perform({ kind: 'desk', event: { kind: 'row', row: index } })}
      >
        {children}
      </button>
    </li>
  )
}
