import type { CenterClock } from './clock.ts'
import type { Province } from './provinces/province.ts'
import type { Switches } from './provinces/switches.ts'
import type { Choices, Random } from './random.ts'
import type { Store } from './store/store.ts'

/** What every side of the center works with. */
export interface CenterContext {
  readonly store: Store
  readonly clock: CenterClock
  readonly province: Province
  /** as they stand now: the administration may change them while the center runs */
  readonly switches: () => Switches
  readonly random: Random
}

/** The choices for the next thing of a kind (a token, a QR): never the same twice, and the same for the same seed and history. */
export function nextChoices(context: CenterContext, kind: string): Choices {
  return context.random.for(`${kind}/${context.store.nextSerial(kind)}`)
}
