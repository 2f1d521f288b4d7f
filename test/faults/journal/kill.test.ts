import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ulid } from 'ulid'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createJournal } from '../../../src/main/station/journal/createJournal.ts'
import { tickingClock } from '../../unit/store/ports.ts'
import { newDataFolder, openTestStore } from '../../unit/store/support.ts'
import { acknowledged, planOf, type Step } from './steps.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function start(script: string, args: readonly string[]) {
  const child = spawn(process.execPath, [here(script), ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const errors: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text))
  return { child, ended: once(child, 'close').then(([code, signal]) => ({ code, signal, errors: errors.join('') })) }
}

/** A center that hears the first byte and never answers. */
async function silentCenter(): Promise<{ readonly port: number; readonly firstByte: Promise<void> }> {
  const sockets: Socket[] = []
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const firstByte = new Promise<void>((resolve) => {
    server.on('connection', (socket) => {
      sockets.push(socket)
      socket.on('error', () => undefined).once('data', () => resolve())
    })
  })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, firstByte }
}

/** Kills a counter at a step and opens its data folder as the next one would. */
async function afterDyingAt(step: Step) {
  const folder = newDataFolder()
  openTestStore(folder).close()
  const center = await silentCenter()
  const { child, ended } = start('dyingCounter.ts', [folder, step, String(center.port)])
  if (step === 'while sending') {
    await center.firstByte
    child.kill('SIGKILL')
  }
  expect(await ended).toMatchObject({ signal: 'SIGKILL', errors: '' })

  const store = openTestStore(folder)
  const journal = createJournal(store, { clock: tickingClock(1_800_000_100_000), newId: () => ulid() })
  const states = () =>
    journal.find('7206', 'key').map(({ state, resolution }) => (resolution ? `${state}: ${resolution}` : state))
  const left = states()
  const settled = store.settings.get('settled')
  const recovered = journal.recover().map(({ state }) => state)
  let sent = 0
  const again = () =>
    journal.run(
      planOf('key'),
      async () => {
        sent++
        return acknowledged
      },
      () => undefined,
    )
  return { left, settled, recovered, states, journal, again, sent: () => sent }
}

describe('a counter killed', () => {
  it('before it prepared anything has sent nothing, and may send', async () => {
    const next = await afterDyingAt('before it is prepared')
    expect(next.left).toEqual([])
    expect(next.recovered).toEqual([])
    await next.again()
    expect(next.states()).toEqual(['acknowledged'])
  })

  it('while it prepared has sent nothing, and may send', async () => {
    const next = await afterDyingAt('inside the transaction that prepares it')
    expect(next.left).toEqual([])
    expect(next.recovered).toEqual([])
    await next.again()
    expect(next.states()).toEqual(['acknowledged'])
  })

  const uncertain: readonly Step[] = [
    'after it is marked sent, before the first byte',
    'while sending',
    'after the answer, before its outcome',
    'inside the transaction of the outcome',
  ]
  it.each(uncertain)('%s leaves an open question, and nothing settled', async (step) => {
    const next = await afterDyingAt(step)
    expect(next.left).toEqual(['sent'])
    expect(next.settled).toBeNull()
    expect(next.recovered).toEqual(['unknown'])
    expect(next.journal.openQuestions().length).toBe(1)
    await next.again()
    expect(next.states()).toEqual(['resolved: repeated', 'acknowledged'])
    expect(next.journal.openQuestions()).toEqual([])
  })

  it('after the outcome has it on disk with what it settled, and does not send again', async () => {
    const next = await afterDyingAt('after the outcome')
    expect(next.left).toEqual(['acknowledged'])
    expect(next.settled).toBe(true)
    expect(next.recovered).toEqual([])
    await expect(next.again()).rejects.toThrow('under way or acknowledged')
    expect(next.sent()).toBe(0)
  })
})

it('two counters that want to send the same exchanges send each of them once', async () => {
  const KEYS = 60
  const folder = newDataFolder()
  const store = openTestStore(folder)
  const log = join(folder, 'sent.log')
  const counters = [1, 2].map(() => start('racingCounter.ts', [folder, log, String(KEYS)]))
  await Promise.all(counters.map(({ child }) => once(child.stdout, 'data')))
  for (const { child } of counters) child.stdin.write('go\n')
  expect(await Promise.all(counters.map(({ ended }) => ended))).toEqual(
    counters.map(() => ({ code: 0, signal: null, errors: '' })),
  )

  const sent = readFileSync(log, 'utf8').trim().split('\n').map(Number)
  expect(sent.toSorted((one, other) => one - other)).toEqual(Array.from({ length: KEYS }, (_, key) => key))
  expect(store.settings.get('counter/settled')).toBe(KEYS)
})
