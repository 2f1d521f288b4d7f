import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CommandName } from '../../../shared/contract/names.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { NoticeBand } from '../../components/NoticeBand.tsx'
import { nextStep } from '../../state/nextStep.ts'
import type { CounterActions } from './actions.ts'
import { NextStepBand } from './NextStepBand.tsx'

interface Props {
  readonly counter: CounterState
  readonly connected: boolean
  readonly underWay: CommandName | null
  readonly commandFailure: Failure | null
  readonly actions: CounterActions
}

/** The band over the columns. One thing at a time: the station is away, or something went wrong, or the next step. */
export function Guide({ counter, connected, underWay, commandFailure, actions }: Props): ReactElement {
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
  const { notice } = counter
  const buttons = <GuideButtons actions={actions} underWay={underWay} />
  if (commandFailure) {
    return (
      <NoticeBand failure={commandFailure} at={null} testId="command-failure">
        {buttons}
      </NoticeBand>
    )
  }
  if (notice) {
    return (
      <NoticeBand failure={notice.failure} at={notice.at} testId="notice">
        {buttons}
      </NoticeBand>
    )
  }
  return <NextStepBand step={nextStep(counter)}>{buttons}</NextStepBand>
}

function GuideButtons({
  actions,
  underWay,
}: {
  readonly actions: CounterActions
  readonly underWay: CommandName | null
}): ReactElement {
  const { t } = useTranslation()
  const isDisabled = underWay !== null
  return (
    <div className="band-actions">
      {actions.retry && (
        <KeyButton
          label={t('actions.retry')}
          hotkey="F5"
          testId="retry"
          onPress={actions.retry}
          isBusy={underWay === 'visit.retry'}
          isDisabled={isDisabled}
          isMain
        />
      )}
      {actions.dismiss && (
        <KeyButton
          label={t('actions.dismiss')}
          hotkey="Escape"
          testId="dismiss"
          onPress={actions.dismiss}
          isBusy={underWay === 'notice.dismiss'}
          isDisabled={isDisabled}
        />
      )}
      {actions.endVisit && (
        <KeyButton
          label={t('actions.endVisit')}
          hotkey="F9"
          testId="end-visit"
          onPress={actions.endVisit}
          isBusy={underWay === 'visit.end'}
          isDisabled={isDisabled}
        />
      )}
    </div>
  )
}
