import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Scenario } from '../../../server-mock/scenarios/scenario.ts'
import { patient, town } from '../../../server-mock/scenarios/town.ts'
import { boxAt, expectMoneyAgrees, uploadsAtCenter } from './books.ts'
import { box, bringBack, bringTo, type Counter, fillBasket, finish, openCounter, pay } from './sale.ts'

let counter: Counter
afterEach(() => counter.shop.close())

const part = (quantity: number, index: number) => ({
  department: '心血管内科',
  daysAgo: 2 - index,
  lines: [{ drug: '苯磺酸氨氯地平片', quantity }],
})
const parts = (...quantities: readonly number[]): Scenario => ({
  name: 'parts',
  title: '拆零',
  ...town,
  people: [{ ...patient, prescriptions: quantities.map(part) }],
})

const VALSARTAN = '8100112'

describe.each(['national', 'fujian'])('a sale with an opened box, in %s', (province) => {
  test('leaves what is left of it on the shelf, and its return puts nothing back into it', async () => {
    counter = await openCounter({ scenario: 'five-drugs', province })
    await bringTo(counter, 'approved')
    counter.scan(box(1, VALSARTAN))
    const whole = await counter.sees(({ lines }) => lines[1]?.pieces?.taken === 28)
    expect(whole.lines[1]).toMatchObject({ pieces: { unit: '粒', perPack: 28, wanted: 35 }, boxesWanted: 2, boxesTaken: 1 })
    counter.scan(box(2, VALSARTAN))
    const full = await counter.sees(({ lines }) => lines[1]?.boxesTaken === 2)
    expect(full.lines[1]?.items.map(({ pieces }) => pieces)).toEqual([null, 7])
    await fillBasket(counter)
    const { lines, money } = await counter.rests('presettled')
    expect(lines.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(money?.total)
    await pay(counter)
    await finish(counter)
    expect(boxAt(counter, box(2, VALSARTAN))).toEqual({ place: 'inStock', pieces: 21 })
    expect(await uploadsAtCenter(counter)).toMatchObject({ '3505': 6 })
    expect(await flagsOf('2102A')).toEqual({ '0': 8, '1': 1 })
    await expectMoneyAgrees(counter, 1)

    await bringBack(counter)
    await counter.does('case.revoke', {})
    await counter.rests('returned')
    expect(boxAt(counter, box(1, VALSARTAN))).toEqual({ place: 'returned', pieces: 28 })
    expect(boxAt(counter, box(2, VALSARTAN))).toEqual({ place: 'inStock', pieces: 21 })
    expect(await uploadsAtCenter(counter)).toEqual({ '7207': 0, '3505': 0 })
    await expectMoneyAgrees(counter, 0)
  })
})

describe('an opened box', () => {
  beforeEach(async () => {
    // 14 of 28, 18 of 28, a whole one
    counter = await openCounter({ scenario: parts(0.5, 0.6429, 1) })
  })

  const sell = async (...codes: readonly string[]): Promise<void> => {
    await bringTo(counter, 'approved')
    for (const code of codes) {
      counter.scan(code)
      await counter.sees(({ lines }) => lines.some(({ items }) => items.some((item) => item.code === code)))
    }
    await finish(counter)
  }

  test('goes on to the next patient until it is empty, is no whole box, and is never sold beyond its content', async () => {
    await sell(box(1))
    expect(boxAt(counter, box(1))).toEqual({ place: 'inStock', pieces: 14 })
    // 18 of which it has 14
    await sell(box(1), box(2))
    expect(boxAt(counter, box(1))).toEqual({ place: 'sold', pieces: 14 })
    expect(boxAt(counter, box(2))).toEqual({ place: 'inStock', pieces: 24 })
    await bringTo(counter, 'approved')
    counter.scan(box(1))
    await counter.noticed('BOX_SOLD_BEFORE')
    counter.scan(box(2))
    await counter.noticed('BOX_NOT_IN_STOCK')
    counter.scan(box(3))
    await counter.rests('presettled')
    await finish(counter)
    await expectMoneyAgrees(counter, 3)
  })
})

test('a part of a box that is no number of pieces cannot be sold', async () => {
  counter = await openCounter({ scenario: parts(0.3) })
  await bringTo(counter, 'approved')
  counter.scan(box(1))
  await counter.noticed('LINE_NOT_IN_BOXES')
})

const Traced = z.object({ input: z.object({ drug_trac_info: z.array(z.object({ trdn_flag: z.string() })) }) })

/** How many codes the last message of an interface had with each split flag. */
async function flagsOf(number: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  const message = (await counter.accepted(number)).at(-1)
  for (const { trdn_flag } of Traced.parse(message?.request).input.drug_trac_info)
    counts[trdn_flag] = (counts[trdn_flag] ?? 0) + 1
  return counts
}
