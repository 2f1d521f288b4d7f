import type { CounterState, Person } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'

/** One command under way; the object itself tells two of the same name apart. */
interface Command {
  readonly name: CommandName
}

/** All that the page knows. What a person is typing stays in the component that shows it. */
export interface Screen {
  readonly connected: boolean
  readonly counter: CounterState | null
  /** whether `counter` came from the station that is connected now; another one starts its revisions anew */
  readonly current: boolean
  readonly accounts: readonly Person[] | null
  readonly underWay: Command | null
  /** what the last command ended in, until dismissed or until the next command */
  readonly commandFailure: Failure | null
}

export type Happening =
  | { readonly kind: 'stationCame' }
  | { readonly kind: 'stationLeft' }
  | { readonly kind: 'counterCame'; readonly counter: CounterState }
  | { readonly kind: 'accountsCame'; readonly accounts: readonly Person[] }
  | { readonly kind: 'loadFailed'; readonly failure: Failure }
  | { readonly kind: 'commandBegan'; readonly command: Command }
  | { readonly kind: 'commandEnded'; readonly command: Command; readonly failure: Failure | null }
  | { readonly kind: 'failureDismissed' }

export const firstScreen: Screen = Object.freeze({
  connected: false,
  counter: null,
  current: false,
  accounts: null,
  underWay: null,
  commandFailure: null,
})

/**
 * What the page knows after `happening`. The higher revision of the counter wins, whatever the order of arrival; a station that has
 * come back is believed at once. Returns the same object when nothing changed.
 */
export function afterwards(screen: Screen, happening: Happening): Screen {
  switch (happening.kind) {
    case 'stationCame':
      return { ...screen, connected: true, current: false }
    case 'stationLeft':
      return { ...screen, connected: false, current: false, underWay: null }
    case 'counterCame': {
      const isOld = screen.current && screen.counter !== null && happening.counter.revision <= screen.counter.revision
      return isOld ? screen : { ...screen, counter: happening.counter, current: true }
    }
    case 'accountsCame':
      return { ...screen, accounts: happening.accounts }
    case 'loadFailed':
      return { ...screen, commandFailure: happening.failure }
    case 'commandBegan':
      return { ...screen, underWay: happening.command, commandFailure: null }
    case 'commandEnded':
      return screen.underWay === happening.command ? { ...screen, underWay: null, commandFailure: happening.failure } : screen
    case 'failureDismissed':
      return screen.commandFailure === null ? screen : { ...screen, commandFailure: null }
  }
}
