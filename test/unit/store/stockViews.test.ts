import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Drug } from '../../../src/main/station/store/goods.ts'
import { datedPriceLookUps } from '../../../src/main/station/store/stock/datedPrices.ts'
import { readView, viewLookUps } from '../../../src/main/station/store/stock/views.ts'
import type { Store } from '../../../src/main/station/store/store.ts'
import type { StockView, StockViewAsk, StockViewOf } from '../../../src/shared/contract/stock/views.ts'
import type { Price, Quantity } from '../../../src/shared/domain/money.ts'
import type { MovementKind } from '../../../src/shared/domain/stockBook.ts'
import { amlodipine, amlodipineLot, stockShelf } from './books.ts'
import { newDataFolder, openRaw, openTestStore } from './support.ts'

const DAY = 86_400_000
const NOON = Date.parse('2026-11-20T12:00:00+08:00')
const herb: Drug = { ...amlodipine, id: 'SP0002', name: '黄芪', isTraced: false, unit: '克', price: 150_000 as Price }
const herbLot = { ...amlodipineLot, id: 'SP0002-A', drugId: herb.id }

/** A shelf with a herb, its clock in our hands, and what its books say. */
function openShelf() {
  const folder = newDataFolder()
  const time = { now: NOON }
  const store = openTestStore(folder, { clock: () => time.now })
  stockShelf(store)
  store.goods.put(herb, [])
  store.goods.putLot(herbLot)
  const raw = openRaw(folder)
  const move = (drug: Drug, kind: MovementKind, count: number, lotId = `${drug.id}-A`): void =>
    store.book.record({ kind, changeType: null, drugId: drug.id, lotId, count, document: 'D', holder: null, accountId: null })
  const read = <A extends StockViewAsk>(ask: A, page: number | null = null): StockViewOf<A['kind']> => {
    const view: StockView = readView(raw, ask, time.now, page)
    return view as StockViewOf<A['kind']>
  }
  return { store, raw, time, move, read }
}

describe('the value of the stock', () => {
  it('is on every day what had moved until then, whatever moved', () => {
    const movement = fc.record({
      day: fc.integer({ min: 0, max: 45 }),
      isHerb: fc.boolean(),
      // whole boxes and whole grams, so that the sums are exact
      units: fc.integer({ min: -20, max: 40 }).filter((units) => units !== 0),
    })
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 30 }), (movements) => {
        const { time, move, read } = openShelf()
        const start = NOON - 45 * DAY
        for (const { day, isHerb, units } of movements.toSorted((a, b) => a.day - b.day)) {
          time.now = start + day * DAY
          move(isHerb ? herb : amlodipine, units > 0 ? 'purchase' : 'sale', units * (isHerb ? 10_000 : 28))
        }
        time.now = NOON
        const view = read({ kind: 'value', days: 30 })
        const until = (day: number): number =>
          movements.reduce((sum, each) => (each.day <= day ? sum + each.units * (each.isHerb ? 15 : 2_350) : sum), 0)
        expect(view.days.map(({ value }) => value)).toEqual(Array.from({ length: 30 }, (_, index) => until(16 + index)))
        expect(view.days[0]?.day).toBe('2026-10-22')
        expect(view.days.at(-1)).toEqual({ day: '2026-11-20', value: view.value })
        expect(view.rows.reduce((sum, { value }) => sum + value, 0)).toBe(view.value)
      }),
      { numRuns: 20 },
    )
  })

  it('is at the price of each day, whether the books kept the first price or not, and the turnover at the price of its moment', () => {
    const { store, time, move, read } = openShelf()
    const on = (date: string) => {
      time.now = Date.parse(`${date}T12:00:00+08:00`)
    }
    const reprice = (drug: Drug, price: number) => store.catalogue.put({ ...drug, price: price as Price }, [], null)
    on('2026-10-10')
    move(amlodipine, 'purchase', 280)
    move(herb, 'purchase', 100_000)
    on('2026-11-16')
    move(amlodipine, 'sale', -28)
    on('2026-11-17')
    reprice(amlodipine, 30_000_000)
    move(amlodipine, 'sale', -28)
    on('2026-11-19')
    move(amlodipine, 'purchase', 28)
    time.now += 1
    reprice(amlodipine, 20_000_000)
    time.now = NOON
    const { days, value } = read({ kind: 'value', days: 30 })
    const herbs = 150
    expect(days.slice(-6).map(({ value: of }) => of)).toEqual(
      [23_500, 9 * 2_350, 8 * 3_000, 8 * 3_000, 9 * 2_000, 9 * 2_000].map((of) => of + herbs),
    )
    expect(value).toBe(9 * 2_000 + herbs)
    const turnover = read({ kind: 'turnover', month: '2026-11' })
    expect(turnover.rows).toMatchObject([{ drugId: 'SP0001', sold: 20_000, soldValue: 2_350 + 3_000 }])
    expect(turnover.months.slice(-2)).toEqual([
      { month: '2026-10', sold: 0, bought: 23_500 + herbs },
      { month: '2026-11', sold: 2_350 + 3_000, bought: 3_000 },
    ])
    expect(store.catalogue.pricesOf(amlodipine.id).map(({ price }) => price)).toEqual([20_000_000, 30_000_000])
  })

  it('counts a movement on the day that it had in China', () => {
    const { time, move, read } = openShelf()
    time.now = Date.parse('2026-11-19T00:00:00+08:00') - 1
    move(amlodipine, 'purchase', 28)
    time.now += 1
    move(amlodipine, 'purchase', 28)
    time.now = NOON
    const { days } = read({ kind: 'value', days: 30 })
    expect(days.slice(-4).map(({ value }) => value)).toEqual([0, 2_350, 4_700, 4_700])
  })

  it('lists the drugs that bind most money first, opened boxes by what is left, a page at a time', () => {
    const { move, read } = openShelf()
    move(herb, 'purchase', 5_000)
    move(amlodipine, 'purchase', 14)
    const ask = { kind: 'value', days: 30 } as const
    expect(read(ask, 0)).toMatchObject({
      value: 1_183,
      total: 2,
      rows: [
        { drugId: 'SP0001', quantity: 5_000 as Quantity, value: 1_175 },
        { drugId: 'SP0002', quantity: 5_000 as Quantity, value: 8 },
      ],
    })
    expect(read(ask, 1).rows).toEqual([])
  })
})

describe('the turnover of a month', () => {
  it('is what was sold and bought less what came back, with how long the rest will last, and no other movement', () => {
    const { time, move, read } = openShelf()
    time.now = Date.parse('2026-10-31T23:59:59+08:00')
    move(amlodipine, 'purchase', 280)
    time.now = Date.parse('2026-11-01T00:00:00+08:00')
    move(amlodipine, 'sale', -56)
    move(amlodipine, 'saleReturn', 28)
    move(amlodipine, 'count', -28)
    move(herb, 'purchase', 50_000)
    move(herb, 'purchaseReturn', -20_000)
    time.now = NOON
    const view = read({ kind: 'turnover', month: '2026-11' })
    expect(view.rows).toMatchObject([
      { drugId: 'SP0001', sold: 10_000, soldValue: 2_350, bought: 0, onHand: 80_000, lasts: 160 },
      { drugId: 'SP0002', sold: 0, soldValue: 0, bought: 30_000, onHand: 30_000, lasts: null },
    ])
    expect(view.months).toHaveLength(12)
    expect(view.months.slice(-3)).toEqual([
      { month: '2026-09', sold: 0, bought: 0 },
      { month: '2026-10', sold: 0, bought: 23_500 },
      { month: '2026-11', sold: 2_350, bought: 45 },
    ])
    expect(read({ kind: 'turnover', month: '2026-10' }).rows).toMatchObject([{ drugId: 'SP0001', sold: 0, bought: 100_000 }])
  })
})

describe('what is near its expiry', () => {
  function putLots(store: Store, days: readonly number[], move: (lotId: string) => void): void {
    for (const day of days) {
      const id = `L${day}`
      const expiresOn = new Date(Date.parse('2026-11-20') + day * DAY).toISOString().slice(0, 10)
      store.goods.putLot({ ...amlodipineLot, id, number: id, expiresOn })
      move(id)
    }
  }

  it('stands in the band of its days, the day of expiry included, with quantity and money', () => {
    const { store, move, read } = openShelf()
    putLots(store, [-1, 0, 30, 31, 90, 91, 180, 181], (lotId) => move(amlodipine, 'purchase', 28, lotId))
    const view = read({ kind: 'expiry', within: 90 })
    expect(view.bands).toEqual([
      { band: 'expired', lots: 1, value: 2_350 },
      { band: '30', lots: 2, value: 4_700 },
      { band: '90', lots: 2, value: 4_700 },
      { band: '180', lots: 2, value: 4_700 },
    ])
    expect(view.rows.map(({ lot, daysLeft, value }) => [lot, daysLeft, value])).toEqual(
      [-1, 0, 30, 31, 90].map((day) => [`L${day}`, day, 2_350]),
    )
  })

  it('leaves out what is sold', () => {
    const { store, move, read } = openShelf()
    putLots(store, [10, 20], (lotId) => move(amlodipine, 'purchase', 28, lotId))
    move(amlodipine, 'sale', -28, 'L10')
    expect(read({ kind: 'expiry', within: 30 }).rows.map(({ lot }) => lot)).toEqual(['L20'])
  })
})

describe('the deadlines of the uploads', () => {
  it('are amber before they are red, by paper and interface, and of what is done there are none', () => {
    const { store, time, read } = openShelf()
    const upload = (document: string, line: number, dueAt: number | null): string => {
      const batchSerial = `${document}-${line}`
      store.stockUploads.add({
        batchSerial,
        number: '3503',
        document,
        line,
        drugId: amlodipine.id,
        lotId: amlodipineLot.id,
        quantity: 10_000 as Quantity,
        price: null,
        codes: [],
        detail: {},
        dueAt,
        accountId: null,
      })
      return batchSerial
    }
    const hour = 3_600_000
    upload('RK1', 1, NOON)
    store.stockUploads.end(upload('RK1', 2, NOON), 'refused', null)
    upload('RK2', 1, NOON + 2 * hour)
    upload('RK3', 1, NOON + 5 * hour)
    upload('RK4', 1, null)
    store.stockUploads.end(upload('RK5', 1, NOON), 'done', null)
    const view = read({ kind: 'deadlines' })
    expect(view.levels).toEqual([
      { level: 'late', lines: 2 },
      { level: 'soon', lines: 1 },
      { level: 'inTime', lines: 1 },
      { level: 'none', lines: 1 },
    ])
    expect(view.rows.map(({ document, lines, refused, level }) => [document, lines, refused, level])).toEqual([
      ['RK1', 2, 1, 'late'],
      ['RK2', 1, 0, 'soon'],
      ['RK3', 1, 0, 'inTime'],
      ['RK4', 1, 0, 'none'],
    ])
    time.now = NOON + 2 * hour
    expect(read({ kind: 'deadlines' }).rows.map(({ level }) => level)).toEqual(['late', 'late', 'soon', 'none'])
  })
})

describe('the differences by cause', () => {
  it('are those of the last comparison that ended, the dearest cause first, whichever way each goes', () => {
    const { raw, read } = openShelf()
    expect(read({ kind: 'causes' })).toMatchObject({ comparedAt: null, worth: 0, rows: [] })
    const run = raw.prepare(`INSERT INTO comparison_runs (id, state, began_at, ended_at, drugs) VALUES (?, ?, ?, ?, 2)`)
    run.run('R1', 'done', NOON - 2 * DAY, NOON - 2 * DAY)
    run.run('R2', 'done', NOON - DAY, NOON - DAY)
    run.run('R3', 'asking', NOON, null)
    const line =
      raw.prepare(`INSERT INTO comparison_lines (run_id, drug_id, cause, cure, kinds, book, price, quantity, worth, batch_serials,
      documents, mended_at) VALUES (?, '${amlodipine.id}', ?, 'none', '[]', 0, 0, 0, ?, '[]', '[]', ?)`)
    line.run('R1', 'wrongCode', 99_900, null)
    line.run('R2', 'uploadMissing', 2_350, NOON)
    line.run('R2', 'uploadMissing', -2_350, null)
    line.run('R2', 'unexplained', 9_400, null)
    expect(read({ kind: 'causes' })).toMatchObject({
      comparedAt: NOON - DAY,
      worth: 14_100,
      rows: [
        { cause: 'unexplained', lines: 1, mended: 0, worth: 9_400 },
        { cause: 'uploadMissing', lines: 2, mended: 1, worth: 4_700 },
      ],
    })
  })
})

describe('a view', () => {
  it('goes through the movements by their time, and to drugs, lots and open uploads by an index', () => {
    const { raw } = openShelf()
    const planOf = (sql: string): string => {
      const parameters = sql
        .split('?')
        .slice(1)
        .map(() => 1)
      return raw
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...parameters)
        .map(({ detail }) => detail)
        .join('\n')
    }
    for (const sql of [viewLookUps.flows, viewLookUps.turnover])
      expect(planOf(sql)).toMatch(/SEARCH stock_movements USING INDEX stock_movements_at \(at>\? AND at<\?\)/)
    expect(planOf(viewLookUps.deadlines)).toContain('INDEX stock_uploads_open')
    for (const sql of [...Object.values(viewLookUps), ...Object.values(datedPriceLookUps)])
      expect(planOf(sql)).not.toMatch(/SCAN (drugs|lots|stock_movements)/)
  })
})
