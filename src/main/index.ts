import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  MessageChannelMain,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  utilityProcess,
} from 'electron'
import { type Logger, pino } from 'pino'
import type { Failure } from '../shared/contract/failures.ts'
import { createCameraRule } from './electron/camera.ts'
import { type CenterListener, followTrainingCenter, runTrainingCenter } from './electron/center.ts'
import type { Fork } from './electron/childProcess.ts'
import { CONSOLE_DOOR, listenForKeys } from './electron/consoleDoor.ts'
import {
  CONSOLE_PARTITION,
  type ConsoleWindow,
  consoleWindowOptions,
  createConsoleWindow,
  isConsoleUrl,
  lockConsoleSession,
} from './electron/consoleWindow.ts'
import { lockCounterSession } from './electron/counterSession.ts'
import { type CustomerWindow, createCustomerWindow, customerWindowOptions, type Screens } from './electron/customerWindow.ts'
import { createLog } from './electron/log.ts'
import { guardNavigation } from './electron/navigation.ts'
import { APP_SCHEME, CUSTOMER_DOOR, isAppUrl } from './electron/origin.ts'
import { denyEverything } from './electron/permissions.ts'
import { connectPages } from './electron/ports.ts'
import { watchPower } from './electron/power.ts'
import { createPrinting, PRINT_PARTITION, type Printing, printWindowOptions } from './electron/printing.ts'
import { appScheme, createAppHandler } from './electron/protocol.ts'
import { readMasterKey, systemKeyStore } from './electron/secrets.ts'
import { readSettings, type Settings } from './electron/settings.ts'
import { startStation } from './electron/station.ts'
import { readTestHooks } from './electron/testHooks.ts'
import { type CounterWindow, openCounter, windowOptions } from './electron/window.ts'

const built = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

// whatever any of the four programs writes is for this user alone
process.umask(0o077)
const settings = readSettings({
  commandLine: process.argv.slice(1),
  isPackaged: app.isPackaged,
  name: app.getName(),
  electronVersion: process.versions.electron,
  // asked of Chromium itself, which knows every spelling of its own switches
  isDebuggable: ['remote-debugging-port', 'remote-debugging-pipe'].some((name) => app.commandLine.hasSwitch(name)),
  userData: app.getPath('userData'),
})
if (settings.ok) {
  // The single-instance lock and the window's own storage follow this path, so each data folder has its own.
  const profile = join(settings.value.dataFolder, 'window')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  app.setPath('userData', profile)
}
app.enableSandbox()
protocol.registerSchemesAsPrivileged([appScheme])
Menu.setApplicationMenu(null)

let customer: CustomerWindow | null = null
if (app.requestSingleInstanceLock()) {
  const log = settings.ok ? createLog(settings.value.dataFolder) : pino(pino.destination(2))
  const consoles = createConsoleWindow(
    () => new BrowserWindow(consoleWindowOptions(app.isPackaged)),
    (event, details) => log.error(details, event),
  )
  app.on('web-contents-created', (_event, contents) => {
    const onRefused = (attempt: string): void => log.warn({ attempt }, 'navigation refused')
    if (contents.session === session.fromPartition(CONSOLE_PARTITION)) {
      guardNavigation(contents, { isAllowed: (url) => isConsoleUrl(url, consoles.address), onRefused })
    } else {
      const toggleCustomer = (): void => customer?.toggle()
      const doors = new Map([
        [CONSOLE_DOOR, consoles.open],
        [CUSTOMER_DOOR, toggleCustomer],
      ])
      guardNavigation(contents, { isAllowed: isAppUrl, doors, onRefused })
      listenForKeys(
        contents,
        new Map([
          ['p', consoles.open],
          ['d', toggleCustomer],
        ]),
      )
    }
  })
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(
    () => start(consoles, log),
    (error: unknown) => log.fatal({ err: error }, 'not started'),
  )
} else {
  app.exit(0)
}

function start(consoles: ConsoleWindow, log: Logger): void {
  const camera = createCameraRule(ipcMain, () => log.warn('camera refused'))
  lockCounterSession(session.defaultSession, () => app.getPath('downloads'), camera)
  lockConsoleSession(session.fromPartition(CONSOLE_PARTITION), () => consoles.address)
  const serveFile = createAppHandler(built('renderer'))
  protocol.handle(APP_SCHEME, serveFile)
  const printing = createPrinting({ openWindow: () => new BrowserWindow(printWindowOptions()), serveFile, log })
  const printSession = session.fromPartition(PRINT_PARTITION)
  denyEverything(printSession)
  printSession.protocol.handle(APP_SCHEME, printing.handle)
  let window: CounterWindow | null = null
  let refused: Failure | null = null
  const refuse = (failure: Failure): void => {
    log.error({ failure }, 'refused')
    refused = failure
    window?.refuse(failure.code)
  }
  // first, because the window has nothing to show before they answer
  if (settings.ok) startPrograms(settings.value, { consoles, printing }, refuse, log)
  else refuse(settings.failure)
  const counter = new BrowserWindow(windowOptions({ preload: built('preload/preload.cjs'), isPackaged: app.isPackaged }))
  const onError = (event: string, details: object): void => log.error(details, event)
  const display = createCustomerWindow({
    create: () => new BrowserWindow(customerWindowOptions({ preload: built('preload/preload.cjs'), isPackaged: app.isPackaged })),
    screens: screensBeside(counter),
    onError,
  })
  customer = display
  // without a counter there is nothing to train, and nothing to show
  counter.once('closed', () => {
    consoles.close()
    display.close()
  })
  window = openCounter(counter, onError)
  if (refused !== null) refuse(refused)
  app.on('second-instance', () => window?.focus())
  log.info({ version: app.getVersion(), electron: process.versions.electron }, 'window opened')
}

/** Starts the station and, in training, the mock center; both live as long as the application. */
function startPrograms(
  { mode, dataFolder }: Settings,
  { consoles, printing }: { readonly consoles: Pick<ConsoleWindow, 'setAddress'>; readonly printing: Printing },
  refuse: (failure: Failure) => void,
  log: Logger,
): void {
  const masterKey = readMasterKey({
    file: join(dataFolder, 'master-key.json'),
    mode,
    keyStore: systemKeyStore(safeStorage, process.platform),
  })
  if (!masterKey.ok) {
    refuse(masterKey.failure)
    return
  }
  const { now, seed, centerFile } = readTestHooks(app.isPackaged, process.env)

  const station = startStation({
    fork: forkOf('station', 'inherit'),
    printing,
    start: { dataFolder, mode, masterKey: masterKey.value, test: now === null && seed === null ? null : { now, seed } },
    log,
  })
  station.onRefused(refuse)
  connectPages({
    ipcMain,
    createChannel: () => new MessageChannelMain(),
    station,
    audienceOf: (page) => (customer?.isPage(page) ? 'customer' : 'staff'),
    onRefused: () => log.warn('port refused'),
  })
  watchPower(powerMonitor, station.power)

  const programs: { stop(): Promise<void> }[] = [station]
  if (mode === 'training') programs.push(startCenter(centerFile, join(dataFolder, 'center')))
  app.on('will-quit', (event) => {
    if (programs.length === 0) return
    event.preventDefault()
    const stopped = programs.splice(0).map((program) => program.stop())
    Promise.all(stopped).then(
      () => app.quit(),
      (error: unknown) => log.error({ err: error }, 'not stopped'),
    )
  })

  function startCenter(announceFile: string | null, folder: string): { stop(): Promise<void> } {
    const listener: CenterListener = (center) => {
      const announced = center.ok ? center.value : null
      station.setCenter(announced?.offer ?? null)
      consoles.setAddress(announced?.consoleUrl ?? null)
      if (!center.ok) refuse(center.failure)
    }
    if (announceFile !== null) return followTrainingCenter(announceFile, listener)
    return runTrainingCenter({ fork: forkOf('center', 'pipe'), dataFolder: folder, listener, log })
  }
}

/** Starts one of our own programs in a process of its own. A packaged program's error output has no reader, and might quote a person's data. */
function forkOf(name: 'station' | 'center', stdout: 'pipe' | 'inherit'): Fork {
  const errors = app.isPackaged ? 'ignore' : 'inherit'
  return (...args) =>
    utilityProcess.fork(built(`main/${name}.js`), [...args], {
      serviceName: `rxcounter-${name}`,
      stdio: ['ignore', stdout === 'pipe' ? 'pipe' : errors, errors],
    })
}

/** The screen that does not hold the counter's own window. */
function screensBeside(counter: BrowserWindow): Screens {
  return {
    second: () => {
      // a screen may go while the program ends
      if (counter.isDestroyed()) return null
      const own = screen.getDisplayMatching(counter.getBounds()).id
      return screen.getAllDisplays().find(({ id }) => id !== own)?.workArea ?? null
    },
    onChanged: (listener) => {
      screen.on('display-added', listener)
      screen.on('display-removed', listener)
    },
  }
}
