import type { DeviceView } from '../../../../../shared/contract/devices.ts'
import { type CardFailure, type CardReading, isExpired } from '../../../../../shared/domain/cards.ts'
import { err } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { Timers } from '../../timers.ts'
import type { CardLink, OpenCardReader, Transmit } from '../../transports/cardLink.ts'
import { beginConnection } from '../connection.ts'
import { readCard } from './apdu.ts'

/** What every way of reading cards tells and is told. */
export interface CardReaderPorts {
  readonly timers: Timers
  /** epoch ms: a card's validity is judged by its day in Asia/Shanghai */
  readonly clock: () => number
  /** ends the connection; a card that is being read is dropped */
  readonly signal: AbortSignal
  onReason(reason: DeviceView['reason']): void
  /** once per card put in */
  onCard(card: CardReading): void
  /** a card was there and gave no reading; once per card put in */
  onFailure(failure: CardFailure): void
}

export interface CardReaderConnection extends CardReaderPorts {
  readonly open: OpenCardReader
}

/** How often a card is read before it counts as unreadable. */
const ATTEMPTS = 2

/**
 * One connection of a reader that tells of cards itself, as PC/SC does, from opening to its end. Resolves when it is closed again, with whether it had been
 * open.
 */
export async function serveCardReader(connection: CardReaderConnection): Promise<boolean> {
  const { clock, signal, onCard, onFailure } = connection
  const { report, over, ended, serve } = beginConnection(connection)
  const inside: { card: CardLink | null } = { card: null }

  const take = async (card: CardLink): Promise<void> => {
    inside.card = card
    const read = await readPatiently(card.transmit, shanghaiDate(clock()))
    card.release()
    if (signal.aborted) return
    if (read.ok) onCard(read.value)
    else onFailure(read.failure)
  }
  const opened = await connection.open({
    onInserted: (card) => void take(card),
    onMute() {
      if (!signal.aborted) onFailure({ reason: 'unreadable', status: null })
    },
    onRemoved() {
      inside.card = null
    },
    onSilent: (isSilent) => report(isSilent ? 'noAnswer' : 'ready'),
    onLost: over,
  })
  return serve(opened, async () => {
    report('ready')
    await ended
    inside.card?.release()
    return true
  })
}

/** Reads a card, and reads it once more when that did not work; what a second time cannot mend is said at once. `expired` when its last day is over on `today` (`yyyy-mm-dd`). */
export async function readPatiently(transmit: Transmit, today: string): ReturnType<typeof readCard> {
  let read = await readCard(transmit)
  for (let attempt = 1; attempt < ATTEMPTS && !read.ok && read.failure.reason === 'unreadable'; attempt++)
    read = await readCard(transmit)
  return read.ok && isExpired(read.value, today) ? err({ reason: 'expired', status: null }) : read
}
