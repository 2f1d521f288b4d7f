import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { atPort, plain } from '../../../scripts/counter/deviceSettings.ts'
import {
  type IdentityReaderPty,
  LI_XIAOHUA,
  openIdentityReaderPty,
  SIMULATED_PHOTO,
  textBlock,
} from '../../../scripts/counter/identityReaderPty.ts'
import type { PhotoAtHand } from '../../../src/shared/contract/cardPhoto.ts'
import type { CounterState } from '../../../src/shared/contract/counter.ts'
import type { DeviceSetting } from '../../../src/shared/contract/devices.ts'
import { bmpOf, type PhotoBridge, startPhotoBridge } from '../../hardware/photoBridge.ts'
import { inventedIdNumber } from '../../unit/store/support.ts'
import { rows } from './books.ts'
import { identityCard, identityCardOf } from './cardHolders.ts'
import { type CardTable, createCardTable } from './cards.ts'
import { openShop, type Page, type Shop, signIn } from './harness.ts'
import { type Counter, openCounter, showList } from './sale.ts'

const OTHER_PHOTO = Uint8Array.from(SIMULATED_PHOTO, (byte) => byte ^ 0x55)

let bridge: PhotoBridge
beforeEach(async () => {
  bridge = await startPhotoBridge()
  onTestFinished(bridge.close)
})

const bridgeAt = (url: string): DeviceSetting => ({
  ...plain,
  id: 'bridge',
  model: 'bridge',
  address: { transport: 'bridge', url },
})

async function setUp(page: Page, device: DeviceSetting): Promise<void> {
  expect(await page.call('devices.save', { device })).toEqual({ ok: true, value: {} })
}

async function photoOf(page: Page, photo: PhotoAtHand | null | undefined) {
  const reply = await page.call('visit.cardPhoto', { holder: photo?.holder ?? '' })
  return reply.ok ? reply.value : reply.failure.code
}

const picture = (block: Uint8Array) => ({
  outcome: 'picture',
  type: 'image/bmp',
  base64: bmpOf(block).toString('base64'),
})

describe('a card on an identity card reader', () => {
  let shop: Shop
  let reader: IdentityReaderPty
  const logged: string[] = []
  afterEach(() => shop.close())

  /** A counter with a reader, at which the manager sits. */
  async function open(...more: readonly DeviceSetting[]): Promise<Page> {
    logged.length = 0
    shop = await openShop({ scenario: 'card-purchase', logTo: (line) => logged.push(line) })
    reader = await openIdentityReaderPty(join(shop.folder, 'reader'))
    onTestFinished(reader.close)
    const office = shop.page('office')
    await signIn(office, 'M01')
    for (const device of [atPort('identity', 'samSerial', reader.readerPort), ...more]) await setUp(office, device)
    await office.sees(({ devices }) => devices.some(({ id, reason }) => id === 'identity' && reason === 'ready'))
    return office
  }

  async function putCard(): Promise<{ readonly page: Page; readonly state: CounterState }> {
    const page = shop.page()
    await signIn(page)
    reader.put(textBlock(LI_XIAOHUA))
    return { page, state: await page.sees(({ visit }) => visit?.phase === 'awaitingPassword' && visit.photo !== null) }
  }

  test('has its photo sealed in the books, decoded for the screen by the bridge, and forgotten with the visit', async () => {
    await open(bridgeAt(bridge.url))
    const { page, state } = await putCard()
    const photo = state.visit?.photo
    expect(photo).toMatchObject({ holder: state.visit?.id })
    expect(await photoOf(page, photo)).toEqual(picture(SIMULATED_PHOTO))
    expect(bridge.blocks.map((block) => Buffer.from(block).equals(SIMULATED_PHOTO))).toEqual([true])

    expect(photos()).toHaveLength(1)
    const block = Buffer.from(SIMULATED_PHOTO)
    const decoded = bmpOf(SIMULATED_PHOTO)
    const traces = [block, Buffer.from(block.toString('base64')), decoded, Buffer.from(decoded.toString('base64'))]
    const written = [...readdirSync(shop.folder).map((file) => readFileIn(shop.folder, file)), Buffer.from(logged.join('\n'))]
    for (const trace of traces) {
      // a photo that is cut is told by a piece of it
      const piece = trace.subarray(200, 232)
      expect(written.map((bytes) => bytes.includes(piece))).toEqual(written.map(() => false))
    }

    await page.call('visit.end', {})
    await page.sees(({ visit }) => visit === null)
    expect(photos()).toEqual([])
    expect(await photoOf(page, photo)).toBe('VISIT_UNKNOWN')
  })

  test('says without a bridge that one is needed, and when it gives no answer or no picture; set up, it is asked at once', async () => {
    const office = await open()
    const { page, state } = await putCard()
    const photo = state.visit?.photo
    expect(await photoOf(page, photo)).toEqual({ outcome: 'noDecoder' })
    await setUp(office, bridgeAt(bridge.url))
    expect(await photoOf(page, photo)).toEqual(picture(SIMULATED_PHOTO))
    bridge.answer = (_, response) => response.end('{}')
    expect(await photoOf(page, photo)).toEqual({ outcome: 'undecoded' })
    await bridge.close()
    expect(await photoOf(page, photo)).toEqual({ outcome: 'silent' })
    await office.call('devices.remove', { id: 'bridge' })
    expect(await photoOf(page, photo)).toEqual({ outcome: 'noDecoder' })
  })

  test('is read, and its visit goes on and ends, while the bridge keeps a photo; nor does it keep the station', async () => {
    await open(bridgeAt(bridge.url))
    bridge.answer = () => {}
    const { page, state } = await putCard()
    const asked = photoOf(page, state.visit?.photo)
    await page.call('visit.end', {})
    await page.sees(({ visit }) => visit === null)
    // a reader that comes back tells of the card that lies on it
    reader.put(textBlock({ ...LI_XIAOHUA, name: '李晓燕', number: inventedIdNumber('19900101', '004') }))
    await reader.plugBack()
    await page.sees(({ visit }) => visit?.patient?.name === '李晓燕' && visit.photo !== null)
    await shop.restart()
    expect(await asked).toEqual({ outcome: 'silent' })
  })

  test('is shown to whoever tests the devices by the number of its bytes alone', async () => {
    const office = await open()
    await office.call('devices.test', { isOn: true })
    reader.put(textBlock(LI_XIAOHUA))
    const { deviceTest } = await office.sees(({ deviceTest: test }) => test?.readings[0]?.kind === 'identityCard')
    const came = deviceTest?.bytes.filter(({ direction }) => direction === 'in') ?? []
    expect(came.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(1280)
    expect(came.filter(({ text }) => !/^\?+…?$/.test(text))).toEqual([])
    expect(photos()).toEqual([])
  })

  const photos = () => rows({ shop }, 'SELECT holder FROM card_photos', z.object({ holder: z.string() }))
})

describe('the photos of two people', () => {
  let counter: Counter
  let cards: CardTable
  afterEach(() => counter.shop.close())

  async function open(): Promise<Page> {
    cards = createCardTable()
    counter = await openCounter({ scenario: 'card-purchase', cards })
    const office = counter.shop.page('office')
    await signIn(office, 'M01')
    await setUp(office, bridgeAt(bridge.url))
    await office.call('session.signOut', {})
    return counter.page
  }

  test('who collects is shown by their own, the patient by theirs, through park and restart; nobody else’s is given', async () => {
    const page = await open()
    await showList(counter)
    await cards.put(await identityCardOf(counter), SIMULATED_PHOTO)
    await page.sees(({ visit }) => visit?.photo != null)
    await counter.does('visit.beginPurchaser', {})
    await cards.put(identityCard('孙小代', inventedIdNumber('19850722')), OTHER_PHOTO)
    expect(stored()).toBe(1)
    await counter.does('visit.registerPurchaser', { relation: 'child', reason: '行动不便', typed: null })
    const { visit } = await page.sees((seen) => seen.visit?.purchaser != null)
    expect(await photoOf(page, visit?.photo)).toEqual(picture(SIMULATED_PHOTO))
    expect(await photoOf(page, visit?.purchaser?.photo)).toEqual(picture(OTHER_PHOTO))

    await counter.does('visit.park', {})
    expect(await photoOf(page, visit?.photo)).toBe('VISIT_UNKNOWN')
    await counter.does('visit.takeUp', { visitId: visit?.id ?? '' })
    await counter.crash()
    expect(await photoOf(counter.page, visit?.purchaser?.photo)).toEqual(picture(OTHER_PHOTO))
    await counter.does('visit.withdrawPurchaser', {})
    expect(await photoOf(counter.page, visit?.purchaser?.photo)).toBe('VISIT_UNKNOWN')
    expect(stored()).toBe(1)
  })

  test('a card of a purchaser who was not registered, or typed in the end, leaves none', async () => {
    const page = await open()
    await showList(counter)
    await counter.does('visit.beginPurchaser', {})
    await cards.put(identityCard('孙小代', inventedIdNumber('19850722')), OTHER_PHOTO)
    const typed = { name: '孙小代', idNumber: inventedIdNumber('19850722') }
    await counter.does('visit.registerPurchaser', { relation: 'child', reason: '行动不便', typed })
    const { visit } = await page.sees((seen) => seen.visit?.purchaser != null)
    expect([visit?.photo, visit?.purchaser?.photo, stored()]).toEqual([null, null, 0])
  })

  const stored = () => rows(counter, 'SELECT holder FROM card_photos', z.object({ holder: z.string() })).length
})

function readFileIn(folder: string, file: string): Buffer {
  return /reader|scanner/.test(file) ? Buffer.alloc(0) : readFileSync(join(folder, file))
}
