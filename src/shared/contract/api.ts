import type { Result } from '../domain/result.ts'
import type { CommandInput, CommandOutput, EventPayload } from './contract.ts'
import type { Failure } from './failures.ts'
import type { CommandName, EventName } from './names.ts'

/**
 * What the preload puts on the page as `window.rxcounter`: one function per command and one subscription per event. A command that
 * finds no station ends in STATION_AWAY; nothing is queued behind the person's back.
 */
export interface RxCounterApi {
  readonly commands: { readonly [N in CommandName]: (input: CommandInput<N>) => Promise<Result<CommandOutput<N>, Failure>> }
  /** each returns the function that ends the subscription */
  readonly events: { readonly [N in EventName]: (listener: (payload: EventPayload<N>) => void) => () => void }
  /** says to the shell that the scan screen opened or closed; gives whether the camera may be asked for now */
  readonly setCamera: (isOpen: boolean) => Promise<boolean>
  /** tells whether a station is there; called at once with the present state, and returns the function that ends the subscription */
  readonly onStation: (listener: (connected: boolean) => void) => () => void
}
