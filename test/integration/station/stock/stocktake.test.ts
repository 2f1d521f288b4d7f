import { describe, expect, it } from 'vitest'
import { createStocktaking, type Stocktaking } from '../../../../src/main/station/workflows/stock/stocktake/stocktaking.ts'
import { writeNext } from '../../../../src/main/station/workflows/stock/stocktake/writing.ts'
import type { Failure } from '../../../../src/shared/contract/failures.ts'
import type { Quantity } from '../../../../src/shared/domain/money.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import { clerk, manager, openUploadBench, type UploadBench } from './bench.ts'

function got<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

/** A training shelf in front of people who count it, with a center that has its own idea of the stock. */
async function openShelf(province: string) {
  const bench = await openUploadBench(province)
  const { store } = bench
  const start = (): Stocktaking =>
    createStocktaking({ store, tell: (upload) => bench.uploads.tell(upload), pump: () => undefined, changed: () => undefined })
  const drugs = store.stocktakes.ledger.drugsIn({ kind: 'shop' }, '', 100)
  const boxesOf = (drugId: string) => store.stocktakes.ledger.uncounted('none', drugId).map(({ code }) => code)
  return { bench, store, start, drugs, boxesOf }
}
type Shelf = Awaited<ReturnType<typeof openShelf>>

/** Counts the whole shop, without the first box of each drug, and its goods without codes by quantity. */
function countAllButOne({ store, boxesOf, drugs }: Shelf, stocktaking: Stocktaking): string {
  const { id } = got(stocktaking.begin({ kind: 'shop' }, true, clerk))
  for (const drugId of drugs) {
    for (const text of boxesOf(drugId).slice(1)) got(stocktaking.takeScan(id, { kind: 'traceCode', text }, clerk))
    const drug = store.goods.drug(drugId)
    const [lot] = store.goods.lotsOf(drugId)
    if (drug?.isTraced || lot === undefined) continue
    const quantity = { units: 3_210_000 as Quantity, pieces: 0 }
    got(stocktaking.countQuantity(id, { drugId, lotId: lot.id, quantity }, clerk))
  }
  return id
}

/** The center has of each drug what the books have, and the books what stands on the shelf. */
async function expectEqual({ store, bench, drugs, boxesOf }: Shelf): Promise<void> {
  for (const drugId of drugs) {
    const drug = store.goods.drug(drugId)
    if (drug === null) throw new Error(drugId)
    const shelf = drug.isTraced ? boxesOf(drugId).length * 10_000 : 3_210_000
    expect(await bench.centerStock(drugId), drug.name).toBe(shelf)
    const perUnit = drug.isTraced ? drug.piecesPerPack : 10_000
    expect(store.book.onHand(drugId) / perUnit, drug.name).toBe(shelf / 10_000)
  }
}

const told = ({ store }: UploadBench, id: string) => store.stockUploads.ofDocument(id)

describe.each([
  ['national', 'fullMovements'],
  ['fujian', 'fullMovements'],
  ['fujian', 'stocktakeOnly'],
] as const)('after a stocktake in %s, %s', (province, mode) => {
  it('the center has of every drug what stands on the shelf', async () => {
    const shelf = await openShelf(province)
    const { bench, start, drugs } = shelf
    expect(bench.uploads.setMode(mode, manager).ok).toBe(province === 'fujian' || mode === 'fullMovements')
    const stocktaking = start()
    const id = countAllButOne(shelf, stocktaking)
    got(await stocktaking.approve(id, manager))
    await stocktaking.idle()
    await bench.settle()
    await expectEqual(shelf)
    // one line a lot and nothing else, whatever the mode: the differences are in the counts
    expect(new Set(told(bench, id).map(({ number, state }) => `${number} ${state}`))).toEqual(new Set(['3501 done']))
    expect(told(bench, id).length).toBeGreaterThanOrEqual(drugs.length)
  })
})

it('what is sold between the approval and its upload is told once, whichever of the two leaves first', async () => {
  const shelf = await openShelf('fujian')
  const { bench, store, start, drugs, boxesOf } = shelf
  const stocktaking = start()
  const id = countAllButOne(shelf, stocktaking)
  got(await stocktaking.approve(id, manager))
  await stocktaking.idle()
  const [drugId = ''] = drugs
  const [code = ''] = boxesOf(drugId)
  const pack = store.packs.find(code)
  if (pack === null) throw new Error('the shelf is empty')
  const { lotId, pieces } = pack
  store.transaction(() => {
    store.packs.move(code, { from: 'inStock', to: 'destroyed', holder: null, accountId: manager.id })
    const paper = { drugId, lotId, document: 'BG202611290001', accountId: manager.id }
    store.book.record({ ...paper, kind: 'change', changeType: '105', count: -pieces, holder: null })
    bench.uploads.tell({
      ...paper,
      batchSerial: 'BG202611290001-1',
      number: '3502',
      line: 1,
      quantity: 10_000 as Quantity,
      price: null,
      codes: [code],
      detail: { changeType: '105', at: bench.center.clock.now(), memo: '破损' },
      dueAt: null,
    })
  })
  await bench.settle()
  await expectEqual(shelf)
})

describe('a stocktake that is interrupted', () => {
  it('goes on from where it was counted, and from each drug that was written, and tells no line twice', async () => {
    const shelf = await openShelf('fujian')
    const { bench, store, start, drugs } = shelf
    const id = countAllButOne(shelf, start())
    // the next station finds what was counted, and counts on
    expect(got(start().view(id, clerk)).summary).toMatchObject({ state: 'counting', counted: drugs.length })

    store.stocktakes.decide(id, 'approving', manager.id)
    const ports = { store, tell: (upload: Parameters<typeof bench.uploads.tell>[0]) => bench.uploads.tell(upload) }
    for (let written = 0; written < 3; written++) {
      expect(writeNext(ports, id, 1)).toBe(true)
      bench.restart()
      await bench.settle()
      expect(store.stocktakes.find(id)?.doneDrug).toBe(drugs[written])
    }
    const next = start()
    next.recover()
    await next.idle()
    await bench.settle()
    expect(store.stocktakes.find(id)?.state).toBe('approved')
    await expectEqual(shelf)
    const serials = told(bench, id).map(({ batchSerial }) => batchSerial)
    expect(serials).toEqual(serials.map((_, index) => `${id}-${index + 1}`))
    start().recover()
    expect(told(bench, id)).toHaveLength(serials.length)
  })

  it('writes a drug wholly or not at all', async () => {
    const shelf = await openShelf('fujian')
    const { store, start, bench } = shelf
    const stocktaking = start()
    const id = countAllButOne(shelf, stocktaking)
    store.stocktakes.decide(id, 'approving', manager.id)
    const before = store.book.balances()
    let lines = 0
    const dying = () => {
      if (++lines === 2) throw new Error('the power is gone')
    }
    expect(() => writeNext({ store, tell: dying }, id, 100)).toThrow('the power is gone')
    expect(store.book.balances()).toEqual(before)
    expect(store.stocktakes.find(id)).toMatchObject({ doneDrug: null, told: 0 })
    stocktaking.recover()
    await stocktaking.idle()
    await bench.settle()
    await expectEqual(shelf)
  })
})
