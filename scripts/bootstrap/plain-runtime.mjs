// Turns the Electron of another program into a plain runtime: fuses as Electron ships them, and a default app.
// Usage: node plain-runtime.mjs FOLDER
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { fromRoot } from './paths.mjs'

const folder = process.argv[2]
await flipFuses(join(folder, 'electron'), {
  version: FuseVersion.V1,
  // its snapshot file is specific to the other program and was left out
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.EnableCookieEncryption]: true,
})
const asar = join(folder, 'resources/default_app.asar')
rmSync(asar, { force: true })
await createPackage(fromRoot('scripts/bootstrap/default-app'), asar)
