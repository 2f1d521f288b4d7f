import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { HostMessage } from '../../src/shared/contract/host.ts'
import { makeFolder } from './scannerAtWork.ts'
import { startReaders } from './virtualCard.ts'

const STATION = join(import.meta.dirname, '../bench/stationProcess.ts')

const PATIENCE_MS = 60_000

/** A station in a process of its own, as Electron runs it, that waits for a service of card readers that hangs. */
async function startHangingStation() {
  const folder = await makeFolder()
  const socket = join(folder, 'pcscd')
  const readers = await startReaders(socket)
  onTestFinished(() => readers.close())
  readers.hang(PATIENCE_MS / 1000)
  const station = fork(STATION, { env: { ...process.env, PCSCLITE_CSOCK_NAME: socket }, serialization: 'advanced' })
  const ended = once(station, 'exit')
  onTestFinished(async () => {
    station.kill('SIGKILL')
    await ended
  })
  const tell = (message: HostMessage | { kind: 'nonsense' }) => station.send({ to: 'host', message })
  tell({
    kind: 'start',
    dataFolder: folder,
    mode: 'training',
    masterKey: Buffer.alloc(32, 7).toString('base64'),
    test: null,
  })
  const log = () => readFile(join(folder, 'logs/station.log'), 'utf8')
  await vi.waitFor(async () => expect(await log()).toContain('what is at pcsc cannot be listed'), {
    timeout: 20_000,
    interval: 20,
  })
  return { readers, tell, ended }
}

it.each(['stop', 'nonsense'] as const)(
  'a station whose service of card readers hangs ends all the same: %s',
  async (kind) => {
    const { readers, tell, ended } = await startHangingStation()
    tell({ kind })
    await ended
    expect(readers.isHanging()).toBe(true)
  },
  PATIENCE_MS,
)
