import { isDeepStrictEqual } from 'node:util'
import { deviceCommands as commands } from '../../../shared/contract/commands/devices.ts'
import type { DeviceAddress } from '../../../shared/contract/devices.ts'
import { failure } from '../../../shared/contract/failures.ts'
import { isLoopback } from '../../../shared/domain/loopback.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import type { DeviceTest } from '../devices/deviceTest.ts'
import type { ManagedDevices } from '../devices/manager.ts'
import { fits, modelChoices } from '../devices/manifests.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { SettingsFile } from '../settings.ts'
import type { PapersWorkflow } from '../workflows/papers.ts'
import { emptied } from './signedIn.ts'

export interface DeviceHandlerPorts {
  readonly settings: SettingsFile
  readonly devices: Pick<ManagedDevices, 'configure' | 'look'>
  readonly deviceTest: DeviceTest
  readonly papers: Pick<PapersWorkflow, 'testPrint'>
  readonly changed: () => void
}

/** What stands on the counter. */
export function deviceHandlers(ports: DeviceHandlerPorts): Pick<Handlers, keyof typeof commands> {
  const { settings, devices, deviceTest, papers, changed } = ports
  return {
    'devices.settings': serve(commands['devices.settings'], () =>
      ok({ devices: settings.current().devices, models: modelChoices() }),
    ),
    'devices.save': serve(commands['devices.save'], ({ device }) => {
      const others = settings.current().devices.filter(({ id }) => id !== device.id)
      if (!fits(device.model, device.address)) return err(failure('DEVICE_MODEL_UNFIT'))
      if (others.some(({ address }) => isDeepStrictEqual(address, device.address))) return err(failure('DEVICE_ADDRESS_TAKEN'))
      if (isFar(device.address)) return err(failure('DEVICE_ADDRESS_FAR'))
      devices.configure(settings.change({ devices: [...others, device] }))
      return ok({})
    }),
    'devices.remove': serve(commands['devices.remove'], ({ id }) => {
      const { devices: before } = settings.current()
      const left = before.filter((device) => device.id !== id)
      if (left.length === before.length) return err(failure('DEVICE_UNKNOWN'))
      devices.configure(settings.change({ devices: left }))
      return ok({})
    }),
    'devices.test': serve(commands['devices.test'], ({ isOn }, session) => {
      if (isOn) {
        deviceTest.turnOn(session)
        devices.look()
      } else deviceTest.turnOff()
      changed()
      return ok({})
    }),
    'devices.testPrint': serve(commands['devices.testPrint'], async () => emptied(await papers.testPrint())),
  }
}

/** A bridge to a vendor's service gives away whose card it is: it has to be on this computer. */
function isFar(address: DeviceAddress): boolean {
  return address.transport === 'bridge' && !isLoopback(new URL(address.url).origin)
}
