import { lazy, type ReactElement, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterState } from '../../../shared/contract/counter.ts'
import { PictureCover } from '../../components/PictureCover.tsx'
import { TrainingFrame } from '../../components/TrainingFrame.tsx'
import { type CounterGiven, useDesk } from '../../components/useDesk.ts'
import { useNow } from '../../components/useNow.ts'
import { useTouch } from '../../components/useTouch.ts'
import type { Controls } from '../../state/controls.ts'
import { closePanel } from '../../state/panelKeys.ts'
import { stageOf } from '../../state/possible.ts'
import type { Ask } from '../../state/store.ts'
import { SwitchPerson } from '../signIn/SwitchPerson.tsx'
import { CounterHeader } from './CounterHeader.tsx'
import { Guide } from './Guide.tsx'
import { KeyBar } from './KeyBar.tsx'
import { LaterColumn } from './LaterColumn.tsx'
import { ParkedStrip } from './ParkedStrip.tsx'
import { CasePatientColumn, PatientColumn } from './PatientColumn.tsx'
import { PrescriptionColumn } from './PrescriptionColumn.tsx'

// Not needed to sign in: fetched once the counter stands, before the first prescription is chosen.
const fetchCase = () => import('../dispense/CaseColumns.tsx')
const fetchPanels = () => import('../panels/Panel.tsx')
const CaseColumns = lazy(async () => ({ default: (await fetchCase()).CaseColumns }))
const ManageScreen = lazy(async () => ({ default: (await import('../manage/ManageScreen.tsx')).ManageScreen }))
const StockScreen = lazy(async () => ({ default: (await import('../stock/StockScreen.tsx')).StockScreen }))
const SaleScreen = lazy(async () => ({ default: (await import('../sale/SaleScreen.tsx')).SaleScreen }))
const Panel = lazy(async () => ({ default: (await fetchPanels()).Panel }))

/** The counter: header, the one next step (or what went wrong), and the flow from left to right. */
export function CounterScreen(props: CounterGiven): ReactElement {
  const { counter, person, connected, accounts, underWay, commandFailure, act, ask, listen } = props
  const { t } = useTranslation()
  const now = useNow(counter.center.clockOffsetMs ?? 0)
  const controls = useDesk(props)
  const { panel } = controls.desk
  useTouch(ask)
  useEffect(() => {
    void fetchCase()
    void fetchPanels()
  }, [])

  const close = (): void => controls.perform(closePanel)
  if (panel === 'manage' || panel === 'stock' || panel === 'uploads' || panel === 'sale') {
    const given = { counter, connected, act, ask, onClose: close }
    return (
      <Suspense fallback={<p role="status">{t('columns.opening')}</p>}>
        {panel === 'manage' && <ManageScreen {...given} />}
        {panel !== 'manage' && (
          <PictureCover ask={ask}>
            {panel === 'sale' ? (
              <SaleScreen {...given} listen={listen} />
            ) : (
              <StockScreen {...given} listen={listen} first={panel === 'stock' ? 'box' : 'uploads'} />
            )}
          </PictureCover>
        )}
      </Suspense>
    )
  }
  return (
    <div className={`page mode-${counter.mode}`} data-testid="counter" aria-busy={underWay !== null}>
      {counter.mode === 'training' && <TrainingFrame />}
      <CounterHeader counter={counter} person={person} controls={controls} connected={connected} />
      <main className="flow">
        <Guide counter={counter} connected={connected} commandFailure={commandFailure} controls={controls} ask={ask} />
        <Suspense fallback={<p role="status">{t('columns.opening')}</p>}>
          {panel === null && <Columns counter={counter} now={now} controls={controls} ask={ask} />}
          {panel === 'people' && (
            <SwitchPerson
              accounts={accounts}
              failure={commandFailure?.code.startsWith('SIGN_IN') ? commandFailure : null}
              isBusy={underWay !== null}
              act={act}
              onDone={close}
            />
          )}
          {panel !== null && panel !== 'people' && <Panel panel={panel} controls={controls} ask={ask} />}
        </Suspense>
        <ParkedStrip parked={counter.parked} controls={controls} />
        <KeyBar controls={controls} />
      </main>
    </div>
  )
}

interface ColumnsProps {
  readonly counter: CounterState
  /** epoch ms by the center's clock */
  readonly now: number
  readonly controls: Controls
  readonly ask: Ask
}

function Columns({ counter: { visit, dispense, shop }, now, controls, ask }: ColumnsProps): ReactElement {
  const { t } = useTranslation()
  if (dispense) {
    return (
      <div className={`columns columns-case stage-${stageOf(dispense)}`}>
        <CasePatientColumn visit={visit} view={dispense} ask={ask} />
        <CaseColumns view={dispense} office={shop.office} controls={controls} ask={ask} />
      </div>
    )
  }
  return (
    <div className="columns">
      <PatientColumn visit={visit} ask={ask} />
      <PrescriptionColumn visit={visit} now={now} controls={controls} />
      <LaterColumn number={3} title={t('columns.review')} what={t('columns.reviewLater')} testId="column-review" />
      <LaterColumn number={4} title={t('columns.boxes')} what={t('columns.boxesLater')} testId="column-boxes" />
      <LaterColumn number={5} title={t('columns.money')} what={t('columns.moneyLater')} testId="column-money" />
    </div>
  )
}
