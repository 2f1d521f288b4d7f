import { describe, expect, it } from 'vitest'
import type { NewUpload } from '../../../../src/main/station/store/stock/uploads.ts'
import { createStocktaking } from '../../../../src/main/station/workflows/stock/stocktake/stocktaking.ts'
import type { Person } from '../../../../src/shared/contract/counter.ts'
import type { Failure } from '../../../../src/shared/contract/failures.ts'
import type { Quantity } from '../../../../src/shared/domain/money.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import type { StocktakeScope } from '../../../../src/shared/domain/stocktake.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, openVisit, PREFIX, receiveBox, stockShelf } from '../../store/books.ts'
import { noSecret, openTestStore } from '../../store/support.ts'

const BOX = amlodipine.piecesPerPack
const cashier: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
const manager: Person = { id: 'M01', name: '周店长', roles: ['manager'] }
const licorice = { ...amlodipine, id: 'SP0002', name: '甘草', unit: '克', piecesPerPack: 1, isTraced: false, shelf: 'B1' }
const licoriceLot = { ...amlodipineLot, id: 'SP0002-A', drugId: 'SP0002', number: '260301', expiresOn: null }
const secondLot = { ...amlodipineLot, id: 'SP0001-B', number: '260201B' }
const whole = (units: number, pieces = 0) => ({ units: (units * 10_000) as Quantity, pieces })

/** A shop with some boxes, which the book knows, and one drug without codes, of which it knows nothing. */
function openShelf(boxes = 3) {
  const store = openTestStore()
  stockShelf(store, boxes)
  store.goods.putLot(secondLot)
  store.goods.put(licorice, [])
  store.goods.putLot(licoriceLot)
  const visit = openVisit(store)
  store.accounts.create({ ...manager, secret: noSecret })
  const opening = { changeType: null, document: 'opening', holder: null, accountId: null } as const
  const goods = { drugId: amlodipine.id, lotId: amlodipineLot.id }
  if (boxes > 0) store.book.record({ ...opening, ...goods, kind: 'opening', count: boxes * BOX })
  const told: NewUpload[] = []
  const heard: (string | null)[] = []
  const stocktaking = createStocktaking({
    store,
    tell: (upload) => void told.push(upload),
    pump: () => undefined,
    changed: (id, progress) => void heard.push(progress === null ? id : `${progress.done}/${progress.of}`),
  })
  const begin = (scope: StocktakeScope = { kind: 'shop' }, isBlind = false): string =>
    got(stocktaking.begin(scope, isBlind, cashier)).id
  const scan = (id: string, serial: number, person = cashier) =>
    stocktaking.takeScan(id, { kind: 'traceCode', text: codeOf(serial) }, person)
  const approve = async (id: string, person = manager) => {
    const approved = await stocktaking.approve(id, person)
    await stocktaking.idle()
    return approved
  }
  const differences = async (id: string) => got(await stocktaking.differences(id, 1, manager))
  /** Sells a box, or some of its pieces, as a case does. */
  const sell = (serial: number, pieces: number = BOX): void => {
    const { id: holder, document } = openTestCase(store, visit, `RX${serial}`)
    const code = codeOf(serial)
    const left = (store.packs.find(code)?.pieces ?? 0) - pieces
    store.packs.move(code, { from: 'inStock', to: 'reserved', holder, accountId: 'C01' })
    if (left === 0) store.packs.move(code, { from: 'reserved', to: 'sold', holder, accountId: 'C01' })
    else store.packs.move(code, { from: 'reserved', to: 'inStock', holder: null, piecesLeft: left, accountId: 'C01' })
    store.book.record({ ...opening, ...goods, kind: 'sale', document, holder, accountId: 'C01', count: -pieces })
  }
  return { store, visit, sell, stocktaking, begin, scan, approve, differences, told, heard }
}

function got<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const codeIn = (result: Result<unknown, Failure>) => (result.ok ? null : result.failure.code)

describe('counting', () => {
  it('takes each box once, whoever scans it, and remembers who did', () => {
    const { stocktaking, begin, scan } = openShelf()
    const id = begin()
    expect(codeIn(scan(id, 1))).toBeNull()
    expect(codeIn(scan(id, 1, manager))).toBe('STOCKTAKE_COUNTED')
    expect(codeIn(scan(id, 2, manager))).toBeNull()
    const view = got(stocktaking.view(id, cashier))
    expect(view.last).toMatchObject({ code: codeOf(1), person: '林晓燕', count: BOX, lotNumber: '260101A' })
    expect(view.running).toEqual({ count: 2 * BOX, book: 3 * BOX })
    expect(view.recent.map(({ code, person }) => [code, person])).toEqual([
      [codeOf(2), '周店长'],
      [codeOf(1), '林晓燕'],
    ])
    expect(view.summary).toMatchObject({ counted: 1, drugs: 2, people: [{ lines: 1 }, { lines: 1 }] })
  })

  it('shows no quantity of the books in a blind stocktake, and its differences to the manager alone', async () => {
    const { stocktaking, begin, scan } = openShelf()
    const id = begin({ kind: 'shop' }, true)
    scan(id, 1)
    const view = got(stocktaking.view(id, cashier))
    expect(view.running).toEqual({ count: BOX, book: null })
    expect(view.last).toMatchObject({ place: 'inStock', lotNumber: '260101A' })
    expect(codeIn(await stocktaking.differences(id, 1, cashier))).toBe('STOCKTAKE_BLIND')
    expect(codeIn(await stocktaking.differences(id, 1, manager))).toBeNull()
  })

  it('refuses what is no box of the shop, of another shelf, or no code at all', () => {
    const { stocktaking, begin, scan } = openShelf()
    const id = begin({ kind: 'shelf', shelf: 'B1' })
    expect(codeIn(scan(id, 1))).toBe('STOCKTAKE_OUT_OF_SCOPE')
    const read = (kind: 'traceCode' | 'productCode' | 'unknown', text: string) =>
      codeIn(stocktaking.takeScan(id, { kind, text }, cashier))
    expect(read('traceCode', '89999990000000000001')).toBe('BOX_UNKNOWN')
    expect(read('productCode', '6901234567892')).toBe('BOX_PRODUCT_CODE')
    expect(read('unknown', 'one')).toBe('TRACE_CODE_WRONG')
    expect(codeIn(stocktaking.takeScan('PD1', { kind: 'traceCode', text: codeOf(1) }, cashier))).toBe('STOCKTAKE_UNKNOWN')
  })

  it('asks for the pieces of an opened box, and takes no more than a box holds', () => {
    const { sell, stocktaking, begin, scan } = openShelf()
    sell(1, 10)
    const id = begin()
    expect(codeIn(scan(id, 1))).toBe('STOCKTAKE_PIECES_NEEDED')
    const count = (pieces: number) => codeIn(stocktaking.countBox(id, codeOf(1), { pieces, lotId: null }, cashier))
    expect(count(BOX + 1)).toBe('STOCKTAKE_PIECES_TOO_MANY')
    expect(count(17)).toBeNull()
    expect(count(16)).toBeNull()
    expect(codeIn(stocktaking.countBox(id, codeOf(1), { pieces: 15, lotId: null }, manager))).toBe('STOCKTAKE_COUNTED')
    expect(got(stocktaking.view(id, cashier)).recent.map((line) => line.count)).toEqual([16])
  })

  it('takes the last line of a person back, not that of another', () => {
    const { stocktaking, begin, scan } = openShelf()
    const id = begin()
    expect(codeIn(stocktaking.takeBack(id, cashier))).toBe('STOCKTAKE_NOTHING_COUNTED')
    scan(id, 1)
    scan(id, 2, manager)
    expect(codeIn(stocktaking.takeBack(id, cashier))).toBeNull()
    expect(got(stocktaking.view(id, manager)).recent.map(({ code }) => code)).toEqual([codeOf(2)])
    expect(codeIn(scan(id, 1))).toBeNull()
  })

  it('begins no stocktake that counts a drug twice, and none of nothing', () => {
    const { stocktaking, begin } = openShelf()
    const tries = (scope: StocktakeScope) => codeIn(stocktaking.begin(scope, false, cashier))
    expect(tries({ kind: 'shelf', shelf: 'none' })).toBe('STOCKTAKE_COVERS_NOTHING')
    expect(tries({ kind: 'drugs', drugIds: ['none'] })).toBe('STOCKTAKE_COVERS_NOTHING')
    const id = begin({ kind: 'shelf', shelf: 'B1' })
    expect(tries({ kind: 'drugs', drugIds: [licorice.id] })).toBe('STOCKTAKE_OVERLAPS')
    expect(tries({ kind: 'drugs', drugIds: [amlodipine.id] })).toBeNull()
    expect(codeIn(stocktaking.cancel(id, manager))).toBeNull()
    expect(tries({ kind: 'shelf', shelf: 'B1' })).toBeNull()
  })

  it('finds the drugs that it covers, by name and number', () => {
    const { stocktaking, begin } = openShelf()
    const id = begin({ kind: 'shelf', shelf: 'B1' })
    expect(got(stocktaking.findDrugs(id, '甘草')).map((drug) => drug.id)).toEqual([licorice.id])
    expect(got(stocktaking.findDrugs(id, amlodipine.id))).toEqual([])
    expect(got(stocktaking.findDrugs(null, amlodipine.id))).toMatchObject([{ perUnit: BOX, lots: [{}, {}] }])
  })
})

describe('the differences', () => {
  it('are those of the moment of counting, however much is sold before and afterwards', async () => {
    const { sell, begin, scan, differences } = openShelf(5)
    const id = begin()
    sell(1)
    scan(id, 2)
    sell(2)
    scan(id, 3)
    sell(4)
    const { rows, loss, surplus } = await differences(id)
    expect(rows.map(({ kind, code }) => [kind, code])).toEqual([['missing', codeOf(5)]])
    expect([loss, surplus]).toEqual([2350, 0])
  })

  it('of goods whose codes nobody reads are those of their lot', async () => {
    const { stocktaking, begin, scan, differences } = openShelf()
    const id = begin()
    scan(id, 1)
    const lot = { drugId: amlodipine.id, lotId: amlodipineLot.id }
    expect(codeIn(stocktaking.countQuantity(id, { ...lot, quantity: whole(0, 20) }, cashier))).toBeNull()
    const { rows, loss } = await differences(id)
    expect(rows).toMatchObject([{ kind: 'quantity', code: null, lotNumber: '260101A', count: 20 - 2 * BOX }])
    expect(loss).toBe(Math.round((2350 * (2 * BOX - 20)) / BOX))
    expect(codeIn(stocktaking.countQuantity(id, { ...lot, lotId: 'none', quantity: whole(1) }, cashier))).toBe('LOT_MISSING')
    const half = { drugId: licorice.id, lotId: licoriceLot.id, quantity: whole(1, 1) }
    expect(codeIn(stocktaking.countQuantity(id, half, cashier))).toBe('STOCKTAKE_NOT_IN_PIECES')
  })

  it('go away when the drug is counted again', async () => {
    const { stocktaking, begin, scan, differences } = openShelf(2)
    const id = begin()
    scan(id, 1)
    expect((await differences(id)).total).toBe(1)
    expect(codeIn(stocktaking.recount(id, amlodipine.id, cashier))).toBeNull()
    scan(id, 1)
    scan(id, 2)
    expect((await differences(id)).total).toBe(0)
  })
})

describe('an approved stocktake', () => {
  it('moves the boxes, writes the book, tells the province of each lot, and shows its differences for ever', async () => {
    const { store, sell, stocktaking, begin, scan, approve, differences, told } = openShelf()
    sell(2, 10)
    receiveBox(store, codeOf(7))
    store.packs.move(codeOf(7), { from: 'inStock', to: 'missing', holder: null, accountId: null })
    const id = begin()
    scan(id, 1)
    scan(id, 7)
    stocktaking.countBox(id, codeOf(2), { pieces: 17, lotId: null }, cashier)
    stocktaking.countBox(id, codeOf(8), { pieces: null, lotId: secondLot.id }, cashier)
    const before = await differences(id)
    expect(codeIn(await approve(id))).toBeNull()

    expect(store.packs.find(codeOf(2))).toMatchObject({ place: 'inStock', pieces: 17 })
    expect(store.packs.find(codeOf(3))).toMatchObject({ place: 'missing' })
    expect(store.packs.find(codeOf(7))).toMatchObject({ place: 'inStock' })
    expect(store.packs.find(codeOf(8))).toMatchObject({ place: 'inStock', lotId: secondLot.id })
    expect(store.packs.historyOf(codeOf(3)).at(-1)).toMatchObject({ document: id, accountId: manager.id })
    expect(store.book.lotsOf(amlodipine.id)).toMatchObject([
      { lotId: amlodipineLot.id, count: BOX + 17 + BOX },
      { lotId: secondLot.id, count: BOX },
    ])
    expect(store.book.ofDocument(id).map(({ kind, lotId, count }) => [kind, lotId, count])).toEqual([
      ['count', amlodipineLot.id, -1],
      ['opening', secondLot.id, BOX],
    ])
    expect(told).toMatchObject([
      { batchSerial: `${id}-1`, number: '3501', lotId: amlodipineLot.id, codes: [codeOf(1), codeOf(2), codeOf(7)] },
      { batchSerial: `${id}-2`, number: '3501', lotId: secondLot.id, quantity: 10_000, codes: [codeOf(8)] },
    ])
    const after = await differences(id)
    expect(after.rows).toEqual(before.rows)
    expect(after.summary).toMatchObject({ state: 'approved', decidedBy: '周店长' })
    expect(codeIn(scan(id, 9))).toBe('STOCKTAKE_CLOSED')
    expect(codeIn(await approve(id))).toBe('STOCKTAKE_CLOSED')
  })

  it('opens the book of goods without codes by the first count, whatever was sold before it', async () => {
    const { store, stocktaking, begin, scan, approve, told } = openShelf(1)
    const goods = { drugId: licorice.id, lotId: licoriceLot.id }
    const paper = { changeType: null, holder: null, accountId: null } as const
    store.book.record({ ...paper, ...goods, kind: 'sale', document: 'LS1', count: -300_000 })
    const id = begin()
    scan(id, 1)
    stocktaking.countQuantity(id, { ...goods, quantity: whole(120) }, cashier)
    await approve(id)
    expect(store.book.onHand(licorice.id)).toBe(1_200_000)
    expect(store.book.ofDocument(id)).toMatchObject([{ kind: 'opening', count: 1_500_000 }])
    const loose = told.find(({ drugId }) => drugId === licorice.id)
    expect(loose).toMatchObject({
      quantity: 1_200_000,
      codes: [],
      detail: { countedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    })
  })

  it('leaves goods without codes as they are, and tells nothing of them, where nobody counted them', async () => {
    const { store, begin, scan, approve, differences, told } = openShelf(1)
    const paper = { changeType: null, holder: null, accountId: null } as const
    store.book.record({ ...paper, drugId: licorice.id, lotId: licoriceLot.id, kind: 'purchase', document: 'RK1', count: 5_000 })
    const id = begin()
    scan(id, 1)
    expect((await differences(id)).rows).toMatchObject([{ kind: 'notCounted', count: 0, amount: 0 }])
    await approve(id)
    expect(store.book.onHand(licorice.id)).toBe(5_000)
    expect(told.map(({ drugId }) => drugId)).toEqual([amlodipine.id])
  })

  it('needs a second pair of eyes where the shop has one, and something that was counted', async () => {
    const { store, begin, scan, approve } = openShelf(1)
    const id = begin()
    expect(codeIn(await approve(id))).toBe('STOCKTAKE_NOTHING_COUNTED')
    scan(id, 1, manager)
    expect(codeIn(await approve(id))).toBe('STOCKTAKE_OWN_COUNT')
    store.accounts.change(cashier.id, { name: cashier.name, roles: cashier.roles, isActive: false })
    expect(codeIn(await approve(id))).toBeNull()
  })

  it('is refused while something has to be counted again', async () => {
    const { sell, stocktaking, begin, approve } = openShelf(2)
    const id = begin()
    const lot = { drugId: amlodipine.id, lotId: amlodipineLot.id }
    stocktaking.countQuantity(id, { ...lot, quantity: whole(1) }, cashier)
    sell(1)
    stocktaking.countQuantity(id, { ...lot, quantity: whole(1) }, cashier)
    expect(codeIn(await approve(id))).toBe('STOCKTAKE_RECOUNT_NEEDED')
    stocktaking.recount(id, amlodipine.id, cashier)
    stocktaking.countQuantity(id, { ...lot, quantity: whole(1) }, cashier)
    expect(codeIn(await approve(id))).toBeNull()
  })

  it('of a box in a wrong lot moves it to its own', async () => {
    const { store, stocktaking, begin, scan, approve } = openShelf(2)
    const id = begin()
    stocktaking.countBox(id, codeOf(1), { pieces: null, lotId: secondLot.id }, cashier)
    scan(id, 2)
    await approve(id)
    expect(store.packs.find(codeOf(1))?.lotId).toBe(secondLot.id)
    expect(store.book.lotsOf(amlodipine.id).map(({ count }) => count)).toEqual([BOX, BOX])
  })

  it('settles what an earlier one could not place, once each box is read by its code', async () => {
    const { store, stocktaking, begin, scan, approve } = openShelf(3)
    const first = begin()
    const lot = { drugId: amlodipine.id, lotId: amlodipineLot.id }
    stocktaking.countQuantity(first, { ...lot, quantity: whole(2) }, cashier)
    await approve(first)
    expect(store.book.onHand(amlodipine.id)).toBe(2 * BOX)
    const second = begin()
    scan(second, 1)
    scan(second, 2)
    await approve(second)
    expect(store.packs.find(codeOf(3))?.place).toBe('missing')
    expect(store.book.onHand(amlodipine.id)).toBe(2 * BOX)
    expect(store.stocktakes.unplaced(amlodipine.id)).toEqual(new Map([[amlodipineLot.id, 0]]))
  })

  it('says to the province what the book has once the sale of a case under way is told', async () => {
    const { store, visit, begin, scan, approve, told } = openShelf(2)
    const id = begin()
    scan(id, 1)
    scan(id, 2)
    const { id: caseId, machine } = openTestCase(store, visit)
    store.packs.move(codeOf(1), { from: 'inStock', to: 'reserved', holder: caseId, accountId: 'C01' })
    const item = { drugId: amlodipine.id, lotId: amlodipineLot.id, line: 1, pieces: null, byHand: null }
    store.cases.addItem({ ...item, caseId, code: codeOf(1) })
    store.cases.update(caseId, { machine: { ...machine, state: 'outboundReported', reported: ['3505'] } })
    await approve(id)
    expect(told).toMatchObject([{ quantity: 10_000 }])
    expect(store.book.onHand(amlodipine.id)).toBe(2 * BOX)
  })

  it('of many drugs is written some at a time, and the windows hear how far it is', async () => {
    const { store, begin, scan, approve, heard } = openShelf(1)
    for (let number = 0; number < 11; number++) store.goods.put({ ...licorice, id: `X${number}` }, [])
    const id = begin()
    scan(id, 1)
    heard.length = 0
    await approve(id)
    expect(heard).toEqual([id, '5/13', '10/13', id])
  })
})

it('a code of a known drug that the books do not have is put aside while nobody names its lot', async () => {
  const { store, begin, scan, approve, differences } = openShelf(1)
  const id = begin()
  scan(id, 1)
  scan(id, 9)
  expect((await differences(id)).rows).toMatchObject([{ kind: 'unknown', code: `${PREFIX}0000000000009`, count: 0 }])
  await approve(id)
  expect(store.packs.find(codeOf(9))).toBeNull()
})
