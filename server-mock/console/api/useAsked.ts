import { useCallback, useEffect, useState } from 'react'
import type { Area } from '../../changes.ts'
import { type Center, sentenceOf, useCenter } from './center.tsx'

/** What was asked of the center: an older answer stays while a newer one is on its way, and when it does not come. */
export interface Asked<T> {
  readonly value: T | undefined
  /** a sentence; null while nothing failed */
  readonly failure: string | null
  readonly reload: () => void
}

/** Asks the center, and again whenever one of `watched` changes. `question` and `watched` must be the same as long as the question is. */
export function useAsked<T>(
  question: (center: Pick<Center, 'admin' | 'call'>) => Promise<T>,
  watched: readonly Area[],
): Asked<T> {
  const { admin, call, onChange } = useCenter()
  const [state, setState] = useState<{ readonly value: T | undefined; readonly failure: string | null; readonly of: unknown }>({
    value: undefined,
    failure: null,
    of: question,
  })
  const [turn, setTurn] = useState(0)
  const reload = useCallback(() => setTurn((before) => before + 1), [])

  useEffect(() => onChange(watched, reload), [onChange, watched, reload])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    let isLate = false
    question({ admin, call }).then(
      (value) => {
        if (!isLate) setState({ value, failure: null, of: question })
      },
      (error: unknown) => {
        if (!isLate)
          setState((before) => ({
            value: before.of === question ? before.value : undefined,
            failure: sentenceOf(error),
            of: question,
          }))
      },
    )
    return () => {
      isLate = true
    }
  }, [admin, call, question, turn])

  // the answer to an earlier question is none to this one
  return state.of === question
    ? { value: state.value, failure: state.failure, reload }
    : { value: undefined, failure: null, reload }
}
