import { expect, test } from 'vitest'
import { compareDrug, formulaOf } from '../../../../src/shared/domain/comparison/compare.ts'
import type { BookLine, DrugFacts, ToldLine, ToldNumber } from '../../../../src/shared/domain/comparison/facts.ts'
import type { Price, Quantity } from '../../../../src/shared/domain/money.ts'

const PER_PACK = 12
const PRICE = 24_000_000 as Price

const quantity = (units: number): Quantity => Math.round(units * 10_000) as Quantity

function told(number: ToldNumber, units: number, changed: Partial<ToldLine> = {}): ToldLine {
  const { madeAt = 2_000, document = 'X1' } = changed
  return {
    batchSerial: `${document}-${number}`,
    number,
    document,
    lot: 'A1',
    quantity: quantity(units),
    price: null,
    codes: [],
    changeType: null,
    isSplit: false,
    state: 'done',
    by: 'upload',
    madeAt,
    endedAt: madeAt,
    countedOn: number === '3501' ? '2027-03-01' : null,
    isPending: false,
    ...changed,
  }
}

function moved(kind: BookLine['kind'], count: number, changed: Partial<BookLine> = {}): BookLine {
  return { kind, changeType: null, document: 'X1', lot: 'A1', count, codes: [], at: 2_000, ...changed }
}

const OPENING = moved('opening', 10 * PER_PACK, { document: 'PD0', at: 1_000 })
const COUNTED = told('3501', 10, { document: 'PD0', madeAt: 1_000 })

/** Ten boxes were counted and told; then what is given. The province has `units`. */
function facts(
  units: number,
  lines: readonly BookLine[],
  uploads: readonly ToldLine[],
  changed: Partial<DrugFacts> = {},
): DrugFacts {
  const count = [OPENING, ...lines].reduce((sum, line) => sum + line.count, 0)
  return {
    drugId: 'D1',
    price: PRICE,
    isTraced: true,
    perUnit: PER_PACK,
    book: [{ lot: 'A1', count }],
    bookLines: [OPENING, ...lines],
    shelf: count,
    province: { quantity: quantity(units), price: null },
    detail: null,
    told: [COUNTED, ...uploads],
    stockMode: 'fullMovements',
    ...changed,
  }
}

const causesOf = (given: DrugFacts) => compareDrug(given).differences.map(({ cause, cure }) => `${cause}: ${cure}`)

test('a refused sale is worth its boxes, and is sent again', () => {
  const sale = moved('sale', -2 * PER_PACK, { codes: ['c1', 'c2'] })
  const { differences } = compareDrug(facts(10, [sale], [told('3505', 2, { state: 'refused', codes: ['c1', 'c2'] })]))
  expect(differences).toEqual([
    {
      cause: 'uploadRefused',
      cure: 'sendAgain',
      kinds: ['quantity'],
      quantity: 20_000,
      worth: 4_800,
      batchSerials: ['X1-3505'],
      documents: ['X1'],
    },
  ])
})

test('pieces that were told as packs are the rest of a split pack, and a count puts them right', () => {
  const sale = moved('sale', -3, { codes: ['c1'] })
  expect(causesOf(facts(7, [sale], [told('3505', 3, { isSplit: true, codes: ['c1'] })]))).toEqual(['splitRest: countAnew'])
})

test('packs that were told by their pieces have a wrong unit factor', () => {
  const bought = moved('purchase', 5 * PER_PACK)
  expect(causesOf(facts(10 + 5 * PER_PACK, [bought], [told('3503', 5 * PER_PACK)]))).toEqual(['unitFactor: changeFactor'])
})

test('what a later count put right is no difference any more', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'] })
  const recount = told('3501', 9, { document: 'PD1', madeAt: 3_000, countedOn: '2027-03-02' })
  expect(causesOf(facts(9, [sale], [told('3505', 1, { state: 'refused', codes: ['c1'] }), recount]))).toEqual([])
})

test('a sale that came to the province only after the count that has it already crossed that count', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'] })
  const late = told('3505', 1, { codes: ['c1'], endedAt: 4_000 })
  const recount = told('3501', 9, { document: 'PD1', madeAt: 3_000, countedOn: '2027-03-02' })
  expect(causesOf(facts(8, [sale], [late, recount]))).toEqual(['crossedCount: countAnew'])
})

test('what a count left out because it was still to come is no difference, neither before it came nor after', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'] })
  const recount = told('3501', 10, { document: 'PD1', madeAt: 3_000, countedOn: '2027-03-02' })
  const late = told('3505', 1, { codes: ['c1'], endedAt: 4_000 })
  expect(causesOf(facts(9, [sale], [late, recount]))).toEqual([])
  const waiting = told('3505', 1, { codes: ['c1'], state: 'waiting' })
  expect(causesOf(facts(10, [sale], [waiting, recount]))).toEqual(['uploadMissing: sendAgain'])
})

test('what the province had before a count, and the book only after it, is no difference where the count took it off', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'], at: 4_000 })
  const early = told('3505', 1, { codes: ['c1'], madeAt: 4_000, endedAt: 2_000 })
  const recount = told('3501', 9, { document: 'PD1', madeAt: 3_000, countedOn: '2027-03-02' })
  expect(causesOf(facts(9, [sale], [early, recount]))).toEqual([])
})

test('a count that the province refused leaves it with what it had', () => {
  const found = moved('count', -PER_PACK, { document: 'PD1', at: 3_000 })
  const refused = told('3501', 9, { document: 'PD1', madeAt: 3_000, state: 'refused' })
  expect(causesOf(facts(10, [found], [refused]))).toEqual(['uploadRefused: sendAgain'])
})

test('a shop that tells counts and sales alone needs one count for a delivery', () => {
  const bought = moved('purchase', 5 * PER_PACK)
  expect(causesOf(facts(10, [bought], [], { stockMode: 'stocktakeOnly' }))).toEqual(['uploadMissing: countAnew'])
})

test('a sale of a case is never touched: a count heals the stock', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'] })
  const refused = told('3505', 1, { state: 'refused', by: 'case', codes: ['c1'] })
  expect(causesOf(facts(10, [sale], [refused]))).toEqual(['uploadRefused: countAnew'])
})

test('goods that were told before they left are no difference', () => {
  expect(causesOf(facts(9, [], [told('3505', 1, { isPending: true, codes: ['c1'] })]))).toEqual([])
})

test('a difference that no arithmetic explains has no cause', () => {
  expect(causesOf(facts(7.25, [], []))).toEqual(['unexplained: countAnew'])
})

test('a price that the province has from the last sale is only older than ours', () => {
  const sale = moved('sale', -PER_PACK, { codes: ['c1'] })
  const sold = told('3505', 1, { price: 23_000_000 as Price, codes: ['c1'] })
  const older = facts(9, [sale], [sold], { province: { quantity: quantity(9), price: 23_000_000 as Price } })
  expect(compareDrug(older).differences).toMatchObject([{ cause: 'priceDiffers', kinds: ['price'], worth: 900 }])
  const strange = facts(9, [sale], [sold], { province: { quantity: quantity(9), price: 1_000_000 as Price } })
  expect(causesOf(strange)).toEqual(['unexplained: nothing'])
})

test('more boxes on the shelf than in the book were sold without their codes, if so many were', () => {
  const sale = moved('sale', -PER_PACK)
  const uncoded = facts(9, [sale], [told('3505', 1)], { shelf: 10 * PER_PACK })
  expect(compareDrug(uncoded).differences).toMatchObject([{ cause: 'soldWithoutCode', kinds: ['shelf'], worth: 2_400 }])
  expect(compareDrug({ ...uncoded, shelf: 8 * PER_PACK }).differences).toMatchObject([{ cause: 'unexplained', kinds: ['shelf'] }])
})

test('the formula is shown with its parts, returns netted', () => {
  const lines = [
    told('3503', 5, { document: 'RK1' }),
    told('3504', 1, { document: 'TH1' }),
    told('3505', 3, { document: 'LS1' }),
    told('3506', 1, { document: 'LS2' }),
    told('3502', 2, { document: 'BG1', changeType: '104', codes: ['c8', 'c9'] }),
    told('3505', 4, { document: 'LS3', state: 'refused' }),
  ]
  const { codes: _codes, lots: _lots, ...parts } = formulaOf({ told: [COUNTED, ...lines] })
  expect(parts).toEqual({
    count: 100_000,
    changes: -20_000,
    purchases: 50_000,
    purchaseReturns: -10_000,
    sales: -30_000,
    saleReturns: 10_000,
    total: 100_000,
  })
})
