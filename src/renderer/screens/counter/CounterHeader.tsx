import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import type { CommandName } from '../../../shared/contract/names.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { clockWarning } from '../../format/time.ts'
import type { CounterActions } from './actions.ts'
import { Lights } from './Lights.tsx'

interface Props {
  readonly counter: CounterState
  readonly person: Person
  readonly actions: CounterActions
  readonly underWay: CommandName | null
  readonly connected: boolean
}

/** Always in view: the shop, the patient with the last four digits, the lights, and who is signed in. */
export function CounterHeader({ counter, person, actions, underWay, connected }: Props): ReactElement {
  const { t } = useTranslation()
  const { shop, visit, center } = counter
  const warning = clockWarning(center.clockOffsetMs)
  const patient = visit?.patient
  return (
    <header className="head">
      <div className="head-shop" data-testid="shop">
        <h1>{shop.name || t('app.name')}</h1>
        <span>{shop.code}</span>
      </div>
      <p className="head-patient" data-testid="header-patient">
        <span className="muted">{t('columns.patient')}</span>
        {patient ? (
          <strong>
            {patient.name}
            <span className="tail">
              {t('header.tail')} {patient.lastFour}
            </span>
          </strong>
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
        <KeyButton
          label={t('actions.signOut')}
          hotkey="F10"
          testId="sign-out"
          onPress={() => actions.signOut?.()}
          isBusy={underWay === 'session.signOut'}
          isDisabled={actions.signOut === null || underWay !== null}
        />
      </div>
      {warning && (
        <p className="head-clock" role="status" data-testid="clock-warning">
          {t(`header.${warning.kind}`, { minutes: warning.minutes })}
        </p>
      )}
    </header>
  )
}
