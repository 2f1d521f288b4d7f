import { expect, onTestFinished, vi } from 'vitest'
import type { Reading } from '../../src/main/station/devices/devices.ts'
import { createDevices, type DevicesPorts, type ManagedDevices } from '../../src/main/station/devices/manager.ts'
import type { DeviceReason, DeviceSetting } from '../../src/shared/contract/devices.ts'

interface CounterDevices {
  readonly devices: ManagedDevices
  /** everything that was held out to the counter, in its order */
  readonly readings: readonly Reading[]
  /** what support is told */
  readonly logged: readonly string[]
  /** waits until the device says so */
  until(id: string, reason: DeviceReason): Promise<void>
  /** waits until these readings and no others came */
  untilRead(expected: readonly object[]): Promise<void>
}

/** The devices of a counter that were set up, over the real transports; closed when the test is over. The clock stands at 1 December 2026. */
export function startDevices(settings: readonly DeviceSetting[], ports: Partial<DevicesPorts> = {}): CounterDevices {
  const readings: Reading[] = []
  const logged: string[] = []
  const devices = createDevices({
    settings: { devices: settings },
    clock: () => Date.parse('2026-12-01T04:00:00Z'),
    log: { error: (_, message) => logged.push(message) },
    lists: {},
    ...ports,
  })
  devices.onReading(async (reading) => void readings.push(reading))
  onTestFinished(() => devices.close())
  const wait = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 })
  return {
    devices,
    readings,
    logged,
    until: (id, reason) => wait(() => expect(devices.list().find((device) => device.id === id)).toMatchObject({ reason })),
    untilRead: (expected) => wait(() => expect(readings).toMatchObject(expected)),
  }
}
