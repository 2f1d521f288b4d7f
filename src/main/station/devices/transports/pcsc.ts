import { err, ok } from '../../../../shared/domain/result.ts'
import type { FoundDevice, ListDevices } from '../inventory.ts'
import { pause, type Timers, within } from '../timers.ts'
import type { CardLink, OpenCardReader, Transmit } from './cardLink.ts'
import { type CardService, cardService } from './pcscService.ts'
import type { Look } from './pcscThread.ts'

/** How often the service is asked what is in the reader. */
const LOOK_MS = 200
/** How often a card is tried before it counts as mute. */
const MOST_TRIES = 5
/** How long one of the tries may take. */
const TRY_MS = 2000
/** How long a card may take to answer a command, of which none is long. */
const ANSWER_PATIENCE_MS = 5000
/** A card that was taken out may first fail to answer: so long the service may need to notice. */
const NOTICE_MS = 1500

// answers of winscard.h
const PRESENT = 0x20
const GONE = 0x04 | 0x08
const MUTE = 0x200
/** The upper half counts cards, so that one changed for another between two looks is seen. */
const CARD_COUNT_SHIFT = 16

/**
 * The PC/SC readers of this computer; none where it has no service for them. One that hangs has those that it told of last. Rejects where the addon does not load, or the
 * service has never told.
 */
export function createListCardReaders(service: CardService): ListDevices {
  let known: readonly FoundDevice[] | null = null
  return async () => {
    const looked = await service.look()
    if (looked.ok) known = looked.value.readers.map(({ name }) => foundReader(name))
    else if (looked.failure === 'serviceMissing') known = []
    else if (looked.failure === 'addonMissing')
      throw new Error('the addon for card readers is missing', { cause: service.cause() })
    if (known === null) throw new Error('the service for card readers does not answer')
    return known
  }
}

export const listCardReaders: ListDevices = createListCardReaders(cardService)

const foundReader = (name: string): FoundDevice => ({
  transport: 'pcsc',
  path: name,
  vendorId: null,
  productId: null,
  serialNumber: null,
  usagePage: null,
  name,
})

/** Opens the PC/SC reader of this name and tells of the cards that come and go. It stays open while the service hangs, and knows afterwards which card it has seen. */
export function openCardReader(name: string, timers: Timers, service = cardService): OpenCardReader {
  return async ({ onInserted, onMute, onRemoved, onSilent, onLost }) => {
    const first = await service.look()
    if (!first.ok) return err(first.failure)
    if (stateIn(first.value, name) === null) return err('absent')

    let isOver = false
    let timer: unknown
    let isSilent = false
    let seen = 0
    let tries = 0
    let card: CardLink | null = null

    const leave = () => {
      card?.release()
      card = null
    }
    /** A card that has just come may need a moment before it answers. */
    const take = async (state: number): Promise<void> => {
      const connected = state & MUTE ? null : await connect(service, name, timers)
      if (isOver) return connected?.release()
      tries++
      if (connected === null) return tries === MOST_TRIES ? onMute() : undefined
      card = connected
      onInserted(connected)
    }
    const heed = async (state: number): Promise<void> => {
      if (cardOf(state) !== cardOf(seen)) {
        leave()
        if (isPresent(seen)) onRemoved()
        seen = state
        tries = 0
      }
      if (isPresent(state) && card === null && tries < MOST_TRIES) await take(state)
    }
    const tellSilent = (is: boolean) => {
      if (is === isSilent) return
      isSilent = is
      onSilent(is)
    }

    const look = async (): Promise<void> => {
      const looked = await service.look()
      if (isOver) return
      if (looked.ok) {
        const state = looked.value.service === first.value.service ? stateIn(looked.value, name) : null
        if (state === null || state & GONE) return end(onLost)
        tellSilent(false)
        if (state !== 0) await heed(state)
      } else if (looked.failure === 'noAnswer') tellSilent(true)
      else return end(onLost)
      if (!isOver) timer = timers.setTimeout(() => void look(), LOOK_MS)
    }
    const end = (after: () => void) => {
      if (isOver) return
      isOver = true
      timers.clearTimeout(timer)
      leave()
      after()
    }
    void look()

    return ok({ close: async () => end(() => {}) })
  }
}

const isPresent = (state: number): boolean => (state & PRESENT) !== 0

/** What changes when a card comes, goes or is changed for another. */
const cardOf = (state: number): number => (isPresent(state) ? (state >>> CARD_COUNT_SHIFT) + 1 : 0)

/** null: the reader is gone */
const stateIn = ({ readers }: Look, name: string): number | null => readers.find((reader) => reader.name === name)?.state ?? null

async function connect(service: CardService, name: string, timers: Timers): Promise<CardLink | null> {
  const asked = service.connect(name)
  const card = await within(timers, TRY_MS, asked)
  if (card !== null) return linkOf(card, service, timers)
  // one that begins when nobody waits for it any more
  void asked.then((late) => late !== null && service.release(late))
  return null
}

function linkOf(card: number, service: CardService, timers: Timers): CardLink {
  const over = new AbortController()
  const removed = new Promise<{ ok: false; failure: 'removed' }>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(err('removed')))
  })
  const silent = err('silent' as const)
  let owes = false
  const ask: Transmit = async (apdu) => {
    // a second question would wait behind the first
    if (owes) return silent
    owes = true
    const asked = service.transmit(card, apdu)
    void asked.then(() => {
      owes = false
    })
    return (await within(timers, ANSWER_PATIENCE_MS, asked)) ?? silent
  }

  return {
    async transmit(apdu) {
      if (over.signal.aborted) return err('removed')
      const first = await Promise.race([ask(apdu), removed])
      if (first.ok || first.failure !== 'silent') return first
      return Promise.race([pause(timers, NOTICE_MS, over.signal).then(() => first), removed])
    },
    release() {
      if (over.signal.aborted) return
      over.abort()
      service.release(card)
    },
  }
}
