import { describe, expect, it } from 'vitest'
import { plain, printerAt, scannerAt } from '../../../scripts/counter/deviceSettings.ts'
import type { FoundDevice } from '../../../src/main/station/devices/inventory.ts'
import { createDevices } from '../../../src/main/station/devices/manager.ts'
import type { LinkEvents, LinkFailure } from '../../../src/main/station/devices/transports/link.ts'
import type { SerialAddress, SerialTransport } from '../../../src/main/station/devices/transports/serial.ts'
import type { DeviceSetting } from '../../../src/shared/contract/devices.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'
import type { CameReading } from '../../../src/shared/domain/scannerDoctor.ts'
import { plainProfile } from '../../../src/shared/domain/scannerProfile.ts'
import { roll58 } from '../papers/parts.ts'
import { createHandTimers } from './handTimers.ts'
import { keysOf, stroke } from './keys.ts'

const serial = { transport: 'serial', serialNumber: null, usagePage: null } as const
const NEWLAND: FoundDevice = { ...serial, path: 'COM3', vendorId: '1eab', productId: '8203', name: 'Newland' }
const ADAPTER: FoundDevice = { ...serial, path: 'COM4', vendorId: '1a86', productId: '7523', name: 'wch.cn' }
const NAMELESS: FoundDevice = { ...serial, path: 'COM1', vendorId: null, productId: null, name: null }
const LOOK = 1500
const COM9 = [scannerAt('COM9')]

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Devices over a serial transport in the test's hands. */
async function start(
  set: readonly DeviceSetting[],
  outlets: { listed?: readonly FoundDevice[]; fails?: LinkFailure; opening?: Promise<void> } = {},
) {
  const timers = createHandTimers()
  const state = { listed: outlets.listed ?? [], fails: outlets.fails, now: 0, listings: 0, changes: 0, closed: 0 }
  const requests: (SerialAddress & LinkEvents)[] = []
  const logged: string[] = []
  const scans: string[] = []
  const came: (CameReading & { readonly deviceId: string })[] = []
  const transport: SerialTransport = (address) => async (events) => {
    requests.push({ ...address, ...events })
    await outlets.opening
    if (state.fails) return err(state.fails)
    return ok({
      write: async () => true,
      async close() {
        state.closed++
      },
    })
  }
  const devices = createDevices({
    settings: { devices: set },
    clock: () => state.now,
    timers,
    log: { error: (_, message) => logged.push(message) },
    serial: transport,
    lists: {
      async serial() {
        state.listings++
        if (state.listed.length === 0) throw new Error('no udevadm here')
        return state.listed
      },
    },
  })
  devices.onChanged(() => {
    state.changes++
  })
  devices.onCame((deviceId, reading) => came.push({ deviceId, ...reading }))
  devices.onReading(async (reading) => void (reading.kind === 'scan' && scans.push(reading.scan.text)))
  await settle()
  const fire = async (ms: number) => {
    timers.fire(ms)
    await settle()
  }
  return {
    devices,
    /** the delays that wait, but for the next look around */
    waiting: () => timers.waiting().filter((ms) => ms !== LOOK),
    timers,
    state,
    requests,
    logged,
    scans,
    came,
    scanner: () => devices.list()[0],
    send: (text: string) => requests.at(-1)?.onBytes(new TextEncoder().encode(text)),
    retryAfter: fire,
    lookAgain: () => fire(LOOK),
  }
}

describe('the manager of the devices', () => {
  it('opens the named port with the baud rate of its manifest', async () => {
    const { requests, scanner } = await start([scannerAt('COM9', { model: 'framed' })])
    expect(requests).toMatchObject([{ path: 'COM9', baudRate: 9600 }])
    expect(scanner()).toEqual({
      id: 'scanner',
      kind: 'scanner',
      model: 'RS-232 STX/ETX',
      transport: 'serial',
      address: { transport: 'serial', port: 'COM9', baudRate: null },
      port: 'COM9',
      state: 'connected',
      reason: 'ready',
      lastReadingAt: null,
    })
  })

  it('prefers the baud rate of the settings', async () => {
    const { requests } = await start([scannerAt('COM9', { baudRate: 19200 })])
    expect(requests).toMatchObject([{ path: 'COM9', baudRate: 19200 }])
  })

  it('finds a scanner by its USB maker and lists the other serial ports as not configured', async () => {
    const { devices, requests } = await start([], { listed: [NAMELESS, ADAPTER, NEWLAND] })
    expect(requests).toMatchObject([{ path: 'COM3' }])
    expect(devices.list()).toMatchObject([
      { id: 'serial:1eab:8203:', kind: 'scanner', port: 'COM3', state: 'connected' },
      { id: 'serial:COM1', kind: 'unknown', model: 'COM1', port: 'COM1', state: 'disconnected', reason: 'notConfigured' },
      { id: 'serial:COM4', kind: 'unknown', model: 'wch.cn', port: 'COM4', state: 'disconnected', reason: 'notConfigured' },
    ])
  })

  it('knows of each printer where it is, what it was chosen for and where its drawer hangs, and opens none anew for that', async () => {
    const narrow: DeviceSetting = { ...printerAt('COM2'), model: 'escpos58' }
    const { devices, requests } = await start([narrow])
    expect(devices.printers()).toEqual([{ id: 'printer', place: 'COM2', roll: roll58, papers: null }])
    devices.configure({ devices: [{ ...narrow, papers: ['label'], drawerPin: 2 }] })
    const roll = { ...roll58, drawer: { ...roll58.drawer, pin: 2 } }
    expect(devices.printers()).toEqual([{ id: 'printer', place: 'COM2', roll, papers: ['label'] }])
    await settle()
    expect(requests).toHaveLength(1)
  })

  it('says which printer did not print, and what ails it', async () => {
    const { devices } = await start([printerAt('COM2')], { fails: 'absent' })
    const printed = await devices.print('printer', Uint8Array.of(1))
    expect(printed).toEqual({
      ok: false,
      failure: { code: 'PRINTER_FAILED', printer: { place: 'COM2', reason: 'absent' } },
    })
  })

  it('serves two scanners alike, each by itself', async () => {
    const { devices, requests, scans } = await start([], { listed: [NEWLAND, { ...NEWLAND, path: 'COM5' }] })
    expect(devices.list().map(({ id, state }) => [id, state])).toEqual([
      ['serial:1eab:8203:', 'connected'],
      ['serial:1eab:8203:#2', 'connected'],
    ])
    for (const [index, text] of ['A\r', 'B\r'].entries()) requests[index]?.onBytes(new TextEncoder().encode(text))
    await settle()
    expect(scans).toEqual(['A', 'B'])
  })

  it('looks again until a scanner is plugged in, and knows it again at another socket', async () => {
    const { scanner, state, lookAgain, requests } = await start([], { listed: [ADAPTER] })
    expect(scanner()).toMatchObject({ port: null, state: 'disconnected', reason: 'notConfigured' })
    expect(requests).toEqual([])
    state.listed = [ADAPTER, NEWLAND]
    await lookAgain()
    expect(scanner()).toMatchObject({ port: 'COM3', state: 'connected' })
    state.listed = [ADAPTER]
    requests.at(-1)?.onLost()
    state.fails = 'absent'
    await lookAgain()
    expect(scanner()).toMatchObject({ kind: 'scanner', reason: 'unplugged' })
    state.fails = undefined
    state.listed = [ADAPTER, { ...NEWLAND, path: 'COM7' }]
    await lookAgain()
    expect(scanner()).toMatchObject({ port: 'COM7', state: 'connected' })
  })

  it('serves what was set up under its own name, and not a second time as what was found', async () => {
    const { devices, requests } = await start([{ ...scannerAt('COM3'), terminalId: '12345678901234567890' }], {
      listed: [NEWLAND],
    })
    expect(devices.list()).toMatchObject([{ id: 'scanner', port: 'COM3' }])
    expect(requests).toHaveLength(1)
    expect([devices.terminalOf('scanner'), devices.terminalOf('nothing')]).toEqual(['12345678901234567890', null])
  })

  it('goes on with what new settings leave as it was, and drops what they leave out', async () => {
    const { devices, requests, state } = await start(COM9)
    devices.configure({ devices: [...COM9, printerAt('COM2')] })
    await settle()
    expect(requests.map(({ path }) => path)).toEqual(['COM9', 'COM2'])
    expect(state.closed).toBe(0)
    devices.configure({ devices: [printerAt('COM2')] })
    await settle()
    expect(state.closed).toBe(1)
    expect(devices.list().map(({ kind, port }) => [kind, port])).toEqual([
      ['scanner', null],
      ['printer', 'COM2'],
    ])
  })

  it('says once that ports cannot be listed, and nothing while nothing changes', async () => {
    const { logged, state, lookAgain } = await start([])
    const { changes } = state
    for (let round = 0; round < 3; round++) await lookAgain()
    expect(state.listings).toBe(4)
    expect(logged).toHaveLength(1)
    expect(state.changes).toBe(changes)
  })

  it('opens a named port even where ports cannot be listed', async () => {
    const { scanner, state, logged, retryAfter } = await start(COM9, { fails: 'absent' })
    expect(logged).toEqual(['what is at serial cannot be listed'])
    state.fails = undefined
    await retryAfter(250)
    expect(scanner()).toMatchObject({ state: 'connected' })
  })

  it('tries again with growing delays of at most two seconds', async () => {
    const { waiting, retryAfter, requests } = await start(COM9, { fails: 'busy' })
    for (const delay of [250, 500, 1000, 2000, 2000, 2000, 2000]) {
      expect(waiting()).toEqual([delay])
      await retryAfter(delay)
    }
    expect(requests).toHaveLength(8)
  })

  it.each([
    ['absent', 'disconnected'],
    ['denied', 'error'],
    ['busy', 'error'],
    ['failed', 'error'],
  ] as const)('shows a port that is %s as %s, without flicker at later attempts', async (reason, expected) => {
    const { scanner, state, retryAfter } = await start(COM9, { fails: reason })
    expect(scanner()).toMatchObject({ state: expected, reason })
    const { changes } = state
    await retryAfter(250)
    expect(scanner()).toMatchObject({ state: expected, reason })
    expect(state.changes).toBe(changes)
  })

  it('says unplugged, and keeps saying so, until the scanner is back', async () => {
    const { scanner, state, requests, waiting, retryAfter } = await start(COM9)
    state.fails = 'absent'
    requests[0]?.onLost()
    await settle()
    expect(scanner()).toMatchObject({ state: 'disconnected', reason: 'unplugged' })
    expect(state.closed).toBe(1)
    await retryAfter(250)
    expect(scanner()).toMatchObject({ reason: 'unplugged' })
    state.fails = undefined
    await retryAfter(500)
    expect(scanner()).toMatchObject({ state: 'connected', reason: 'ready' })
    requests.at(-1)?.onLost()
    await settle()
    expect(waiting()).toEqual([250])
  })

  it('ends a reading without a line end after the silence of the manifest, dated by its last byte', async () => {
    const { send, timers, state, scans, scanner } = await start(COM9)
    state.now = 1000
    send('8123456789')
    state.now = 1010
    send('0123456789')
    state.now = 1300
    expect(timers.waiting()).toContain(200)
    timers.fire(200)
    await settle()
    expect(scans).toEqual(['81234567890123456789'])
    expect(scanner()).toMatchObject({ lastReadingAt: 1010 })
  })

  it('counts the same reading once within 300 ms', async () => {
    const { send, state, scans } = await start(COM9)
    send('A\rB\rA\r')
    state.now = 299
    send('B\r')
    state.now = 300
    send('A\r')
    await settle()
    expect(scans).toEqual(['A', 'B', 'A'])
  })

  it('takes a reading as the profile of its scanner says, and lets it be examined as it came', async () => {
    const profile = { ...plainProfile, stripPrefix: '$1', swapsCase: true }
    const { send, scans, came } = await start([{ ...scannerAt('COM9'), profile }])
    send('$1hy7\r')
    await settle()
    expect(scans).toEqual(['HY7'])
    expect(came).toMatchObject([{ deviceId: 'scanner', text: '$1hy7', by: 'bytes', isEnded: true }])
  })

  it('tells of each reading how long it took, its longest pause and whether something ended it, and of repeats too', async () => {
    const { send, state, timers, scans, came } = await start(COM9)
    const say = (at: number, text: string) => {
      state.now = at
      send(text)
    }
    say(1000, 'AB')
    say(1040, 'C')
    say(1050, 'D\rE')
    say(1060, 'F\r')
    say(2000, 'G\r')
    say(2100, 'G\r')
    say(3000, 'HI')
    timers.fire(200)
    await settle()
    expect(scans).toEqual(['ABCD', 'EF', 'G', 'HI'])
    expect(came.map(({ text, at, durationMs, gapMs, isEnded }) => [text, at, durationMs, gapMs, isEnded])).toEqual([
      ['ABCD', 1050, 50, 40, true],
      ['EF', 1060, 10, 10, true],
      ['G', 2000, 0, 0, true],
      ['G', 2100, 0, 0, true],
      ['HI', 3000, 0, 0, false],
    ])
  })

  it('waits for a slow scanner as long as its profile says, from when it is saved', async () => {
    const { devices, requests, send, timers } = await start(COM9)
    devices.configure({ devices: [{ ...scannerAt('COM9'), profile: { ...plainProfile, stripSuffix: '#' } }] })
    await settle()
    expect(requests).toHaveLength(1)
    devices.configure({ devices: [{ ...scannerAt('COM9'), profile: { ...plainProfile, silenceMs: 700 } }] })
    await settle()
    expect(requests).toHaveLength(2)
    send('half')
    expect(timers.waiting()).toContain(700)
  })

  it('knows the profile of a scanner that types by where it was set up', async () => {
    const keyboard = { ...plain, id: 'typist', model: 'keyboard', address: { transport: 'keyboard' } } as const
    const { devices, scans, came } = await start([{ ...keyboard, profile: { ...plainProfile, stripPrefix: 'A' } }])
    devices.keyed([...keysOf('AB12'), stroke('Enter')].map((key, index) => ({ ...key, at: index * 10, caps: true })))
    devices.configure({ devices: [] })
    devices.keyed(keysOf('A7').map((key) => ({ ...key, composing: true })))
    await settle()
    expect(scans).toEqual(['B12', 'A7'])
    expect(came).toMatchObject([
      { deviceId: 'typist', text: 'AB12', by: 'keys', durationMs: 40, gapMs: 10, isEnded: true, hasCapsLock: true },
      { deviceId: 'keyboard', text: 'A7', isEnded: false, hasCapsLock: false, isComposing: true },
    ])
  })

  it('closes the port for sleep, drops the half reading and what still comes, and opens it again', async () => {
    const { devices, send, state, scans, scanner, timers, requests } = await start(COM9)
    send('half')
    devices.power('suspend')
    send(' late\r')
    await settle()
    expect(scanner()).toMatchObject({ state: 'connecting', reason: 'opening' })
    expect(state.closed).toBe(1)
    expect(timers.waiting()).toEqual([])
    devices.power('resume')
    await settle()
    expect(requests).toHaveLength(2)
    expect(scanner()).toMatchObject({ state: 'connected' })
    send('whole\r')
    await settle()
    expect(scans).toEqual(['whole'])
  })

  it('looks around once at a time, however often the computer sleeps and wakes', async () => {
    const { devices, timers } = await start(COM9)
    for (let round = 0; round < 3; round++) {
      devices.power('suspend')
      devices.power('resume')
    }
    await settle()
    expect(timers.waiting().filter((ms) => ms === LOOK)).toHaveLength(1)
    await devices.close()
    expect(timers.waiting()).toEqual([])
  })

  it('opens the port again when it is told only that the computer woke', async () => {
    const { devices, state, requests, scanner } = await start(COM9)
    devices.power('resume')
    await settle()
    expect([state.closed, requests.length]).toEqual([1, 2])
    expect(scanner()).toMatchObject({ state: 'connected' })
  })

  it('leaves nothing behind when it is closed in the middle of a reading', async () => {
    const { devices, timers, send, scans, requests } = await start(COM9)
    send('half')
    await devices.close()
    devices.power('resume')
    send('\r')
    await settle()
    expect([timers.waiting(), scans, requests.length]).toEqual([[], [], 1])
  })

  it('leaves nothing behind when it is closed between two attempts', async () => {
    const { devices, timers } = await start(COM9, { fails: 'absent' })
    await devices.close()
    expect(timers.waiting()).toEqual([])
  })

  it('closes a port that opened only after the computer was sent to sleep, and does not call it open', async () => {
    let open = () => {}
    const opening = new Promise<void>((resolve) => {
      open = resolve
    })
    const { devices, scanner, state } = await start(COM9, { opening })
    devices.power('suspend')
    open()
    await settle()
    expect(scanner()).toMatchObject({ state: 'connecting', reason: 'opening' })
    expect(state.closed).toBe(1)
  })
})
