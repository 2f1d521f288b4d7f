// Brings a fresh machine to the point where every npm script works: system packages, npm packages, an Electron
// runtime and the SQLite addon for it. Uses nothing but Node itself, because it runs before anything is installed.
// All output goes to stderr: the scripts it stands in front of have a stdout that others read.
import { installDebianPackages } from './bootstrap/debian.mjs'
import { ensureElectronRuntime } from './bootstrap/electron-runtime.mjs'
import { ensureNodePackages } from './bootstrap/node-packages.mjs'
import { fail, say } from './bootstrap/report.mjs'
import { ensureSmartcardAddon } from './bootstrap/smartcard-addon.mjs'
import { ensureSqliteAddon } from './bootstrap/sqlite-addon.mjs'

const started = Date.now()
try {
  installDebianPackages()
  ensureNodePackages()
  const runtime = await ensureElectronRuntime()
  await ensureSqliteAddon(runtime)
  await ensureSmartcardAddon()
  say(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s (Electron ${runtime.version}, ${runtime.kind} runtime)`)
} catch (error) {
  fail(error)
}
