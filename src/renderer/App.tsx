import { lazy, type ReactElement, Suspense, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recovery } from '../shared/contract/shop.ts'
import { CounterScreen } from './screens/counter/CounterScreen.tsx'
import { SignInScreen } from './screens/signIn/SignInScreen.tsx'
import { StartScreen } from './screens/start/StartScreen.tsx'
import { mayServe } from './state/possible.ts'
import type { Screen } from './state/screen.ts'
import type { ScreenStore } from './state/store.ts'

// Seldom needed: fetched when one of them is.
const SetUpScreen = lazy(async () => ({ default: (await import('./screens/setUp/SetUpScreen.tsx')).SetUpScreen }))
const RecoveryScreen = lazy(async () => ({ default: (await import('./screens/setUp/RecoveryScreen.tsx')).RecoveryScreen }))
const ChangeSecretScreen = lazy(async () => ({
  default: (await import('./screens/signIn/ChangeSecretScreen.tsx')).ChangeSecretScreen,
}))
const ManagerPlaces = lazy(async () => ({ default: (await import('./screens/manage/ManagerPlaces.tsx')).ManagerPlaces }))

/** The whole page, from the store. */
export function App({ store }: { readonly store: ScreenStore }): ReactElement {
  const screen = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
  return <Place screen={screen} store={store} />
}

interface Props {
  readonly screen: Screen
  readonly store: Omit<ScreenStore, 'snapshot' | 'subscribe'>
}

/** Which screen stands now: nothing of a patient is shown while nobody is signed in. */
export function Place(props: Props): ReactElement {
  const { t } = useTranslation()
  // outlives the form that it came back to: the station is set up before its answer is here
  const [recovery, setRecovery] = useState<Recovery | null>(null)
  return (
    <Suspense fallback={<p role="status">{t('columns.opening')}</p>}>
      {recovery === null ? (
        <Now {...props} onRecovery={setRecovery} />
      ) : (
        <RecoveryScreen recovery={recovery} onDone={() => setRecovery(null)} />
      )}
    </Suspense>
  )
}

function Now({ screen, store, onRecovery }: Props & { readonly onRecovery: (recovery: Recovery) => void }): ReactElement {
  const { counter, accounts, connected, underWay, commandFailure } = screen
  const { act, ask, listen } = store
  if (counter === null) return <StartScreen failure={commandFailure} onRetry={store.load} />
  const { person } = counter
  if (!counter.isSetUp) return <SetUpScreen connected={connected} ask={ask} onSetUp={onRecovery} />
  if (person === null) {
    return (
      <SignInScreen
        counter={counter}
        accounts={accounts}
        connected={connected}
        failure={commandFailure}
        isBusy={underWay !== null}
        act={act}
        ask={ask}
        onRecovered={onRecovery}
      />
    )
  }
  if (counter.mustChangeSecret) return <ChangeSecretScreen counter={counter} person={person} act={act} ask={ask} />
  if (!mayServe(person)) return <ManagerPlaces counter={counter} connected={connected} act={act} ask={ask} listen={listen} />
  return (
    <CounterScreen
      counter={counter}
      person={person}
      connected={connected}
      accounts={accounts}
      underWay={underWay?.name ?? null}
      commandFailure={commandFailure}
      act={act}
      ask={ask}
      listen={listen}
      dismissFailure={store.dismissFailure}
    />
  )
}
