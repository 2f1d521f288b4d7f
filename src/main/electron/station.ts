import type { MessagePortMain } from 'electron'
import type { Logger } from 'pino'
import { type Failure, failure } from '../../shared/contract/failures.ts'
import { type Audience, type CenterOffer, type HostMessage, StationMessage } from '../../shared/contract/host.ts'
import { missingCase } from '../../shared/domain/result.ts'
import { type ChildProcess, createRestarts, exitOf, type Fork } from './childProcess.ts'
import type { Printing } from './printing.ts'

const RESTART_DELAYS = [0, 250, 1_000, 2_000, 4_000] as const
const FORGIVEN_AFTER = 60_000
const STOP_PATIENCE = 5_000

type Answer = Omit<Extract<HostMessage, { kind: 'printers' }>, 'id'> | Omit<Extract<HostMessage, { kind: 'printed' }>, 'id'>

export interface StationHost {
  /** `ready`: whenever a started station takes ports. `refused`: it cannot work, and is not started again. */
  onReady(listener: () => void): void
  onRefused(listener: (failure: Failure) => void): void
  readonly isReady: boolean
  /** hands the station one end of a window's channel, with the session that window had; only while `isReady` */
  attach(window: string, audience: Audience, port: MessagePortMain): void
  /** kept, and told again to every station that is started */
  setCenter(offered: CenterOffer | null): void
  power(event: 'suspend' | 'resume'): void
  stop(): Promise<void>
}

/**
 * Starts the station and starts it again whenever it dies, with growing pauses; after five deaths without a quiet minute between them
 * it gives up with INTERNAL_ERROR. What a new station must know of the old one's time is kept here: the center and each window's session.
 */
export function startStation({
  fork,
  start,
  printing,
  log,
  now = Date.now,
}: {
  readonly fork: Fork
  readonly start: Omit<Extract<HostMessage, { kind: 'start' }>, 'kind'>
  readonly printing: Printing
  readonly log: Logger
  readonly now?: () => number
}): StationHost {
  const restarts = createRestarts(RESTART_DELAYS, FORGIVEN_AFTER, now)
  const readyListeners: (() => void)[] = []
  const refusedListeners: ((failure: Failure) => void)[] = []
  const resumeTokens = new Map<string, string | null>()
  let center: CenterOffer | null = null
  let child: ChildProcess | null = null
  let restartTimer: NodeJS.Timeout | undefined
  let isReady = false
  let isOver = false

  const send = (message: HostMessage, ports: MessagePortMain[] = []): void => child?.postMessage(message, ports)

  const refuse = (reason: Failure): void => {
    isOver = true
    isReady = false
    log.error({ code: reason.code }, 'station refused')
    for (const listener of refusedListeners) listener(reason)
  }

  /** Tells the station that asked, and no later one; what only a bug can throw is a no. */
  function answer<T>(id: string, work: Promise<T>, tell: (result: T) => Answer, otherwise: T): void {
    const asked = child
    const send = (result: T): void => {
      if (child === asked) asked?.postMessage({ ...tell(result), id } satisfies HostMessage)
    }
    work.then(send, (error: unknown) => {
      log.error({ err: error }, 'printing broke')
      send(otherwise)
    })
  }

  const receive = (message: unknown): void => {
    const parsed = StationMessage.safeParse(message)
    if (!parsed.success) {
      log.error({ issues: parsed.error.issues.map(({ path, code }) => ({ path, code })) }, 'station message malformed')
      return
    }
    switch (parsed.data.kind) {
      case 'ready':
        isReady = true
        log.info('station ready')
        for (const listener of readyListeners) listener()
        break
      case 'refused':
        refuse(parsed.data.failure)
        break
      case 'session':
        resumeTokens.set(parsed.data.window, parsed.data.resume)
        break
      case 'listPrinters':
        answer(parsed.data.id, printing.list(), (names) => ({ kind: 'printers', names }), null)
        break
      case 'printPdf': {
        const { id, pdf, printer } = parsed.data
        answer(id, printing.print(Buffer.from(pdf, 'base64'), printer), (isTaken) => ({ kind: 'printed', isTaken }), false)
        break
      }
      case 'stopped':
        log.info('station stopped')
        break
      default:
        missingCase(parsed.data)
    }
  }

  const run = (): void => {
    const process = fork()
    child = process
    process.on('message', (message) => {
      if (child === process) receive(message)
    })
    process.on('exit', (code) => {
      if (child !== process) return
      child = null
      isReady = false
      log.warn({ code }, 'station exited')
      if (isOver) return
      const delay = restarts.next()
      if (delay === null) refuse(failure('INTERNAL_ERROR'))
      else restartTimer = setTimeout(run, delay)
    })
    send({ kind: 'start', ...start })
    send({ kind: 'center', center })
  }
  run()

  return {
    onReady: (listener) => {
      readyListeners.push(listener)
    },
    onRefused: (listener) => {
      refusedListeners.push(listener)
    },
    get isReady() {
      return isReady
    },
    attach: (window, audience, port) => {
      // nobody signs in at the customer's window
      const resume = audience === 'staff' ? (resumeTokens.get(window) ?? null) : null
      send({ kind: 'attach', window, audience, resume }, [port])
    },
    setCenter: (offered) => {
      center = offered
      send({ kind: 'center', center })
    },
    power: (event) => send({ kind: 'power', event }),
    stop: async () => {
      isOver = true
      isReady = false
      clearTimeout(restartTimer)
      if (child === null) return
      const exit = exitOf(child, STOP_PATIENCE)
      send({ kind: 'stop' })
      await exit
    },
  }
}
