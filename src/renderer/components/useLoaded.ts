import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../shared/contract/failures.ts'
import type { Result } from '../../shared/domain/result.ts'
import type { Loaded } from '../state/desk.ts'
import type { Ask } from '../state/store.ts'

/**
 * Asks the station once, and again whenever `reload` is called; what was there stays until the new answer comes. `question` must be the same function each time.
 */
export function useLoaded<T>(
  ask: Ask,
  question: (ask: Ask) => Promise<Result<T, Failure>>,
): { readonly loaded: Loaded<T>; readonly reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<T>>(null)
  const reload = useCallback(() => {
    void question(ask).then((result) => setLoaded(result.ok ? { value: result.value } : { failure: result.failure }))
  }, [ask, question])
  useEffect(reload, [reload])
  return { loaded, reload }
}
