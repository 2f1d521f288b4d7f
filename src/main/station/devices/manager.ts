import { isDeepStrictEqual } from 'node:util'
import type { DeviceState, DeviceView } from '../../../shared/contract/devices.ts'
import { failure } from '../../../shared/contract/failures.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import { classifyScan } from '../../../shared/domain/scan.ts'
import { nationalScanShapes } from '../../../shared/domain/scanShapes.ts'
import type { Devices } from './devices.ts'
import { type PrinterLink, servePrinter } from './drivers/printer/driver.ts'
import { serveScanner } from './drivers/scanner/driver.ts'
import { createKeeper } from './keeper.ts'
import { printerManifest, type ScannerManifest, type ScannerModel, scannerManifests } from './manifests.ts'
import { createRepeatFilter, createScanQueue, type DeviceLog } from './scanQueue.ts'
import type { Timers } from './timers.ts'
import {
  type ListSerial,
  listSerialPorts,
  type SerialAddress,
  type SerialPortInfo,
  type SerialTransport,
  serialTransport,
} from './transports/serial.ts'

export interface DeviceSettings {
  readonly scanner: {
    /** path or name of the serial port; null: the first listed port whose USB maker is in a manifest */
    readonly port: string | null
    /** where it differs from the manifest's */
    readonly baudRate?: number | undefined
    /** the manifest of a named port, `usbCom` if not given */
    readonly model?: ScannerModel | undefined
  }
  readonly printer: {
    /** path or name of the serial port; null: there is none */
    readonly port: string | null
    readonly baudRate?: number | undefined
  }
}

/** The devices, with what only the settings of the computer have to do with. */
export interface ManagedDevices extends Devices {
  /** from now on these settings; what has others is closed and opened anew, the rest goes on */
  configure(settings: DeviceSettings): void
  /** looks for serial ports that came or went */
  look(): void
}

export interface DevicesPorts {
  readonly settings: DeviceSettings
  readonly clock: () => number
  readonly timers?: Timers
  readonly log: DeviceLog
  readonly listPorts?: ListSerial
  readonly serial?: SerialTransport
}

interface ScannerTarget extends SerialAddress {
  readonly manifest: ScannerManifest
}

const SCANNER_ID = 'scanner'
const PRINTER_ID = 'printer'
const REPEAT_WINDOW_MS = 300

const stateOf = Object.freeze({
  opening: 'connecting',
  ready: 'connected',
  notConfigured: 'disconnected',
  absent: 'disconnected',
  unplugged: 'disconnected',
  denied: 'error',
  busy: 'error',
  noPaper: 'error',
  coverOpen: 'error',
  noAnswer: 'error',
  addonMissing: 'error',
  serviceMissing: 'error',
  failed: 'error',
} as const satisfies Record<DeviceView['reason'], DeviceState>)

/**
 * Starts the devices of the counter: one serial scanner, and one receipt printer where the settings name its port. Each is opened at once, tried again for as
 * long as it cannot be opened or found, and reopened when it comes back. Serial ports that are neither are listed as `notConfigured`.
 */
export function createDevices(ports: DevicesPorts): ManagedDevices {
  const { clock, timers = globalThis, log, listPorts = listSerialPorts, serial = serialTransport } = ports
  let { settings } = ports
  const queue = createScanQueue(log)
  const isRepeat = createRepeatFilter(REPEAT_WINDOW_MS)
  const listeners: (() => void)[] = []
  let listed: readonly SerialPortInfo[] = []
  let canList = true
  let scanner = scannerView(settings)
  let printer = printerView(settings)
  let printerLink: PrinterLink | null = null

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const updateScanner = (change: Partial<DeviceView>) => {
    scanner = { ...scanner, ...change }
    changed()
  }
  const onScannerReason = (reason: DeviceView['reason']) => {
    if (isNews(scanner, reason)) updateScanner({ reason, state: stateOf[reason] })
  }
  const onPrinterReason = (reason: DeviceView['reason']) => {
    if (printer === null || !isNews(printer, reason)) return
    printer = { ...printer, reason, state: stateOf[reason] }
    changed()
  }
  const onReading = (reading: string, at: number) => {
    const scan = classifyScan(reading, nationalScanShapes)
    updateScanner({ lastReadingAt: at })
    if (!isRepeat(scan.text, at)) queue.add({ ...scan, deviceId: SCANNER_ID, at })
  }

  const look = async (signal?: AbortSignal) => {
    const before = listed
    try {
      listed = await listPorts()
      canList = true
    } catch (error) {
      if (canList) log.error({ err: error }, 'the serial ports cannot be listed')
      canList = false
    }
    if (!signal?.aborted && !isDeepStrictEqual(listed, before)) changed()
  }

  const scannerKeeper = createKeeper(timers, async (signal, attempt) => {
    const named = namedTarget(settings)
    // listing may be slow (Linux starts a program for it): a named port neither waits for it nor repeats it at every attempt
    const looking = named && attempt > 0 ? null : look(signal)
    if (!named) await looking
    const target = named ?? listedTarget(listed, settings)
    if (target === null) {
      if (!signal.aborted) onScannerReason('absent')
      return false
    }
    if (target.path !== scanner.port) updateScanner({ port: target.path, model: target.manifest.model })
    return serveScanner({
      open: serial(target, timers),
      manifest: target.manifest,
      timers,
      clock,
      signal,
      onReason: onScannerReason,
      onReading,
    })
  })

  const printerKeeper = createKeeper(timers, async (signal) => {
    const target = printerTarget(settings)
    if (target === null) return false
    const onLink = (link: PrinterLink | null) => {
      printerLink = link
    }
    return servePrinter({
      open: serial(target, timers),
      baudRate: target.baudRate,
      timers,
      signal,
      onReason: onPrinterReason,
      onLink,
    })
  })

  let isAwake = true
  const startPrinter = () => {
    if (isAwake && printer !== null) printerKeeper.start()
  }
  const startAll = () => {
    scannerKeeper.start()
    startPrinter()
  }
  const stopAll = () => {
    scannerKeeper.stop()
    printerKeeper.stop()
  }
  startAll()

  let isClosed = false
  return {
    list() {
      const others = listed.filter(({ path }) => path !== scanner.port && path !== printer?.port)
      return [
        scanner,
        ...(printer ? [printer] : []),
        ...others.map(({ path, maker }) => view('unknown', `serial:${path}`, maker ?? path, path, 'notConfigured')),
      ]
    },
    onChanged(listener) {
      listeners.push(listener)
    },
    onScan: queue.onScan,
    hasPrinter: () => printer !== null,
    async print(bytes) {
      if (printer === null) return err(failure('PRINTER_MISSING'))
      const isPrinted = await printerLink?.print(bytes)
      return isPrinted ? ok(undefined) : err(failure('PRINTER_FAILED'))
    },
    configure(next) {
      const before = settings
      settings = next
      if (!isDeepStrictEqual(next.scanner, before.scanner)) {
        scannerKeeper.stop()
        scanner = scannerView(next)
        if (isAwake) scannerKeeper.start()
      }
      if (!isDeepStrictEqual(next.printer, before.printer)) {
        printerKeeper.stop()
        printer = printerView(next)
        startPrinter()
      }
      changed()
    },
    look: () => void look(),
    power(event) {
      stopAll()
      isAwake = event === 'resume'
      onScannerReason('opening')
      onPrinterReason('opening')
      if (isAwake && !isClosed) startAll()
    },
    async close() {
      isClosed = true
      stopAll()
      queue.close()
      await Promise.all([scannerKeeper.ended(), printerKeeper.ended()])
    },
  }
}

/** A device that was pulled out is also absent at every later attempt, but the first word helps more. */
function isNews({ reason: before }: DeviceView, reason: DeviceView['reason']): boolean {
  return reason !== before && !(reason === 'absent' && before === 'unplugged')
}

function view(
  kind: DeviceView['kind'],
  id: string,
  model: string,
  port: string | null,
  reason: DeviceView['reason'],
): DeviceView {
  return { id, kind, model, transport: 'serial', port, state: stateOf[reason], reason, lastReadingAt: null }
}

function scannerView(settings: DeviceSettings): DeviceView {
  const named = namedTarget(settings)
  const { model } = named?.manifest ?? scannerManifests.usbCom
  return view('scanner', SCANNER_ID, model, named?.path ?? null, 'opening')
}

/** null where there is none */
function printerView({ printer: { port } }: DeviceSettings): DeviceView | null {
  return port === null ? null : view('printer', PRINTER_ID, printerManifest.model, port, 'opening')
}

function printerTarget({ printer: { port, baudRate } }: DeviceSettings): SerialAddress | null {
  return port === null ? null : { path: port, baudRate: baudRate ?? printerManifest.baudRate }
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
