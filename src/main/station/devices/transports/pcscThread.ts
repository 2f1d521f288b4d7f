// The station's thread for PC/SC. The system's service may hang, and whoever calls it hangs with it: here alone it is called.
import { parentPort } from 'node:worker_threads'
import { Context, SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1, SCARD_SHARE_SHARED } from 'smartcard'
import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { answerAll } from '../../workers/thread.ts'
import type { TransmitFailure } from './cardLink.ts'

type Connection = InstanceType<typeof Context>
type Card = Awaited<ReturnType<ReturnType<Connection['listReaders']>[number]['connect']>>

/** What the service has, by one look. */
export interface Look {
  /** another number: another run of the service, of which nothing that the one before said is true */
  readonly service: number
  /** `state`: that of winscard.h; 0 where it was not told */
  readonly readers: readonly { readonly name: string; readonly state: number }[]
}

interface Conversation {
  readonly context: Connection
  readonly card: Card
  /** settles when the card owes nothing */
  asked: Promise<unknown>
  /** gives the reader to the next one */
  over(): void
}

let lookout: Connection | null = null
let services = 0
const conversations = new Map<number, Conversation>()
/** by reader: when the conversation that was begun last is over */
const ends = new Map<string, Promise<void>>()
let lastCard = 0

const calls = {
  /** null while no service runs */
  look(_: null): Look | null {
    const known = lookout && readersOf(lookout)
    if (known) return { service: services, readers: known }
    lookout?.close()
    lookout = contextOf()
    services++
    const readers = lookout && readersOf(lookout)
    return readers && { service: services, readers }
  },

  /**
   * The number of a conversation with the card in this reader; null: it is mute, or was taken out meanwhile. Each conversation has a connection to the service of its own: the
   * library lets one call at a time through each, and while a second one waits there every call of the whole program waits, so a card that does not answer would stop them all.
   * A reader has one at a time: each call that waits for a card holds one of the four threads with which the whole program reads files and ports.
   */
  async connect(reader: string): Promise<number | null> {
    const before = ends.get(reader)
    let over = () => {}
    ends.set(
      reader,
      new Promise((resolve) => {
        over = resolve
      }),
    )
    await before
    const context = contextOf()
    try {
      const found = context?.listReaders().find(({ name }) => name === reader)
      const card = await found?.connect(SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
      if (context && card) {
        conversations.set(++lastCard, { context, card, asked: Promise.resolve(), over })
        return lastCard
      }
    } catch {
      // as above
    }
    context?.close()
    over()
    return null
  },

  async transmit({
    card,
    apdu,
  }: {
    readonly card: number
    readonly apdu: Uint8Array
  }): Promise<Result<Uint8Array, TransmitFailure>> {
    const conversation = conversations.get(card)
    if (conversation === undefined) return err('removed')
    const answer = answerOf(conversation.card, apdu)
    conversation.asked = answer
    return answer
  },

  /** A card that is being asked is let go when it has answered: the service would make the caller wait for it. */
  async release(card: number): Promise<void> {
    const conversation = conversations.get(card)
    if (conversation === undefined) return
    conversations.delete(card)
    await conversation.asked
    disconnect(conversation)
    conversation.over()
  },
}

/** What the station may ask of this thread. */
export type CardCalls = typeof calls

/** A connection to the service; null while it does not run. */
function contextOf(): Connection | null {
  try {
    return new Context()
  } catch {
    return null
  }
}

/** null: that run of the service is over */
function readersOf(context: Connection): Look['readers'] | null {
  try {
    return context.listReaders().map(({ name, state }) => ({ name, state }))
  } catch {
    return null
  }
}

async function answerOf(card: Card, apdu: Uint8Array): Promise<Result<Uint8Array, TransmitFailure>> {
  try {
    return ok(Uint8Array.from(await card.transmit(Buffer.from(apdu))))
  } catch (error) {
    return err(whyNotAnswered(error))
  }
}

function disconnect({ card, context }: Conversation): void {
  try {
    card.disconnect()
  } catch {
    // taken out before
  }
  context.close()
}

/** The addon only has texts; they are its own and always English. */
function whyNotAnswered(error: unknown): TransmitFailure {
  const text = error instanceof Error ? error.message : ''
  if (/removed|reset|unpowered|No smart card|not connected/i.test(text)) return 'removed'
  return /service|Reader unavailable|Unknown reader/i.test(text) ? 'lost' : 'silent'
}

answerAll(parentPort, calls)
