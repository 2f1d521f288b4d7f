import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** A PC/SC service of the test's own with two virtual readers (Debian packages pcscd and vsmartcard-vpcd). */
export interface VirtualReaders {
  /** the TCP port at which a program plays the card in the first reader */
  readonly port: number
  /** ends the service, as when it is stopped or the reader's cable is pulled */
  stop(): Promise<void>
  startAgain(): Promise<void>
  /** Stops the service in its tracks: whoever asks it hangs with it. It goes on by itself after so many seconds, 25 when left out, so that a test whose own thread hangs fails instead. */
  hang(seconds?: number): void
  isHanging(): boolean
  goOn(): void
  close(): Promise<void>
}

const START_PATIENCE_MS = 15_000
const HANGING_S = 25
const WAKE = 'import os, signal, sys, time; time.sleep(float(sys.argv[2])); os.kill(int(sys.argv[1]), signal.SIGCONT)'
const NEEDED = ['/usr/sbin/pcscd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so']

/** Below the ports that systems hand out by themselves, one of which may be taken at any moment. */
const [FIRST_PORT, LAST_PORT] = [20_000, 30_000]

/** Two ports in a row that nobody has, by the first of them: the driver takes two, and has no reader at all where one of them is taken. Other processes look elsewhere. */
async function freePorts(): Promise<number> {
  for (let port = FIRST_PORT + ((process.pid * 2) % (LAST_PORT - FIRST_PORT)); port < LAST_PORT; port += 2)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  throw new Error('no two ports are free')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port)
  const isMine = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  server.close()
  if (isMine) await once(server, 'close')
  return isMine
}

/** Starts the service at a socket, by which the library finds it: PCSCLITE_CSOCK_NAME of whoever reads. */
export async function startReaders(socket: string): Promise<VirtualReaders> {
  const missing = NEEDED.filter((file) => !existsSync(file))
  if (missing.length > 0) {
    throw new Error(`tests of card readers need ${missing.join(' and ')}: apt-get install pcscd vsmartcard-vpcd libpcsclite-dev`)
  }
  const folder = await mkdtemp(join(tmpdir(), 'rxcounter-pcsc-'))
  const port = await freePorts()
  const number = `0x${port.toString(16).toUpperCase()}`
  await mkdir(join(folder, 'readers'))
  await writeFile(
    join(folder, 'readers', 'virtual'),
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:${number}\nLIBPATH ${NEEDED[1]}\nCHANNELID ${number}\n`,
  )
  let waker: ChildProcess | undefined
  let service = await startService(socket, join(folder, 'readers'), port)
  return {
    port,
    stop: () => end(service),
    async startAgain() {
      service = await startService(socket, join(folder, 'readers'), port)
    },
    hang(seconds = HANGING_S) {
      service.kill('SIGSTOP')
      waker = spawn('/usr/bin/python3', ['-c', WAKE, String(service.pid), String(seconds)], { stdio: 'ignore' })
      waker.unref()
    },
    // the state of a process, after its name in brackets
    isHanging: () => / T /.test(readFileSync(`/proc/${service.pid}/stat`, 'utf8')),
    goOn() {
      waker?.kill()
      service.kill('SIGCONT')
    },
    async close() {
      waker?.kill()
      await end(service)
      await rm(socket, { force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startService(socket: string, readers: string, port: number): Promise<ChildProcess> {
  await rm(socket, { force: true })
  const service = spawn('/usr/bin/python3', [join(import.meta.dirname, 'pcscd.py'), socket, readers], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [service.stdout, service.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  for (const giveUpAt = Date.now() + START_PATIENCE_MS; !(await listens(port)); await wait(20)) {
    if (service.exitCode !== null || Date.now() > giveUpAt) throw new Error(`pcscd does not work: ${said}`)
  }
  return service
}

async function listens(port: number): Promise<boolean> {
  const probe = connect(port, '127.0.0.1')
  const isThere = await Promise.race([once(probe, 'connect').then(() => true), once(probe, 'error').then(() => false)]).catch(
    () => false,
  )
  probe.destroy()
  return isThere
}

async function end(service: ChildProcess): Promise<void> {
  if (service.exitCode !== null || service.signalCode !== null) return
  const gone = once(service, 'exit')
  service.kill('SIGKILL')
  await gone
}

/** What a card does. */
export interface CardScript {
  /** what its records hold instead of the usual, in hex, by tag */
  readonly records?: Readonly<Record<number, string>>
  /** what it answers to everything, in hex */
  readonly status?: string
  /** the command, counted from 1, at which it is taken out */
  readonly outAt?: number
  /** the command from which it answers nothing any more */
  readonly silentFrom?: number
}

/** A card in a virtual reader. */
export interface VirtualCard {
  /** the commands that came so far */
  asked(): number
  takeOut(): Promise<void>
}

/** Puts a card into the first virtual reader. It is played by a thread of its own: the service may ask it while this one waits for the service. */
export async function putIn(port: number, script: CardScript): Promise<VirtualCard> {
  const worker = new Worker(new URL('./virtualCardPlayer.ts', import.meta.url), { workerData: { port, script } })
  let asked = 0
  worker.on('message', (count: number) => {
    asked = count
  })
  await once(worker, 'message')
  return {
    asked: () => asked,
    async takeOut() {
      if (worker.threadId < 0) return
      const over = once(worker, 'exit')
      worker.postMessage('out')
      await over
    },
  }
}
