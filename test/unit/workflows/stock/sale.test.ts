import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Drug } from '../../../../src/main/station/store/goods.ts'
import type { Store } from '../../../../src/main/station/store/store.ts'
import { createSales, RETURN_TARGET, type SaleWorkflow } from '../../../../src/main/station/workflows/stock/sale/sale.ts'
import { createSaleMoves } from '../../../../src/main/station/workflows/stock/sale/saleMoves.ts'
import { viewDesk } from '../../../../src/main/station/workflows/stock/sale/saleView.ts'
import type { Person } from '../../../../src/shared/contract/counter.ts'
import { type Failure, failure } from '../../../../src/shared/contract/failures.ts'
import type { Quantity } from '../../../../src/shared/domain/money.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import { shanghaiDate } from '../../../../src/shared/domain/shanghaiTime.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, PREFIX, receiveBox, stockShelf } from '../../store/books.ts'
import { addCashier, inventedIdNumber, newDataFolder, openTestStore } from '../../store/support.ts'

const NOW = 1_800_000_000_000
const TODAY = shanghaiDate(NOW)
const clerk: Person = { id: 'C01', name: '林晓燕', roles: ['cashier'] }
const otc: Drug = { ...amlodipine, prescriptionDrug: 'no' }
const jujube: Drug = {
  ...otc,
  id: 'SP0008',
  nationalCode: 'T000800123',
  name: '酸枣仁',
  unit: '克',
  piecesPerPack: 1,
  isTraced: false,
  barcode: '6901234567892',
}
const jujubeLot = { ...amlodipineLot, id: 'SP0008-A', drugId: 'SP0008', number: '260108A' }
const EAN = '6901234567892'

let folder: string
let store: Store
let sales: SaleWorkflow
let hindrance: Failure | null
let pharmacists = [{ name: '陈国栋', idNumber: inventedIdNumber(), code: 'Y01', licence: 'L01' }]

function open(): void {
  store = openTestStore(folder)
  const ports = { store, clock: () => NOW }
  const moves = createSaleMoves({ ...ports, tell: store.stockUploads.add })
  sales = createSales({ ...ports, pharmacists: () => pharmacists, moves, blocked: () => hindrance })
}

beforeEach(() => {
  folder = newDataFolder()
  hindrance = null
  pharmacists = [{ name: '陈国栋', idNumber: inventedIdNumber(), code: 'Y01', licence: 'L01' }]
  open()
  addCashier(store)
  stockShelf(store, 4)
  store.goods.put(otc, [PREFIX])
  store.goods.put(jujube, [])
  store.goods.putLot(jujubeLot)
})

const codeIn = (result: Result<unknown, Failure>): string | null => (result.ok ? null : result.failure.code)
const scan = (text: string, target = ''): string | null => {
  const taken = sales.take(target, { kind: 'traceCode', text }, clerk)
  if (taken instanceof Promise) throw new Error('a scan is taken at once')
  return codeIn(taken)
}
const loose = (quantity: number) => codeIn(sales.add(EAN, quantity as Quantity, clerk))
const placeOf = (serial: number) => store.packs.find(codeOf(serial))?.place
const basket = () => {
  const { basket: shown } = viewDesk(store, TODAY)
  if (shown === null) throw new Error('there is no basket')
  return shown
}

/** Two boxes, seven pieces of a third, and 12.5 grams: 23.50 + 23.50 + 5.88 + 293.75. */
function sell(): string {
  for (const serial of [1, 2, 3]) expect(scan(codeOf(serial))).toBeNull()
  expect(codeIn(sales.setPieces(3, 7, clerk))).toBeNull()
  expect(loose(125_000)).toBeNull()
  const { document } = basket()
  expect(codeIn(sales.pay(40_000, clerk))).toBeNull()
  return document
}

describe('the basket of an ordinary sale', () => {
  it('stands on disk from its first box, with its lines, their lots and what they cost', () => {
    expect(scan(codeOf(1))).toBeNull()
    store.close()
    open()
    expect(loose(125_000)).toBeNull()
    expect(basket()).toMatchObject({
      state: 'open',
      total: 2_350 + 29_375,
      lines: [
        { line: 1, code: codeOf(1), lot: '260101A', expiresOn: '2028-12-31', quantity: '1 盒', amount: 2_350 },
        { line: 2, code: null, lot: '260108A', quantity: '12.5 克', pieces: null, amount: 29_375 },
      ],
    })
    expect(placeOf(1)).toBe('reserved')
  })

  it('names the lot that should have gone first while a box of it stands on the shelf, and sells the other all the same', () => {
    const early = { ...amlodipineLot, id: 'SP0001-0', number: '251201A', expiresOn: '2027-11-30' }
    store.goods.put({ ...otc, shelf: 'A-3' }, [PREFIX])
    store.goods.putLot(early)
    const { drugId, id: lotId } = early
    store.packs.receive({ code: codeOf(9), drugId, lotId, pieces: 28 }, { accountId: null, reason: 'openingStock' })
    for (const serial of [1, 9]) expect(scan(codeOf(serial))).toBeNull()
    expect(basket().lines.map(({ earlier }) => earlier)).toEqual([null, null])
    expect(codeIn(sales.remove(2, clerk))).toBeNull()
    const first = { lot: '251201A', expiresOn: '2027-11-30', shelf: 'A-3' }
    expect(basket().lines.map(({ earlier }) => earlier)).toEqual([first])
    expect(codeIn(sales.pay(40_000, clerk))).toBeNull()
    expect(viewDesk(store, TODAY).last?.lines.map(({ earlier }) => earlier)).toEqual([null])
  })

  it('gives back what is taken out of it, a line or all', () => {
    for (const serial of [1, 2, 3]) scan(codeOf(serial))
    expect(codeIn(sales.remove(2, clerk))).toBeNull()
    expect(codeIn(sales.remove(2, clerk))).toBe('ITEM_UNKNOWN')
    expect([1, 2, 3].map(placeOf)).toEqual(['reserved', 'inStock', 'reserved'])
    expect(codeIn(sales.clear(clerk))).toBeNull()
    expect([1, 2, 3].map(placeOf)).toEqual(['inStock', 'inStock', 'inStock'])
    expect(codeIn(sales.clear(clerk))).toBe('SALE_EMPTY')
    expect(codeIn(sales.pay(0, clerk))).toBe('SALE_EMPTY')
  })

  it('takes no box twice, none that a case has, none that was sold, and none that the books do not know', () => {
    expect(scan(codeOf(1))).toBeNull()
    expect(scan(codeOf(1))).toBe('BOX_IN_BASKET')
    const { id: holder, document } = openTestCase(store, openVisitOf())
    store.packs.move(codeOf(2), { from: 'inStock', to: 'reserved', holder, accountId: null })
    expect(scan(codeOf(2))).toBe('BOX_NOT_IN_STOCK')
    store.packs.move(codeOf(2), { from: 'reserved', to: 'sold', holder, accountId: null })
    const sold = sales.add(codeOf(2), null, clerk)
    expect(sold).toMatchObject({ ok: false, failure: { code: 'BOX_SOLD_BEFORE', sale: { document } } })
    expect(scan(codeOf(99))).toBe('BOX_UNKNOWN')
  })

  it('takes nothing that is expired, recalled, in quarantine or only on prescription, and says which it is', () => {
    for (const [lot, code] of [
      [{ expiresOn: '2026-12-31' }, 'LOT_EXPIRED'],
      [{ isRecalled: true }, 'LOT_RECALLED'],
    ] as const) {
      store.goods.putLot({ ...amlodipineLot, ...lot })
      expect(scan(codeOf(1))).toBe(code)
    }
    store.goods.putLot(amlodipineLot)
    store.packs.move(codeOf(1), { from: 'inStock', to: 'quarantined', holder: null, accountId: null })
    expect(scan(codeOf(1))).toBe('BOX_NOT_RECEIVED')
    store.goods.put(amlodipine, [PREFIX])
    expect(scan(codeOf(2))).toBe('SALE_PRESCRIPTION_DRUG')
    expect(store.sales.open()).toBeNull()
  })

  it('takes goods without trace codes by their own number or EAN and a quantity; a box only by its own code', () => {
    expect(scan(EAN)).toBe('SALE_QUANTITY_NEEDED')
    expect(loose(10_000)).toBeNull()
    expect(codeIn(sales.add('SP0008', 5_000 as Quantity, clerk))).toBeNull()
    expect(codeIn(sales.add('SP0001', 10_000 as Quantity, clerk))).toBe('BOX_PRODUCT_CODE')
    expect(codeIn(sales.add('SP7777', 10_000 as Quantity, clerk))).toBe('SALE_GOODS_UNKNOWN')
    store.goods.putLot({ ...jujubeLot, isRecalled: true })
    expect(loose(10_000)).toBe('LOT_MISSING')
  })

  it('stays as it is while a message about a sale has no answer', () => {
    scan(codeOf(1))
    hindrance = failure('SALE_UNANSWERED')
    const changes = [
      () => sales.add(codeOf(2), null, clerk),
      () => sales.setPieces(1, 7, clerk),
      () => sales.remove(1, clerk),
      () => sales.clear(clerk),
      () => sales.setBuyer({ name: '王秀兰', idNumber: inventedIdNumber() }, clerk),
      () => sales.pay(9_900, clerk),
      () => sales.beginReturn('1', clerk),
      () => sales.mark(1, true, clerk),
      () => sales.endReturn(clerk),
      () => sales.payBack(clerk),
    ]
    for (const change of changes) expect(codeIn(change())).toBe('SALE_UNANSWERED')
    expect(basket().lines).toHaveLength(1)
  })

  it('is for those who serve', () => {
    const manager: Person = { ...clerk, roles: ['manager'] }
    expect(sales.take('', { kind: 'traceCode', text: codeOf(1) }, manager)).toMatchObject({ failure: { code: 'ROLE_MISSING' } })
  })
})

describe('paying', () => {
  it('moves the boxes, the book of the stock and the uploads together with the money', () => {
    const document = sell()
    expect([1, 2, 3].map(placeOf)).toEqual(['sold', 'sold', 'inStock'])
    expect(store.packs.find(codeOf(3))?.pieces).toBe(21)
    expect(store.book.ofDocument(document).map(({ kind, count }) => [kind, count])).toEqual([
      ['sale', -28],
      ['sale', -28],
      ['sale', -7],
      ['sale', -125_000],
    ])
    expect(store.stockUploads.ofDocument(document)).toMatchObject([
      { number: '3505', batchSerial: `${document}-1`, quantity: 10_000, codes: [codeOf(1)], price: otc.price },
      { batchSerial: `${document}-2`, codes: [codeOf(2)] },
      { batchSerial: `${document}-3`, quantity: 2_500, codes: [codeOf(3)], detail: { isSplit: true } },
      {
        batchSerial: `${document}-4`,
        quantity: 125_000,
        codes: [],
        detail: {
          paid: 'selfPaid',
          settlementId: null,
          visitNumber: document,
          pharmacistName: '陈国栋',
          pharmacistLicence: 'L01',
          doctor: '无',
          isSplit: false,
        },
      },
    ])
    const { basket: next, last } = viewDesk(store, TODAY)
    expect(next).toBeNull()
    expect(last).toMatchObject({
      document,
      state: 'paid',
      total: 34_663,
      payment: { given: 40_000, change: 5_337 },
      cashier: '林晓燕',
    })
  })

  it('takes no less than it costs, and then nothing has moved', () => {
    scan(codeOf(1))
    expect(codeIn(sales.pay(2_349, clerk))).toBe('CASH_TOO_LITTLE')
    expect(placeOf(1)).toBe('reserved')
    expect(codeIn(sales.pay(2_350, clerk))).toBeNull()
    expect(viewDesk(store, TODAY).last?.payment).toEqual({ given: 2_350, change: 0 })
  })

  it('is refused when a lot was recalled since it was scanned, and without a pharmacist of the shop', () => {
    scan(codeOf(1))
    store.goods.putLot({ ...amlodipineLot, isRecalled: true })
    expect(codeIn(sales.pay(9_900, clerk))).toBe('LOT_RECALLED')
    store.goods.putLot(amlodipineLot)
    pharmacists = []
    expect(codeIn(sales.pay(9_900, clerk))).toBe('SALE_PHARMACIST_MISSING')
    expect(store.stockUploads.open(9)).toEqual([])
  })

  it('of what has ephedrine in it waits for the buyer’s name, which is sealed on disk', () => {
    store.goods.put({ ...otc, special: ['ephedrine'] }, [PREFIX])
    scan(codeOf(1))
    scan(codeOf(2))
    expect(scan(codeOf(3))).toBe('SALE_EPHEDRINE_LIMIT')
    expect(codeIn(sales.pay(9_900, clerk))).toBe('SALE_BUYER_NEEDED')
    const idNumber = inventedIdNumber()
    expect(codeIn(sales.setBuyer({ name: '王秀兰', idNumber: `${idNumber.slice(0, -1)}?` }, clerk))).toBe('IDENTITY_NUMBER_WRONG')
    expect(codeIn(sales.setBuyer({ name: '王秀兰', idNumber }, clerk))).toBeNull()
    expect(basket()).toMatchObject({ needsBuyer: true, buyer: { name: '王秀兰', lastFour: idNumber.slice(-4) } })
    expect(codeIn(sales.pay(9_900, clerk))).toBeNull()
  })
})

describe('a return', () => {
  it('of one box gives its money back and leaves the rest sold; the same again is refused', () => {
    const document = sell()
    expect(codeIn(sales.payBack(clerk))).toBe('SALE_UNKNOWN')
    expect(codeIn(sales.beginReturn(document.slice(-4), clerk))).toBeNull()
    expect(codeIn(sales.payBack(clerk))).toBe('SALE_RETURN_EMPTY')
    expect(scan(codeOf(4))).toBe('BOX_NOT_OF_SALE')
    expect(scan(codeOf(1))).toBeNull()
    expect(scan(codeOf(1))).toBe('BOX_BACK_ALREADY')
    expect(viewDesk(store, TODAY).returning).toMatchObject({ comingBack: 2_350 })
    expect(codeIn(sales.payBack(clerk))).toBeNull()
    expect(placeOf(1)).toBe('returned')
    expect(store.stockUploads.ofDocument(document).filter(({ number }) => number === '3506')).toMatchObject([
      {
        batchSerial: `${document}-1T`,
        codes: [codeOf(1)],
        quantity: 10_000,
        detail: { soldUnder: `${document}-1`, visitNumber: document },
      },
    ])
    const { returning, last } = viewDesk(store, TODAY)
    expect(returning).toBeNull()
    expect(last).toMatchObject({ state: 'paid', returned: 2_350, papers: ['receipt', 'refund'] })
  })

  it('of everything closes the sale: pieces are not put into their box again, loose goods are marked by hand', () => {
    const document = sell()
    expect(scan(codeOf(3), RETURN_TARGET)).toBeNull()
    for (const serial of [1, 2]) expect(scan(codeOf(serial))).toBeNull()
    expect(codeIn(sales.mark(4, true, clerk))).toBeNull()
    expect(codeIn(sales.payBack(clerk))).toBeNull()
    expect(store.packs.find(codeOf(3))).toMatchObject({ place: 'inStock', pieces: 21 })
    expect(store.book.lotsOf(otc.id)).toEqual([])
    expect(store.book.onHand(jujube.id)).toBe(0)
    expect(viewDesk(store, TODAY).last).toMatchObject({ state: 'returned', returned: 34_663 })
    expect(codeIn(sales.beginReturn(document, clerk))).toBe('SALE_RETURNED')
  })

  it('can be given up, keeps the basket out meanwhile, and is one at a time', () => {
    const document = sell()
    scan(codeOf(4))
    const { document: second } = basket()
    sales.pay(9_900, clerk)
    expect(codeIn(sales.beginReturn(document, clerk))).toBeNull()
    expect(codeIn(sales.beginReturn(second, clerk))).toBe('SALE_RETURN_OPEN')
    expect(codeIn(sales.pay(9_900, clerk))).toBe('SALE_RETURN_OPEN')
    scan(codeOf(1))
    expect(codeIn(sales.endReturn(clerk))).toBeNull()
    expect(store.sales.findDocument(document)?.lines.map(({ state }) => state)).toEqual(['taken', 'taken', 'taken', 'taken'])
    expect(codeIn(sales.beginReturn('LS20990101-0001', clerk))).toBe('SALE_UNKNOWN')
  })

  it('finds no ordinary sale for a box that went out with a prescription', () => {
    const { id: holder } = openTestCase(store, openVisitOf())
    store.packs.move(codeOf(4), { from: 'inStock', to: 'reserved', holder, accountId: null })
    store.packs.move(codeOf(4), { from: 'reserved', to: 'sold', holder, accountId: null })
    expect(scan(codeOf(4), RETURN_TARGET)).toBe('SALE_BOX_OF_PRESCRIPTION')
    expect(scan(codeOf(1), RETURN_TARGET)).toBe('BOX_NOT_OF_SALE')
    expect(store.sales.returning()).toBeNull()
  })
})

it('whatever is scanned, split, taken out, paid and brought back: money in is what the lines cost, money out what came back, and the book is their sum', () => {
  let serial = 100
  const step = fc.record({
    boxes: fc.array(fc.option(fc.integer({ min: 1, max: 28 })), { minLength: 1, maxLength: 4 }),
    grams: fc.option(fc.integer({ min: 1, max: 500_000 })),
    drops: fc.boolean(),
    back: fc.array(fc.nat(4), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(step, ({ boxes, grams, drops, back }) => {
      const codes = boxes.map((pieces) => {
        const code = codeOf(++serial)
        receiveBox(store, code)
        expect(scan(code)).toBeNull()
        const { line } = basket().lines.at(-1) ?? { line: 0 }
        if (pieces !== null) expect(codeIn(sales.setPieces(line, pieces, clerk))).toBeNull()
        return code
      })
      if (grams !== null) expect(loose(grams)).toBeNull()
      if (drops && basket().lines.length > 1) sales.remove(basket().lines[0]?.line ?? 0, clerk)
      const { lines, total, document } = basket()
      expect(total).toBe(lines.reduce((sum, { amount }) => sum + amount, 0))
      expect(codeIn(sales.pay(total + 37, clerk))).toBeNull()
      expect(store.sales.findDocument(document)).toMatchObject({ cashGiven: total + 37, cashBack: 37 })
      for (const code of codes) if (store.packs.find(code)?.place === 'sold') expect(scan(code)).toBe('BOX_SOLD_BEFORE')

      sales.beginReturn(document, clerk)
      const wanted = [...new Set(back)].flatMap((index) => lines[index] ?? [])
      for (const { line } of wanted) expect(codeIn(sales.mark(line, true, clerk))).toBeNull()
      expect(codeIn(wanted.length > 0 ? sales.payBack(clerk) : sales.endReturn(clerk))).toBeNull()
      const after = viewDesk(store, TODAY).last
      expect(after?.returned).toBe(wanted.reduce((sum, { amount }) => sum + amount, 0))
      expect(after?.state).toBe(wanted.length === lines.length ? 'returned' : 'paid')
      const movements = store.book.ofDocument(document)
      expect(movements.filter(({ kind }) => kind === 'sale')).toHaveLength(lines.length)
      expect(movements.filter(({ kind }) => kind === 'saleReturn')).toHaveLength(wanted.length)
      if (wanted.length === lines.length) expect(movements.reduce((sum, { count }) => sum + count, 0)).toBe(0)
    }),
    { numRuns: 25 },
  )
})

function openVisitOf(): string {
  const { id } = store.visits.open({ accountId: 'C01', phase: 'listed' })
  store.visits.update(id, { name: '王秀兰', idNumber: inventedIdNumber() })
  return id
}
