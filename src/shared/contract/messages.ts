import type { Failure } from './failures.ts'
import type { CommandName, EventName } from './names.ts'

/** What travels from the page's preload to the station: plain JSON, parsed there as `unknown`. */
export interface RequestMessage {
  readonly id: number
  readonly name: CommandName
  readonly input: unknown
}

/** What the station answers to one request. */
export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly failure: Failure }

/** What the station tells without being asked. */
export interface EventMessage {
  readonly event: EventName
  readonly payload: unknown
}
