import { array, assert, asyncProperty, constant, integer, oneof, record } from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { CardLink } from '../../../src/main/station/devices/transports/cardLink.ts'
import { createListCardReaders, openCardReader } from '../../../src/main/station/devices/transports/pcsc.ts'
import { type CardService, createCardService } from '../../../src/main/station/devices/transports/pcscService.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'
import { createHandTimers } from './handTimers.ts'

type Looked = Awaited<ReturnType<CardService['look']>>

const LOOK_MS = 200
const [EMPTY, PRESENT, COUNT] = [0x10, 0x20, 0x10000]
const HANGS: Looked = err('noAnswer')
const shows = (state: number, service = 1): Looked => ok({ service, readers: [{ name: 'reader', state }] })
const APDU = Uint8Array.of(0, 0xa4, 4, 0)

/** A service that does what the test says, and a reader of it with all that it told. */
async function openReader(change: Partial<CardService> = {}) {
  const timers = createHandTimers()
  const told: string[] = []
  const cards: CardLink[] = []
  const now: { looked: Looked } = { looked: shows(EMPTY) }
  const service: CardService = {
    look: async () => now.looked,
    connect: async () => 1,
    transmit: async () => ok(Uint8Array.of(0x90, 0)),
    release: (card) => told.push(`released ${card}`),
    cause: () => null,
    isAsked: () => false,
    ...change,
  }
  const opened = await openCardReader(
    'reader',
    timers,
    service,
  )({
    onInserted: (card) => {
      told.push('inserted')
      cards.push(card)
    },
    onMute: () => told.push('mute'),
    onRemoved: () => told.push('removed'),
    onSilent: (isSilent) => told.push(isSilent ? 'silent' : 'answers'),
    onLost: () => told.push('lost'),
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return {
    timers,
    told,
    cards,
    opened,
    async look(looked: Looked) {
      now.looked = looked
      await settle()
      timers.fire(LOOK_MS)
      await settle()
    },
  }
}

it('a reader stays open while the service hangs, and its card is taken once', async () => {
  const { told, look } = await openReader()
  for (const looked of [shows(PRESENT + COUNT), HANGS, HANGS, shows(PRESENT + COUNT), HANGS, shows(PRESENT + 3 * COUNT)])
    await look(looked)
  expect(told).toEqual(['inserted', 'silent', 'answers', 'silent', 'answers', 'released 1', 'removed', 'inserted'])
})

it.each([
  ['another run of the service', shows(PRESENT, 2)],
  ['no service', err<'serviceMissing'>('serviceMissing')],
  ['a dead thread', err<'addonMissing'>('addonMissing')],
  ['no such reader', ok({ service: 1, readers: [] })],
])('%s is the end of the reader', async (_, looked) => {
  const { told, look, timers } = await openReader()
  await look(shows(PRESENT))
  await look(looked)
  expect(told).toEqual(['inserted', 'released 1', 'lost'])
  expect(timers.waiting()).toEqual([])
})

it.each(['noAnswer', 'serviceMissing', 'addonMissing'] as const)('does not open when it is %s', async (failure) => {
  expect((await openReader({ look: async () => err(failure) })).opened).toEqual(err(failure))
})

it('whatever comes, a card is taken once for each time it is put in, and left each time', async () => {
  const looked = oneof(
    { weight: 3, arbitrary: record({ isPresent: oneof(constant(true), constant(false)), count: integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: constant(null) },
  )
  await assert(
    asyncProperty(array(looked, { maxLength: 12 }), async (looks) => {
      const { told, look, opened } = await openReader()
      const kinds: number[] = [0]
      for (const each of looks) {
        if (each) kinds.push(each.isPresent ? each.count : 0)
        await look(each ? shows((each.isPresent ? PRESENT : EMPTY) + each.count * COUNT) : HANGS)
      }
      if (opened.ok) await opened.value.close()
      const changes = kinds.filter((kind, index) => kind !== 0 && kind !== kinds[index - 1]).length
      expect(told.filter((word) => word === 'inserted')).toHaveLength(changes)
      expect(told.filter((word) => word === 'released 1')).toHaveLength(changes)
    }),
    { numRuns: 50 },
  )
})

it('a card that does not begin is mute, and one that begins too late is left', async () => {
  const late: ((card: number) => void)[] = []
  const { told, look, timers } = await openReader({ connect: () => new Promise((resolve) => late.push(resolve)) })
  await look(shows(PRESENT))
  for (let tries = 1; tries <= 5; tries++) {
    timers.fire(2000)
    await look(shows(PRESENT))
  }
  expect(told).toEqual(['mute'])
  for (const [index, begin] of late.entries()) begin(index + 1)
  await vi.waitFor(() => expect(told).toEqual(['mute', ...[1, 2, 3, 4, 5].map((card) => `released ${card}`)]))
})

it('a card that answers nothing is silent after a while, and is asked nothing more until it has answered', async () => {
  const asked: ((answer: { ok: true; value: Uint8Array }) => void)[] = []
  const { cards, look, timers } = await openReader({ transmit: () => new Promise((resolve) => asked.push(resolve)) })
  await look(shows(PRESENT))
  const first = cards[0]?.transmit(APDU)
  timers.fire(5000)
  await vi.waitFor(() => expect(timers.waiting()).toContain(1500))
  timers.fire(1500)
  expect(await first).toEqual(err('silent'))
  const second = cards[0]?.transmit(APDU)
  await vi.waitFor(() => expect(timers.waiting()).toContain(1500))
  timers.fire(1500)
  expect(await second).toEqual(err('silent'))
  expect(asked).toHaveLength(1)
  asked[0]?.(ok(Uint8Array.of(1)))
  await vi.waitFor(() => {
    void cards[0]?.transmit(APDU)
    expect(asked).toHaveLength(2)
  })
})

it('a service that hangs has the readers that it told of last', async () => {
  const now: { looked: Looked } = { looked: HANGS }
  const { cardService, list } = listOf(now)
  await expect(list()).rejects.toThrow('does not answer')
  now.looked = shows(EMPTY)
  const listed = await list()
  expect(listed).toMatchObject([{ transport: 'pcsc', path: 'reader', name: 'reader' }])
  now.looked = HANGS
  expect(await list()).toEqual(listed)
  now.looked = err('serviceMissing')
  expect(await list()).toEqual([])
  now.looked = err('addonMissing')
  await expect(list()).rejects.toMatchObject({ cause: cardService.cause() })
})

function listOf(now: { readonly looked: Looked }) {
  const cause = new Error('no such library')
  const nothing = async () => null
  const cardService: CardService = {
    look: async () => now.looked,
    connect: nothing,
    transmit: async () => err('lost'),
    release() {},
    cause: () => cause,
    isAsked: () => false,
  }
  return { cardService, list: createListCardReaders(cardService) }
}

/** Hangs at its first look until it is to connect to a reader of that name; that of another name kills it. */
const HANGING = `
import { parentPort } from 'node:worker_threads'
let hanging = null
const tell = (id) => parentPort.postMessage({ id, output: { service: 1, readers: [] } })
parentPort.on('message', ({ id, name, input }) => {
  if (name === 'look' && hanging === null) hanging = id
  else if (name === 'look') tell(id)
  else if (input === 'go on') tell(hanging)
  else throw new Error('killed')
})`
const threadOf = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`)

it('a thread that hangs is waited for once; what is asked meanwhile is answered at once', async () => {
  const timers = createHandTimers()
  const service = createCardService(threadOf(HANGING), timers)
  expect(service.isAsked()).toBe(false)
  const looks = [service.look(), service.look()]
  await vi.waitFor(() => expect(timers.waiting()).toEqual([3000, 3000]))
  timers.fire(3000)
  expect(await Promise.all(looks)).toEqual([HANGS, HANGS])
  expect(await service.look()).toEqual(HANGS)
  expect(timers.waiting()).toEqual([])
  expect(service.isAsked()).toBe(true)
  void service.connect('go on')
  await vi.waitFor(async () => expect(await service.look()).not.toEqual(HANGS), { timeout: 10_000 })
  expect(await service.connect('killed')).toBeNull()
  expect(await service.look()).toEqual(err('addonMissing'))
  expect(await service.transmit(1, APDU)).toEqual(err('lost'))
  expect(service.cause()).toMatchObject({ message: 'killed' })
  expect(service.isAsked()).toBe(false)
})

it('a thread that does not load is an addon that is missing', async () => {
  const service = createCardService(threadOf("await import('no-such-addon')"))
  expect(await service.look()).toEqual(err('addonMissing'))
  expect(service.cause()).toBeInstanceOf(Error)
})
