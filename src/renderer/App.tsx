import { type ReactElement, useSyncExternalStore } from 'react'
import { CounterScreen } from './screens/counter/CounterScreen.tsx'
import { SignInScreen } from './screens/signIn/SignInScreen.tsx'
import { StartScreen } from './screens/start/StartScreen.tsx'
import type { Screen } from './state/screen.ts'
import type { ScreenStore } from './state/store.ts'

/** The whole page, from the store. */
export function App({ store }: { readonly store: ScreenStore }): ReactElement {
  const screen = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
  return <Place screen={screen} store={store} />
}

/** Which screen stands now: nothing of a patient is shown while nobody is signed in. */
export function Place({
  screen,
  store,
}: {
  readonly screen: Screen
  readonly store: Omit<ScreenStore, 'snapshot' | 'subscribe'>
}): ReactElement {
  const { counter, accounts, connected, underWay, commandFailure } = screen
  if (counter === null) return <StartScreen failure={commandFailure} onRetry={store.load} />
  if (counter.person === null) {
    return (
      <SignInScreen
        counter={counter}
        accounts={accounts}
        connected={connected}
        failure={commandFailure}
        isBusy={underWay !== null}
        act={store.act}
      />
    )
  }
  return (
    <CounterScreen
      counter={counter}
      person={counter.person}
      connected={connected}
      underWay={underWay?.name ?? null}
      commandFailure={commandFailure}
      act={store.act}
      ask={store.ask}
      dismissFailure={store.dismissFailure}
    />
  )
}
