import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SerialPort } from 'serialport'
import { createDevices, type DevicesPorts, type ManagedDevices } from '../../../src/main/station/devices/manager.ts'
import type { DeviceSetting, DeviceState } from '../../../src/shared/contract/devices.ts'

/** How long a device may take to say what is waited for before the measure is given up. */
const PATIENCE_MS = 30_000

/** What is to be ended after a measure, the last first. */
export type Ends = (() => unknown)[]

export function tell(text: string): void {
  process.stderr.write(`bench:hardware: ${text}\n`)
}

export async function makeFolder(ends: Ends): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rxcounter-hardware-'))
  ends.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The devices of a counter over the real transports, which say on stderr what support would be told. */
export function startDevices(ends: Ends, settings: readonly DeviceSetting[], ports: Partial<DevicesPorts> = {}): ManagedDevices {
  const devices = createDevices({
    settings: { devices: settings },
    clock: Date.now,
    log: { error: (_, message) => tell(message) },
    lists: {},
    ...ports,
  })
  ends.push(devices.close)
  return devices
}

/** Waits until a device of this name is in the state, as the list of devices says it; throws when it takes too long. */
export async function until(devices: ManagedDevices, id: string, state: DeviceState): Promise<void> {
  await untilTrue(() => devices.list().find((device) => device.id === id)?.state === state, `${id} ${state}`)
}

export async function untilTrue(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const patience = AbortSignal.timeout(PATIENCE_MS)
  while (!(await isSo())) {
    if (patience.aborted) throw new Error(`waited in vain for: ${what}`)
    await pause(1)
  }
}

/** ms that it took */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/** A serial port with nothing behind it. */
export async function openBarePort(path: string): Promise<SerialPort> {
  const port = new SerialPort({ path, baudRate: 9600, autoOpen: false })
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())))
  return port
}

export async function closePort(port: SerialPort): Promise<void> {
  if (port.isOpen) await new Promise((resolve) => port.close(resolve))
}

/** What a bare reader makes of the bytes of a scanner: texts that end in CR. */
export function onBareCode(port: SerialPort, take: (code: string) => void): void {
  let read = ''
  port.on('data', (chunk: Buffer) => {
    read += chunk.toString('latin1')
    for (let end = read.indexOf('\r'); end >= 0; end = read.indexOf('\r')) {
      take(read.slice(0, end))
      read = read.slice(end + 1)
    }
  })
}
