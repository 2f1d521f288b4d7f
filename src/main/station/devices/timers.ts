/** The timers of the runtime, so that tests can hold them in their hands. `globalThis` is one. */
export interface Timers {
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

/** Waits `ms`, or until `signal` is aborted, whichever comes first. */
export function pause(timers: Timers, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      timers.clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = timers.setTimeout(end, ms)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
}

/** What a promise comes to within `ms`; null when it takes longer. */
export async function within<T>(timers: Timers, ms: number, promise: Promise<T>): Promise<T | null> {
  const came = new AbortController()
  const value = promise.then((settled) => {
    came.abort()
    return settled
  })
  return Promise.race([value, pause(timers, ms, came.signal).then(() => null)])
}
