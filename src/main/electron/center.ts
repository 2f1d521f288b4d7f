import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Logger } from 'pino'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { CenterAnnouncement, type CenterOffer } from '../../shared/contract/host.ts'
import { isLoopback } from '../../shared/domain/loopback.ts'
import { err, ok, type Result } from '../../shared/domain/result.ts'
import { type ChildProcess, createRestarts, exitOf, type Fork } from './childProcess.ts'

const RESTART_DELAYS = [0, 500, 2_000, 8_000, 8_000] as const
const FORGIVEN_AFTER = 60_000
const STOP_PATIENCE = 3_000
const WATCH_INTERVAL = 500

/** A mock center that has said where it is. */
export interface AnnouncedCenter {
  readonly offer: CenterOffer
  /** of its pages, with the token in the fragment: for the window that shows them, and for no log */
  readonly consoleUrl: string
}

/** What the training center tells the shell: how it is reached (null when it is away), or why that is refused. */
export type CenterListener = (center: Result<AnnouncedCenter | null, Failure>) => void

export interface TrainingCenter {
  stop(): Promise<void>
}

/**
 * Reads what a mock center announced. Null when `text` is no announcement; CENTER_NOT_LOOPBACK when it names any address that is
 * not this computer's own, because training never leaves it.
 */
export function readAnnouncement(text: string): Result<AnnouncedCenter, Failure> | null {
  const parsed = CenterAnnouncement.safeParse(parseJson(text))
  if (!parsed.success) return null
  const { connection, shop, consoleUrl } = parsed.data
  const addresses = [connection.voucherUrl, connection.insuranceUrl, connection.prescriptionUrl, consoleUrl]
  return addresses.every(isLoopback) ? ok({ offer: { connection, shop }, consoleUrl }) : err(failure('CENTER_NOT_LOOPBACK'))
}

/** Runs the mock center beside the application and starts it again when it dies, each time announcing where it is now. */
export function runTrainingCenter({
  fork,
  dataFolder,
  listener,
  log,
}: {
  readonly fork: Fork
  readonly dataFolder: string
  readonly listener: CenterListener
  readonly log: Logger
}): TrainingCenter {
  const restarts = createRestarts(RESTART_DELAYS, FORGIVEN_AFTER, Date.now)
  let child: ChildProcess | null = null
  let restartTimer: NodeJS.Timeout | undefined
  let isOver = false

  const run = (): void => {
    const process = fork('--port', '0', '--data', dataFolder, '--announce-file', `${dataFolder}/center.json`)
    child = process
    if (process.stdout !== null) {
      createInterface({ input: process.stdout }).on('line', (line) => {
        const announced = readAnnouncement(line)
        if (announced === null) return
        log.info({ ok: announced.ok }, 'training center announced')
        listener(announced)
      })
    }
    process.on('exit', (code) => {
      child = null
      log.warn({ code }, 'training center exited')
      if (isOver) return
      listener(ok(null))
      const delay = restarts.next()
      if (delay === null) log.error('training center given up')
      else restartTimer = setTimeout(run, delay)
    })
  }
  run()

  return {
    stop: async () => {
      isOver = true
      clearTimeout(restartTimer)
      if (child === null) return
      const exit = exitOf(child, STOP_PATIENCE)
      child.kill()
      await exit
    },
  }
}

/** Follows the announce file of a mock center that somebody else runs (test hooks only): now, and whenever it is written again. */
export function followTrainingCenter(file: string, listener: CenterListener): TrainingCenter {
  let heard = ''
  const read = (): void => {
    const text = textOf(file)
    const announced = text === heard ? null : readAnnouncement(text)
    if (announced === null) return
    heard = text
    listener(announced)
  }
  read()
  // read again and again, because a watcher misses what is written before its own first look
  const timer = setInterval(read, WATCH_INTERVAL)
  return { stop: async () => clearInterval(timer) }
}

/** Empty while the file is not there, or not ours to read yet. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
