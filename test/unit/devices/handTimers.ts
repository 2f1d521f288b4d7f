import type { Timers } from '../../../src/main/station/devices/timers.ts'

export interface HandTimers extends Timers {
  /** the delays of the timers that wait now */
  waiting(): number[]
  /** lets the timers of this delay go off */
  fire(ms: number): void
}

/** Timers that go off when the test says so. */
export function createHandTimers(): HandTimers {
  const timers = new Map<unknown, { readonly run: () => void; readonly ms: number }>()
  return {
    setTimeout(run, ms) {
      const key = Symbol()
      timers.set(key, { run, ms })
      return key
    },
    clearTimeout(key) {
      timers.delete(key)
    },
    waiting: () => [...timers.values()].map(({ ms }) => ms),
    fire(ms) {
      for (const [key, timer] of timers) {
        if (timer.ms !== ms) continue
        timers.delete(key)
        timer.run()
      }
    },
  }
}
