import type { Channel as ChannelLetter } from '../../src/shared/wire/index.ts'
import type { JsonMessage } from '../json.ts'

/** What a fault does to an answer: the platform's signature by a key that it does not own, and a time that is ahead by so many milliseconds. */
export interface Play {
  readonly wrongSignature: boolean
  readonly skewMs: number
}

/** An answer as it travels. */
export interface Sealed {
  readonly body: Uint8Array
  /** the same text as the log keeps it */
  readonly kept: string
}

/** What became of one message. */
export interface Judged {
  readonly accepted: boolean
  readonly code: string
  /** why it was refused; empty when accepted */
  readonly reason: string
  /** plain and decrypted, for the log */
  readonly request: unknown
  readonly answer: unknown
  seal(play: Play): Sealed | Promise<Sealed>
}

/** One channel of the province: how its messages are wrapped, and the interfaces behind it. */
export interface Channel {
  readonly letter: ChannelLetter
  readonly paths: readonly string[]
  /** the interface a message is for; `unknown` where it does not say */
  numberOf(path: string, message: JsonMessage | null): string
  /**
   * Opens and checks a message with its sender's keys, away from the thread of the books, and gives what judges it: that is called once, in its part of a
   * transaction, in the order of arrival. `message` is null when the body is not one JSON object in UTF-8.
   */
  receive(path: string, message: JsonMessage | null): Promise<() => Judged>
  /** the content of a message that a fault keeps from the channel, for the log; what is clear anyway needs none */
  read?(message: JsonMessage): Promise<unknown>
  /** what the channel answers when too much comes at once; where it has no word for that, HTTP has (429) */
  busy?(message: JsonMessage | null): Judged
}
