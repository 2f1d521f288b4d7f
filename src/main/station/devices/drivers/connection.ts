import type { DeviceReason } from '../../../../shared/contract/devices.ts'
import type { Result } from '../../../../shared/domain/result.ts'

/** One connection of a device, from before it is opened to its end. */
export interface Connection {
  /** says how the device is doing, until the connection is stopped */
  report(reason: DeviceReason): void
  /** Ends it; the first time counts. `ending` is said then: `unplugged` when left out. */
  over(ending?: DeviceReason): void
  /** aborted when it is over, whoever ended it */
  readonly end: AbortSignal
  /** settles then */
  readonly ended: Promise<void>
  /** Attends to what was opened until `attend` settles, closes it, and says how it ended or why it did not open. Resolves with what `attend` gave; false when it did not open. */
  serve<Opened extends { close(): Promise<void> }>(
    opened: Result<Opened, DeviceReason>,
    attend: (opened: Opened) => Promise<boolean>,
  ): Promise<boolean>
}

/** Begins a connection that `signal` stops: nothing is said any more then. */
export function beginConnection({
  signal,
  onReason,
}: {
  readonly signal: AbortSignal
  onReason(reason: DeviceReason): void
}): Connection {
  const stopper = new AbortController()
  const end = stopper.signal
  const ended = new Promise<void>((resolve) => end.addEventListener('abort', () => resolve()))
  let ending: DeviceReason = 'unplugged'
  const report = (reason: DeviceReason) => {
    if (!signal.aborted) onReason(reason)
  }
  const over = (why: DeviceReason = 'unplugged') => {
    if (!end.aborted) ending = why
    stopper.abort()
  }
  const stop = () => over()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()

  return {
    report,
    over,
    end,
    ended,
    async serve(opened, attend) {
      let isThere = false
      if (opened.ok) {
        isThere = await attend(opened.value)
        await opened.value.close()
      }
      signal.removeEventListener('abort', stop)
      report(opened.ok ? ending : opened.failure)
      return isThere
    },
  }
}
