import { isDeepStrictEqual } from 'node:util'
import type { DeviceState, DeviceView } from '../../../shared/contract/counter.ts'
import { classifyScan } from '../../../shared/domain/scan.ts'
import { nationalScanShapes } from '../../../shared/domain/scanShapes.ts'
import type { Devices } from './devices.ts'
import { type ScannerTarget, serveScanner } from './drivers/scanner/driver.ts'
import { type ScannerManifest, type ScannerModel, scannerManifests } from './manifests.ts'
import { createRepeatFilter, createScanQueue, type DeviceLog } from './scanQueue.ts'
import { pause, type Timers } from './timers.ts'
import { type ListSerial, listSerialPorts, type OpenSerial, openSerialPort, type SerialPortInfo } from './transports/serial.ts'

export interface DeviceSettings {
  readonly scanner: {
    /** path or name of the serial port; null: the first listed port whose USB maker is in a manifest */
    readonly port: string | null
    /** where it differs from the manifest's */
    readonly baudRate?: number | undefined
    /** the manifest of a named port, `usbCom` if not given */
    readonly model?: ScannerModel | undefined
  }
}

export interface DevicesPorts {
  readonly settings: DeviceSettings
  readonly clock: () => number
  readonly timers?: Timers
  readonly log: DeviceLog
  readonly listPorts?: ListSerial
  readonly openSerial?: OpenSerial
}

const SCANNER_ID = 'scanner'
const REPEAT_WINDOW_MS = 300
const RETRY_DELAYS_MS = [250, 500, 1000, 2000] as const
const LONGEST_RETRY_DELAY_MS = 5000

const stateOf = Object.freeze({
  opening: 'connecting',
  ready: 'connected',
  notConfigured: 'disconnected',
  absent: 'disconnected',
  unplugged: 'disconnected',
  denied: 'error',
  busy: 'error',
  failed: 'error',
} as const satisfies Record<DeviceView['reason'], DeviceState>)

/**
 * Starts the devices of the counter: at present one serial scanner. It is opened at once, tried again with a growing delay (250 ms to 5 s)
 * for as long as it cannot be opened or found, and reopened when it comes back. Serial ports that are not the scanner are listed as
 * `notConfigured`.
 */
export function createDevices(ports: DevicesPorts): Devices {
  const { settings, clock, timers = globalThis, log, listPorts = listSerialPorts, openSerial = openSerialPort } = ports
  const named = namedTarget(settings)
  const queue = createScanQueue(log)
  const isRepeat = createRepeatFilter(REPEAT_WINDOW_MS)
  const listeners: (() => void)[] = []
  let listed: readonly SerialPortInfo[] = []
  let canList = true
  let scanner: DeviceView = view(
    SCANNER_ID,
    named?.manifest.model ?? scannerManifests.usbCom.model,
    named?.path ?? null,
    'opening',
  )

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const update = (change: Partial<DeviceView>) => {
    scanner = { ...scanner, ...change }
    changed()
  }
  const onReason = (reason: DeviceView['reason']) => {
    // a scanner that was pulled out is also absent at every later attempt, but the first word helps more
    if (reason === scanner.reason || (reason === 'absent' && scanner.reason === 'unplugged')) return
    update({ reason, state: stateOf[reason] })
  }
  const onReading = (reading: string, at: number) => {
    const scan = classifyScan(reading, nationalScanShapes)
    update({ lastReadingAt: at })
    if (!isRepeat(scan.text, at)) queue.add({ ...scan, deviceId: SCANNER_ID, at })
  }

  const look = async (signal: AbortSignal) => {
    const before = listed
    try {
      listed = await listPorts()
      canList = true
    } catch (error) {
      if (canList) log.error({ err: error }, 'the serial ports cannot be listed')
      canList = false
    }
    if (!signal.aborted && !isDeepStrictEqual(listed, before)) changed()
  }

  const attend = async (signal: AbortSignal) => {
    for (let attempt = 0; !signal.aborted; attempt++) {
      // listing may be slow (Linux starts a program for it): a named port neither waits for it nor repeats it at every attempt
      const looking = named && attempt > 0 ? null : look(signal)
      if (!named) await looking
      const target = named ?? listedTarget(listed, settings)
      if (target) {
        if (target.path !== scanner.port) update({ port: target.path, model: target.manifest.model })
        const wasOpen = await serveScanner({ target, openSerial, timers, clock, signal, onReason, onReading })
        if (wasOpen) attempt = 0
      } else onReason('absent')
      await pause(timers, RETRY_DELAYS_MS[attempt] ?? LONGEST_RETRY_DELAY_MS, signal)
    }
  }

  let isClosed = false
  let life = Promise.resolve()
  let stop = new AbortController()
  const start = () => {
    stop = new AbortController()
    const { signal } = stop
    life = life.then(() => attend(signal))
  }
  start()

  return {
    list() {
      const others = listed.filter(({ path }) => path !== scanner.port)
      return [
        scanner,
        ...others.map(({ path, maker }) => view(`serial:${path}`, maker ?? path, path, 'notConfigured', 'serialPort')),
      ]
    },
    onChanged(listener) {
      listeners.push(listener)
    },
    onScan: queue.onScan,
    power(event) {
      stop.abort()
      onReason('opening')
      if (event === 'resume' && !isClosed) start()
    },
    async close() {
      isClosed = true
      stop.abort()
      queue.close()
      await life
    },
  }
}

function view(
  id: string,
  model: string,
  port: string | null,
  reason: DeviceView['reason'],
  kind: DeviceView['kind'] = 'scanner',
): DeviceView {
  return { id, kind, model, port, state: stateOf[reason], reason, lastReadingAt: null }
}

function namedTarget({ scanner: { port, baudRate, model } }: DeviceSettings): ScannerTarget | null {
  if (port === null) return null
  const manifest = scannerManifests[model ?? 'usbCom']
  return { path: port, baudRate: baudRate ?? manifest.baudRate, manifest }
}

function listedTarget(listed: readonly SerialPortInfo[], { scanner: { baudRate } }: DeviceSettings): ScannerTarget | null {
  const manifests: readonly ScannerManifest[] = Object.values(scannerManifests)
  for (const { path, vendorId } of listed) {
    const manifest = manifests.find(({ usbVendorIds }) => vendorId !== null && usbVendorIds.includes(vendorId))
    if (manifest) return { path, baudRate: baudRate ?? manifest.baudRate, manifest }
  }
  return null
}
