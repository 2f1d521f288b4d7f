import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/shared/contract/failures.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import type { ChangeKind } from '../../../../src/shared/domain/stockChanges.ts'
import { clerk, manager, openStockBench, type StockBench } from './bench.ts'

const DRUG = 'SP0001'
const BOX = 10_000
const PIECES = 28
const lot = { number: '270101A', madeOn: '2027-01-01', expiresOn: '2029-12-31' }
const code = (serial: number): string => `8100101${String(serial).padStart(13, '0')}`

function value<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`)
  return result.value
}
const refusal = (result: Result<unknown, Failure>): string | null => (result.ok ? null : result.failure.code)

let notes = 0
/** Boxes that were bought in and stand on the shelf. */
async function bought(bench: StockBench, serials: readonly number[]): Promise<void> {
  const head = { supplier: '长风医药有限公司', note: `N${++notes}`, invoice: 'F1' }
  const { deliveryId } = value(bench.receiving.begin(head, clerk))
  for (const serial of serials) value(bench.receiving.take(deliveryId, code(serial), { drug: '', lot }, clerk))
  value(bench.receiving.accept(deliveryId, manager))
  await bench.receiving.idle()
}

function paper(bench: StockBench, kind: ChangeKind): string {
  const given = { kind, reason: '盘点后处理', supplier: '长风医药有限公司', invoice: 'F1' }
  return value(bench.changes.begin(given, manager)).changeId
}

async function carriedOut(bench: StockBench, kind: ChangeKind, serials: readonly number[]): Promise<string> {
  const id = paper(bench, kind)
  for (const serial of serials) value(bench.changes.take(id, code(serial), { drug: '', lot }))
  value(bench.changes.complete(id, manager))
  await bench.settle()
  return id
}

const placeOf = (bench: StockBench, serial: number) => bench.store.packs.find(code(serial))?.place ?? null
const openUploads = (bench: StockBench) =>
  bench.store.stockUploads.open(100).map(({ batchSerial, failure }) => [batchSerial, failure])

/** What moved since, in pieces: by the book, and by the center. */
async function opened(province: string) {
  const bench = await openStockBench(province)
  const [book, center] = [bench.store.book.onHand(DRUG), await bench.centerStock(DRUG)]
  const moved = async () => ({
    book: bench.store.book.onHand(DRUG) - book,
    center: ((await bench.centerStock(DRUG)) - center) * (PIECES / BOX),
  })
  return { bench, moved }
}

describe('the center has what the book has', () => {
  it('after boxes went back to their supplier, whose purchase the return names', async () => {
    const { bench, moved } = await opened('fujian')
    await bought(bench, [701, 702, 703])
    const id = await carriedOut(bench, 'purchaseReturn', [702])
    expect(placeOf(bench, 702)).toBe('transferred')
    expect(openUploads(bench)).toEqual([])
    const [sent] = bench.store.stockUploads.ofDocument(id)
    expect(sent?.detail.purchaseSerial).toMatch(/^RK\d{12}-1$/)
    expect(await moved()).toEqual({ book: 2 * PIECES, center: 2 * PIECES })
  })

  it.each<[ChangeKind, string, number]>([
    ['102', 'transferred', -1],
    ['104', 'missing', -1],
    ['105', 'destroyed', -1],
    ['107', 'transferred', -1],
    ['111', 'transferred', -1],
  ])('after a change %s: the box is %s', async (kind, place, boxes) => {
    const { bench, moved } = await opened('national')
    await bought(bench, [711])
    await carriedOut(bench, kind, [711])
    expect(placeOf(bench, 711)).toBe(place)
    expect(openUploads(bench)).toEqual([])
    expect(await moved()).toEqual({ book: (1 + boxes) * PIECES, center: (1 + boxes) * PIECES })
  })

  it('after boxes came by transfer, as a surplus or as a gift, and after a lost one was found', async () => {
    const { bench, moved } = await opened('national')
    for (const [index, kind] of (['101', '103', '106', '110'] as const).entries()) await carriedOut(bench, kind, [721 + index])
    await carriedOut(bench, '104', [721])
    expect(placeOf(bench, 721)).toBe('missing')
    await carriedOut(bench, '103', [721])
    expect(placeOf(bench, 721)).toBe('inStock')
    expect(openUploads(bench)).toEqual([])
    expect(await moved()).toEqual({ book: 4 * PIECES, center: 4 * PIECES })
  })

  it('after a wrong change was deleted there and made again', async () => {
    const { bench, moved } = await opened('national')
    await bought(bench, [731, 732])
    const id = await carriedOut(bench, '102', [731])
    expect(await bench.uploads.delete(`${id}-1`, '录错', manager)).toMatchObject({ ok: true })
    expect(await moved()).toEqual({ book: PIECES, center: 2 * PIECES })
  })
})

describe('a paper', () => {
  it('takes no box that is not here, was opened where it must be whole, or is on it already', async () => {
    const { bench } = await opened('fujian')
    const { packs } = bench.store
    const id = paper(bench, 'purchaseReturn')
    const held = { holder: 'S1', accountId: clerk.id } as const
    packs.move(code(1), { from: 'inStock', to: 'reserved', ...held })
    packs.move(code(2), { from: 'inStock', to: 'reserved', ...held })
    packs.move(code(2), { from: 'reserved', to: 'inStock', holder: null, piecesLeft: 20, accountId: clerk.id })
    value(bench.changes.take(id, code(3), { drug: '', lot: null }))
    const refusals = [code(1), code(2), code(3), code(999), '6901234567892'].map((text) =>
      refusal(bench.changes.take(id, text, { drug: '', lot: null })),
    )
    expect(refusals).toEqual(['BOX_NOT_IN_STOCK', 'BOX_OPENED', 'BOX_SCANNED', 'BOX_UNKNOWN', 'BOX_PRODUCT_CODE'])
    packs.move(code(3), { from: 'inStock', to: 'reserved', ...held })
    expect(bench.changes.complete(id, manager)).toMatchObject({
      ok: false,
      failure: { code: 'CHANGE_BOX_MOVED', field: code(3) },
    })
  })

  it('names the lot that should leave first while there is still some of it', async () => {
    const { bench } = await opened('fujian')
    await bought(bench, [741])
    const id = paper(bench, '102')
    value(bench.changes.take(id, code(741), { drug: '', lot: null }))
    expect(value(bench.changes.view(id)).items[0]?.sooner).toBe('260101A')
    expect(value(bench.changes.fefo(DRUG)).lots.map(({ lot: number }) => number)).toEqual(['260101A', '260101C', '270101A'])
  })

  it('lists what runs out soon, what has first', async () => {
    const { bench } = await opened('fujian')
    await bought(bench, [751])
    const numbers = (days: number) =>
      bench.changes
        .nearExpiry(days)
        .lots.flatMap(({ drugId, lot: number, daysLeft }) => (drugId === DRUG ? [[number, daysLeft]] : []))
    expect(numbers(0).map(([number]) => number)).toEqual(['260101B'])
    expect(numbers(3_650).map(([number]) => number)).toEqual(['260101B', '260101A', '260101C', '270101A'])
  })

  it('moves loose goods by quantity, never more than the book has of their lot', async () => {
    const { bench } = await opened('national')
    const center = await bench.centerStock('SP0008')
    const coming = paper(bench, '101')
    const herb = { number: 'T1', madeOn: '2027-01-01', expiresOn: '2029-12-31' }
    value(bench.changes.addLoose(coming, { drug: 'SP0008', lot: herb, quantity: 50 * BOX }))
    value(bench.changes.complete(coming, manager))
    const going = paper(bench, '105')
    expect(refusal(bench.changes.addLoose(going, { drug: 'SP0008', lot: herb, quantity: 51 * BOX }))).toBe('CHANGE_TOO_MUCH')
    expect(refusal(bench.changes.addLoose(going, { drug: DRUG, lot: herb, quantity: BOX }))).toBe('CHANGE_NEEDS_BOXES')
    value(bench.changes.addLoose(going, { drug: 'SP0008', lot: herb, quantity: 12.5 * BOX }))
    value(bench.changes.complete(going, manager))
    await bench.settle()
    expect(await bench.centerStock('SP0008')).toBe(center + 37.5 * BOX)
  })

  it('destroys what came back, whole boxes and pieces of a box that is elsewhere', async () => {
    const { bench } = await opened('national')
    const { packs } = bench.store
    const held = { holder: 'S1', accountId: clerk.id } as const
    packs.move(code(1), { from: 'inStock', to: 'reserved', ...held })
    packs.move(code(1), { from: 'reserved', to: 'sold', ...held })
    packs.move(code(1), { from: 'sold', to: 'returned', ...held })
    packs.move(code(2), { from: 'inStock', to: 'reserved', ...held })
    packs.move(code(2), { from: 'reserved', to: 'inStock', holder: null, piecesLeft: 20, accountId: clerk.id })
    packs.partCameBack(code(2), { pieces: 8, holder: 'S1', accountId: clerk.id })
    expect(bench.changes.list().returned).toBe(2)
    const id = paper(bench, '105')
    expect(value(bench.changes.addReturned(id))).toEqual({ added: 2 })
    value(bench.changes.complete(id, manager))
    expect([placeOf(bench, 1), placeOf(bench, 2), packs.find(code(2))?.pieces]).toEqual(['destroyed', 'inStock', 20])
    expect(bench.changes.list().returned).toBe(0)
    expect(() => packs.partDestroyed(code(2), { pieces: 1, accountId: null, document: 'X' })).toThrow('came back')
    expect(bench.store.stockUploads.ofDocument(id).map(({ quantity, codes }) => [quantity, codes.length])).toEqual([
      [BOX, 1],
      [Math.round((8 / PIECES) * BOX), 1],
    ])
  })
})

it('whatever papers are made, each balance is the sum of its movements, each code in one place, and the center agrees', async () => {
  const { bench, moved } = await opened('national')
  const kinds = ['101', '102', '103', '104', '105', '107', 'purchaseReturn', 'toShelf'] as const
  const deeds = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.array(fc.integer({ min: 800, max: 812 }), { maxLength: 4 })), {
    minLength: 1,
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(deeds, async (papers) => {
      for (const [kind, serials] of papers) {
        const id = paper(bench, kind)
        for (const serial of serials) bench.changes.take(id, code(serial), { drug: '', lot })
        if (!bench.changes.complete(id, manager).ok) bench.changes.cancel(id, manager)
      }
      await bench.settle()
      const { store } = bench
      for (const { drugId, lotId, count } of store.book.balances()) {
        const own = store.book.movementsOf(drugId, 0).filter((movement) => movement.lotId === lotId)
        expect(own.reduce((sum, movement) => sum + movement.count, 0)).toBe(count)
      }
      const inStock = store.packs.countInStock(DRUG) * PIECES
      expect(store.book.onHand(DRUG)).toBe(inStock)
      expect(openUploads(bench)).toEqual([])
      const { book, center } = await moved()
      expect(center).toBe(book)
    }),
    { numRuns: 12 },
  )
}, 60_000)
