import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceSetting } from '../../src/shared/contract/devices.ts'
import { builtApplication } from '../windows/application.ts'
import { openDisplay } from '../windows/display.ts'
import { type LaunchedApplication, launchApplication } from '../windows/launch.ts'
import { give, openToAll, windowFolder } from '../windows/user.ts'
import { scannerAt, stationFile } from './deviceSettings.ts'
import { type CenterPlan, type MockCenter, startMockCenter } from './mockCenter.ts'
import { openPty, type Pty } from './pty.ts'

/** A pharmacy to show or to develop in: a mock center, a scanner that is a pseudo-terminal, and a data folder that knows both. */
export interface Shop {
  readonly dataFolder: string
  /** where the center says how it is reached, its administration included */
  readonly announceFile: string
  readonly center: MockCenter
  readonly scanner: Pty
  /** starts the built application on the shop's data; in real mode on data of its own, with a key store and without a center */
  launch(options?: { readonly mode?: 'training' | 'real' }): Promise<LaunchedApplication>
  /** ends the center and the scanner and deletes the data; applications are closed by whoever launched them */
  close(): Promise<void>
}

/** Opens a shop in a temporary folder, with these devices beside its scanner; the logs of center and application go to `logFolder`. */
export async function openShop(
  logFolder: string,
  plan: CenterPlan = {},
  moreDevices: readonly DeviceSetting[] = [],
): Promise<Shop> {
  const root = windowFolder()
  openToAll(root)
  const dataFolder = windowFolder(join(root, 'data'))
  const scanner = await openPty(join(root, 'counter'))
  writeFileSync(join(dataFolder, 'station.json'), stationFile(scannerAt(scanner.scannerPort), ...moreDevices), { mode: 0o644 })
  const announceFile = join(root, 'center.json')
  const center = await startMockCenter({ folder: root, announceFile, logFile: join(logFolder, 'center.log'), ...plan })
  // it is readable to its owner only, and the application is its reader
  give(announceFile)
  const display = await openDisplay()
  const home = windowFolder(join(root, 'home'))
  return {
    dataFolder,
    announceFile,
    center,
    scanner,
    launch: ({ mode = 'training' } = {}) =>
      launchApplication({
        application: builtApplication(),
        display,
        dataFolder: mode === 'real' ? windowFolder(join(root, 'real')) : dataFolder,
        home,
        logFile: join(logFolder, 'application.log'),
        environment: { RXCOUNTER_TEST_CENTER: announceFile },
        args: [`--mode=${mode}`],
        withKeyStore: mode === 'real',
      }),
    close: async () => {
      await center.kill()
      await scanner.close()
      display.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}
