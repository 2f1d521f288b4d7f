import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { atPort } from '../../../scripts/counter/deviceSettings.ts'
import { LI_XIAOHUA, openIdentityReaderPty, simulatedAnswer, textBlock } from '../../../scripts/counter/identityReaderPty.ts'
import { createRandom } from '../../../server-mock/random.ts'
import { listCardReaders } from '../../../src/main/station/devices/transports/pcsc.ts'
import { putIn, type VirtualReaders } from '../../hardware/virtualCard.ts'
import { percentile, type Row, row } from '../figures.ts'
import { type Ends, makeFolder, startDevices, tell, until, untilTrue } from './bench.ts'

const CARDS = 100
const FIND_MS = 300
const TEXT_AT = 5 + 2 + 3 + 4
const TEXT_BYTES = 256

/** From the last bytes of the answer to the reading: the time in this program alone. The baseline is the least that has to be done with those bytes: the checksum, and text of UTF-16. */
export async function measureIdentityCard(ends: Ends): Promise<readonly Row[]> {
  const reader = await openIdentityReaderPty(await makeFolder(ends))
  ends.push(reader.close)
  // cards are looked for faster than at a counter
  const timers = { setTimeout: (run: () => void, ms: number) => setTimeout(run, ms === FIND_MS ? 2 : ms), clearTimeout }
  const devices = startDevices(ends, [atPort('id', 'samSerial', reader.readerPort)], { timers })
  let came = 0
  let looks = 0
  const times: number[] = []
  devices.onBytes((_, direction) => {
    if (direction === 'in') came = performance.now()
    else looks++
  })
  devices.onReading(async (reading) => {
    if (reading.kind === 'card') times.push(performance.now() - came)
  })
  await until(devices, 'id', 'connected')
  const card = textBlock(LI_XIAOHUA)
  const frame = simulatedAnswer('3001', card)
  const bare: number[] = []
  for (let count = 1; count <= CARDS; count++) {
    reader.put(card)
    await untilTrue(() => times.length === count, 'a card is read')
    reader.take()
    const seen = looks
    await untilTrue(() => looks > seen + 3, 'the card is missed')
    bare.push(decodeBare(frame))
  }
  return [
    row({
      name: 'identity card: last byte to reading, p99',
      value: percentile(times, 99),
      unit: 'ms',
      baseline: percentile(bare, 99),
      aim: { of: 'value', is: '<=', limit: 20 },
    }),
  ]
}

function decodeBare(frame: Uint8Array): number {
  const began = performance.now()
  let sum = 0
  for (const byte of frame.subarray(5)) sum ^= byte
  const text = new TextDecoder('utf-16le').decode(frame.subarray(TEXT_AT, TEXT_AT + TEXT_BYTES))
  const took = performance.now() - began
  if (sum !== 0 || !text.startsWith(LI_XIAOHUA.name)) throw new Error('the bare loop decodes nothing')
  return took
}

const FUZZ_FRAMES = 100_000
const WARM_UP = 20_000
const MODELS = ['samSerial', 'passThrough', 'lineReader', 'framed'] as const
const MB = 1_000_000

/** The heap after so many spoilt, cut and spliced frames to four devices, against the heap before them. */
export async function measureMemory(ends: Ends): Promise<readonly Row[]> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  const lines = new Map<string, (bytes: Uint8Array) => void>()
  const devices = startDevices(
    ends,
    MODELS.map((model) => atPort(model.toLowerCase(), model, model)),
    {
      serial:
        ({ path }) =>
        async ({ onBytes }) => {
          lines.set(path, onBytes)
          return { ok: true, value: { write: async () => true, close: async () => {} } }
        },
      log: { error: () => {} },
    },
  )
  let readings = 0
  devices.onReading(async () => void readings++)
  await untilTrue(() => lines.size === MODELS.length, 'all lines open')
  const chance = createRandom('hardware bench').for('frames')
  const good = ['12FF', '2001', '2002', '3001'].map((question) => simulatedAnswer(question, textBlock(LI_XIAOHUA)))

  const feed = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index++) {
      const frame = Buffer.from(good[chance.integer(good.length)] ?? [])
      frame[chance.integer(frame.length)] = chance.integer(256)
      const cut = frame.subarray(0, chance.integer(frame.length) + 1)
      lines.get(MODELS[index % MODELS.length] ?? '')?.(index % 3 === 0 ? frame : cut)
      if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const heapInUse = async (): Promise<number> => {
    // what is forgotten within the window of repeated scans is gone then
    await pause(500)
    if (typeof collect === 'function') collect()
    return process.memoryUsage().heapUsed / MB
  }
  await feed(WARM_UP)
  const before = await heapInUse()
  await feed(FUZZ_FRAMES)
  const after = await heapInUse()
  tell(`${FUZZ_FRAMES} fuzz frames gave ${readings} readings`)
  return [
    row({
      name: `heap after ${FUZZ_FRAMES} fuzz frames`,
      value: after,
      unit: 'MB',
      baseline: before,
      aim: { of: 'ratio', is: '<=', limit: 1.05 },
    }),
  ]
}

const WATCHED_MS = 5000

/** How long the thread of the devices stands still while a card in a PC/SC reader answers nothing; the baseline is the same thread without a reader. */
export async function measureSilentCard(ends: Ends, readers: VirtualReaders): Promise<readonly Row[]> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const watch = async () => {
    delay.reset()
    await pause(WATCHED_MS)
    return { worst: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
  }
  const bare = await watch()
  const devices = startDevices(ends, [], { lists: { pcsc: listCardReaders } })
  await until(devices, 'pcsc:Virtual PCD 00 00', 'connected')
  const card = await putIn(readers.port, { silentFrom: 2 })
  ends.push(card.takeOut)
  await untilTrue(() => card.asked() === 2, 'the card is asked')
  const ours = await watch()
  delay.disable()
  const aim = { of: 'value', is: '<=', limit: 20 } as const
  return [
    row({ name: 'loop delay with a silent card, p99', value: ours.p99, unit: 'ms', baseline: bare.p99, aim }),
    row({ name: 'loop delay with a silent card, worst', value: ours.worst, unit: 'ms', baseline: bare.worst, aim }),
  ]
}
