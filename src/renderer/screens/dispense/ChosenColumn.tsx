import { lazy, type ReactElement, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../shared/contract/case.ts'
import type { CounterState } from '../../../shared/contract/counter.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import type { Controls } from '../../state/controls.ts'
import { stageOf } from '../../state/possible.ts'
import type { Ask } from '../../state/store.ts'
import { ColumnHead } from '../counter/ColumnHead.tsx'
import { Verdict } from './Verdict.tsx'

// the PDF library is half the size of everything else
const PrescriptionFile = lazy(async () => ({ default: (await import('./PrescriptionFile.tsx')).PrescriptionFile }))

export type Office = CounterState['shop']['office']

interface FileProps {
  readonly view: CaseView
  readonly ask: Ask
}

interface Props extends FileProps {
  /** the 医保 office to report to */
  readonly office: Office
  readonly controls: Controls
}

/** The chosen prescription: what it says, whether it is genuine, and the signed file beside it. Red all over when it is not. */
export function ChosenColumn({ view, office, controls, ask }: Props): ReactElement {
  const { t } = useTranslation()
  const isAlarm = view.state === 'notGenuine'
  return (
    <section
      className={isAlarm ? 'column column-chosen column-alarm' : 'column column-chosen'}
      data-testid="column-prescription"
      aria-label={t('columns.prescription')}
    >
      <ColumnHead number={2} title={t('columns.prescription')}>
        <span className="column-word">{t(`caseState.${view.state}`)}</span>
      </ColumnHead>
      {isAlarm && <Alarm office={office} controls={controls} />}
      <Verdict verdict={view.verdict} />
      <div className="chosen-body">
        <Facts view={view} />
        {stageOf(view) === 'read' && <File view={view} ask={ask} />}
      </div>
    </section>
  )
}

/** What is to be done about a prescription that is not genuine: nothing goes on, the office is told, and gets an account (N 8.6.4 b). */
function Alarm({ office, controls }: Pick<Props, 'office' | 'controls'>): ReactElement {
  const { t } = useTranslation()
  return (
    <div className="alarm" role="alert" data-testid="alarm">
      <strong>{t('verdict.alarm')}</strong>
      <p>{t('verdict.alarmNext', { office: office.name || t('verdict.office') })}</p>
      <p className="alarm-act">
        {office.phone !== '' && (
          <span data-testid="office-phone">
            {t('verdict.phone')} <strong>{office.phone}</strong>
          </span>
        )}
        <DeedButton controls={controls} hotkey="F11" label={t('verdict.report')} testId="report-paper" />
      </p>
    </div>
  )
}

function File({ view, ask }: FileProps): ReactElement {
  const { t } = useTranslation()
  if (!view.hasFile) return <p className="file-note">{t('chosen.fileNone')}</p>
  const waiting = (
    <p className="file-note" role="status">
      {t('chosen.fileLoading')}
    </p>
  )
  return (
    <Suspense fallback={waiting}>
      <PrescriptionFile caseId={view.id} ask={ask} />
    </Suspense>
  )
}

function Facts({ view }: { readonly view: CaseView }): ReactElement {
  const { t } = useTranslation()
  const { hospital, department, doctor, diagnosis, longTerm, allergies, lines, hiRxno, document } = view
  const facts = [
    [t('chosen.hospital'), hospital],
    [t('chosen.department'), department],
    [t('chosen.doctor'), doctor],
  ] as const
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its column is scrolled by the keyboard
    <section className="chosen-facts" tabIndex={0} aria-label={t('chosen.lines')}>
      <p className="diagnosis" data-testid="diagnosis">
        <span className="muted">{t('chosen.diagnosis')}</span> <strong>{diagnosis}</strong>
        {longTerm && <span className="chip">{t('chosen.longTerm')}</span>}
      </p>
      <p className={allergies === null ? 'muted' : 'allergies'} data-testid="allergies">
        {t('chosen.allergies')} {allergies ?? t('chosen.allergiesNone')}
      </p>
      {lines.length === 0 && <p className="muted">{t('chosen.linesComing')}</p>}
      <ol className="rx-lines">
        {lines.map((line) => (
          <li key={line.number}>
            <h4>
              {line.genericName} <strong>{line.prescribed}</strong>
            </h4>
            <p>{line.directions}</p>
            <p className="muted">
              {line.specification}
              {line.manufacturer !== null && ` · ${line.manufacturer}`}
            </p>
          </li>
        ))}
      </ol>
      <dl className="facts facts-small">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="prescription-number">
        {t('prescription.number')} {hiRxno}
      </p>
      <p className="prescription-number" data-testid="document">
        {t('chosen.document')} {document}
      </p>
    </section>
  )
}
