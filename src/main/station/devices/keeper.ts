import { pause, type Timers } from './timers.ts'

/** Keeps one device served: from `start` on it is opened again and again, until `stop`. */
export interface Keeper {
  start(): void
  stop(): void
  /** settles when nothing of it is open any more */
  ended(): Promise<void>
}

const RETRY_DELAYS_MS = [250, 500, 1000] as const
/** something that is plugged back is to work within three seconds */
const LONGEST_RETRY_DELAY_MS = 2000

/**
 * `serve` is one connection from opening to its end and tells whether it had been open. It is tried again with a growing delay (250 ms to 2 s) for as long as
 * the device cannot be opened or found; `attempt` counts the tries since it was open last, or since the start.
 */
export function createKeeper(timers: Timers, serve: (signal: AbortSignal, attempt: number) => Promise<boolean>): Keeper {
  let stopper = new AbortController()
  let life = Promise.resolve()

  const attend = async (signal: AbortSignal) => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const wasOpen = await serve(signal, attempt)
      if (wasOpen) attempt = 0
      await pause(timers, RETRY_DELAYS_MS[attempt] ?? LONGEST_RETRY_DELAY_MS, signal)
    }
  }

  return {
    start() {
      stopper.abort()
      stopper = new AbortController()
      const { signal } = stopper
      life = life.then(() => attend(signal))
    },
    stop: () => stopper.abort(),
    ended: () => life,
  }
}
