// The application with a mock center of its own, for developing: a change of the screens loads the page again, a change of anything else starts the
// application again on the same data. As in a release, the page comes from app:// under its content security policy; so there is no dev server.
import { mkdirSync, watch } from 'node:fs'
import { fromRoot } from './bootstrap/paths.mjs'
import { build } from './build.ts'
import { openShop } from './counter/shop.ts'
import type { LaunchedApplication } from './windows/launch.ts'

/** An editor saves several files at once; this silence after the last one means that it is done. */
const SAVING_SETTLES_MS = 200

const logs = fromRoot('out/dev')
mkdirSync(logs, { recursive: true })
const shop = await openShop(logs)
let application: LaunchedApplication | null = null
let turn: Promise<void> = Promise.resolve()

/** Builds what is there now and brings the application up to it; a build that fails leaves the application as it is. */
async function renew(isProgramChanged: boolean): Promise<void> {
  if (!build()) return
  if (application && !isProgramChanged) {
    await application.page.reload()
    process.stdout.write('dev: loaded the page again\n')
    return
  }
  const before = application
  application = null
  await before?.close()
  const launched = await shop.launch()
  application = launched
  process.stdout.write(`dev: running on ${shop.dataFolder}; the center's address and token are in ${shop.announceFile}\n`)
  void launched.ended.then(() => {
    if (application === launched) void end()
  })
}

async function end(): Promise<void> {
  await application?.close()
  await shop.close()
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
// the center serves what was built last: nothing of the application starts again
watch(fromRoot('server-mock/console'), { recursive: true }, () => changed('renderer'))
process.once('SIGINT', () => void end())
process.once('SIGTERM', () => void end())
await renew(true)
