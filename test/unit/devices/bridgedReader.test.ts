import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it, onTestFinished, vi } from 'vitest'
import { serveBridgedReader } from '../../../src/main/station/devices/drivers/cardReader/bridged.ts'
import { createBridge } from '../../../src/main/station/devices/transports/bridge.ts'
import type { DeviceReason } from '../../../src/shared/contract/devices.ts'
import type { CardFailure, CardReading } from '../../../src/shared/domain/cards.ts'
import { CARD } from '../../hardware/plasticChip.ts'

const LINE = '990101|990101199001010027|A12345678|99010112345678901234567890ABCDEF|李晓华|3B6D|2.00|20200101|20400101|1|T1'

/** A stand-in for a vendor's service. */
async function startBridge(answers: { reader: unknown; read: unknown; location?: string }) {
  const server = createServer((request, response) => {
    if (answers.location) response.writeHead(302, { location: answers.location }).end()
    else response.end(JSON.stringify(request.url === '/v1/reader' ? answers.reader : answers.read))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

function serve(address: string) {
  const cards: CardReading[] = []
  const failures: CardFailure[] = []
  const reasons: DeviceReason[] = []
  const stopper = new AbortController()
  const ended = serveBridgedReader({
    bridge: createBridge(address, stopper.signal),
    timers: { setTimeout: (run) => setTimeout(run, 5), clearTimeout: globalThis.clearTimeout },
    clock: () => 0,
    signal: stopper.signal,
    onReason: (reason) => void reasons.push(reason),
    onCard: (card) => void cards.push(card),
    onFailure: (failure) => void failures.push(failure),
  })
  onTestFinished(async () => {
    stopper.abort()
    await ended
  })
  return { cards, failures, reasons, ended }
}

it('a card behind a bridge is read once each time it is put in', async () => {
  const answers = { reader: { reader: 'ready', card: 'a' }, read: { line: LINE } }
  const { cards, reasons } = serve(await startBridge(answers))
  await vi.waitFor(() => expect(cards).toEqual([CARD]))
  const seen = reasons.length
  await vi.waitFor(() => expect(reasons.length).toBeGreaterThan(seen + 3))
  expect(cards).toHaveLength(1)
  answers.reader = { reader: 'ready', card: 'b' }
  await vi.waitFor(() => expect(cards).toEqual([CARD, CARD]))
})

it('a bridge says why a card gave no reading', async () => {
  const { failures } = serve(
    await startBridge({ reader: { reader: 'ready', card: 'a' }, read: { failure: 'locked', status: '6A81' } }),
  )
  await vi.waitFor(() => expect(failures).toEqual([{ reason: 'locked', status: '6A81' }]))
})

it.each([
  ['another answer', { reader: 'ready' }],
  ['no object', 'ready'],
  ['a field too many', { reader: 'ready', card: null, more: 1 }],
  ['an endless answer', { reader: 'ready', card: 'x'.repeat(20_000) }],
])('a bridge that gives %s has failed', async (_, reader) => {
  const { ended, reasons } = serve(await startBridge({ reader, read: {} }))
  expect(await ended).toBe(false)
  expect(reasons).toEqual(['failed'])
})

it('a bridge that does not run is a missing service', async () => {
  const { ended, reasons } = serve('http://127.0.0.1:1')
  expect(await ended).toBe(false)
  expect(reasons).toEqual(['serviceMissing'])
})

it('nothing is sent to another computer, by an address or by a redirection', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch')
  onTestFinished(() => fetched.mockRestore())
  const { signal } = new AbortController()
  for (const address of [
    'http://192.168.1.9:9610',
    'http://127.0.0.1.example.com',
    'https://127.0.0.1',
    'http://a@b',
    'file:///x',
    '',
  ]) {
    expect(await createBridge(address, signal).reader()).toEqual({ ok: false, failure: 'refusedAddress' })
  }
  expect(fetched).not.toHaveBeenCalled()
  const target = await startBridge({ reader: { reader: 'ready', card: null }, read: {} })
  const redirecting = await startBridge({ reader: {}, read: {}, location: `${target}/v1/reader` })
  expect(await createBridge(redirecting, signal).reader()).toEqual({ ok: false, failure: 'absent' })
})
