import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { atPort } from '../../../scripts/counter/deviceSettings.ts'
import { LI_XIAOHUA, samFrame, simulatedAnswer, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import type { Reading } from '../../../src/main/station/devices/devices.ts'
import { createLineCutter } from '../../../src/main/station/devices/drivers/cardReader/lines.ts'
import { commonPassThrough } from '../../../src/main/station/devices/drivers/cardReader/passThrough.ts'
import { createFrameDecoder, type FrameShape, frameStates } from '../../../src/main/station/devices/drivers/frames.ts'
import { samFrames } from '../../../src/main/station/devices/drivers/identityReader/protocol.ts'
import { createScannerProtocol, UNREADABLE_READING } from '../../../src/main/station/devices/drivers/scanner/protocol.ts'
import { createDevices, type ManagedDevices } from '../../../src/main/station/devices/manager.ts'
import { manifests } from '../../../src/main/station/devices/manifests.ts'
import { passThroughFrame, passThroughPlayer } from '../../hardware/passThroughPlayer.ts'
import { CARD } from '../../hardware/plasticChip.ts'

const PERSON = { kind: 'identityCard', name: '李晓华', idNumber: '990101199001010027' }
const LINE = '990101|990101199001010027|A12345678|99010112345678901234567890ABCDEF|李晓华|3B6D|2.00|20200101|20400101|1|T1'
const CODE = '81234567890123456789'
const SEED = { seed: 7, endOnFailure: true }
const quick = { setTimeout: (run: () => void, ms: number) => setTimeout(run, ms / 1000), clearTimeout: globalThis.clearTimeout }

interface Fuzzed {
  readonly devices: ManagedDevices
  readonly readings: readonly Reading[]
  send(bytes: Uint8Array | string): void
}

/** A counter with one device on an invented line, whose timers run a thousand times as fast; closed after `use`. `heard` gets what the device is told. */
async function withDevice(
  model: string,
  heard: (bytes: Uint8Array, send: (bytes: Uint8Array) => void) => void,
  use: (fuzzed: Fuzzed) => Promise<void>,
): Promise<void> {
  const readings: Reading[] = []
  let line = (_bytes: Uint8Array) => {}
  const devices = createDevices({
    settings: { devices: [atPort('device', model, 'COM1')] },
    clock: () => Date.parse('2026-12-01T04:00:00Z'),
    timers: quick,
    log: { error: () => {} },
    lists: {},
    serial:
      () =>
      async ({ onBytes }) => {
        line = onBytes
        return {
          ok: true,
          value: {
            async write(bytes) {
              heard(bytes, (answer) => void setImmediate(() => line(answer)))
              return true
            },
            close: async () => {},
          },
        }
      },
  })
  devices.onReading(async (reading) => void readings.push(reading))
  await vi.waitFor(() => expect(devices.list()[0]?.state).not.toBe('connecting'), { interval: 1 })
  await use({ devices, readings, send: (bytes) => line(Buffer.from(bytes)) })
  await devices.close()
}

/** What goes wrong on a line: frames whole, cut off at either end, spliced, with a wrong byte, false starts, and noise. */
function troubleOf(frames: fc.Arbitrary<Uint8Array>, header: readonly number[]): fc.Arbitrary<Uint8Array> {
  const part = fc.tuple(frames, fc.nat(), fc.boolean()).map(([frame, at, isHead]) => {
    const place = at % frame.length
    return isHead ? frame.subarray(0, place) : frame.subarray(place)
  })
  return fc.oneof(
    frames,
    part,
    fc.tuple(part, part).map((parts) => Buffer.concat(parts)),
    fc.tuple(frames, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([frame, at, change]) => {
      const wrong = Uint8Array.from(frame)
      wrong[at % frame.length] = (wrong[at % frame.length] ?? 0) ^ change
      return wrong
    }),
    fc.tuple(fc.nat({ max: 65_535 }), fc.uint8Array({ maxLength: 40 })).map(([length, rest]) => {
      return Uint8Array.of(...header, length >> 8, length & 255, ...rest)
    }),
    fc.uint8Array({ maxLength: 60 }),
  )
}

/** The states that a decoder goes through which hears and forgets what that of the driver does. */
function watchFrames(shape: FrameShape, seen: Map<string, number>) {
  const decoder = createFrameDecoder(shape)
  return {
    forget: () => decoder.reset(),
    hear(bytes: Uint8Array) {
      for (const byte of bytes) {
        decoder.push(Uint8Array.of(byte))
        seen.set(decoder.state(), (seen.get(decoder.state()) ?? 0) + 1)
      }
    },
  }
}

const expectAllSeen = (seen: ReadonlyMap<string, number>, states: readonly string[]) => {
  for (const state of states) expect(seen.get(state) ?? 0, state).toBeGreaterThan(20)
}

describe('whatever comes from a device', () => {
  it('an identity reader gives nothing but its card, every state of its frames reached', async () => {
    const card = textBlock(LI_XIAOHUA)
    const good = ['12FF', '2001', '2002', '3001'].map((question) => simulatedAnswer(question, card))
    const trouble = troubleOf(
      fc.constantFrom(...good, samFrame([0, 0, 0x80]), samFrame([0, 0, 0x81])),
      [0xaa, 0xaa, 0xaa, 0x96, 0x69],
    )
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(trouble), { maxLength: 12 }), async (troubles) => {
        const waiting = [...troubles]
        let away = 0
        const watch = watchFrames(samFrames, seen)
        const heard = (bytes: Uint8Array, send: (answer: Uint8Array) => void) => {
          watch.forget()
          const question = Buffer.from(bytes.subarray(7, 9)).toString('hex').toUpperCase()
          if (question === '2001' && away > 0) away--
          // null: this question is answered as it should be
          const answer = waiting.shift() ?? simulatedAnswer(question, away > 0 ? null : card)
          watch.hear(answer)
          send(answer)
        }
        await withDevice('samSerial', heard, async ({ readings }) => {
          let counted = 0
          await vi.waitFor(
            () => {
              for (; counted < readings.length; counted++) {
                if (readings[counted]?.kind === 'cardFailure') away = 4
              }
              expect(readings.at(-1)).toMatchObject({ kind: 'card', put: { card: PERSON } })
            },
            { timeout: 5000, interval: 1 },
          )
          for (const reading of readings) if (reading.kind === 'card') expect(reading.put.card).toMatchObject(PERSON)
        })
      }),
      { ...SEED, numRuns: 150 },
    )
    expectAllSeen(seen, frameStates)
  })

  it('a reader that passes APDUs gives nothing but its card, every state of its frames reached', async () => {
    const frames = fc
      .tuple(fc.constantFrom(0x30, 0x31, 0x32), fc.nat({ max: 12 }), fc.constantFrom(0, 1, 2), fc.uint8Array({ maxLength: 40 }))
      .map(([command, number, status, data]) => passThroughFrame([command, number, status === 0 ? 3 : status, ...data]))
    const trouble = troubleOf(frames, [0xaa, 0x55])
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(trouble), { maxLength: 12 }), async (troubles) => {
        const waiting = [...troubles]
        const state = { isInside: true, outAt: 0 }
        const player = passThroughPlayer(state)
        const watch = watchFrames(commonPassThrough.frames, seen)
        const heard = (bytes: Uint8Array, send: (answer: Uint8Array) => void) => {
          watch.forget()
          const own = player(Buffer.from(bytes))
          const answer = waiting.shift() ?? own
          if (player.missed() > 2) state.isInside = true
          watch.hear(answer)
          send(answer)
        }
        await withDevice('passThrough', heard, async ({ readings }) => {
          let counted = 0
          await vi.waitFor(
            () => {
              for (; counted < readings.length; counted++) {
                if (readings[counted]?.kind === 'cardFailure') state.isInside = false
              }
              expect(readings.at(-1)).toMatchObject({ kind: 'card', put: { card: CARD } })
            },
            { timeout: 5000, interval: 1 },
          )
          for (const reading of readings) if (reading.kind === 'card') expect(reading.put.card).toEqual(CARD)
        })
      }),
      { ...SEED, numRuns: 150 },
    )
    expectAllSeen(seen, frameStates)
  })

  it('a middleware line gives a whole number or nothing, and the next line is read', async () => {
    const lines = fc.constantFrom(LINE, `${LINE}\r`, '\r\n').map((text) => Buffer.from(text))
    const long = fc.integer({ min: 2000, max: 3000 }).map((length) => new Uint8Array(length).fill(0x41))
    const seen = new Map<string, number>()
    const see = (state: string) => seen.set(state, (seen.get(state) ?? 0) + 1)
    await withDevice(
      'lineReader',
      () => {},
      async ({ readings, send }) => {
        const cutter = createLineCutter()
        await fc.assert(
          fc.asyncProperty(fc.array(fc.oneof(troubleOf(lines, [0x7c]), long), { maxLength: 6 }), async (troubles) => {
            const before = readings.length
            for (const chunk of [...troubles, Buffer.from(`\r${LINE}\r`)]) {
              for (const line of cutter.push(chunk)) see(line === null ? 'tooLong' : 'line')
              see(cutter.held() === 0 ? 'empty' : 'begun')
              send(chunk)
            }
            await vi.waitFor(() => expect(readings.at(-1)).toMatchObject({ put: { card: CARD } }), { interval: 1 })
            for (const reading of readings.slice(before))
              if (reading.kind === 'card') expect(reading.put.card.idNumber).toBe(CARD.idNumber)
          }),
          { ...SEED, numRuns: 500 },
        )
      },
    )
    expectAllSeen(seen, ['line', 'tooLong', 'empty', 'begun'])
  })

  it('a scanner reads the next code', async () => {
    const codes = fc.constantFrom(CODE, `${CODE}\r`, '\r\n').map((text) => Buffer.from(text))
    const runaway = fc.integer({ min: 8000, max: 9000 }).map((length) => new Uint8Array(length).fill(0x37))
    const seen = new Map<string, number>()
    const see = (state: string) => seen.set(state, (seen.get(state) ?? 0) + 1)
    let count = 0
    await withDevice(
      'framed',
      () => {},
      async ({ readings, send }) => {
        const protocol = createScannerProtocol(manifests.framed)
        await fc.assert(
          fc.asyncProperty(fc.array(fc.oneof(troubleOf(codes, [0x02]), runaway), { maxLength: 6 }), async (troubles) => {
            const code = `8123456${String(count++).padStart(13, '0')}`
            for (const chunk of [...troubles, Buffer.from(`\r${code}\r`)]) {
              for (const text of protocol.push(chunk)) see(text === UNREADABLE_READING ? 'unreadable' : 'reading')
              see(protocol.isPending() ? 'begun' : 'empty')
              send(chunk)
            }
            await vi.waitFor(() => expect(readings.at(-1)).toMatchObject({ scan: { kind: 'traceCode', text: code } }), {
              interval: 1,
            })
          }),
          { ...SEED, numRuns: 300 },
        )
      },
    )
    expectAllSeen(seen, ['reading', 'unreadable', 'begun', 'empty'])
  })

  it('a password pad gives six digits that came or nothing, and the next password is taken', async () => {
    const key = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0x30, max: 0x39 }) },
      { weight: 2, arbitrary: fc.constantFrom(0x0d, 0x08, 0x1b) },
      { weight: 1, arbitrary: fc.nat({ max: 255 }) },
    )
    const seen = new Set<string>()
    await withDevice(
      'pad',
      () => {},
      async ({ devices, readings, send }) => {
        const { signal } = new AbortController()
        await fc.assert(
          fc.asyncProperty(fc.array(key, { maxLength: 40 }), async (keys) => {
            const asked = devices.askPassword(signal)
            send(Uint8Array.from(keys))
            send('\b246813\r')
            const answer = await asked
            seen.add(answer.kind)
            if (answer.kind === 'entered') {
              expect(answer.password).toMatch(/^\d{6}$/)
              expect(`${String.fromCharCode(...keys)}\b246813`).toContain(answer.password)
            }
            const next = devices.askPassword(signal)
            send('135792\r')
            expect(await next).toEqual({ kind: 'entered', password: '135792' })
          }),
          { ...SEED, numRuns: 500 },
        )
        expect(readings).toEqual([])
      },
    )
    expect([...seen].sort()).toEqual(['cancelled', 'entered'])
  })
})
