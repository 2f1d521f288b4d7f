import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { clockWarning } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { Lights } from './Lights.tsx'

interface Props {
  readonly counter: CounterState
  readonly person: Person
  readonly controls: Controls
  readonly connected: boolean
}

/** Always in view: the shop, the patient with the last four digits, the lights, and who is signed in. */
export function CounterHeader({ counter, person, controls, connected }: Props): ReactElement {
  const { t } = useTranslation()
  const { shop, visit, dispense, center } = counter
  const warning = clockWarning(center.clockOffsetMs)
  // the goods that come back may be another person's than the one of the visit
  const returning = dispense?.returned ? dispense.document : null
  const patient = returning === null ? visit?.patient : undefined
  return (
    <header className="head">
      <div className="head-shop" data-testid="shop">
        <h1>{shop.name || t('app.name')}</h1>
        <span>{shop.code}</span>
      </div>
      <p className="head-patient" data-testid="header-patient">
        <span className="muted">{t(returning === null ? 'columns.patient' : 'header.returning')}</span>
        {patient ? (
          <strong>
            {patient.name}
            <span className="tail">
              {t('header.tail')} {patient.lastFour}
            </span>
          </strong>
        ) : returning !== null ? (
          <strong>{returning}</strong>
        ) : (
          <span className="muted">{visit ? t('patient.unknown') : t('header.nobody')}</span>
        )}
      </p>
      <Lights counter={counter} connected={connected} />
      <div className="head-person">
        <p data-testid="person">
          <strong>{person.name}</strong>
          <span className="muted">{person.roles.map((role) => t(`roles.${role}`)).join(' · ')}</span>
        </p>
        <DeedButton controls={controls} hotkey="F10" label={t('actions.signOut')} testId="sign-out" />
      </div>
      {warning && (
        <p className="head-clock" role="status" data-testid="clock-warning">
          {t(`header.${warning.kind}`, { minutes: warning.minutes })}
        </p>
      )}
    </header>
  )
}
