import type { Devices, PasswordAnswer, Reading } from '../../../src/main/station/devices/devices.ts'
import type { DeviceView } from '../../../src/shared/contract/devices.ts'
import type { CardReading } from '../../../src/shared/domain/cards.ts'

/** A card reader and a password pad that a test plays, before the real devices. They outlive a station. */
export interface CardTable {
  /** for `openShop` */
  readonly withDevices: <D extends Devices>(real: D) => D
  /** puts a card into the reader; settles when the station has taken it */
  put(card: CardReading, photo?: Uint8Array): Promise<void>
  /** the patient answers on the pad, once it asks */
  types(answer: string | 'cancel'): Promise<void>
  /** how often the pad was asked so far */
  asked(): number
  /** whether the pad asks now */
  isAsking(): boolean
  /** takes the pad away, or puts it back */
  hasPad(isThere: boolean): void
}

const pad: DeviceView = {
  id: 'pad-1',
  kind: 'passwordPad',
  model: '密码键盘',
  transport: 'serial',
  address: null,
  port: null,
  state: 'connected',
  reason: 'ready',
  lastReadingAt: null,
}

/** `terminalOf`: the filing number of the reader, where a test gives it one of its own. */
export function createCardTable(terminalOf: (deviceId: string) => string | null = () => null): CardTable {
  let listener: ((reading: Reading) => Promise<void>) | null = null
  let answer: ((answer: PasswordAnswer) => void) | null = null
  let asked = 0
  let isThere = true

  function askPassword(signal: AbortSignal): Promise<PasswordAnswer> {
    if (!isThere) return Promise.resolve({ kind: 'noPad' })
    asked += 1
    return new Promise((resolve) => {
      answer = resolve
      signal.addEventListener('abort', () => {
        if (answer === resolve) answer = null
        resolve({ kind: 'cancelled' })
      })
    })
  }

  return {
    withDevices: (real) => ({
      ...real,
      list: () => [...real.list(), ...(isThere ? [pad] : [])],
      onReading: (listens) => {
        listener = listens
        real.onReading(listens)
      },
      terminalOf: (deviceId) => terminalOf(deviceId) ?? real.terminalOf(deviceId),
      askPassword,
    }),
    put: async (card, photo) => listener?.({ kind: 'card', put: { card, photo: photo ?? null, deviceId: 'reader-1', at: 0 } }),
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
