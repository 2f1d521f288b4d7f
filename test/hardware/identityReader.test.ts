import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type IdentityReaderPty,
  LI_XIAOHUA,
  openIdentityReaderPty,
  otherTypeBlock,
  SIMULATED_PHOTO,
  samFrame,
  simulatedAnswer,
  textBlock,
} from '../../scripts/counter/identityReaderPty.ts'
import { serveIdentityReader } from '../../src/main/station/devices/drivers/identityReader/driver.ts'
import { createKeeper } from '../../src/main/station/devices/keeper.ts'
import { serialTransport } from '../../src/main/station/devices/transports/serial.ts'
import type { DeviceReason } from '../../src/shared/contract/devices.ts'
import type { CardFailure } from '../../src/shared/domain/cards.ts'
import { makeFolder } from './scannerAtWork.ts'

const CARD = textBlock(LI_XIAOHUA)
const OTHER_CARD = textBlock({ ...LI_XIAOHUA, name: '陈示范', born: '19850615', number: '990101198506150012', sex: '1' })
const NOW = Date.parse('2026-12-01T04:00:00Z')
const FIND_MS = 300
const READ_PATIENCE_MS = 3000
const wait = (check: () => void) => vi.waitFor(check, { timeout: 25_000, interval: 5 })

async function useReader(): Promise<IdentityReaderPty> {
  const reader = await openIdentityReaderPty(await makeFolder())
  onTestFinished(() => reader.close())
  return reader
}

/** An identity reader served at a real serial port, closed when the test is over. Cards are looked for faster than at a counter. */
function serve(reader: IdentityReaderPty) {
  const names: string[] = []
  const photos: (Uint8Array | null)[] = []
  const failures: CardFailure[] = []
  const reasons: DeviceReason[] = []
  const hurry: { isHurried: (ms: number) => boolean } = { isHurried: (ms) => ms === FIND_MS }
  let looks = 0
  const timers = {
    setTimeout(run: () => void, ms: number) {
      if (ms === FIND_MS) looks++
      return setTimeout(run, hurry.isHurried(ms) ? 5 : ms)
    },
    clearTimeout: globalThis.clearTimeout,
  }
  const keeper = createKeeper(globalThis, (signal) =>
    serveIdentityReader({
      open: serialTransport({ path: reader.readerPort, baudRate: 115200 }, timers),
      timers,
      clock: () => NOW,
      signal,
      onReason: (reason) => void reasons.push(reason),
      onCard(card, photo) {
        names.push(card.name)
        photos.push(photo)
      },
      onFailure: (failure) => void failures.push(failure),
    }),
  )
  keeper.start()
  onTestFinished(async () => {
    keeper.stop()
    await keeper.ended()
  })
  return {
    names,
    photos,
    failures,
    reasons,
    hurry,
    until: (reason: DeviceReason) => wait(() => expect(reasons.at(-1)).toBe(reason)),
    /** waits until the reader has been asked for a card so many times more */
    async looked(times: number) {
      const wanted = looks + times
      await wait(() => expect(looks).toBeGreaterThanOrEqual(wanted))
    },
  }
}

describe('an identity card reader at a pseudo-terminal', () => {
  it('gives one reading per card put down, with the photo as it lies on the card', async () => {
    const reader = await useReader()
    const { until, names, photos, failures, looked } = serve(reader)
    await until('ready')
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
    await looked(5)
    expect(names).toHaveLength(1)
    reader.take()
    await looked(3)
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华', '李晓华']))
    reader.take()
    await looked(3)
    reader.put(OTHER_CARD)
    await wait(() => expect(names).toEqual(['李晓华', '李晓华', '陈示范']))
    expect(Buffer.from(photos[0] ?? []).equals(SIMULATED_PHOTO)).toBe(true)
    expect(failures).toEqual([])
  })

  it('asks again after a refused selection and a failed reading', async () => {
    const reader = await useReader()
    const { until, names, failures } = serve(reader)
    await until('ready')
    reader.mood.instead.push(
      { question: '2002', bytes: samFrame([0, 0, 0x81]) },
      { question: '3001', bytes: samFrame([0, 0, 0x41]) },
    )
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
    expect(failures).toEqual([])
  })

  it('asks again after an answer with a wrong checksum', async () => {
    const reader = await useReader()
    const { until, names, failures } = serve(reader)
    await until('ready')
    const wrong = Uint8Array.from(simulatedAnswer('3001', CARD))
    wrong[100] = (wrong[100] ?? 0) ^ 1
    reader.mood.instead.push({ question: '3001', bytes: wrong })
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
    expect(failures).toEqual([])
  })

  it('says once that a card cannot be read, was refused, or was taken away too early', async () => {
    const reader = await useReader()
    const { until, names, failures, looked } = serve(reader)
    await until('ready')
    const put = async (card: Uint8Array, question: string, answer: readonly number[], times: number) => {
      const before = failures.length
      reader.mood.instead.push(...Array.from({ length: times }, () => ({ question, bytes: samFrame(answer) })))
      reader.put(card)
      await wait(() => expect(failures).toHaveLength(before + 1))
      await looked(4)
      reader.take()
      await looked(3)
    }
    await put(CARD, '3001', [0, 0, 0x41], 3)
    await put(CARD, '2002', [0, 0, 0x81], 3)
    await put(CARD, '2002', [0, 0, 0x80], 1)
    expect(failures).toEqual([
      { reason: 'unreadable', status: '000041' },
      { reason: 'refused', status: '000081' },
      { reason: 'removedTooEarly', status: '000080' },
    ])
    expect(names).toEqual([])
  })

  it('refuses cards of other types by their own reason and reads the next card', async () => {
    const reader = await useReader()
    const { until, names, failures, looked } = serve(reader)
    await until('ready')
    for (const letter of ['I', 'J'] as const) {
      reader.put(otherTypeBlock(letter))
      await wait(() => expect(failures).toHaveLength(letter === 'I' ? 1 : 2))
      reader.take()
      await looked(3)
    }
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
    expect(failures.map(({ reason }) => reason)).toEqual(['foreignerCard', 'residentCard'])
  })

  it('never takes a late answer for the next card', async () => {
    const reader = await useReader()
    const { until, names, hurry, looked } = serve(reader)
    await until('ready')
    // the reading of the first card is still on the way when the second is put down
    hurry.isHurried = (ms) => ms === FIND_MS || ms === READ_PATIENCE_MS
    reader.mood.instead.push(
      { question: '3001', bytes: new Uint8Array() },
      { question: '12FF', bytes: Buffer.concat([simulatedAnswer('3001', CARD), simulatedAnswer('12FF', CARD)]) },
    )
    reader.put(CARD)
    await wait(() => expect(reader.mood.instead).toHaveLength(1))
    reader.put(OTHER_CARD)
    hurry.isHurried = (ms) => ms === FIND_MS
    await wait(() => expect(names.length).toBeGreaterThan(0))
    await looked(3)
    expect(names).toEqual(['陈示范'])
  })

  it('reads the next card after noise and half frames', async () => {
    const reader = await useReader()
    const { until, names } = serve(reader)
    await until('ready')
    reader.babble(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x05, 0x08, 0, 0, 0x90, 1, 0, 4, 0))
    reader.babble(Uint8Array.from({ length: 500 }, (_, index) => index & 255))
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
  })

  it('says that a device gives no answer, also one that fell silent, and goes on when it answers', async () => {
    const reader = await useReader()
    reader.mood.isSilent = true
    const { until, names, hurry } = serve(reader)
    hurry.isHurried = () => true
    await until('noAnswer')
    hurry.isHurried = (ms) => ms === FIND_MS
    reader.mood.isSilent = false
    await until('ready')
    hurry.isHurried = () => true
    reader.mood.isSilent = true
    await until('noAnswer')
    hurry.isHurried = (ms) => ms === FIND_MS
    reader.mood.isSilent = false
    await until('ready')
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
  })

  it('may be pulled out in the middle of a card and plugged back', async () => {
    const reader = await useReader()
    const { until, names, failures } = serve(reader)
    await until('ready')
    reader.mood.instead.push({ question: '3001', bytes: simulatedAnswer('3001', CARD).subarray(0, 700) })
    reader.put(CARD)
    await wait(() => expect(reader.mood.instead).toHaveLength(0))
    await reader.unplug()
    await until('unplugged')
    reader.take()
    await reader.plugBack()
    await until('ready')
    expect([names, failures]).toEqual([[], []])
    reader.put(CARD)
    await wait(() => expect(names).toEqual(['李晓华']))
  })
})
