import type { RxCounterApi } from '../../shared/contract/api.ts'
import type { CustomerState } from '../../shared/contract/customer.ts'

/** The store of the page before the customer: what the station pushed last, null while there is no station. */
export interface CustomerStore {
  readonly snapshot: () => CustomerState | null
  /** returns the function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void
  /** the patient confirmed these digits */
  readonly enter: (digits: string) => void
  readonly cancel: () => void
}

export function createCustomerStore(api: RxCounterApi): CustomerStore {
  let state: CustomerState | null = null
  const listeners = new Set<() => void>()
  const put = (next: CustomerState | null): void => {
    state = next
    for (const listener of listeners) listener()
  }
  api.events['customer.changed'](put)
  api.onStation((connected) => {
    put(null)
    if (!connected) return
    void api.commands['customer.state']({}).then((answer) => {
      // what was pushed meanwhile is newer
      if (answer.ok && state === null) put(answer.value)
    })
  })
  return {
    snapshot: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    // what becomes of either is pushed
    enter: (digits) => void api.commands['customer.enterPassword']({ digits }),
    cancel: () => void api.commands['customer.cancelPassword']({}),
  }
}
