import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { PhotoAtHand } from '../../../shared/contract/cardPhoto.ts'
import type { CaseView } from '../../../shared/contract/case.ts'
import type { PatientView, VisitView } from '../../../shared/contract/counter.ts'
import type { PurchaserView } from '../../../shared/contract/purchaser.ts'
import type { VisitColour } from '../../../shared/domain/visitColours.ts'
import { shownColour } from '../../state/possible.ts'
import type { Ask } from '../../state/store.ts'
import { CardPhotoView } from './CardPhotoView.tsx'
import { ColourWord } from './ColourWord.tsx'
import { ColumnHead } from './ColumnHead.tsx'
import { VisitProgress } from './VisitProgress.tsx'

interface VisitProps {
  readonly visit: VisitView | null
  readonly ask: Ask
}

/** Who the patient is, large, and how far finding the prescriptions has come. */
export function PatientColumn({ visit, ask }: VisitProps): ReactElement {
  const { t } = useTranslation()
  return (
    <section className="column" data-testid="column-patient" aria-label={t('columns.patient')}>
      <ColumnHead number={1} title={t('columns.patient')}>
        {visit && <ColourWord colour={visit.colour} />}
      </ColumnHead>
      {visit === null && <p className="column-empty">{t('patient.none')}</p>}
      {visit && (visit.patient ? <Patient patient={visit.patient} /> : <Nobody isStopped={visit.phase === 'stopped'} />)}
      {visit?.patient && <Shown visit={visit} purchaser={visit.purchaser} ask={ask} />}
      {visit && visit.phase !== 'stopped' && <VisitProgress phase={visit.phase} />}
    </section>
  )
}

interface CaseProps extends VisitProps {
  readonly view: CaseView
}

/** The same beside a chosen prescription: narrow, and without how it was found. Goods that come back may be another person's than the visit's. */
export function CasePatientColumn({ visit, view, ask }: CaseProps): ReactElement {
  const { t } = useTranslation()
  const isReturn = view.returned !== null
  const colour = shownColour({ visit, dispense: view })
  const details = isReturn ? null : visit?.patient
  return (
    <section className="column" data-testid="column-patient" aria-label={t('columns.patient')}>
      <ColumnHead number={1} title={t('columns.patient')} />
      {colour && <Band colour={colour} />}
      <div data-testid="patient">
        <Name patient={view.patient} />
        {details && <Details patient={details} />}
        {details && visit && <Shown visit={visit} purchaser={view.purchaser} ask={ask} />}
      </div>
      {isReturn && (
        <p className="column-note">
          {t('patient.returning')} <strong>{view.document}</strong>
        </p>
      )}
    </section>
  )
}

interface ShownProps {
  readonly visit: VisitView
  readonly ask: Ask
  readonly purchaser: PurchaserView | null
}

/** What the patient showed, and who collects in their place. */
function Shown({ visit: { credential, photo }, purchaser, ask }: ShownProps): ReactElement | null {
  const { t } = useTranslation()
  if (credential === 'voucher' && photo === null && purchaser === null) return null
  return (
    <dl className="facts facts-person">
      {credential !== 'voucher' && (
        <div>
          <dt>{t('patient.credentialLabel')}</dt>
          <dd data-testid="credential">{t(`patient.credential.${credential}`)}</dd>
        </div>
      )}
      <PhotoFact photo={photo} ask={ask} />
      {purchaser && (
        <div data-testid="purchaser">
          <dt>{t('purchaser.who')}</dt>
          <dd>
            <strong>{purchaser.name}</strong> {t('patient.tail')} {purchaser.lastFour}
            {' · '}
            {t(`purchaser.relations.${purchaser.relation}`)}
            {' · '}
            {purchaser.reason}
            {' · '}
            {t(purchaser.isByHand ? 'purchaser.byHand' : 'purchaser.byReader')}
          </dd>
        </div>
      )}
      <PhotoFact photo={purchaser?.photo ?? null} ask={ask} />
    </dl>
  )
}

interface PhotoProps {
  readonly photo: PhotoAtHand | null
  readonly ask: Ask
}

/** The photo of the card of whoever stands above it. */
function PhotoFact({ photo, ask }: PhotoProps): ReactElement | null {
  if (photo === null) return null
  return (
    <div>
      <dd>
        <CardPhotoView photo={photo} ask={ask} />
      </dd>
    </div>
  )
}

function Nobody({ isStopped }: { readonly isStopped: boolean }): ReactElement {
  const { t } = useTranslation()
  return <p className="column-empty">{isStopped ? t('patient.notIdentified') : t('patient.unknown')}</p>
}

/** The colour of the visit over the whole width, with its word. */
function Band({ colour }: { readonly colour: VisitColour }): ReactElement {
  return (
    <p className="patient-band">
      <ColourWord colour={colour} />
    </p>
  )
}

function Patient({ patient }: { readonly patient: PatientView }): ReactElement {
  return (
    <div data-testid="patient">
      <Name patient={patient} />
      <Details patient={patient} />
    </div>
  )
}

function Name({ patient }: { readonly patient: CaseView['patient'] }): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      <p className="patient-name" data-testid="patient-name">
        {patient.name}
      </p>
      <p className="patient-tail">
        <span>{t('patient.tail')}</span>
        <strong data-testid="patient-last-four">{patient.lastFour}</strong>
      </p>
    </>
  )
}

function Details({ patient }: { readonly patient: PatientView }): ReactElement {
  const { t } = useTranslation()
  const { gender, age, insuranceArea, insuranceType } = patient
  return (
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
  )
}
