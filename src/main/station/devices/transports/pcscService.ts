import { err, ok, type Result } from '../../../../shared/domain/result.ts'
import { startThread, type Thread } from '../../workers/thread.ts'
import { type Timers, within } from '../timers.ts'
import type { Transmit, TransmitFailure } from './cardLink.ts'
import type { CardCalls, Look } from './pcscThread.ts'

/** The sources run as they are; their bundle lies beside that of the station. */
const ENTRY = new URL(import.meta.url.endsWith('.ts') ? './pcscThread.ts' : './pcscThread.js', import.meta.url)
/** A service that is well tells what it has within a millisecond. */
const LOOK_PATIENCE_MS = 3000

/** The system's service for card readers. */
export interface CardService {
  /** What it has. `noAnswer`: it hangs; said at once then, until it has answered. `addonMissing`: the addon does not load, or its thread died. Never throws. */
  look(): Promise<Result<Look, 'addonMissing' | 'serviceMissing' | 'noAnswer'>>
  /** The number of a conversation with the card in this reader; null: there is none to be had. Waits as long as the card does. */
  connect(reader: string): Promise<number | null>
  /** Asks the card of a conversation; one question at a time. Waits as long as the card does. */
  transmit(card: number, apdu: Uint8Array): ReturnType<Transmit>
  /** leaves the card to others as soon as it owes nothing */
  release(card: number): void
  /** what its thread died of */
  cause(): unknown
  /** whether its thread may stand in a call into the system: the process cannot end by itself then */
  isAsked(): boolean
}

/** Asks the service in a thread of its own, which is started when it is first needed, once: the addon keeps its classes in variables of the process. */
export function createCardService(entry = ENTRY, timers: Timers = globalThis): CardService {
  let thread: Thread<CardCalls> | null = null
  let cause: unknown = null
  let looking: ReturnType<CardService['look']> | null = null
  let isSilent = false

  function asked(): Thread<CardCalls> {
    if (thread) return thread
    thread = startThread({
      entry,
      died(error) {
        cause = error
      },
      over() {},
    })
    thread.unref()
    return thread
  }
  async function lookNow(): ReturnType<CardService['look']> {
    const answer = await asked().ask('look', null)
    looking = null
    isSilent = false
    if (!answer.ok) return err('addonMissing')
    return answer.value ? ok(answer.value) : err('serviceMissing')
  }

  return {
    async look() {
      if (isSilent) return err('noAnswer')
      looking ??= lookNow()
      const looked = await within(timers, LOOK_PATIENCE_MS, looking)
      isSilent = looked === null
      return looked ?? err('noAnswer')
    },
    async connect(reader) {
      const answer = await asked().ask('connect', reader)
      return answer.ok ? answer.value : null
    },
    async transmit(card, apdu) {
      const answer = await asked().ask('transmit', { card, apdu })
      return answer.ok ? answer.value : err<TransmitFailure>('lost')
    },
    release: (card) => void asked().ask('release', card),
    cause: () => cause,
    isAsked: () => thread?.isAsked() ?? false,
  }
}

/** That of this computer. */
export const cardService: CardService = createCardService()
