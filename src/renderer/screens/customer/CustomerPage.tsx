import { type ReactElement, useEffect, useState } from 'react'
import type { RxCounterApi } from '../../../shared/contract/api.ts'
import type { CustomerState } from '../../../shared/contract/customer.ts'
import { CustomerScreen } from './CustomerScreen.tsx'

/** The page before the customer: what the station pushes, and a greeting while there is no station. */
export function CustomerPage({ api }: { readonly api: RxCounterApi }): ReactElement {
  const [state, setState] = useState<CustomerState | null>(null)
  useEffect(() => {
    const leave = [
      api.events['customer.changed'](setState),
      api.onStation((connected) => {
        setState(null)
        if (!connected) return
        void api.commands['customer.state']({}).then((answer) => {
          if (answer.ok) setState((pushed) => pushed ?? answer.value)
        })
      }),
    ]
    return () => {
      for (const end of leave) end()
    }
  }, [api])
  return (
    <CustomerScreen
      state={state}
      onEnter={(digits) => void api.commands['customer.enterPassword']({ digits })}
      onCancel={() => void api.commands['customer.cancelPassword']({})}
    />
  )
}
