import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { clockWarning } from '../../format/time.ts'
import type { Controls } from '../../state/controls.ts'
import { shownColour } from '../../state/possible.ts'
import { ColourWord } from './ColourWord.tsx'
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
  return (
    <header className="head">
      <div className="head-shop" data-testid="shop">
        <h1>{shop.name || t('app.name')}</h1>
        <span>{shop.code}</span>
      </div>
      <HeaderPatient visit={visit} dispense={dispense} />
      <Lights counter={counter} connected={connected} controls={controls} />
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

/** Whose turn at the counter it is: of goods that come back their buyer with the document, else the patient of the visit in its colour. */
function HeaderPatient({ visit, dispense }: Pick<CounterState, 'visit' | 'dispense'>): ReactElement {
  const { t } = useTranslation()
  const returning = dispense?.returned ? dispense.document : null
  const colour = shownColour({ visit, dispense })
  const patient = dispense?.patient ?? visit?.patient
  return (
    <p className={colour ? `head-patient band-${colour}` : 'head-patient'} data-testid="header-patient">
      {colour && <ColourWord colour={colour} />}
      <span className="muted">{t(returning === null ? 'columns.patient' : 'header.returning')}</span>
      {patient ? (
        <strong>
          <span className="head-name">{patient.name}</span>
          <span className="tail">
            {t('header.tail')} {patient.lastFour}
          </span>
        </strong>
      ) : (
        <span className="muted">{visit ? t('patient.unknown') : t('header.nobody')}</span>
      )}
      {returning !== null && <span data-testid="returning">{returning}</span>}
    </p>
  )
}
