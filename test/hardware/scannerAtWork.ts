import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import { scannerAt } from '../../scripts/counter/deviceSettings.ts'
import { openPty, type Pty } from '../../scripts/counter/pty.ts'
import type { Devices } from '../../src/main/station/devices/devices.ts'
import { createDevices } from '../../src/main/station/devices/manager.ts'
import type { Timers } from '../../src/main/station/devices/timers.ts'
import type { DeviceView } from '../../src/shared/contract/devices.ts'
import type { Scan } from '../../src/shared/domain/scan.ts'

/** A folder that is gone when the test is over. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rxcounter-pty-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A pseudo-terminal that is gone when the test is over. */
export async function usePty(): Promise<Pty> {
  const pty = await openPty(await makeFolder())
  onTestFinished(() => pty.close())
  return pty
}

interface ScannerAtWork {
  readonly devices: Devices
  readonly scans: readonly Scan[]
  /** the clock of the devices; stands still unless the test moves it */
  readonly clock: { now: number }
  /** waits until the scanner says so */
  until(reason: DeviceView['reason']): Promise<void>
  /** waits until exactly these texts have been scanned */
  untilTexts(texts: readonly string[]): Promise<void>
}

/** The devices of a counter at a real serial port, closed when the test is over. */
export function startScanner(
  { port, ...change }: { readonly port: string; readonly model?: string },
  timers: Timers = globalThis,
): ScannerAtWork {
  const clock = { now: 0 }
  const scans: Scan[] = []
  const devices = createDevices({
    settings: { devices: [scannerAt(port, change)] },
    clock: () => clock.now,
    timers,
    log: { error: () => {} },
    lists: {},
  })
  devices.onReading(async (reading) => void (reading.kind === 'scan' && scans.push(reading.scan)))
  onTestFinished(() => devices.close())
  const wait = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 })
  return {
    devices,
    scans,
    clock,
    until: (reason) => wait(() => expect(devices.list()[0]).toMatchObject({ reason })),
    untilTexts: (texts) => wait(() => expect(scans.map(({ text }) => text)).toEqual(texts)),
  }
}
