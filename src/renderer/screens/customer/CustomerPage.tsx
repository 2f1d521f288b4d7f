import { type ReactElement, useSyncExternalStore } from 'react'
import type { CustomerStore } from '../../state/customerStore.ts'
import { CustomerScreen } from './CustomerScreen.tsx'

/** The page before the customer, from its store. */
export function CustomerPage({ store }: { readonly store: CustomerStore }): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.snapshot, store.snapshot)
  return <CustomerScreen state={state} onEnter={store.enter} onCancel={store.cancel} />
}
