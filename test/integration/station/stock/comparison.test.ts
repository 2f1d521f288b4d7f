import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { NewUpload } from '../../../../src/main/station/store/stock/uploads.ts'
import { DATABASE_FILE } from '../../../../src/main/station/store/store.ts'
import { type Comparison, createComparison } from '../../../../src/main/station/workflows/stock/comparison/comparison.ts'
import type { Price, Quantity } from '../../../../src/shared/domain/money.ts'
import { WORK } from '../harness.ts'
import { manager, openUploadBench, type UploadBench } from './bench.ts'

const BOX = 10_000
let serial = 7_000
let papers = 0

/** A comparison on the books and at the center of the bench, whose pauses end at once. */
async function openComparison(province = 'fujian') {
  const bench = await openUploadBench(province)
  const start = (): Comparison =>
    createComparison({
      store: bench.store,
      messages: bench.messages(),
      uploads: bench.uploads,
      work: WORK,
      database: join(bench.folder, DATABASE_FILE),
      center: () => ({ gateways: bench.gateways(), profile: bench.profile }),
      profile: () => bench.profile,
      operator: () => null,
      clock: bench.center.clock.now,
      newId: () => `RUN${++papers}`,
      setTimer: (callback) => {
        const timer = setImmediate(callback)
        return { cancel: () => clearImmediate(timer) }
      },
      happened: () => undefined,
    })
  const comparison = start()
  const run = async () => {
    expect(comparison.start(manager)).toMatchObject({ ok: true })
    await comparison.idle()
    bench.center.clock.advance(1_000)
    return comparison.view(null, 0)
  }
  return { bench, comparison, run }
}

/** Boxes that were bought: into the ledger and the book, and what is told of them. */
function buy(bench: UploadBench, drugId: string, boxes: number): NewUpload {
  const { store, center } = bench
  const lot = store.goods.lotsOf(drugId)[0]
  const drug = store.goods.drug(drugId)
  if (lot === undefined || drug === null) throw new Error(`no such drug: ${drugId}`)
  const document = `RK20261201${String(++papers).padStart(4, '0')}`
  const prefix = center.shop.drugs.find(({ id }) => id === drugId)?.prefixes[0] ?? ''
  const codes = drug.isTraced ? Array.from({ length: boxes }, () => `${prefix}${String(++serial).padStart(13, '0')}`) : []
  center.clock.advance(1_000)
  store.transaction(() => {
    for (const code of codes) {
      const by = { accountId: manager.id, reason: 'received', document }
      store.packs.receive({ code, drugId, lotId: lot.id, pieces: drug.piecesPerPack }, by)
    }
    const count = boxes * (drug.isTraced ? drug.piecesPerPack : BOX)
    const goods = { drugId, lotId: lot.id, changeType: null, holder: null, accountId: manager.id }
    store.book.record({ ...goods, kind: 'purchase', count, document })
  })
  return {
    batchSerial: `${document}-1`,
    number: '3503',
    document,
    line: 1,
    drugId,
    lotId: lot.id,
    quantity: (boxes * BOX) as Quantity,
    price: 20_000_000 as Price,
    codes,
    detail: { supplier: '长风医药有限公司', note: document, invoice: null, at: center.clock.now() },
    dueAt: null,
    accountId: manager.id,
  }
}

const causes = ({ lines }: ReturnType<Comparison['view']>) => lines.map(({ drugId, cause }) => `${drugId} ${cause}`).toSorted()

/** Until nothing differs any more: every cause in its turn. */
async function mendAll({ comparison }: { readonly comparison: Comparison }): Promise<void> {
  for (const { cause } of comparison.view(null, 0).sums) await comparison.mend({ cause }, manager)
}

it('a shop that the province knows nothing of is counted once, and is equal from then on', async () => {
  const { comparison, run } = await openComparison()
  const first = await run()
  expect(first.run).toMatchObject({ state: 'done' })
  await mendAll({ comparison })
  const second = await run()
  expect(causes(second)).toEqual([])
  expect(second.run?.equal).toBe(second.run?.drugs)
})

it('differences that real messages made are found under their causes, mended, and gone', async () => {
  const { bench, comparison, run } = await openComparison()
  await run()
  await mendAll({ comparison })
  const [missing, refused, doubled, wrong] = bench.center.shop.drugs.flatMap(({ id }) =>
    bench.store.goods.drug(id)?.isTraced ? [id] : [],
  )
  if (!missing || !refused || !doubled || !wrong) throw new Error('the shelf is too small')

  buy(bench, missing, 2)
  const turnedDown = { ...buy(bench, refused, 1) }
  const twice = buy(bench, doubled, 3)
  const tooMany = buy(bench, wrong, 4)
  bench.store.transaction(() => {
    // of a code that the catalogue of the province does not know
    bench.uploads.tell({ ...turnedDown, codes: ['99999990000000000001'] })
    bench.uploads.tell({ ...twice, codes: [] })
    bench.uploads.tell({ ...twice, batchSerial: `${twice.document}-2`, line: 2, codes: [] })
    bench.uploads.tell({ ...tooMany, quantity: (9 * BOX) as Quantity, codes: [] })
  })
  await bench.settle()

  const found = await run()
  expect(causes(found)).toEqual(
    [`${missing} uploadMissing`, `${refused} uploadRefused`, `${doubled} uploadDoubled`, `${wrong} wrongQuantity`].toSorted(),
  )
  expect(found.lines.find(({ drugId }) => drugId === doubled)).toMatchObject({ quantity: 3 * BOX, documents: [twice.document] })
  expect(await comparison.drug(doubled)).toMatchObject({ sum: { purchases: 6 * BOX } })

  await mendAll({ comparison })
  const [left, ...others] = (await run()).lines
  // what was refused for its code is refused again: a person has to look at it, or counts it anew
  expect([left?.cause, others]).toEqual(['uploadRefused', []])
  expect(bench.store.stockUploads.find(tooMany.batchSerial)?.state).toBe('deleted')
})

it('a shop that tells counts and sales alone is healed by one count', async () => {
  const { bench, comparison, run } = await openComparison()
  await run()
  await mendAll({ comparison })
  expect(bench.uploads.setMode('stocktakeOnly', manager)).toMatchObject({ ok: true })
  const [drug] = bench.center.shop.drugs.map(({ id }) => id)
  if (!drug) throw new Error('the shelf is empty')
  const bought = buy(bench, drug, 5)
  bench.store.transaction(() => bench.uploads.tell(bought))
  const { lines } = await run()
  expect(lines).toMatchObject([{ drugId: drug, cause: 'uploadMissing', cure: 'countAnew', quantity: -5 * BOX }])
  expect(await comparison.mend({ line: lines[0]?.line ?? 0 }, manager)).toMatchObject({ ok: true })
  expect(causes(comparison.view(null, 0))).toEqual([])
  expect(causes(await run())).toEqual([])
})

it('a run that was stopped goes on where it was, and one that the station left behind too', async () => {
  const { bench, comparison, run } = await openComparison()
  bench.center.faults.add('35081', { kind: 'dropBefore' })
  comparison.start(manager)
  comparison.stop()
  await comparison.idle()
  const stopped = comparison.view(null, 0).run
  expect(stopped?.state).toBe('stopped')
  const done = await run()
  expect(done.run).toMatchObject({ state: 'done', beganAt: stopped?.beganAt })
  bench.store.comparisons.begin({ id: 'left behind', accountId: null, drugs: 1 })
  comparison.recover()
  expect(comparison.view(null, 0).run).toMatchObject({ state: 'stopped', failure: null })
  await comparison.close()
})
