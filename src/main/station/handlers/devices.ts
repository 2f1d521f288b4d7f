import { deviceCommands as commands } from '../../../shared/contract/commands/devices.ts'
import { ok } from '../../../shared/domain/result.ts'
import type { DeviceTest } from '../devices/deviceTest.ts'
import type { ManagedDevices } from '../devices/manager.ts'
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
    'devices.settings': serve(commands['devices.settings'], () => {
      const { scanner, printer } = settings.current()
      return ok({
        scanner: { port: scanner.port, baudRate: scanner.baudRate ?? null },
        printer: { port: printer.port, baudRate: printer.baudRate ?? null },
      })
    }),
    'devices.setScanner': serve(commands['devices.setScanner'], ({ port, baudRate }) => {
      const { scanner } = settings.current()
      devices.configure(settings.change({ scanner: { ...scanner, port, baudRate } }))
      return ok({})
    }),
    'devices.setPrinter': serve(commands['devices.setPrinter'], ({ port, baudRate }) => {
      devices.configure(settings.change({ printer: { port, baudRate } }))
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
