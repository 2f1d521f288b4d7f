import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { type HostMessage, StationMessage } from '../../../src/shared/contract/host.ts'

const ENTRY = new URL('../../../src/main/station/entry.ts', import.meta.url)

/** The station's own entry in a worker thread of this process, and a folder for its books. */
function startWorker() {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-worker-'))
  const worker = new Worker(ENTRY)
  onTestFinished(async () => {
    await worker.terminate()
    rmSync(folder, { recursive: true })
  })
  const tell = (message: HostMessage, ports: readonly MessagePort[] = []) => worker.postMessage({ message, ports }, [...ports])
  const hears = async () => {
    const [message] = await once(worker, 'message')
    return StationMessage.parse(message)
  }
  const start = (test: Extract<HostMessage, { kind: 'start' }>['test'] = null) => {
    const heard = hears()
    tell({ kind: 'start', dataFolder: folder, mode: 'training', masterKey: Buffer.alloc(32, 7).toString('base64'), test })
    return heard
  }
  return { folder, worker, tell, hears, start }
}

test('the same entry serves the contract under plain Node and ends when it is told to', async () => {
  const { worker, tell, hears, start } = startWorker()
  expect(await start()).toEqual({ kind: 'ready' })
  const { port1, port2 } = new MessageChannel()
  tell({ kind: 'attach', window: 'counter', audience: 'staff', resume: null }, [port2])
  const answered = new Promise<unknown>((resolve) => port1.on('message', (message) => 'id' in message && resolve(message)))
  port1.postMessage({ id: 7, name: 'session.accounts', input: {} })
  expect(await answered).toMatchObject({ id: 7, ok: true, value: [{ id: 'C01' }, { id: 'M01' }, { id: 'P01' }] })
  const ended = once(worker, 'exit')
  const stopped = hears()
  tell({ kind: 'stop' })
  expect(await stopped).toEqual({ kind: 'stopped' })
  await ended
})

test('what only a bug can send ends the process, for its host to start it again', async () => {
  const { folder, worker, start } = startWorker()
  await start()
  worker.postMessage({ message: { kind: 'nonsense' }, ports: [] })
  const [code] = await once(worker, 'exit')
  expect(code).toBe(1)
  expect(readFileSync(join(folder, 'logs/station.log'), 'utf8')).toContain('uncaughtException')
})

test('a database that a newer program has had is refused, not touched', async () => {
  const { folder, start } = startWorker()
  const db = new Database(join(folder, 'rxcounter.db'))
  db.pragma('user_version = 999')
  db.close()
  expect(await start()).toEqual({ kind: 'refused', failure: { code: 'DATABASE_NEWER' } })
})

test('settings that cannot be understood are refused by the name of the field', async () => {
  const { folder, start } = startWorker()
  writeFileSync(join(folder, 'station.json'), JSON.stringify({ devices: [{ id: 7 }] }))
  expect(await start()).toEqual({ kind: 'refused', failure: { code: 'SETTINGS_UNREADABLE', field: 'station.json.devices.0.id' } })
})

test('test hooks set clock and identifiers', async () => {
  const now = Date.UTC(2026, 10, 22, 1)
  const { tell, start } = startWorker()
  await start({ now, seed: 'one' })
  const { port1, port2 } = new MessageChannel()
  tell({ kind: 'attach', window: 'counter', audience: 'staff', resume: null }, [port2])
  const state = await new Promise<{ revision: number }>((resolve) =>
    port1.on('message', (message) => 'event' in message && resolve(message.payload)),
  )
  expect(state.revision).toBeGreaterThanOrEqual(now)
  expect(state.revision).toBeLessThan(now + 60_000)
})
