import { isDeepStrictEqual } from 'node:util'
import { deviceCommands as commands } from '../../../shared/contract/commands/devices.ts'
import type { DeviceAddress } from '../../../shared/contract/devices.ts'
import { failure } from '../../../shared/contract/failures.ts'
import type { Mode } from '../../../shared/contract/host.ts'
import { isLoopback } from '../../../shared/domain/loopback.ts'
import { isPrivateAddress } from '../../../shared/domain/privateAddress.ts'
import { err, ok } from '../../../shared/domain/result.ts'
import type { DeviceTest } from '../devices/deviceTest.ts'
import { settingOfFound } from '../devices/foundSettings.ts'
import type { ManagedDevices } from '../devices/manager.ts'
import { fits, manifestOf, modelChoices } from '../devices/manifests.ts'
import { type Handlers, serve } from '../dispatch.ts'
import type { SettingsFile } from '../settings.ts'
import type { SystemPrinters } from '../systemPrinters.ts'
import type { Work } from '../workers/work.ts'
import type { PapersWorkflow } from '../workflows/papers.ts'
import { printerFor } from '../workflows/paperWay.ts'
import { emptied } from './signedIn.ts'

export interface DeviceHandlerPorts {
  readonly mode: Mode
  readonly settings: SettingsFile
  readonly devices: Pick<ManagedDevices, 'configure' | 'look' | 'list' | 'printers' | 'printSheets'>
  readonly deviceTest: DeviceTest
  readonly papers: Pick<PapersWorkflow, 'testPrint'>
  readonly work: Pick<Work, 'run'>
  readonly clock: () => number
  readonly changed: () => void
  readonly systemPrinters: Pick<SystemPrinters, 'list'> | undefined
}

/** What stands on the counter. */
export function deviceHandlers(ports: DeviceHandlerPorts): Pick<Handlers, keyof typeof commands> {
  const { mode, settings, devices, deviceTest, papers, work, clock, changed, systemPrinters } = ports
  return {
    'devices.settings': serve(commands['devices.settings'], () =>
      ok({ devices: settings.current().devices, models: modelChoices() }),
    ),
    'devices.systemPrinters': serve(commands['devices.systemPrinters'], async () => {
      const names = (await systemPrinters?.list()) ?? null
      return names === null ? err(failure('SYSTEM_PRINTERS_SILENT')) : ok({ names })
    }),
    'devices.save': serve(commands['devices.save'], ({ device }) => {
      const others = settings.current().devices.filter(({ id }) => id !== device.id)
      if (!fits(device.model, device.address)) return err(failure('DEVICE_MODEL_UNFIT'))
      if (others.some(({ address }) => isDeepStrictEqual(address, device.address))) return err(failure('DEVICE_ADDRESS_TAKEN'))
      if (isFar(device.address)) return err(failure('DEVICE_ADDRESS_FAR'))
      if (others.some((other) => other.papers?.some((sort) => device.papers?.includes(sort))))
        return err(failure('DEVICE_PAPERS_TAKEN'))
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
    'devices.saveProfile': serve(commands['devices.saveProfile'], ({ deviceId, profile }) => {
      const known = settings.current().devices
      const device = known.find(({ id }) => id === deviceId) ?? settingOfFound(deviceId, devices.list(), known)
      if (device === null) return err(failure('DEVICE_UNKNOWN'))
      if (manifestOf(device.model)?.kind !== 'scanner') return err(failure('DEVICE_MODEL_UNFIT'))
      const others = known.filter(({ id }) => id !== device.id)
      devices.configure(settings.change({ devices: [...others, { ...device, profile }] }))
      return ok({ id: device.id })
    }),
    'devices.doctorSheet': serve(commands['devices.doctorSheet'], async () => {
      const sheet = await work.run('doctorSheet', { at: clock(), form: 'screen', mode })
      return ok({ base64: Buffer.from(sheet).toString('base64') })
    }),
    'devices.printDoctorSheet': serve(commands['devices.printDoctorSheet'], async () => {
      const printer = printerFor('a5', devices.printers())
      if (printer === null || printer.roll !== null) return err(failure('PRINTER_MISSING'))
      return emptied(await devices.printSheets(printer.id, await work.run('doctorSheet', { at: clock(), form: 'a4', mode })))
    }),
    'devices.testPrint': serve(commands['devices.testPrint'], async () => emptied(await papers.testPrint())),
  }
}

/** A bridge to a vendor's service gives away whose card it is, and a paper whose medicine: neither may leave the computer or the shop. */
function isFar(address: DeviceAddress): boolean {
  if (address.transport === 'network') return !isPrivateAddress(address.host)
  return address.transport === 'bridge' && !isLoopback(new URL(address.url).origin)
}
