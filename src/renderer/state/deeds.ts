import type { CommandInput } from '../../shared/contract/contract.ts'
import type { CounterState, Person } from '../../shared/contract/counter.ts'
import type { Failure } from '../../shared/contract/failures.ts'
import type { CommandName } from '../../shared/contract/names.ts'
import type { Desk, DeskEvent } from './desk.ts'
import type { Act } from './store.ts'

/** The keys that take up a visit that was put aside, oldest first: one for every colour. */
export const takeUpKeys = Object.freeze(['Ctrl+1', 'Ctrl+2', 'Ctrl+3', 'Ctrl+4', 'Ctrl+5', 'Ctrl+6'] as const)

/** Every key of the counter. They are ours whether or not they do something now, so that none does what a browser would. */
export const functionKeys = Object.freeze([
  'F1',
  'F2',
  'Shift+F2',
  'F3',
  'Shift+F3',
  'F4',
  'Shift+F4',
  'F5',
  'Shift+F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'Shift+F9',
  'F10',
  'Shift+F10',
  'F11',
  'Shift+F11',
  'F12',
  'Shift+F12',
  'Ctrl+K',
  'Ctrl+L',
  ...takeUpKeys,
  'Escape',
] as const)
export const digits = Object.freeze(['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const)
export const cashKeys = Object.freeze(['0', ...digits, '.', 'Backspace'] as const)

export type KeyName = (typeof functionKeys)[number] | (typeof cashKeys)[number] | 'Enter' | 'Delete' | 'ArrowUp' | 'ArrowDown'

/** What a key or a button does: a command to the station, or something on the desk. */
export type Deed =
  | {
      readonly kind: 'command'
      readonly name: CommandName
      readonly input: unknown
      readonly give: (act: Act, done: () => void) => void
    }
  | { readonly kind: 'desk'; readonly event: DeskEvent }
  | { readonly kind: 'dismissFailure' }

/** What each key does now; a key that is not named does nothing. */
export type Keys = Readonly<Partial<Record<KeyName, Deed>>>

/** All that the keys depend on. */
export interface Situation {
  readonly counter: CounterState
  readonly person: Person
  readonly connected: boolean
  readonly commandFailure: Failure | null
  readonly desk: Desk
}

/** The deed that gives a command to the station. */
export function give<N extends CommandName>(name: N, input: CommandInput<N>): Deed {
  return { kind: 'command', name, input, give: (act, done) => act(name, input, done) }
}

/** The deed that changes the desk alone. */
export function onDesk(event: DeskEvent): Deed {
  return { kind: 'desk', event }
}

/** The `keys`, in their order, for as many of `things`; one without a deed is left out. */
export function keysFor<T>(keys: readonly KeyName[], things: readonly T[], deedOf: (thing: T) => Deed | null): Keys {
  const pairs = keys.flatMap((key, index) => {
    const thing = things[index]
    const deed = thing === undefined ? null : deedOf(thing)
    return deed === null ? [] : [[key, deed] as const]
  })
  return Object.fromEntries(pairs)
}
