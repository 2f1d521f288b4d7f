import type { Channel as ChannelLetter } from '../../src/shared/wire/index.ts'
import type { JsonMessage } from '../json.ts'

/** What a channel makes of one message. */
export interface ChannelAnswer {
  /** the exact text of the answer's body */
  readonly body: string
  readonly accepted: boolean
  readonly code: string
  /** why it was refused; empty when accepted */
  readonly reason: string
  /** plain and decrypted, for the log */
  readonly request: unknown
  readonly answer: unknown
}

/** One channel of the province: how its messages are wrapped, and the interfaces behind it. */
export interface Channel {
  readonly letter: ChannelLetter
  readonly paths: readonly string[]
  /** the interface a message is for; `unknown` where it does not say */
  numberOf(path: string, message: JsonMessage | null): string
  /** `message` is null when the body is not one JSON object in UTF-8 */
  answer(path: string, message: JsonMessage | null, play: { readonly wrongSignature: boolean }): ChannelAnswer
}
