import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import type { Application } from './application.ts'
import type { Display } from './display.ts'
import { windowFolder, windowUser } from './user.ts'

export interface Launch {
  readonly application: Application
  readonly display: Display
  readonly dataFolder: string
  /** home of the windows' user during this launch; one that was used before brings its key ring back */
  readonly home: string
  /** takes stdout and stderr of all its processes */
  readonly logFile: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** in a D-Bus session of its own with an unlocked gnome-keyring; without it there is no key store */
  readonly withKeyStore?: boolean
}

export interface LaunchedApplication {
  /** of its debugging port, for `connect` */
  readonly address: string
  readonly browser: Browser
  readonly page: Page
  /** of the Electron main process */
  readonly pid: number
  /** resolves when the launched program, key store session included, has ended */
  readonly ended: Promise<number | null>
  /** quits it as closing its window would, and kills it when it does not end */
  close(): Promise<void>
  /** ends all its processes at once, as a power cut would */
  kill(): Promise<void>
  /** leaves it running when this program ends */
  keep(): Promise<void>
}

const START_PATIENCE = 30_000
const CLOSE_PATIENCE = 10_000
const ATTACH_PATIENCE = 8_000
const ATTACH_ATTEMPTS = 3
// root's own folders are closed to the windows' user
const ownPath = windowUser === null ? {} : { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' }
const KEY_STORE_SESSION = 'eval "$(printf test | gnome-keyring-daemon --unlock --components=secrets)"; exec "$0" "$@"'

/**
 * Starts the application in its own processes, sandboxed, and takes hold of its window over the debugging port. It starts every kind of build
 * alike, fused packages too. When this is root, the application alone runs as the windows' user. Throws with the end of its output
 * when no window comes.
 */
export async function launchApplication(launch: Launch): Promise<LaunchedApplication> {
  // an earlier launch may have written to the same file
  const offset = existsSync(launch.logFile) ? readFileSync(launch.logFile, 'utf8').length : 0
  const output = (): string => readFileSync(launch.logFile, 'utf8').slice(offset)
  const child = start(launch)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    const address = await debuggingAddress(child, output)
    const { browser, page } = await connect(address)
    const pid = await mainProcessId(browser)
    return {
      address,
      browser,
      page,
      pid,
      ended,
      close: async () => {
        await browser.close()
        signal(pid, 'SIGTERM')
        const killed = setTimeout(() => killAll(child), CLOSE_PATIENCE)
        await ended
        clearTimeout(killed)
      },
      kill: async () => {
        killAll(child)
        await ended
      },
      keep: async () => {
        await browser.close()
        child.unref()
      },
    }
  } catch (error) {
    killAll(child)
    throw new Error(`no window came; its output ends with:\n${output().slice(-3000)}`, { cause: error })
  }
}

/** Starts the application without waiting for a window: for starts that end by themselves. */
export function start({
  application,
  display,
  dataFolder,
  home,
  logFile,
  args = [],
  environment = {},
  withKeyStore = false,
}: Launch): ChildProcess {
  windowFolder(home)
  const store = withKeyStore ? 'gnome-libsecret' : 'basic'
  const command = [
    ...(withKeyStore ? ['dbus-run-session', '--', 'bash', '-c', KEY_STORE_SESSION] : []),
    application.executable,
    ...application.args,
    '--remote-debugging-port=0',
    `--password-store=${store}`,
    `--data-folder=${dataFolder}`,
    ...args,
  ]
  // both would change what Electron is
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _node, ...inherited } = process.env
  const [program = '', ...rest] = command
  const log = openSync(logFile, 'a')
  const child = spawn(program, rest, {
    ...windowUser,
    cwd: home,
    env: {
      ...inherited,
      ...ownPath,
      ...display.environment,
      HOME: home,
      XDG_CONFIG_HOME: home,
      XDG_RUNTIME_DIR: home,
      ...environment,
    },
    stdio: ['ignore', log, log],
    // a group of its own, so that it can be ended with everything it started
    detached: true,
  })
  closeSync(log)
  return child
}

async function debuggingAddress(child: ChildProcess, output: () => string): Promise<string> {
  const giveUpAt = Date.now() + START_PATIENCE
  while (Date.now() < giveUpAt) {
    const address = /DevTools listening on (ws:\S+)/.exec(output())?.[1]
    if (address !== undefined) return address
    if (child.exitCode !== null) throw new Error(`it ended with exit code ${child.exitCode}`)
    await wait(20)
  }
  throw new Error('it opened no debugging port')
}

/** Takes hold of the window behind a debugging port; again when its renderer has died, which ends the page for whoever held it. */
export async function connect(address: string): Promise<{ readonly browser: Browser; readonly page: Page }> {
  await windowIsThere(address)
  const browser = await attach(address)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('it has no browser context')
  const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: START_PATIENCE }))
  await page.waitForURL((url) => url.protocol === 'app:', { timeout: START_PATIENCE })
  return { browser, page }
}

const Targets = z.array(z.object({ type: z.string(), url: z.string() }))

/** Waits until the window is among the targets: whoever attaches while it is being made may wait for an answer for ever. */
async function windowIsThere(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`
  const giveUpAt = Date.now() + START_PATIENCE
  while (Date.now() < giveUpAt) {
    const targets = await fetch(list).then(async (response) => Targets.parse(await response.json()))
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('app:'))) return
    await wait(50)
  }
  throw new Error('it opened no window')
}

/** A renderer that starts at this very moment can leave the first attempt without an answer; the next one gets it. */
async function attach(address: string): Promise<Browser> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await chromium.connectOverCDP(address, { timeout: ATTACH_PATIENCE })
    } catch (error) {
      if (attempt === ATTACH_ATTEMPTS) throw error
    }
  }
}

/**
 * Ids of its processes of one type as Chromium names them: `browser` (the Electron main process), `renderer`, `node.mojom.NodeService` (station and
 * center), in the order they were started.
 */
export async function processIds(browser: Browser, type: string): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo
    .filter((info) => info.type === type)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
}

async function mainProcessId(browser: Browser): Promise<number> {
  const [pid] = await processIds(browser, 'browser')
  if (pid === undefined) throw new Error('it names no main process')
  return pid
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it has ended already
  }
}

function killAll(child: ChildProcess): void {
  if (child.pid !== undefined) signal(-child.pid, 'SIGKILL')
}
