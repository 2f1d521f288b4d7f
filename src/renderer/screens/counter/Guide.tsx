import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import { DeedButton } from '../../components/DeedButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import type { Controls } from '../../state/controls.ts'
import { deedLabel } from '../../state/deedLabel.ts'
import type { KeyName } from '../../state/deeds.ts'
import { moneyStanding, nextStep } from '../../state/nextStep.ts'
import type { Ask } from '../../state/store.ts'
import { AbandonBand } from './AbandonBand.tsx'
import { NextStepBand } from './NextStepBand.tsx'
import { PurchaserBand } from './PurchaserBand.tsx'

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly commandFailure: Failure | null
  readonly controls: Controls
  readonly ask: Ask
}

/** The band over the columns. One thing at a time: the station is away, or something went wrong, or the next step. */
export function Guide({ counter, connected, commandFailure, controls, ask }: Props): ReactElement {
  const { t } = useTranslation()
  if (!connected) {
    return (
      <section className="band band-act" role="status" data-testid="station-away">
        <div className="band-text">
          <h2>{t('header.stationAway')}</h2>
          <p className="band-next">{t('header.stationAwayNext')}</p>
        </div>
      </section>
    )
  }
  const { notice, dispense } = counter
  const isToDismiss = commandFailure !== null || notice !== null
  const buttons = <GuideButtons dispense={dispense} isToDismiss={isToDismiss} controls={controls} />
  if (commandFailure) {
    return (
      <NoticeBand failure={commandFailure} at={null} testId="command-failure">
        {buttons}
      </NoticeBand>
    )
  }
  if (counter.registering && !controls.desk.panel)
    return <PurchaserBand registering={counter.registering} visit={counter.visit} notice={notice} ask={ask} controls={controls} />
  if (controls.desk.form === 'abandon') return <AbandonBand controls={controls} />
  if (notice) {
    return (
      <NoticeBand failure={notice.failure} at={notice.at} testId="notice">
        {buttons}
      </NoticeBand>
    )
  }
  const failure = caseFailure(dispense)
  if (failure) {
    return (
      <NoticeBand failure={failure} at={null} testId="case-failure">
        {buttons}
      </NoticeBand>
    )
  }
  const step = nextStep(counter, controls.desk.chosen !== null)
  return (
    <NextStepBand step={step} standing={dispense && moneyStanding(dispense)}>
      {buttons}
    </NextStepBand>
  )
}

/** What stopped the case, unless something is being done about it, or the step itself says it more strikingly. */
function caseFailure(dispense: CounterState['dispense']): Failure | null {
  if (dispense === null || dispense.underWay !== null || dispense.unanswered !== null) return null
  return dispense.state === 'notGenuine' ? null : dispense.failure
}

interface ButtonsProps {
  /** whether something is shown that Esc puts away */
  readonly isToDismiss: boolean
  readonly dispense: CounterState['dispense']
  readonly controls: Controls
}

function GuideButtons({ dispense, isToDismiss, controls }: ButtonsProps): ReactElement {
  const { t } = useTranslation()
  const canDismiss = isToDismiss && controls.desk.panel === null && controls.desk.form === null
  const labelOf = (key: KeyName): string => deedLabel(key, controls.situation.counter) ?? ''
  const isReviewing = dispense?.state === 'verified' && controls.desk.form === null
  return (
    <div className="band-actions">
      <DeedButton controls={controls} hotkey="F12" label={labelOf('F12')} testId="main-step" isMain />
      {isReviewing && <DeedButton controls={controls} hotkey="F7" label={t('review.approve')} testId="approve" isMain />}
      {isReviewing && <DeedButton controls={controls} hotkey="F8" label={t('review.reject')} testId="reject" />}
      <DeedButton controls={controls} hotkey="F5" label={labelOf('F5')} testId="retry" isMain />
      {canDismiss && <DeedButton controls={controls} hotkey="Escape" label={t('actions.dismiss')} testId="dismiss" />}
      <DeedButton controls={controls} hotkey="F9" label={labelOf('F9')} testId="end-visit" />
      <DeedButton controls={controls} hotkey="Shift+F9" label={labelOf('Shift+F9')} testId="abandon" />
    </div>
  )
}
