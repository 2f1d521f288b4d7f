import type { CardFailure, CardReading } from '../../../shared/domain/cards.ts'
import { missingCase } from '../../../shared/domain/result.ts'
import { serveIdentityReader } from './drivers/identityReader/driver.ts'
import type { PrinterLink } from './drivers/printer/driver.ts'
import { servePrinter } from './drivers/printer/driver.ts'
import { serveScanner } from './drivers/scanner/driver.ts'
import { createHidPosProtocol } from './drivers/scanner/hidPos.ts'
import type { Target } from './plan.ts'
import type { Serve } from './slot.ts'
import type { Timers } from './timers.ts'
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
  readonly timers: Timers
  /** epoch ms */
  readonly clock: () => number
  /** a reading of a scanner, as it was read */
  readonly onText: (deviceId: string, text: string, at: number) => void
  readonly onCard: (deviceId: string, card: CardReading, at: number) => void
  readonly onCardFailure: (deviceId: string, failure: CardFailure, at: number) => void
  /** what papers go to from now on; null: this printer is gone */
  readonly onPrinter: (deviceId: string, link: PrinterLink | null) => void
  /** every piece of bytes, for the live test */
  readonly onBytes: (deviceId: string, direction: Direction, bytes: Uint8Array) => void
}

/** One connection of a device, by what it is: the transport of its address and the driver of its kind. */
export function createServing(ports: ServingPorts): Serve {
  const { timers, clock, onText, onPrinter } = ports

  return async (target, path, signal, { onReason, onRead }) => {
    const { id, manifest } = target
    const open = linkOf(ports, target, path)
    if (open === null) {
      onReason('ready')
      await aborted(signal)
      return true
    }
    switch (manifest.kind) {
      case 'scanner':
        return serveScanner({
          open,
          manifest,
          ...(target.address.transport === 'hid' && { protocol: createHidPosProtocol() }),
          timers,
          clock,
          signal,
          onReason,
          onReading: (text, at) => {
            onRead(at)
            onText(id, text, at)
          },
        })
      case 'identityReader':
        return serveIdentityReader({
          open: manifest.reports === null ? open : overReports(open, manifest.reports),
          timers,
          clock,
          signal,
          onReason,
          onCard: (card) => {
            onRead(clock())
            ports.onCard(id, card, clock())
          },
          onFailure: (failure) => ports.onCardFailure(id, failure, clock()),
        })
      case 'printer':
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

/** What opens a device that talks in bytes; null where nothing has to be opened. */
function linkOf(ports: ServingPorts, target: Target, path: string): OpenLink | null {
  switch (target.address.transport) {
    case 'serial':
      return tapped(ports, target.id, ports.serial({ path, baudRate: baudRateOf(target) }, ports.timers))
    case 'hid':
      return tapped(ports, target.id, ports.hid({ path }))
    case 'network':
      return tapped(ports, target.id, networkTransport(target.address, ports.timers))
    default:
      return null
  }
}

const USUAL_BAUD_RATE = 9600

function baudRateOf({ address, manifest }: Target): number {
  return (address.transport === 'serial' ? address.baudRate : null) ?? manifest.baudRate ?? USUAL_BAUD_RATE
}

/** The same way to a device, with everything that passes shown. */
function tapped({ onBytes }: ServingPorts, id: string, open: OpenLink): OpenLink {
  return async (events: LinkEvents) => {
    const opened = await open({
      onBytes(chunk) {
        onBytes(id, 'in', chunk)
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

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve())
  })
}
