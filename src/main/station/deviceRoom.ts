import type { Logger } from 'pino'
import type { DeviceState } from '../../shared/contract/devices.ts'
import type { Mode } from '../../shared/contract/host.ts'
import type { Scan } from '../../shared/domain/scan.ts'
import type { Devices, Reading } from './devices/devices.ts'
import { createDeviceTest, type DeviceTest } from './devices/deviceTest.ts'
import { typedScanner } from './devices/foundSettings.ts'
import { createDevices } from './devices/manager.ts'
import { type DeviceHandlerPorts, deviceHandlers } from './handlers/devices.ts'
import { pictureHandlers } from './handlers/pictures.ts'
import { scanHandlers } from './handlers/scan.ts'
import { keepSettings, type StationSettings } from './settings.ts'
import type { SystemPrinters } from './systemPrinters.ts'
import type { Work } from './workers/work.ts'
import { createPictures } from './workflows/pictures.ts'

export interface DeviceRoomPorts {
  readonly mode: Mode
  /** where the settings are kept */
  readonly dataFolder: string
  readonly settings: StationSettings
  readonly clock: () => number
  readonly newId: () => string
  readonly log: Logger
  readonly work: Pick<Work, 'run' | 'readPicture'>
  readonly withDevices: <D extends Devices>(real: D) => D
  readonly systemPrinters: Pick<SystemPrinters, 'list' | 'print'> | undefined
  readonly changed: () => void
}

/** The part of the station that serves what stands on the counter. */
export interface DeviceRoom {
  readonly devices: Devices
  readonly test: DeviceTest
  /** whether a pad for the patient's password is in this state */
  hasPad(wanted: DeviceState): boolean
  /** `papers` prints the test pages */
  handlers(
    papers: DeviceHandlerPorts['papers'],
  ): ReturnType<typeof deviceHandlers> & ReturnType<typeof pictureHandlers> & ReturnType<typeof scanHandlers>
  /** From now on every reading is told of, and goes to `take` unless the devices are only tested. */
  begin(told: () => void, take: (reading: Reading) => Promise<void>): void
}

/** Puts together what serves the devices of the counter. */
export function createDeviceRoom(ports: DeviceRoomPorts): DeviceRoom {
  const { clock, newId, log, work, withDevices, systemPrinters, changed } = ports
  const settings = keepSettings(ports.dataFolder, ports.settings)
  const devices = withDevices(
    createDevices({ settings: ports.settings, clock, timers: globalThis, log, ...(systemPrinters && { systemPrinters }) }),
  )
  const test = createDeviceTest()
  const pictures = createPictures({ read: work.readPicture, takeReading: devices.takeReading, newId })

  function keepTyped(scan: Scan): void {
    const known = settings.current().devices
    const scanner = typedScanner(scan, known)
    if (scanner === null) return
    const next = { devices: [...known, scanner] }
    devices.configure(next)
    try {
      settings.change(next)
    } catch (error) {
      // it works all the same, and is found again by its next code after a start
      log.error({ err: error }, 'a scanner that types was not saved')
    }
  }

  return {
    devices,
    test,
    hasPad: (wanted) => devices.list().some(({ kind, state }) => kind === 'passwordPad' && state === wanted),
    handlers: (papers) => ({
      ...deviceHandlers({ ...ports, settings, devices, deviceTest: test, papers }),
      ...pictureHandlers({ pictures }),
      ...scanHandlers({ devices }),
    }),
    begin(told, take) {
      devices.onChanged(changed)
      devices.onBytes((deviceId, direction, bytes) => {
        if (test.pass(deviceId, direction, bytes, clock())) changed()
      })
      devices.onCame((deviceId, came) => {
        if (test.came(deviceId, came)) changed()
      })
      devices.onReading(async (reading) => {
        if (reading.kind === 'scan') keepTyped(reading.scan)
        told()
        if (test.take(reading)) return changed()
        return take(reading)
      })
    },
  }
}
