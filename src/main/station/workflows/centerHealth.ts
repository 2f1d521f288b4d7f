import type { CenterView } from '../../../shared/contract/counter.ts'
import type { Outcome } from '../gateways/outcome.ts'

/** What the calls themselves tell of the center: whether it answers, and how far its clock is from ours. */
export interface CenterHealth {
  /** passes the outcome on after having learned from it */
  watch<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>>
  /** the center's own time (epoch ms), from an answer */
  sawTime(centerTime: number): void
  reach(): CenterView['reach']
  clockOffsetMs(): number | null
}

/** Starts without an opinion; `changed` is called whenever what is shown may have changed. */
export function createCenterHealth(clock: () => number, changed: () => void): CenterHealth {
  let reach: CenterView['reach'] = 'unknown'
  let offset: number | null = null
  return {
    watch: async (call) => {
      const outcome = await call
      const next = reachShownBy(outcome)
      if (next !== null && next !== reach) {
        reach = next
        changed()
      }
      return outcome
    },
    sawTime: (centerTime) => {
      offset = Math.round(centerTime - clock())
    },
    reach: () => reach,
    clockOffsetMs: () => offset,
  }
}

/** An answer that is wrong in itself still shows that somebody is there; a request that we did not send shows nothing. */
function reachShownBy(outcome: Outcome<unknown>): CenterView['reach'] | null {
  if (outcome.kind === 'acknowledged') return 'reachable'
  const { code } = outcome.failure
  if (code === 'CENTER_UNREACHABLE' || code === 'CENTER_SILENT') return 'unreachable'
  return outcome.kind === 'neverSent' ? null : 'reachable'
}
