// The application with a mock center of its own, for developing: a change of the screens loads the page again, a change of anything else starts the
// application again on the same data. As in a release, the page comes from app:// under its content security policy; so there is no dev server.
import { spawnSync } from 'node:child_process'
import { watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMockCenter } from '../test/e2e/fixtures/mockCenter.ts'
import { openPty } from '../test/hardware/pty.ts'
import { fromRoot } from './bootstrap/paths.mjs'
import { builtApplication } from './windows/application.ts'
import { openDisplay } from './windows/display.ts'
import { type LaunchedApplication, launchApplication } from './windows/launch.ts'
import { give, openToAll, windowFolder } from './windows/user.ts'

/** An editor saves several files at once; this silence after the last one means that it is done. */
const SAVING_SETTLES_MS = 200

const root = windowFolder()
openToAll(root)
const data = windowFolder(join(root, 'data'))
const scanner = await openPty(join(root, 'counter'))
writeFileSync(join(data, 'station.json'), JSON.stringify({ scanner: { port: scanner.scannerPort } }), { mode: 0o644 })
const announceFile = join(root, 'center.json')
const center = await startMockCenter({ folder: root, announceFile, logFile: join(root, 'center.log') })
give(announceFile)
const display = await openDisplay()
const home = windowFolder(join(root, 'home'))

async function launch(): Promise<LaunchedApplication> {
  const logFile = join(root, 'application.log')
  return launchApplication({
    application: builtApplication(),
    display,
    dataFolder: data,
    home,
    logFile,
    environment: { RXCOUNTER_TEST_CENTER: announceFile },
  })
}

let application: LaunchedApplication | null = null
let turn: Promise<void> = Promise.resolve()

/** Builds what is there now and brings the application up to it; a build that fails leaves the application as it is. */
async function renew(isProgramChanged: boolean): Promise<void> {
  const isBuilt =
    spawnSync('electron-vite', ['build', '--logLevel', 'warn'], { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  if (!isBuilt) return
  if (application && !isProgramChanged) {
    await application.page.reload()
    process.stdout.write('dev: loaded the page again\n')
    return
  }
  const before = application
  application = null
  await before?.close()
  const launched = await launch()
  application = launched
  process.stdout.write(`dev: running on ${data}; the center's address and token are in ${announceFile}\n`)
  void launched.ended.then(() => {
    if (application === launched) void end()
  })
}

async function end(): Promise<void> {
  await application?.close()
  await center.kill()
  await scanner.close()
  display.close()
  process.exit(0)
}

let timer: NodeJS.Timeout | undefined
let isProgramChanged = false
function changed(path: string): void {
  isProgramChanged ||= !path.startsWith('renderer')
  clearTimeout(timer)
  timer = setTimeout(() => {
    const wasProgramChanged = isProgramChanged
    isProgramChanged = false
    turn = turn.then(() => renew(wasProgramChanged)).catch((error: Error) => void process.stderr.write(`dev: ${error.message}\n`))
  }, SAVING_SETTLES_MS)
}

watch(fromRoot('src'), { recursive: true }, (_event, name) => name && changed(name))
process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
await renew(true)
