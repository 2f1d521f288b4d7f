import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { type PasswordPad, servePasswordPad } from '../../../src/main/station/devices/drivers/passwordPad/driver.ts'
import { commonPad, createPadEntry } from '../../../src/main/station/devices/drivers/passwordPad/protocol.ts'
import type { LinkEvents } from '../../../src/main/station/devices/transports/link.ts'
import { createHandTimers } from './handTimers.ts'

const { confirm, cancel, clear } = commonPad
const typed = (text: string) => Uint8Array.from(Buffer.from(text))

/** A pad at an invented link. */
async function open() {
  const timers = createHandTimers()
  const stopper = new AbortController()
  const written: string[] = []
  const held: { pad: PasswordPad | null; events: LinkEvents | null } = { pad: null, events: null }
  const ended = servePasswordPad({
    open: async (events) => {
      held.events = events
      return {
        ok: true,
        value: { write: async (bytes) => written.push(Buffer.from(bytes).toString('hex')) > 0, close: async () => {} },
      }
    },
    shape: commonPad,
    timers,
    signal: stopper.signal,
    onReason: () => {},
    onPad: (pad) => {
      held.pad = pad
    },
  })
  onTestFinished(async () => {
    stopper.abort()
    await ended
  })
  await Promise.resolve()
  const press = (...parts: (Uint8Array | number)[]) =>
    held.events?.onBytes(Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part]))))
  const ask = (signal = new AbortController().signal) => held.pad?.ask(signal)
  return { timers, written, press, ask, lose: () => held.events?.onLost() }
}

it('a patient types six digits, corrects them and confirms', async () => {
  const { press, ask, written } = await open()
  press(typed('999999'), confirm)
  const answer = ask()
  press(typed('12'), clear, typed('345678'), confirm, typed('000000'), confirm)
  expect(await answer).toEqual({ kind: 'entered', password: '345678' })
  expect(written).toEqual(['1b49', '1b42'])
})

it('anything but six digits is asked for again, three times', async () => {
  const { press, ask, written } = await open()
  const answer = ask()
  press(typed('12345'), confirm, typed('1234567'), confirm, typed('12a456'), confirm)
  expect(await answer).toEqual({ kind: 'wrongLength' })
  expect(written).toEqual(['1b49', '1b49', '1b49', '1b42'])
})

it('may be cancelled by the patient and by the counter, take too long, be asked twice or be pulled out', async () => {
  const { press, ask, timers, lose } = await open()
  const byPatient = ask()
  press(typed('123'), cancel)
  expect(await byPatient).toEqual({ kind: 'cancelled' })
  const stopper = new AbortController()
  const byCounter = ask(stopper.signal)
  expect(await ask()).toEqual({ kind: 'cancelled' })
  stopper.abort()
  expect(await byCounter).toEqual({ kind: 'cancelled' })
  const late = ask()
  timers.fire(60_000)
  expect(await late).toEqual({ kind: 'tooLate' })
  const lost = ask()
  press(typed('123456'))
  lose()
  expect(await lost).toEqual({ kind: 'lost' })
})

it('whatever is typed, a password is six digits between two keys', () => {
  const keys = fc.oneof(fc.constantFrom(confirm, cancel, clear), fc.integer({ min: 0x30, max: 0x39 }), fc.nat({ max: 255 }))
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.array(fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0x30, max: 0x39 }) }, keys), { maxLength: 60 }),
      (bytes) => {
        const entry = createPadEntry(commonPad)
        bytes.forEach((byte, index) => {
          const step = entry.take(byte)
          seen.add(typeof step === 'string' ? step : 'password')
          if (typeof step === 'string') return
          const before = bytes.slice(0, index)
          const start = before.findLastIndex((key) => key === confirm || key === cancel || key === clear) + 1
          expect(Buffer.from(before.slice(start)).toString()).toBe(step.password)
          expect(step.password).toMatch(/^\d{6}$/)
        })
      },
    ),
    { numRuns: 5000, seed: 7 },
  )
  expect([...seen].sort()).toEqual(['cancelled', 'more', 'password', 'wrongLength'])
})
