import { type ChildProcess, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fromRoot } from '../../scripts/bootstrap/paths.mjs'
import { startMockCenter } from '../../scripts/counter/mockCenter.ts'
import { type Application, builtApplication } from '../../scripts/windows/application.ts'
import type { Display } from '../../scripts/windows/display.ts'
import { start } from '../../scripts/windows/launch.ts'
import { give, openToAll, windowFolder } from '../../scripts/windows/user.ts'
import { median, type Row, row } from './figures.ts'
import { untilKeySeen } from './firstKey.ts'
import { memoryOf } from './memory.ts'

const PAIRS = 15
/**
 * A start is measured as on any day but the first in a shop: accounts, keys and the window's own storage are there. Chromium keeps a page's
 * compiled code from the second start on, so the third is the first like all later ones. Both windows are prepared alike.
 */
const STARTS_BEFORE = 3
/** until what a start has left behind is given back, ms */
export const REST = 1_000
const CLOSE_PATIENCE = 10_000

interface Contender {
  readonly application: Application
  readonly environment: Readonly<Record<string, string>>
  readonly display: Display
  /** what it keeps; every measured start gets a copy */
  readonly folder: string
}

interface Start {
  /** from the start of its process to a key that was pressed and stands in the field */
  readonly ms: number
  /** of all its processes, at rest */
  readonly megabytes: number
}

/** Starts the application and a bare Electron window by turns, each many times, and compares time and memory by their medians. */
export async function measureStarts(display: Display): Promise<readonly Row[]> {
  const root = windowFolder()
  openToAll(root)
  const announceFile = join(root, 'center.json')
  const center = await startMockCenter({ folder: root, announceFile, logFile: join(root, 'center.log') })
  give(announceFile)
  try {
    const counter = await prepared({
      application: builtApplication(),
      environment: { RXCOUNTER_TEST_CENTER: announceFile },
      display,
      folder: windowFolder(join(root, 'counter')),
    })
    const bare = await prepared({
      application: bareWindow(join(root, 'bare-window')),
      environment: {},
      display,
      folder: windowFolder(join(root, 'bare')),
    })
    return rowsOf(await pairs(counter, bare, root))
  } finally {
    await center.kill()
    rmSync(root, { recursive: true, force: true })
  }
}

async function prepared(contender: Contender): Promise<Contender> {
  for (let count = 0; count < STARTS_BEFORE; count++) await startOnce(contender, contender.folder)
  return contender
}

/** A copy of the bare window where the windows' user can read it, run by the same Electron as the application. */
export function bareWindow(folder: string): Application {
  cpSync(fromRoot('test/bench/bare-window'), folder, { recursive: true })
  openToAll(folder)
  return { executable: builtApplication().executable, args: [folder] }
}

interface Pair {
  readonly counter: Start
  readonly bare: Start
}

/** Who starts first changes from pair to pair; the first pair only warms the machine up. */
async function pairs(counter: Contender, bare: Contender, root: string): Promise<readonly Pair[]> {
  const fresh = async (contender: Contender): Promise<Start> => {
    const folder = join(root, 'fresh')
    spawnSync('cp', ['-a', contender.folder, folder])
    const measured = await startOnce(contender, folder)
    rmSync(folder, { recursive: true, force: true })
    return measured
  }
  const measured: Pair[] = []
  for (let index = 0; index <= PAIRS; index++) {
    // members are evaluated in the order in which they are written
    const pair: Pair =
      index % 2 === 0
        ? { counter: await fresh(counter), bare: await fresh(bare) }
        : { bare: await fresh(bare), counter: await fresh(counter) }
    measured.push(pair)
    process.stderr.write(`bench: start ${index}/${PAIRS}: ${wordsOf(pair.counter)}, bare window ${wordsOf(pair.bare)}\n`)
  }
  return measured.slice(1)
}

function wordsOf({ ms, megabytes }: Start): string {
  return `${Math.round(ms)} ms ${Math.round(megabytes)} MB`
}

export async function startOnce({ application, environment, display }: Contender, folder: string): Promise<Start> {
  const logFile = join(folder, 'application.log')
  rmSync(logFile, { force: true })
  const began = performance.now()
  const child = start({
    application,
    display,
    dataFolder: windowFolder(join(folder, 'data')),
    home: join(folder, 'home'),
    logFile,
    environment,
  })
  try {
    await untilKeySeen(() => readFileSync(logFile, 'utf8'))
    const ms = performance.now() - began
    await wait(REST)
    return { ms, megabytes: memoryOf(child.pid ?? 0) }
  } catch (error) {
    throw new Error(`${readFileSync(logFile, 'utf8').slice(-2000)}`, { cause: error })
  } finally {
    await quit(child)
  }
}

async function quit(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const killed = setTimeout(() => child.kill('SIGKILL'), CLOSE_PATIENCE)
  await gone
  clearTimeout(killed)
}

function rowsOf(measured: readonly Pair[]): readonly Row[] {
  const medians = (figure: keyof Start) => ({
    value: median(measured.map(({ counter }) => counter[figure])),
    baseline: median(measured.map(({ bare }) => bare[figure])),
  })
  return [
    row({ name: 'start', unit: 'ms', ...medians('ms'), aim: { of: 'ratio', is: '<=', limit: 1.8 } }),
    row({ name: 'memory', unit: 'MB', ...medians('megabytes'), aim: { of: 'ratio', is: '<=', limit: 1.5 } }),
  ]
}
