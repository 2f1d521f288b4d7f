import { type ReactElement, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState, Person } from '../../../shared/contract/counter.ts'
import type { Failure } from '../../../shared/contract/failures.ts'
import type { CommandName } from '../../../shared/contract/names.ts'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { useHotkeys } from '../../components/useHotkeys.ts'
import { useNow } from '../../components/useNow.ts'
import { isAtRest, mayServe } from '../../state/possible.ts'
import type { Act } from '../../state/store.ts'
import type { CounterActions } from './actions.ts'
import { CounterHeader } from './CounterHeader.tsx'
import { Guide } from './Guide.tsx'
import { LaterColumn } from './LaterColumn.tsx'
import { PatientColumn } from './PatientColumn.tsx'
import { PrescriptionColumn } from './PrescriptionColumn.tsx'

interface Props {
  readonly counter: CounterState
  readonly person: Person
  readonly connected: boolean
  readonly underWay: CommandName | null
  readonly commandFailure: Failure | null
  readonly act: Act
  readonly dismissFailure: () => void
}

/** The counter: header, the one next step (or what went wrong), and the flow from left to right. */
export function CounterScreen(props: Props): ReactElement {
  const { counter, person, connected, underWay, commandFailure, act, dismissFailure } = props
  const { t } = useTranslation()
  const now = useNow(counter.center.clockOffsetMs ?? 0)
  const { notice, visit } = counter

  const actions = useMemo<CounterActions>(() => {
    if (!connected) return { retry: null, dismiss: null, endVisit: null, signOut: null }
    const dismissNotice = notice && (() => act('notice.dismiss', { id: notice.id }))
    return {
      retry: visit?.canRetry && mayServe(person) ? () => act('visit.retry', {}) : null,
      dismiss: commandFailure ? dismissFailure : dismissNotice,
      endVisit: visit && isAtRest(visit.phase) && mayServe(person) ? () => act('visit.end', {}) : null,
      signOut: () => act('session.signOut', {}),
    }
  }, [connected, notice, visit, person, commandFailure, act, dismissFailure])
  const hotkeys = useMemo(
    () => ({ F5: actions.retry, Escape: actions.dismiss, F9: actions.endVisit, F10: actions.signOut }),
    [actions],
  )
  useHotkeys(hotkeys)

  return (
    <div className={`page mode-${counter.mode}`} data-testid="counter" aria-busy={underWay !== null}>
      {counter.mode === 'training' && <TrainingFrame />}
      <CounterHeader counter={counter} person={person} actions={actions} underWay={underWay} connected={connected} />
      <main className="flow">
        <Guide counter={counter} connected={connected} underWay={underWay} commandFailure={commandFailure} actions={actions} />
        <div className="columns">
          <PatientColumn visit={visit} />
          <PrescriptionColumn visit={visit} now={now} />
          <LaterColumn number={3} title={t('columns.review')} what={t('columns.reviewLater')} testId="column-review" />
          <LaterColumn number={4} title={t('columns.boxes')} what={t('columns.boxesLater')} testId="column-boxes" />
          <LaterColumn number={5} title={t('columns.money')} what={t('columns.moneyLater')} testId="column-money" />
        </div>
      </main>
    </div>
  )
}
