import { expect, it, onTestFinished, vi } from 'vitest'
import { serveLineReader } from '../../../src/main/station/devices/drivers/cardReader/lines.ts'
import { commonPassThrough, servePassThroughReader } from '../../../src/main/station/devices/drivers/cardReader/passThrough.ts'
import { encodeFrame } from '../../../src/main/station/devices/drivers/frames.ts'
import type { LinkEvents } from '../../../src/main/station/devices/transports/link.ts'
import type { DeviceReason } from '../../../src/shared/contract/devices.ts'
import type { CardFailure, CardReading } from '../../../src/shared/domain/cards.ts'
import { CARD, chipAnswers, chipOf } from '../../hardware/plasticChip.ts'

const LINE = '990101|990101199001010027|A12345678|99010112345678901234567890ABCDEF|李晓华|3B6D|2.00|20200101|20400101|1|T1\r\n'

/** The ports of a driver, with what it told, ended when the test is over. */
function ports() {
  const told = { cards: [] as CardReading[], failures: [] as CardFailure[], reasons: [] as DeviceReason[] }
  const stopper = new AbortController()
  onTestFinished(() => stopper.abort())
  return {
    ...told,
    timers: { setTimeout: (run: () => void) => setTimeout(run, 20), clearTimeout: globalThis.clearTimeout },
    clock: () => 0,
    signal: stopper.signal,
    onReason: (reason: DeviceReason) => void told.reasons.push(reason),
    onCard: (card: CardReading) => void told.cards.push(card),
    onFailure: (failure: CardFailure) => void told.failures.push(failure),
  }
}

/** A reader that passes APDUs to a card while `isInside`, or says nothing. */
function reader(state: { isInside: boolean; isSilent: boolean; removedAt: number }) {
  let events: LinkEvents | null = null
  const answer = chipAnswers(chipOf())
  let apdus = 0
  return async (given: LinkEvents) => {
    events = given
    const write = async (frame: Uint8Array) => {
      const [command = 0, number = 0, ...data] = frame.subarray(4, -1)
      if (command === commonPassThrough.commands.apdu && ++apdus === state.removedAt) state.isInside = false
      const isApdu = command === commonPassThrough.commands.apdu && state.isInside
      const body = [command, number, state.isInside ? 0 : 1, ...(isApdu ? answer(Uint8Array.from(data)) : [])]
      if (!state.isSilent) queueMicrotask(() => events?.onBytes(encodeFrame(commonPassThrough.frames, Uint8Array.from(body))))
      return true
    }
    return { ok: true, value: { write, close: async () => {} } } as const
  }
}

it('a reader on a line passes commands to the card, once each time it is put in', async () => {
  const state = { isInside: true, isSilent: false, removedAt: 0 }
  const given = ports()
  void servePassThroughReader({ ...given, open: reader(state), shape: commonPassThrough })
  await vi.waitFor(() => expect(given.cards).toEqual([CARD]))
  expect(given.reasons).toEqual(['ready'])
})

it('a card taken out of it in the middle is said to be', async () => {
  const given = ports()
  void servePassThroughReader({
    ...given,
    open: reader({ isInside: true, isSilent: false, removedAt: 3 }),
    shape: commonPassThrough,
  })
  await vi.waitFor(() => expect(given.failures).toEqual([{ reason: 'removedTooEarly', status: null }]))
})

it('one that says nothing gives no answer', async () => {
  const given = ports()
  const open = reader({ isInside: true, isSilent: true, removedAt: 0 })
  expect(await servePassThroughReader({ ...given, open, shape: commonPassThrough })).toBe(false)
  expect(given.reasons).toEqual(['noAnswer'])
})

it('a middleware that sends lines gives a card per line', async () => {
  const given = ports()
  void serveLineReader({
    ...given,
    open: async (events) => {
      queueMicrotask(() => events.onBytes(Buffer.from(`${LINE}nonsense\r${LINE}`)))
      return { ok: true, value: { write: async () => true, close: async () => {} } }
    },
  })
  await vi.waitFor(() => expect(given.cards).toEqual([CARD, CARD]))
  expect(given.failures).toEqual([{ reason: 'unreadable', status: null }])
})
