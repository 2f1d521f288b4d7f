import type { Reading } from './devices.ts'

/** What the devices have to say to support. Never the text of a reading: it may be somebody's voucher. */
export interface DeviceLog {
  error(details: { readonly err: unknown }, message: string): void
}

export interface ReadingQueue {
  add(reading: Reading): void
  onReading(listener: (reading: Reading) => Promise<void>): void
  close(): void
}

/**
 * Hands readings to one listener, in the order in which they came, the next one only when the listener's promise has settled. They wait for
 * the listener to come; a listener that fails is logged and gets the next one. Closing drops what waits.
 */
export function createReadingQueue(log: DeviceLog): ReadingQueue {
  const waiting: Reading[] = []
  let take: ((reading: Reading) => Promise<void>) | null = null
  let isBusy = false
  let isClosed = false

  const handOut = async () => {
    if (isBusy) return
    isBusy = true
    while (take && !isClosed) {
      const reading = waiting.shift()
      if (!reading) break
      try {
        await take(reading)
      } catch (error) {
        log.error({ err: error }, 'a reading was not worked off')
      }
    }
    isBusy = false
  }

  return {
    add(reading) {
      if (isClosed) return
      waiting.push(reading)
      void handOut()
    },
    onReading(listener) {
      if (take) throw new Error('the readings have a listener already')
      take = listener
      void handOut()
    },
    close() {
      isClosed = true
    },
  }
}

/**
 * Tells whether a text came before within `windowMs`, so that a code in front of a scanner that repeats counts once until it has been away
 * that long. By arrival time, whatever was scanned in between.
 */
export function createRepeatFilter(windowMs: number): (text: string, at: number) => boolean {
  const lastSeen = new Map<string, number>()
  return (text, at) => {
    // the distance, because a clock that is set back must not swallow scans
    for (const [seen, when] of lastSeen) if (Math.abs(at - when) >= windowMs) lastSeen.delete(seen)
    const isRepeat = lastSeen.has(text)
    lastSeen.set(text, at)
    return isRepeat
  }
}
