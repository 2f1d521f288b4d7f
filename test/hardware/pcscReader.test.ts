import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { atPort, plain } from '../../scripts/counter/deviceSettings.ts'
import { serveCardReader } from '../../src/main/station/devices/drivers/cardReader/driver.ts'
import { createKeeper } from '../../src/main/station/devices/keeper.ts'
import { listCardReaders, openCardReader } from '../../src/main/station/devices/transports/pcsc.ts'
import { cardService } from '../../src/main/station/devices/transports/pcscService.ts'
import type { DeviceReason, DeviceSetting } from '../../src/shared/contract/devices.ts'
import type { CardFailure, CardReading } from '../../src/shared/domain/cards.ts'
import { startDevices } from './counterDevices.ts'
import { CARD } from './plasticChip.ts'
import { usePty } from './scannerAtWork.ts'
import { type CardScript, putIn, startReaders, type VirtualCard, type VirtualReaders } from './virtualCard.ts'

const READER = 'Virtual PCD 00 00'
/** of another card */
const OTHER = { 7: Buffer.from('B00000002').toString('hex') }
const wait = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 10 })
const PRESENT = 0x20
const isPresent = (state: number) => (state & PRESENT) !== 0
let readers: VirtualReaders

beforeAll(async () => {
  // set by vitest.config.ts
  readers = await startReaders(process.env.PCSCLITE_CSOCK_NAME ?? '')
})
afterAll(() => readers.close())

function serve(name = READER) {
  const cards: CardReading[] = []
  const failures: CardFailure[] = []
  const reasons: DeviceReason[] = []
  const keeper = createKeeper(globalThis, (signal) =>
    serveCardReader({
      open: openCardReader(name, globalThis),
      timers: globalThis,
      clock: () => 0,
      signal,
      onReason: (reason) => void reasons.push(reason),
      onCard: (card) => void cards.push(card),
      onFailure: (failure) => void failures.push(failure),
    }),
  )
  keeper.start()
  const stop = async () => {
    keeper.stop()
    await keeper.ended()
  }
  onTestFinished(stop)
  return { cards, failures, stop, until: (reason: DeviceReason) => wait(() => expect(reasons.at(-1)).toBe(reason)) }
}

async function untilEmpty(): Promise<void> {
  const stateNow = async () => {
    const looked = await cardService.look()
    return (looked.ok && looked.value.readers[0]?.state) || PRESENT
  }
  await vi.waitFor(async () => expect(await stateNow()).not.toSatisfy(isPresent), { timeout: 20_000, interval: 10 })
}

/** A card that is out again when the test is over. */
async function put(script: CardScript = {}): Promise<VirtualCard> {
  const card = await putIn(readers.port, script)
  onTestFinished(async () => {
    await card.takeOut()
    // the next test begins with an empty reader
    await untilEmpty()
  })
  return card
}

describe('a social-security card in a virtual PC/SC reader', () => {
  it('lists the readers of the computer', async () => {
    expect((await listCardReaders()).map(({ path }) => path)).toEqual([READER, 'Virtual PCD 00 01'])
  })

  it('is read once each time it is put in', async () => {
    const { cards, failures, until } = serve()
    await until('ready')
    const first = await put()
    await wait(() => expect(cards).toEqual([CARD]))
    await first.takeOut()
    await put({ records: OTHER })
    await wait(() => expect(cards).toEqual([CARD, { ...CARD, cardNumber: 'B00000002' }]))
    expect(failures).toEqual([])
  })

  it('is read when it was in the reader before', async () => {
    await put()
    const { cards } = serve()
    await wait(() => expect(cards).toEqual([CARD]))
  })

  it.each([
    ['6A82', 'unknownCard'],
    ['6283', 'locked'],
    ['6A81', 'locked'],
    ['6982', 'refused'],
    ['6F00', 'unreadable'],
  ] as const)('that answers %s is %s, said once', async (status, reason) => {
    const { cards, failures, until } = serve()
    await until('ready')
    await put({ status })
    await wait(() => expect(failures).toEqual([{ reason, status }]))
    expect(cards).toEqual([])
  })

  it('may be taken out in the middle, and the next one is read', async () => {
    const { cards, failures, until } = serve()
    await until('ready')
    await put({ outAt: 4 })
    await wait(() => expect(failures.map(({ reason }) => reason)).toEqual(['removedTooEarly']))
    await put()
    await wait(() => expect(cards).toEqual([CARD]))
  })

  it('that answers nothing any more is over when it is taken out', async () => {
    const { cards, failures, until } = serve()
    await until('ready')
    const mute = await put({ silentFrom: 1 })
    await wait(() => expect(mute.asked()).toBe(1))
    await mute.takeOut()
    await wait(() => expect(failures).toHaveLength(1))
    await put()
    await wait(() => expect(cards).toEqual([CARD]))
  })

  it('a reader that is not there is absent', async () => {
    await serve('No such reader').until('absent')
  })

  it('the counter can leave a reader in the middle of a card', async () => {
    const { cards, failures, until, stop } = serve()
    await until('ready')
    const card = await put({ silentFrom: 1 })
    await wait(() => expect(card.asked()).toBe(1))
    await stop()
    expect([cards, failures]).toEqual([[], []])
  })

  it('notices that the service ended, and reads again when it is back', async () => {
    const { cards, until } = serve()
    await until('ready')
    await readers.stop()
    await until('serviceMissing')
    expect(await listCardReaders()).toEqual([])
    await readers.startAgain()
    await until('ready')
    await put()
    await wait(() => expect(cards).toEqual([CARD]))
  })
})

const WINDOW: DeviceSetting = {
  ...plain,
  id: 'window',
  model: 'pcscReader',
  address: { transport: 'pcsc', reader: READER },
  terminalId: '12345678901234567890',
}

const lists = { pcsc: listCardReaders }
const NOW = Date.parse('2026-12-01T04:00:00Z')
const CODE = '81234567890123456789'
const FOUND = `pcsc:${READER}`

describe('a virtual PC/SC reader of a counter', () => {
  it('is found by itself, and its card is a reading', async () => {
    const { devices, until, untilRead } = startDevices([], { lists })
    await until(FOUND, 'ready')
    await put()
    await untilRead([{ kind: 'card', put: { card: CARD, deviceId: FOUND, at: NOW } }])
    expect(devices.list()).toContainEqual({
      id: FOUND,
      kind: 'cardReader',
      model: 'PC/SC',
      transport: 'pcsc',
      address: { transport: 'pcsc', reader: READER },
      port: READER,
      state: 'connected',
      reason: 'ready',
      lastReadingAt: NOW,
    })
  })

  it('is served once, under its own name, when it was set up', async () => {
    const { devices, until, untilRead } = startDevices([WINDOW], { lists })
    await until('window', 'ready')
    await put()
    await untilRead([{ kind: 'card', put: { card: CARD, deviceId: 'window' } }])
    expect(devices.list().filter(({ port }) => port === READER)).toHaveLength(1)
    expect(devices.terminalOf('window')).toBe('12345678901234567890')
  })

  it('says that a card was taken out in the middle, and reads the next one', async () => {
    const { until, untilRead } = startDevices([], { lists })
    await until(FOUND, 'ready')
    await put({ outAt: 4 })
    await untilRead([{ kind: 'cardFailure', reason: 'removedTooEarly', deviceId: FOUND }])
    await put()
    await untilRead([{ kind: 'cardFailure' }, { kind: 'card', put: { card: CARD } }])
  })

  it('with a card that answers nothing stops nobody: readers are listed, closed and opened meanwhile', async () => {
    const { devices, until, readings } = startDevices([], { lists })
    await until(FOUND, 'ready')
    const mute = await put({ silentFrom: 2 })
    await wait(() => expect(mute.asked()).toBe(2))
    expect(await listCardReaders()).toHaveLength(2)
    devices.power('suspend')
    devices.power('resume')
    await until('pcsc:Virtual PCD 00 01', 'ready')
    await mute.takeOut()
    await until(FOUND, 'ready')
    await put()
    // whether the silent one counts as unreadable depends on how far its opening had come
    await wait(() => expect(readings.at(-1)).toMatchObject({ kind: 'card', put: { card: CARD } }))
  })

  it('closes for sleep and reads after waking', async () => {
    const { devices, until, untilRead } = startDevices([], { lists })
    await until(FOUND, 'ready')
    devices.power('suspend')
    await until(FOUND, 'opening')
    devices.power('resume')
    await until(FOUND, 'ready')
    await put()
    await untilRead([{ kind: 'card', put: { card: CARD } }])
  })

  it('is gone with the service, and back with it', async () => {
    const { devices, until, untilRead } = startDevices([WINDOW], { lists })
    await until('window', 'ready')
    await readers.stop()
    await wait(() => expect(devices.list().find(({ id }) => id === 'window')?.state).not.toBe('connected'))
    await readers.startAgain()
    await until('window', 'ready')
    await put()
    await untilRead([{ kind: 'card', put: { card: CARD } }])
  })
})

describe('a service that hangs', () => {
  it('keeps no scanner waiting; its reader says so, and works again when it goes on', async () => {
    const pty = await usePty()
    const { until, untilRead } = startDevices([atPort('scanner', 'usbCom', pty.scannerPort)], { lists })
    await until('scanner', 'ready')
    await until(FOUND, 'ready')
    readers.hang()
    await until(FOUND, 'noAnswer')
    pty.scan(CODE)
    await untilRead([{ kind: 'scan', scan: { text: CODE } }])
    expect(readers.isHanging()).toBe(true)
    readers.goOn()
    await until(FOUND, 'ready')
    await put()
    await untilRead([{ kind: 'scan' }, { kind: 'card', put: { card: CARD } }])
  })

  it('has a card that stays in the reader read once', async () => {
    const { until, untilRead } = startDevices([], { lists })
    await until(FOUND, 'ready')
    const first = await put()
    await untilRead([{ kind: 'card' }])
    readers.hang()
    await until(FOUND, 'noAnswer')
    readers.goOn()
    await until(FOUND, 'ready')
    await first.takeOut()
    // a service that has just gone on looks too seldom to see a quick change
    await untilEmpty()
    await put({ records: OTHER })
    await untilRead([{ kind: 'card' }, { kind: 'card', put: { card: { cardNumber: 'B00000002' } } }])
  })

  it('in the middle of a card that is changed for another mixes nothing of them', async () => {
    const { until, readings } = startDevices([], { lists })
    await until(FOUND, 'ready')
    const first = await put({ silentFrom: 4 })
    await wait(() => expect(first.asked()).toBe(4))
    readers.hang()
    await until(FOUND, 'noAnswer')
    await first.takeOut()
    const second = await put({ records: OTHER })
    readers.goOn()
    await until(FOUND, 'ready')
    // whether the service saw the first one go depends on which of its threads went on first
    await second.takeOut()
    await untilEmpty()
    await put({ records: OTHER })
    await wait(() => expect(readings.at(-1)?.kind).toBe('card'))
    const cards = readings.flatMap((reading) => (reading.kind === 'card' ? reading.put.card : []))
    expect(cards).toEqual(cards.map(() => ({ ...CARD, cardNumber: 'B00000002' })))
  })

  it('is left alone when the counter closes its reader', async () => {
    const { devices, until } = startDevices([], { lists })
    await until(FOUND, 'ready')
    readers.hang()
    await until(FOUND, 'noAnswer')
    await devices.close()
    expect(readers.isHanging()).toBe(true)
    readers.goOn()
  })
})
