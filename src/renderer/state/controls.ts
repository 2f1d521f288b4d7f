import type { CommandName } from '../../shared/contract/names.ts'
import type { Deed, Keys, Situation } from './deeds.ts'
import type { Desk } from './desk.ts'

/** What a part of the counter needs to be worked with: what the keys do now, what is being typed, and the way to do things. */
export interface Controls {
  readonly keys: Keys
  readonly desk: Desk
  /** what the keys were decided from */
  readonly situation: Situation
  readonly perform: (deed: Deed) => void
  /** the command that is being carried out */
  readonly underWay: CommandName | null
}
