import type { CardFailure, CardReading } from '../../../shared/domain/cards.ts'
import { missingCase, ok } from '../../../shared/domain/result.ts'
import type { CameReading } from '../../../shared/domain/scannerDoctor.ts'
import type { SystemPrinters } from '../systemPrinters.ts'
import { serveBridgedReader } from './drivers/cardReader/bridged.ts'
import { type CardReaderPorts, serveCardReader } from './drivers/cardReader/driver.ts'
import { serveLineReader } from './drivers/cardReader/lines.ts'
import { commonPassThrough, servePassThroughReader } from './drivers/cardReader/passThrough.ts'
import { serveIdentityReader } from './drivers/identityReader/driver.ts'
import { type PasswordPad, servePasswordPad } from './drivers/passwordPad/driver.ts'
import type { PrinterLink } from './drivers/printer/driver.ts'
import { servePrinter } from './drivers/printer/driver.ts'
import { serveScanner } from './drivers/scanner/driver.ts'
import { createHidPosProtocol } from './drivers/scanner/hidPos.ts'
import type { CardReaderManifest, Manifest } from './manifests.ts'
import type { Target } from './plan.ts'
import type { Serve, SlotEvents } from './slot.ts'
import { pause, type Timers } from './timers.ts'
import { createBridge } from './transports/bridge.ts'
import type { OpenCardReader } from './transports/cardLink.ts'
import type { HidTransport } from './transports/hid.ts'
import type { LinkEvents, OpenLink } from './transports/link.ts'
import { networkTransport } from './transports/network.ts'
import { overReports } from './transports/reports.ts'
import type { SerialTransport } from './transports/serial.ts'

/** Which way bytes went. */
export type Direction = 'in' | 'out'

export interface ServingPorts {
  readonly serial: SerialTransport
  readonly hid: HidTransport
  readonly pcsc: (reader: string, timers: Timers) => OpenCardReader
  readonly systemPrinters: Pick<SystemPrinters, 'list'>
  readonly timers: Timers
  /** epoch ms */
  readonly clock: () => number
  /** a reading of a scanner, as it was read */
  readonly onText: (deviceId: string, came: CameReading) => void
  readonly onCard: (deviceId: string, card: CardReading, photo: Uint8Array | null, at: number) => void
  readonly onCardFailure: (deviceId: string, failure: CardFailure, at: number) => void
  /** what papers go to from now on; null: this printer is gone */
  readonly onPrinter: (deviceId: string, link: PrinterLink | null) => void
  /** whom the patient's password is asked of from now on; null: this pad is gone */
  readonly onPad: (deviceId: string, pad: PasswordPad | null) => void
  /** every piece of bytes, for the live test; of what a card says or a patient types no more than how much it is */
  readonly onBytes: (deviceId: string, direction: Direction, bytes: Uint8Array) => void
}

/** One connection of a device, by what it is: the transport of its address and the driver of its kind. */
export function createServing(ports: ServingPorts): Serve {
  const { timers, clock, onText, onPrinter } = ports

  return async (target, path, signal, { onReason, onRead }) => {
    const { id, manifest } = target
    const open = linkOf(ports, target, path)
    const takeCard = (card: CardReading, photo: Uint8Array | null) => {
      onRead(clock())
      ports.onCard(id, card, photo, clock())
    }
    const cardPorts: CardReaderPorts = {
      timers,
      clock,
      signal,
      onReason,
      onCard: (card) => takeCard(card, null),
      onFailure: (failure) => ports.onCardFailure(id, failure, clock()),
    }
    switch (manifest.kind) {
      case 'scanner':
        return serveScanner({
          open,
          manifest: { ...manifest, silenceMs: target.choices.profile?.silenceMs ?? manifest.silenceMs },
          ...(target.address.transport === 'hid' && { protocol: createHidPosProtocol() }),
          timers,
          clock,
          signal,
          onReason,
          onReading: (came) => {
            onRead(came.at)
            onText(id, came)
          },
        })
      case 'identityReader':
        return serveIdentityReader({
          ...cardPorts,
          onCard: takeCard,
          open: manifest.reports === null ? open : overReports(open, manifest.reports),
        })
      case 'cardReader':
        return serveReader(ports, manifest, path, open, cardPorts)
      case 'passwordPad':
        return servePasswordPad({ open, shape: manifest.shape, timers, signal, onReason, onPad: (pad) => ports.onPad(id, pad) })
      case 'printer':
        if (target.address.transport === 'system') return serveSystemPrinter(ports, target.address.printer, signal, onReason)
        return servePrinter({
          open,
          baudRate: target.address.transport === 'serial' ? baudRateOf(target) : null,
          timers,
          signal,
          onReason,
          onLink: (link) => onPrinter(id, link),
        })
      default:
        return missingCase(manifest)
    }
  }
}

function serveReader(
  { timers, pcsc }: ServingPorts,
  { speaks, reports }: CardReaderManifest,
  path: string,
  open: OpenLink,
  cardPorts: CardReaderPorts,
): Promise<boolean> {
  switch (speaks) {
    case 'pcsc':
      return serveCardReader({ ...cardPorts, open: pcsc(path, timers) })
    case 'passThrough':
      return servePassThroughReader({
        ...cardPorts,
        open: reports === null ? open : overReports(open, reports),
        shape: commonPassThrough,
      })
    case 'line':
      return serveLineReader({ ...cardPorts, open })
    case 'bridge':
      return serveBridgedReader({ ...cardPorts, bridge: createBridge(path, cardPorts.signal) })
    default:
      return missingCase(speaks)
  }
}

/** How often the system is asked whether a printer is still among its own. */
const SYSTEM_LOOK_MS = 10_000

async function serveSystemPrinter(
  { timers, systemPrinters }: ServingPorts,
  name: string,
  signal: AbortSignal,
  onReason: SlotEvents['onReason'],
): Promise<boolean> {
  while (!signal.aborted) {
    if (!(await systemPrinters.list())?.includes(name)) {
      onReason('absent')
      return false
    }
    onReason('ready')
    await pause(timers, SYSTEM_LOOK_MS, signal)
  }
  return true
}

/** Of a device that is there as soon as it was set up. */
const nothingToOpen: OpenLink = async () => ok({ write: async () => false, close: async () => {} })

/** What opens a device that talks in bytes. */
function linkOf(ports: ServingPorts, target: Target, path: string): OpenLink {
  switch (target.address.transport) {
    case 'serial':
      return tapped(ports, target, ports.serial({ path, baudRate: baudRateOf(target) }, ports.timers))
    case 'hid':
      return tapped(ports, target, ports.hid({ path }))
    case 'network':
      return tapped(ports, target, networkTransport(target.address, ports.timers))
    case 'keyboard':
    case 'system':
    case 'pcsc':
    case 'bridge':
      return nothingToOpen
    default:
      return missingCase(target.address)
  }
}

const USUAL_BAUD_RATE = 9600

function baudRateOf({ address, manifest }: Target): number {
  return (address.transport === 'serial' ? address.baudRate : null) ?? manifest.baudRate ?? USUAL_BAUD_RATE
}

/** beyond ASCII, of which the live test shows nothing */
const BLANK = 0xff

/** Whether even the outline of what a device sends would tell of a person: packed dates, a picture, keys. */
function isSecret(manifest: Manifest): boolean {
  if (manifest.kind === 'cardReader') return manifest.speaks === 'passThrough'
  return manifest.kind === 'identityReader' || manifest.kind === 'passwordPad'
}

/** The same way to a device, with everything that passes shown. */
function tapped({ onBytes }: ServingPorts, { id, manifest }: Target, open: OpenLink): OpenLink {
  return async (events: LinkEvents) => {
    const opened = await open({
      onBytes(chunk) {
        onBytes(id, 'in', isSecret(manifest) ? new Uint8Array(chunk.length).fill(BLANK) : chunk)
        events.onBytes(chunk)
      },
      onLost: events.onLost,
    })
    if (!opened.ok) return opened
    const link = opened.value
    return {
      ok: true,
      value: {
        write(bytes) {
          onBytes(id, 'out', bytes)
          return link.write(bytes)
        },
        close: () => link.close(),
      },
    }
  }
}
