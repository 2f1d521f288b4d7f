import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseView } from '../../../shared/contract/case.ts'
import type { PatientView, VisitView } from '../../../shared/contract/counter.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { VisitProgress } from './VisitProgress.tsx'

/** Who the patient is, large, and how far finding the prescriptions has come. */
export function PatientColumn({ visit }: { readonly visit: VisitView | null }): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column" data-testid="column-patient" aria-label={t('columns.patient')}>
      <ColumnHead number={1} title={t('columns.patient')} />
      {visit === null && <p className="column-empty">{t('patient.none')}</p>}
      {visit && (visit.patient ? <Patient patient={visit.patient} /> : <Nobody isStopped={visit.phase === 'stopped'} />)}
      {visit && visit.phase !== 'stopped' && <VisitProgress phase={visit.phase} />}
    </section>
  )
}

interface CaseProps {
  readonly visit: VisitView | null
  readonly view: CaseView
}

/** The same beside a chosen prescription: narrow, and without how it was found. Goods that come back may be another person's than the visit's. */
export function CasePatientColumn({ visit, view }: CaseProps): ReactElement {
  const { t } = useTranslation()
  const patient = view.returned === null ? visit?.patient : undefined
  return (
    <section className="column" data-testid="column-patient" aria-label={t('columns.patient')}>
      <ColumnHead number={1} title={t('columns.patient')} />
      {patient && <Patient patient={patient} />}
      {view.returned !== null && <p className="column-note">{t('patient.returning')}</p>}
    </section>
  )
}

function Nobody({ isStopped }: { readonly isStopped: boolean }): ReactElement {
  const { t } = useTranslation()
  return <p className="column-empty">{isStopped ? t('patient.notIdentified') : t('patient.unknown')}</p>
}

function Patient({ patient }: { readonly patient: PatientView }): ReactElement {
  const { t } = useTranslation()
  const { gender, age, insuranceArea, insuranceType } = patient
  return (
    <div data-testid="patient">
      <p className="patient-name" data-testid="patient-name">
        {patient.name}
      </p>
      <p className="patient-tail">
        <span>{t('patient.tail')}</span>
        <strong data-testid="patient-last-four">{patient.lastFour}</strong>
      </p>
      <dl className="facts facts-person">
        {(gender !== 'unknown' || age !== null) && (
          <div>
            <dd>
              {t(`patient.gender.${gender}`)}
              {' · '}
              {age === null ? t('patient.ageUnknown') : t('patient.age', { age })}
            </dd>
          </div>
        )}
        {insuranceArea !== '' && (
          <div>
            <dt>{t('patient.area')}</dt>
            <dd>{insuranceArea}</dd>
          </div>
        )}
        {insuranceType !== '' && (
          <div>
            <dt>{t('patient.insuranceType')}</dt>
            <dd>{t(`insuranceTypes.${insuranceType}`, { defaultValue: insuranceType })}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
