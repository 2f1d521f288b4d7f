import { useReducer, useRef } from 'react'
import type { CommandInput, CommandOutput } from '../../shared/contract/contract.ts'
import type { FailureCode } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import { afterOnForm, type Fault, type FormState, faultOf, formOf } from '../state/form.ts'
import type { Ask } from '../state/store.ts'

/** A form as its fields and buttons see it. */
export interface Form<K extends string> extends FormState<K> {
  readonly type: (field: K, text: string) => void
  /** other values in the place of all */
  readonly put: (values: Readonly<Record<K, string>>) => void
  readonly refuse: (fault: Fault) => void
  /** gives the command, unless one is under way; `done` takes its answer */
  readonly send: <N extends CommandName>(name: N, input: CommandInput<N>, done?: (value: CommandOutput<N>) => void) => void
}

interface Options<K extends string> {
  /** the field at fault for a failure that names none */
  readonly byCode?: Partial<Record<FailureCode, K>>
  /** what is blanked once the form was carried out */
  readonly secrets?: readonly K[]
}

/** Keeps what is typed into a form, and what became of it. Its failures stay with it: nothing is shown elsewhere. */
export function useForm<K extends string>(
  ask: Ask,
  first: Readonly<Record<K, string>>,
  { byCode = {}, secrets = [] }: Options<NoInfer<K>> = {},
): Form<K> {
  const [state, dispatch] = useReducer(afterOnForm<K>, first, formOf<K>)
  const isUnderWay = useRef(false)
  return {
    ...state,
    type: (field, text) => dispatch({ kind: 'typed', field, text }),
    put: (values) => dispatch({ kind: 'put', values }),
    refuse: (fault) => dispatch({ kind: 'refused', fault }),
    send: (name, input, done) => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      dispatch({ kind: 'sent' })
      void ask(name, input).then((result) => {
        isUnderWay.current = false
        if (!result.ok) return dispatch({ kind: 'refused', fault: faultOf(result.failure, byCode) })
        dispatch({ kind: 'carriedOut', secrets })
        done?.(result.value)
      })
    },
  }
}
