import { createHash, randomBytes, randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { type Logger, pino } from 'pino'
import { monotonicFactory } from 'ulid'
import type { Failure } from '../../shared/contract/failures.ts'
import { HostMessage, type StationMessage } from '../../shared/contract/host.ts'
import type { Result } from '../../shared/domain/result.ts'
import { cardService } from './devices/transports/pcscService.ts'
import type { Host, Port } from './host.ts'
import { readSettings } from './settings.ts'
import { createStation, type Station } from './station.ts'
import { createSystemPrinters, type PrinterAnswer, type SystemPrinters } from './systemPrinters.ts'

type StartMessage = Extract<HostMessage, { kind: 'start' }>

/** Lives as its host says: the first message must be `start`; messages are taken strictly one after the other. */
export function runStation(host: Host): void {
  let station: Station | null = null
  let turn: Promise<void> = Promise.resolve()
  /** goes to stderr until the data folder is known */
  let log = pino({ base: null }, pino.destination(2))
  endOnBugs(() => log)
  const printers = createSystemPrinters(say)

  function say(message: StationMessage): void {
    host.post(message)
  }

  async function take(message: Exclude<HostMessage, PrinterAnswer>, ports: readonly Port[]): Promise<void> {
    switch (message.kind) {
      case 'start': {
        log = openLog(message.dataFolder)
        const started = await start(message, { log, say, printers })
        if (started.ok) station = started.value
        say(started.ok ? { kind: 'ready' } : { kind: 'refused', failure: started.failure })
        return
      }
      case 'center':
        return station?.setCenter(message.center)
      case 'attach':
        if (ports[0]) station?.attach(ports[0], message.window, message.resume, message.audience)
        return
      case 'power':
        return station?.power(message.event)
      case 'stop':
        await station?.close()
        say({ kind: 'stopped' })
        endProcess(0)
    }
  }

  host.onMessage((raw, ports) => {
    const message = HostMessage.parse(raw)
    // not in turn: whatever is in turn may be waiting for it
    if (message.kind === 'printers' || message.kind === 'printed') return printers.answered(message)
    turn = turn.then(() => take(message, ports))
  })
}

/**
 * A bug ends the process, and the host starts it again: half a step must not stay on the screen. Newer Electrons only warn of a promise that
 * nobody handles, so it is not left to them.
 */
function endOnBugs(log: () => Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log().fatal({ err: error }, event)
      endProcess(1)
    })
  }
}

/** Node waits for its threads before it ends, and one that stands in a call into a service that hangs does not end. A thread of a Node program cannot kill itself. */
function endProcess(code: number): void {
  if (isMainThread && cardService.isAsked()) process.kill(process.pid, 'SIGKILL')
  process.exit(code)
}

function openLog(dataFolder: string): Logger {
  mkdirSync(join(dataFolder, 'logs'), { recursive: true })
  return pino({ base: null }, pino.destination({ dest: join(dataFolder, 'logs/station.log'), sync: true }))
}

async function start(
  message: StartMessage,
  {
    log,
    say,
    printers,
  }: { readonly log: Logger; readonly say: (message: StationMessage) => void; readonly printers: SystemPrinters },
): Promise<Result<Station, Failure>> {
  const { dataFolder, mode, masterKey, test } = message
  const clock = clockFrom(test?.now ?? null)
  const ulid = monotonicFactory(fractions(test?.seed ?? null))
  const settings = readSettings(dataFolder)
  const result = settings.ok
    ? await createStation({
        mode,
        dataFolder,
        settings: settings.value,
        masterKey: Buffer.from(masterKey, 'base64'),
        clock,
        random: randomBytes,
        newId: () => ulid(clock()),
        log,
        systemPrinters: printers,
        onSession: (window, resume) => say({ kind: 'session', window, resume }),
      })
    : settings
  if (!result.ok) log.error({ failure: result.failure }, 'the station refuses this data folder')
  return result
}

/** The computer's clock; in tests it starts at a given time and goes on from there. */
function clockFrom(now: number | null): () => number {
  if (now === null) return Date.now
  const offset = now - Date.now()
  return () => Date.now() + offset
}

/** Random numbers from 0 to 1 for identifiers; in tests a stream that a seed decides. */
function fractions(seed: string | null): () => number {
  if (seed === null) return () => randomInt(2 ** 32) / 2 ** 32
  let drawn = 0
  return () => createHash('sha256').update(`${seed}/${drawn++}`).digest().readUInt32BE() / 2 ** 32
}
