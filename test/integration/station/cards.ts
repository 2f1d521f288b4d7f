import type { CardDevices } from '../../../src/main/station/workflows/cards.ts'
import type { PasswordAnswer } from '../../../src/main/station/workflows/passwordEntry.ts'
import type { CardReading } from '../../../src/shared/domain/cards.ts'

/** A card reader and a password pad that a test plays. They outlive a station. */
export interface CardTable {
  readonly devices: CardDevices
  /** puts a card into the reader; settles when the station has taken it */
  put(card: CardReading): Promise<void>
  /** the patient answers on the pad, once it asks */
  types(answer: string | 'cancel'): Promise<void>
  /** how often the pad was asked so far */
  asked(): number
  /** whether the pad asks now */
  isAsking(): boolean
  /** takes the pad away, or puts it back */
  hasPad(isThere: boolean): void
}

export const READER = 'reader-1'
/** filing number of the reader, where a test gives it one of its own */
export function createCardTable(terminalOf: (deviceId: string) => string | null = () => null): CardTable {
  let listener: ((card: CardReading, deviceId: string) => Promise<void>) | null = null
  let answer: ((answer: PasswordAnswer) => void) | null = null
  let asked = 0
  let isThere = true
  return {
    devices: {
      onCard: (listens) => {
        listener = listens
      },
      askPassword: (signal) => {
        if (!isThere) return Promise.resolve({ kind: 'noPad' })
        asked += 1
        return new Promise((resolve) => {
          answer = resolve
          signal.addEventListener('abort', () => {
            if (answer === resolve) answer = null
            resolve({ kind: 'cancelled' })
          })
        })
      },
      hasPad: () => isThere,
      terminalOf,
    },
    put: async (card) => listener?.(card, READER),
    types: async (typed) => {
      while (answer === null) await new Promise((resolve) => setImmediate(resolve))
      const give = answer
      answer = null
      give(typed === 'cancel' ? { kind: 'cancelled' } : { kind: 'entered', password: typed })
    },
    asked: () => asked,
    isAsking: () => answer !== null,
    hasPad: (there) => {
      isThere = there
    },
  }
}
