import { err, ok } from '../../../../shared/domain/result.ts'
import type { ListDevices } from '../inventory.ts'
import { pause, type Timers } from '../timers.ts'
import type { CardLink, OpenCardReader, Transmit, TransmitFailure } from './cardLink.ts'

/** What is used of the package `smartcard`, which a computer may do without. */
type Addon = typeof import('smartcard')
type Context = InstanceType<Addon['Context']>
type Card = Awaited<ReturnType<ReturnType<Context['listReaders']>[number]['connect']>>

/** How often the service is asked what is in the reader. Asking takes no time; waiting in it would hold one of Node's four threads for good. */
const LOOK_MS = 200
/** How often a card is tried before it counts as mute. */
const MOST_TRIES = 5
/** A card that was taken out may first fail to answer: so long the service may need to notice. */
const NOTICE_MS = 1500

// answers of winscard.h
const PRESENT = 0x20
const GONE = 0x04 | 0x08
const MUTE = 0x200
/** The upper half counts cards, so that one changed for another between two looks is seen. */
const CARD_COUNT_SHIFT = 16

/** Loaded when first needed: an addon that does not load must cost the reader, not the station. */
const loadAddon = (): Promise<Addon | null> => import('smartcard').catch(() => null)

/** A connection to the service; null while it does not run. */
function contextOf(addon: Addon): Context | null {
  try {
    return new addon.Context()
  } catch {
    return null
  }
}

/** The PC/SC readers of this computer; none where it has no service for them. Rejects where the addon does not load, or the service does not tell. */
export const listCardReaders: ListDevices = async () => {
  const addon = await import('smartcard')
  const context = contextOf(addon)
  if (context === null) return []
  try {
    return context.listReaders().map(({ name }) => ({
      transport: 'pcsc' as const,
      path: name,
      vendorId: null,
      productId: null,
      serialNumber: null,
      usagePage: null,
      name,
    }))
  } finally {
    context.close()
  }
}

/** Opens the PC/SC reader of this name and tells of the cards that come and go. */
export function openCardReader(name: string, timers: Timers): OpenCardReader {
  return async ({ onInserted, onMute, onRemoved, onLost }) => {
    const addon = await loadAddon()
    if (addon === null) return err('addonMissing')
    const context = contextOf(addon)
    if (context === null) return err('serviceMissing')
    if (!isListed(context, name)) {
      context.close()
      return err('absent')
    }

    let isOver = false
    let timer: unknown
    let looking = Promise.resolve()
    let seen = 0
    let tries = 0
    let card: CardLink | null = null

    const leave = () => {
      card?.release()
      card = null
    }
    /** A card that has just come may need a moment before it answers. */
    const take = async (state: number): Promise<void> => {
      const connected = state & MUTE ? null : await connect(addon, name, timers)
      if (isOver) return connected?.release()
      tries++
      if (connected === null) return tries === MOST_TRIES ? onMute() : undefined
      card = connected
      onInserted(connected)
    }

    const look = async (): Promise<void> => {
      const state = await stateOf(context, name)
      if (isOver) return
      if (state === null || state & GONE) return end(onLost)
      if (cardOf(state) !== cardOf(seen)) {
        leave()
        if (isPresent(seen)) onRemoved()
        seen = state
        tries = 0
      }
      if (isPresent(state) && card === null && tries < MOST_TRIES) await take(state)
      if (!isOver) timer = timers.setTimeout(run, LOOK_MS)
    }
    const run = () => {
      looking = look()
    }
    const end = (after: () => void) => {
      if (isOver) return
      isOver = true
      timers.clearTimeout(timer)
      leave()
      after()
    }
    run()

    return ok({
      async close() {
        end(() => {})
        await looking
        context.close()
      },
    })
  }
}

const isPresent = (state: number): boolean => (state & PRESENT) !== 0

/** What changes when a card comes, goes or is changed for another. */
const cardOf = (state: number): number => (isPresent(state) ? (state >>> CARD_COUNT_SHIFT) + 1 : 0)

function isListed(context: Context, name: string): boolean {
  try {
    return context.listReaders().some((reader) => reader.name === name)
  } catch {
    return false
  }
}

/** null: the reader or the service is gone */
async function stateOf(context: Context, name: string): Promise<number | null> {
  try {
    const states = await context.waitForChange([{ name, state: 0, changed: false, atr: null }], 0)
    return states?.[0]?.state ?? null
  } catch {
    return null
  }
}

/**
 * A card has a connection to the service of its own: the library lets one call at a time through each, and while a second one waits there every call of the whole program
 * waits, so a card that does not answer would stop them all.
 */
async function connect(addon: Addon, name: string, timers: Timers): Promise<CardLink | null> {
  const context = contextOf(addon)
  if (context === null) return null
  try {
    const reader = context.listReaders().find((candidate) => candidate.name === name)
    const card = await reader?.connect(addon.SCARD_SHARE_SHARED, addon.SCARD_PROTOCOL_T0 | addon.SCARD_PROTOCOL_T1)
    if (card) return linkOf(card, context, timers)
  } catch {
    // it is mute, or was taken out meanwhile
  }
  context.close()
  return null
}

function linkOf(card: Card, context: Context, timers: Timers): CardLink {
  const over = new AbortController()
  const removed = new Promise<{ ok: false; failure: 'removed' }>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(err('removed')))
  })
  let asked: Promise<unknown> = Promise.resolve()

  return {
    async transmit(apdu) {
      if (over.signal.aborted) return err('removed')
      const answer = answerOf(card, apdu)
      asked = answer
      const first = await Promise.race([answer, removed])
      if (first.ok || first.failure !== 'silent') return first
      return Promise.race([pause(timers, NOTICE_MS, over.signal).then(() => first), removed])
    },
    release() {
      if (over.signal.aborted) return
      over.abort()
      // a card that is being asked is let go when it has answered: the service would make the caller wait for it
      void asked.then(() => {
        disconnect(card)
        context.close()
      })
    },
  }
}

async function answerOf(card: Card, apdu: Uint8Array): ReturnType<Transmit> {
  try {
    return ok(Uint8Array.from(await card.transmit(Buffer.from(apdu))))
  } catch (error) {
    return err(whyNotAnswered(error))
  }
}

function disconnect(card: Card): void {
  try {
    card.disconnect()
  } catch {
    // taken out before
  }
}

/** The addon only has texts; they are its own and always English. */
function whyNotAnswered(error: unknown): TransmitFailure {
  const text = error instanceof Error ? error.message : ''
  if (/removed|reset|unpowered|No smart card|not connected/i.test(text)) return 'removed'
  return /service|Reader unavailable|Unknown reader/i.test(text) ? 'lost' : 'silent'
}
