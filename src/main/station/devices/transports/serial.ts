import { err, ok } from '../../../../shared/domain/result.ts'
import type { ListDevices } from '../inventory.ts'
import type { Timers } from '../timers.ts'
import { whyNotAccessible } from './access.ts'
import type { LinkFailure, OpenLink } from './link.ts'

/** A serial port as it is opened. */
export interface SerialAddress {
  readonly path: string
  readonly baudRate: number
}

export type SerialTransport = (address: SerialAddress, timers: Timers) => OpenLink

const HANG_UP_CHECK_MS = 1000

/** Opens a serial port (8 data bits, no parity, 1 stop bit, locked) and delivers its bytes until it is closed or lost. */
export const serialTransport: SerialTransport =
  ({ path, baudRate }, timers) =>
  async ({ onBytes, onLost }) => {
    // loaded when first needed: a native addon that does not load must cost the device, not the station
    const addon = await import('serialport').catch(() => null)
    if (addon === null) return err('addonMissing')
    const { SerialPort } = addon
    const port = new SerialPort({ path, baudRate, autoOpen: false })
    const error = await new Promise<Error | null>((resolve) => port.open(resolve))
    if (error) return err(await whyNotOpened(path, error.message))

    let over = false
    let check: unknown
    let tellEnd = (_isSent: false) => {}
    const ended = new Promise<false>((resolve) => {
      tellEnd = resolve
    })
    const end = () => {
      over = true
      timers.clearTimeout(check)
      tellEnd(false)
    }
    const lose = () => {
      if (over) return
      end()
      onLost()
    }
    // serialport 13 on Linux: when the device hangs up during a read, the read repeats for ever on "0 bytes" and no event comes. Any question
    // to the dead port fails, so one is asked now and then.
    const watch = () => {
      if (over) return
      check = timers.setTimeout(() => void port.port?.getBaudRate().then(watch, lose), HANG_UP_CHECK_MS)
    }
    port.on('data', (chunk: Uint8Array) => {
      if (!over) onBytes(chunk)
    })
    port.on('close', lose)
    port.on('end', lose)
    port.on('error', lose)
    if (process.platform === 'linux') watch()

    return ok({
      write(bytes) {
        const sent = new Promise<boolean>((resolve) => {
          if (over) return resolve(false)
          port.write(Buffer.from(bytes), (failed) => {
            if (failed) resolve(false)
            else port.drain((notDrained) => resolve(!notDrained))
          })
        })
        return Promise.race([sent, ended])
      },
      async close() {
        end()
        if (!port.isOpen) return
        await new Promise<void>((resolve) => port.flush(() => resolve()))
        await new Promise<void>((resolve) => port.close(() => resolve()))
      },
    })
  }

/**
 * Serialport only has texts: its own are constant, those of the C library follow the language of the computer, so the file system is asked
 * instead. Windows says "Access denied" when another program holds the port.
 */
async function whyNotOpened(path: string, message: string): Promise<LinkFailure> {
  if (message.includes('File not found')) return 'absent'
  if (message.includes('Access denied') || message.includes('Cannot lock port')) return 'busy'
  return whyNotAccessible(path)
}

/** The serial ports of this computer, without the nodes ttyS0 … that Linux keeps for ports that do not exist. Pseudo-terminals are in no list. */
export const listSerialPorts: ListDevices = async () => {
  const { SerialPort } = await import('serialport')
  const ports = await SerialPort.list()
  return ports
    .filter(({ path, vendorId }) => vendorId !== undefined || !/^\/dev\/ttyS\d+$/.test(path))
    .map(({ path, vendorId, productId, serialNumber, manufacturer }) => ({
      transport: 'serial' as const,
      path,
      vendorId: vendorId?.toLowerCase() ?? null,
      productId: productId?.toLowerCase() ?? null,
      serialNumber: serialNumber ?? null,
      usagePage: null,
      name: manufacturer ?? null,
    }))
}
