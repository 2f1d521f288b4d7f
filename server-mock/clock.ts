/** The center's own clock, in epoch ms: the real one, shifted or stopped at will. */
export interface CenterClock {
  now(): number
  /** the time outside, whatever is done to this one */
  real(): number
  readonly isFrozen: boolean
  /** from now on it is `time`; a stopped clock stays stopped there */
  set(time: number): void
  /** `milliseconds` may be negative */
  advance(milliseconds: number): void
  freeze(): void
  /** goes on from where it stands */
  run(): void
  /** back to real time, running */
  reset(): void
}

/** A running clock that shows real time; `real` is what it follows. */
export function createCenterClock(real: () => number = Date.now): CenterClock {
  let offset = 0
  let frozenAt: number | null = null
  const now = (): number => frozenAt ?? real() + offset

  function set(time: number): void {
    if (frozenAt === null) offset = time - real()
    else frozenAt = time
  }

  return {
    now,
    real,
    get isFrozen() {
      return frozenAt !== null
    },
    set,
    advance: (milliseconds) => set(now() + milliseconds),
    freeze: () => {
      frozenAt = now()
    },
    run: () => {
      const time = now()
      frozenAt = null
      set(time)
    },
    reset: () => {
      offset = 0
      frozenAt = null
    },
  }
}
