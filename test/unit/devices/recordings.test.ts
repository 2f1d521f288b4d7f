import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { serveIdentityReader } from '../../../src/main/station/devices/drivers/identityReader/driver.ts'
import type { LinkEvents } from '../../../src/main/station/devices/transports/link.ts'

const NOW = Date.parse('2026-12-01T04:00:00Z')

it.each([
  ['identity-card', ['李晓华']],
  ['identity-card-spoilt', ['李晓华']],
  ['identity-card-type-j', ['residentCard']],
  ['identity-card-removed', ['removedTooEarly']],
])('the recording %s is asked and understood as it was recorded', async (name, said) => {
  const lines = readFileSync(new URL(`../../hardware/recordings/${name}.txt`, import.meta.url), 'utf8').split('\n')
  const turns = lines.filter((line) => /^[<>] /.test(line))
  const told: string[] = []
  const asked: string[] = []
  const stopper = new AbortController()
  let events: LinkEvents | null = null
  await serveIdentityReader({
    open: async (given) => {
      events = given
      const write = async (bytes: Uint8Array) => {
        const answer = turns[asked.length * 2 + 1]
        if (answer === undefined) stopper.abort()
        else {
          asked.push(`> ${Buffer.from(bytes).toString('hex').toUpperCase()}`)
          queueMicrotask(() => events?.onBytes(Buffer.from(answer.slice(2), 'hex')))
        }
        return true
      }
      return { ok: true, value: { write, close: async () => {} } }
    },
    timers: { setTimeout: (run, ms) => setTimeout(run, ms === 300 ? 1 : ms), clearTimeout: globalThis.clearTimeout },
    clock: () => NOW,
    signal: stopper.signal,
    onReason: () => {},
    onCard: (card) => void told.push(card.name),
    onFailure: ({ reason }) => void told.push(reason),
  })
  expect(asked).toEqual(turns.filter((line) => line.startsWith('>')))
  expect(told).toEqual(said)
})
