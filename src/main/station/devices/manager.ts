import { isDeepStrictEqual } from 'node:util'
import type { DeviceSetting, DeviceView } from '../../../shared/contract/devices.ts'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import { classifyScan } from '../../../shared/domain/scan.ts'
import type { CameReading } from '../../../shared/domain/scannerDoctor.ts'
import { applyProfile } from '../../../shared/domain/scannerProfile.ts'
import { nationalScanShapes } from '../../../shared/domain/scanShapes.ts'
import type { SystemPrinters } from '../systemPrinters.ts'
import type { Devices, PrinterAtHand } from './devices.ts'
import { decodePhotosBy } from './drivers/identityReader/photo.ts'
import { createKeyboardScanner, KEYBOARD_ID } from './drivers/keyboard/driver.ts'
import type { PasswordPad } from './drivers/passwordPad/driver.ts'
import type { PrinterLink } from './drivers/printer/driver.ts'
import { createInventory, type FoundDevice, type ListDevices } from './inventory.ts'
import { addressOf, planDevices, type Target } from './plan.ts'
import { createReadingQueue, createRepeatFilter, type DeviceLog } from './readingQueue.ts'
import { createServing, type Direction } from './serving.ts'
import { createSlot, type Slot } from './slot.ts'
import type { Timers } from './timers.ts'
import { createBridge } from './transports/bridge.ts'
import type { OpenCardReader } from './transports/cardLink.ts'
import { type HidTransport, hidTransport, listHidDevices } from './transports/hid.ts'
import { listCardReaders, openCardReader } from './transports/pcsc.ts'
import { listSerialPorts, type SerialTransport, serialTransport } from './transports/serial.ts'

/** What the shop set up. */
export interface DeviceSettings {
  readonly devices: readonly DeviceSetting[]
}

/** The devices, with what only the settings of the computer and the live test have to do with. */
export interface ManagedDevices extends Devices {
  /** takes a code that no device read, such as one from a picture, into the same row and by the same rules as all readings */
  takeReading(text: string, source: string): void
  /** from now on these settings; what has others is closed and opened anew, the rest goes on */
  configure(settings: DeviceSettings): void
  /** looks for devices that came or went */
  look(): void
  /** every piece of bytes that passes, for the live test; one listener */
  onBytes(listener: (deviceId: string, direction: Direction, bytes: Uint8Array) => void): void
  /** every reading of a scanner as it came, before its profile, for the examination; one listener. It is heard before `onReading`, and repeats are heard too. */
  onCame(listener: (deviceId: string, came: CameReading) => void): void
}

export interface DevicesPorts {
  readonly settings: DeviceSettings
  readonly clock: () => number
  readonly timers?: Timers
  readonly log: DeviceLog
  readonly lists?: Readonly<Record<string, ListDevices>>
  readonly serial?: SerialTransport
  readonly hid?: HidTransport
  readonly pcsc?: (reader: string, timers: Timers) => OpenCardReader
  /** none when left out */
  readonly systemPrinters?: Pick<SystemPrinters, 'list' | 'print'>
}

/** What this computer has, by the way it is connected. An addon that does not load has nothing to list. */
const systemLists: Readonly<Record<string, ListDevices>> = Object.freeze({
  serial: listSerialPorts,
  hid: listHidDevices,
  pcsc: listCardReaders,
})

const noSystemPrinters: Pick<SystemPrinters, 'list' | 'print'> = { list: async () => [], print: async () => false }

const REPEAT_WINDOW_MS = 300
/** how soon something that was plugged in is seen */
const LOOK_MS = 1500

/** What is shown where nothing is there to scan with; a scanner that types may be, and has not been used yet. */
const NO_SCANNER: DeviceView = Object.freeze({
  id: 'scanner',
  kind: 'scanner',
  model: '',
  transport: 'serial',
  address: null,
  port: null,
  state: 'disconnected',
  reason: 'notConfigured',
  lastReadingAt: null,
})

/**
 * Serves the devices of the counter: those that were set up, and those that the computer has and a model claims. Each is opened at once, tried again for as long as it
 * cannot be opened or found, and opened again when it comes back, wherever it is plugged in. What no model claims is listed as `unknown`.
 */
export function createDevices(ports: DevicesPorts): ManagedDevices {
  const { clock, timers = globalThis, log, lists = systemLists, serial = serialTransport, hid = hidTransport } = ports
  const { pcsc = openCardReader, systemPrinters = noSystemPrinters } = ports
  let { settings } = ports
  const queue = createReadingQueue(log)
  const isRepeat = createRepeatFilter(REPEAT_WINDOW_MS)
  const listeners: (() => void)[] = []
  const slots = new Map<string, Slot>()
  const printers = new Map<string, PrinterLink>()
  const pads = new Map<string, PasswordPad>()
  let unknown: readonly FoundDevice[] = []
  let tap = (_deviceId: string, _direction: Direction, _bytes: Uint8Array) => {}
  let hear = (_deviceId: string, _came: CameReading) => {}
  let isAwake = true
  let isClosed = false
  const closing = new AbortController()

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const onCame = (deviceId: string, came: CameReading) => {
    hear(deviceId, came)
    onText(deviceId, applyProfile(came.text, slots.get(deviceId)?.target().choices.profile ?? null), came.at)
  }
  const onText = (deviceId: string, text: string, at: number) => {
    const scan = classifyScan(text, nationalScanShapes)
    if (!isRepeat(scan.text, at)) queue.add({ kind: 'scan', scan: { ...scan, deviceId, at } })
  }
  // set up or not: a scanner that types needs nothing to be opened
  const keyboard = createKeyboardScanner({
    clock,
    onReading: (came) => {
      const own = [...slots.values()].find((slot) => slot.target().address.transport === 'keyboard')
      onCame(own?.id ?? KEYBOARD_ID, came)
    },
  })
  const serve = createServing({
    serial,
    hid,
    pcsc,
    systemPrinters,
    timers,
    clock,
    onText: onCame,
    onCard: (deviceId, card, photo, at) => queue.add({ kind: 'card', put: { card, photo, deviceId, at } }),
    onCardFailure: (deviceId, { reason, status }, at) => {
      log.error({ err: status }, `a card was not read: ${reason}`)
      queue.add({ kind: 'cardFailure', reason, deviceId, at })
    },
    onPrinter: (id, link) => {
      if (link) printers.set(id, link)
      else printers.delete(id)
    },
    onPad: (id, pad) => {
      if (pad) pads.set(id, pad)
      else pads.delete(id)
    },
    onBytes: (...piece) => tap(...piece),
  })
  const inventory = createInventory({ lists, log, changed: arrange })

  function open(target: Target): void {
    const slot = createSlot({ target, serve, timers, changed })
    slots.set(target.id, slot)
    if (isAwake) slot.start()
  }

  function drop(slot: Slot): void {
    slots.delete(slot.id)
    ended.push(slot.ended())
    slot.stop()
  }

  /** What was found by itself stays, missing, when it is pulled out; what was set up otherwise is opened anew. */
  function arrange(): void {
    if (isClosed) return
    const plan = planDevices(settings.devices, inventory.now())
    unknown = plan.unknown
    const taken = new Set(plan.targets.flatMap(({ path }) => path ?? []))
    for (const slot of [...slots.values()]) {
      const target = slot.target()
      const next = plan.targets.find(({ id }) => id === slot.id)
      if (next && isSame(target, next)) slot.move(next)
      else if (next || target.isSetUp || (target.path !== null && taken.has(target.path))) drop(slot)
      else slot.move({ ...target, path: target.address.transport === 'serial' ? target.path : null })
    }
    for (const target of plan.targets) if (!slots.has(target.id)) open(target)
    changed()
  }

  const ended: Promise<void>[] = []
  let nextLook: unknown
  let looks = 0
  async function keepLooking(): Promise<void> {
    const mine = ++looks
    await inventory.look()
    // a look that sleep and waking overtook leaves the next one to its successor
    if (mine === looks && !isClosed && isAwake) nextLook = timers.setTimeout(() => void keepLooking(), LOOK_MS)
  }
  arrange()
  void keepLooking()

  return {
    list() {
      const own = [...slots.values()].map((slot) => slot.view())
      return [...(own.some(({ kind }) => kind === 'scanner') ? [] : [NO_SCANNER]), ...own, ...unknown.map(viewOfUnknown)]
    },
    onChanged(listener) {
      listeners.push(listener)
    },
    onReading: queue.onReading,
    takeReading: (text, source) => onText(source, text, clock()),
    keyed: keyboard.keyed,
    onBytes(listener) {
      tap = listener
    },
    onCame(listener) {
      hear = listener
    },
    terminalOf: (deviceId) => slots.get(deviceId)?.target().choices.terminalId ?? null,
    async askPassword(signal) {
      const [pad] = pads.values()
      const answer = await pad?.ask(signal)
      if (answer === undefined || answer.kind === 'lost') return { kind: 'noPad' }
      return answer.kind === 'entered' ? answer : { kind: 'cancelled' }
    },
    photoDecoder() {
      const addresses = [...slots.values()].map((slot) => slot.target().address)
      const bridge = addresses.find((address) => address.transport === 'bridge')
      return bridge === undefined ? null : decodePhotosBy(createBridge(bridge.url, closing.signal))
    },
    printers: () => [...slots.values()].flatMap((slot) => printerAt(slot.target())),
    async print(printerId, bytes) {
      const isPrinted = await printers.get(printerId)?.print(bytes)
      return isPrinted ? ok(undefined) : err(printerFailed(printerId))
    },
    async printSheets(printerId, pdf) {
      const address = slots.get(printerId)?.target().address
      const isTaken = address?.transport === 'system' && (await systemPrinters.print(pdf, address.printer))
      return isTaken ? ok(undefined) : err(printerFailed(printerId))
    },
    configure(next) {
      settings = next
      arrange()
    },
    look: () => void inventory.look(),
    power(event) {
      for (const slot of slots.values()) slot.stop()
      timers.clearTimeout(nextLook)
      isAwake = event === 'resume'
      if (!isAwake || isClosed) return
      for (const slot of slots.values()) slot.start()
      void keepLooking()
    },
    async close() {
      isClosed = true
      closing.abort()
      timers.clearTimeout(nextLook)
      for (const slot of slots.values()) drop(slot)
      queue.close()
      await Promise.all(ended)
    },
  }

  function printerFailed(id: string): Failure {
    const slot = slots.get(id)
    if (slot === undefined) return failure('PRINTER_FAILED')
    const { reason } = slot.view()
    return failure('PRINTER_FAILED', { printer: { place: placeOf(slot.target()), reason: reason === 'ready' ? null : reason } })
  }
}

function placeOf({ id, path }: Target): string {
  return path ?? id
}

function printerAt(target: Target): readonly PrinterAtHand[] {
  const { id, manifest, choices } = target
  if (manifest.kind !== 'printer') return []
  const { roll } = manifest
  const pin = choices.drawerPin ?? roll?.drawer.pin
  const wired = roll && pin ? { ...roll, drawer: { ...roll.drawer, pin } } : roll
  return [{ id, place: placeOf(target), roll: wired, papers: choices.papers }]
}

/** Whether a device is still the same, wherever it is now. */
function isSame(one: Target, other: Target): boolean {
  const silence = ({ choices }: Target) => choices.profile?.silenceMs ?? null
  return (
    one.manifest === other.manifest &&
    one.choices.terminalId === other.choices.terminalId &&
    silence(one) === silence(other) &&
    isDeepStrictEqual(one.address, other.address)
  )
}

function viewOfUnknown(found: FoundDevice): DeviceView {
  const { transport, path, name } = found
  return {
    id: `${transport}:${path}`,
    kind: 'unknown',
    model: name ?? path,
    transport,
    address: addressOf(found),
    port: path,
    state: 'disconnected',
    reason: 'notConfigured',
    lastReadingAt: null,
  }
}
