import type { DeviceReason, DeviceState, DeviceView } from '../../../shared/contract/devices.ts'
import { createKeeper } from './keeper.ts'
import type { Target } from './plan.ts'
import type { Timers } from './timers.ts'

/** What a device tells while it is served. */
export interface SlotEvents {
  onReason(reason: DeviceReason): void
  /** epoch ms of a reading */
  onRead(at: number): void
}

/** One connection of a device from opening to its end; with whether it had been open. */
export type Serve = (target: Target, path: string, signal: AbortSignal, events: SlotEvents) => Promise<boolean>

/** One device in its place: what it is, where it is now, and how it is doing. */
export interface Slot {
  readonly id: string
  target(): Target
  view(): DeviceView
  /** where it is now; one that had been missing is tried at once */
  move(target: Target): void
  start(): void
  stop(): void
  /** settles when nothing of it is open any more */
  ended(): Promise<void>
}

const stateOf = Object.freeze({
  opening: 'connecting',
  ready: 'connected',
  notConfigured: 'disconnected',
  absent: 'disconnected',
  unplugged: 'disconnected',
  denied: 'error',
  busy: 'error',
  noAnswer: 'error',
  addonMissing: 'error',
  serviceMissing: 'error',
  noPaper: 'error',
  coverOpen: 'error',
  failed: 'error',
} as const satisfies Record<DeviceReason, DeviceState>)

/** Keeps one device served from `start` to `stop`, and says how it is doing. */
export function createSlot({
  target: first,
  serve,
  timers,
  changed,
}: {
  readonly target: Target
  readonly serve: Serve
  readonly timers: Timers
  readonly changed: () => void
}): Slot {
  let target = first
  let reason: DeviceReason = 'opening'
  let lastReadingAt: number | null = null
  let isRunning = false

  const onReason = (next: DeviceReason) => {
    // a device that was pulled out is also absent at every later attempt, but the first word helps more
    if (next === reason || (next === 'absent' && reason === 'unplugged')) return
    reason = next
    changed()
  }
  const keeper = createKeeper(timers, async (signal) => {
    if (target.path === null) {
      onReason('absent')
      return false
    }
    return serve(target, target.path, signal, {
      onReason: (told) => {
        if (!signal.aborted) onReason(told)
      },
      onRead(at) {
        lastReadingAt = at
        changed()
      },
    })
  })

  return {
    id: first.id,
    target: () => target,
    view: () => ({
      id: target.id,
      kind: target.manifest.kind,
      model: target.manifest.name,
      transport: target.address.transport,
      address: target.address,
      port: target.path,
      state: stateOf[reason],
      reason,
      lastReadingAt,
    }),
    move(next) {
      const isElsewhere = next.path !== target.path
      target = next
      if (isElsewhere && isRunning) keeper.start()
    },
    start() {
      isRunning = true
      keeper.start()
    },
    stop() {
      isRunning = false
      keeper.stop()
      onReason('opening')
    },
    ended: () => keeper.ended(),
  }
}
