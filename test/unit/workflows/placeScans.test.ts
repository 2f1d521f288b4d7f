import { expect, it } from 'vitest'
import { createPlaceScans, type PlaceTaker } from '../../../src/main/station/workflows/placeScans.ts'
import { failure } from '../../../src/shared/contract/failures.ts'
import type { PlaceScan } from '../../../src/shared/contract/place.ts'
import { err, ok } from '../../../src/shared/domain/result.ts'
import type { Scan } from '../../../src/shared/domain/scan.ts'

const person = { id: 'C01', name: '林晓', roles: ['cashier' as const] }
const scan = (text: string, kind: Scan['kind'] = 'traceCode'): Scan => ({ kind, text, deviceId: 'one', at: 1 })

function setUp(receiving: PlaceTaker = () => ok(undefined)) {
  const told: PlaceScan[] = []
  const window = { person }
  const taker = () => ok(undefined)
  const places = createPlaceScans<typeof window>({
    takers: { catalogue: taker, box: taker, receiving, change: taker, stocktake: taker, sale: taker },
    tell: (_window, happening) => told.push(happening),
  })
  return { places, told, window }
}

it('a reading of goods goes to the place that claimed it, in order, and the window hears of each with what was said to it', async () => {
  const taken: string[] = []
  const { places, told, window } = setUp(async (target, { text }) => {
    await Promise.resolve()
    taken.push(`${target} ${text}`)
    return text === 'B' ? err(failure('BOX_NOT_NEEDED')) : ok(undefined)
  })
  places.claim(window, { purpose: 'receiving', target: 'RK1' })
  for (const text of ['A', 'B', 'C']) expect(places.take(scan(text), window, person)).toBe(true)
  await expect.poll(() => told.length).toBe(3)
  expect(taken).toEqual(['RK1 A', 'RK1 B', 'RK1 C'])
  expect(told.map(({ text, failure: reason }) => [text, reason?.code ?? null])).toEqual([
    ['A', null],
    ['B', 'BOX_NOT_NEEDED'],
    ['C', null],
  ])
})

it('a voucher goes to the counter whatever place is open, and so does everything while nobody is signed in or no place claims it', () => {
  const { places, window } = setUp()
  expect(places.take(scan('A'), window, person)).toBe(false)
  places.claim(window, { purpose: 'box', target: '' })
  expect(places.take(scan('A', 'voucher'), window, person)).toBe(false)
  expect(places.take(scan('A', 'pharmacistVoucher'), window, person)).toBe(false)
  expect(places.take(scan('A'), window, null)).toBe(false)
  expect(places.take(scan('A'), { person }, person)).toBe(false)
  expect(places.take(scan('A'), window, person)).toBe(true)
})

it('a claim ends when its place is put away or its person leaves, but not when an older place closes late', () => {
  const { places, window } = setUp()
  const first = { purpose: 'receiving', target: 'RK1' } as const
  const second = { purpose: 'receiving', target: 'RK2' } as const
  places.claim(window, first)
  places.claim(window, second)
  places.release(window, first)
  expect(places.take(scan('A'), window, person)).toBe(true)
  places.release(window, second)
  expect(places.take(scan('A'), window, person)).toBe(false)
  places.claim(window, second)
  places.left(window)
  expect(places.take(scan('A'), window, person)).toBe(false)
})
