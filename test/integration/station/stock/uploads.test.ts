import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gateways } from '../../../../src/main/station/gateways/gateways.ts'
import type { NewUpload } from '../../../../src/main/station/store/stock/uploads.ts'
import type { Price, Quantity } from '../../../../src/shared/domain/money.ts'
import { manager, openUploadBench, type UploadBench } from './bench.ts'

const DRUG = 'SP0001'
const LOT = 'SP0001-A'
const BOX = 10_000
let serial = 500
const freshCode = (): string => `8100101${String(++serial).padStart(13, '0')}`
let papers = 0

/** Fresh boxes that were bought in, or that come by transfer. */
function goods(bench: UploadBench, number: '3503' | '3502', boxes = 1): NewUpload {
  const document = `RK20261129${String(++papers).padStart(4, '0')}`
  const at = bench.center.clock.now()
  return {
    batchSerial: `${document}-1`,
    number,
    document,
    line: 1,
    drugId: DRUG,
    lotId: LOT,
    quantity: (boxes * BOX) as Quantity,
    price: 20_000_000 as Price,
    codes: Array.from({ length: boxes }, freshCode),
    detail:
      number === '3503'
        ? { supplier: '长风医药有限公司', note: document, invoice: 'F1', at }
        : { changeType: '101', at, memo: '从总店调入' },
    dueAt: null,
    accountId: manager.id,
  }
}

function tell(bench: UploadBench, ...uploads: readonly NewUpload[]): void {
  bench.store.transaction(() => uploads.forEach(bench.uploads.tell))
}

const stateOf = (bench: UploadBench, { document }: NewUpload) =>
  bench.store.stockUploads.ofDocument(document).map(({ batchSerial, state }) => [batchSerial.slice(15), state])

describe('what waits is sent', () => {
  it('one line after the other, and the center has it', async () => {
    const bench = await openUploadBench('fujian')
    const before = await bench.centerStock(DRUG)
    const [bought, moved] = [goods(bench, '3503', 3), goods(bench, '3502', 2)]
    tell(bench, bought, moved)
    await bench.settle()
    expect([stateOf(bench, bought), stateOf(bench, moved)]).toEqual([[['1', 'done']], [['1', 'done']]])
    expect(await bench.centerStock(DRUG)).toBe(before + 5 * BOX)
  })

  it('by the batch form where the province has it, with an answer for each line', async () => {
    const bench = await openUploadBench('national')
    const known = goods(bench, '3503')
    tell(bench, known)
    await bench.settle()
    const [good, again, alsoGood] = [goods(bench, '3503'), { ...goods(bench, '3503'), codes: known.codes }, goods(bench, '3503')]
    tell(bench, good, again, alsoGood)
    await bench.settle()
    expect([good, again, alsoGood].map((upload) => stateOf(bench, upload))).toEqual([
      [['1', 'done']],
      [['1', 'refused']],
      [['1', 'done']],
    ])
    expect(bench.store.stockUploads.find(again.batchSerial)?.failure).toMatchObject({
      code: 'UPLOAD_REFUSED',
      center: { message: expect.stringContaining('库存') },
    })
  })

  it('one by one after a batch that was refused as a whole', async () => {
    const bench = await openUploadBench('national')
    bench.center.change({ batchUpload: 'whole' })
    const good = goods(bench, '3503')
    const wrong = { ...goods(bench, '3503'), codes: ['81001010000000000001x'] }
    tell(bench, wrong, good)
    await bench.settle()
    expect([wrong, good].map((upload) => stateOf(bench, upload))).toEqual([[['1', 'refused']], [['1', 'done']]])
  })

  it('not at all where the shop only tells counts and sales', async () => {
    const bench = await openUploadBench('fujian')
    expect(bench.uploads.setMode('stocktakeOnly', manager)).toMatchObject({ ok: true })
    const [bought, moved] = [goods(bench, '3503'), goods(bench, '3502')]
    const counted: NewUpload = { ...goods(bench, '3503', 4), number: '3501', detail: { countedOn: '2026-01-20' } }
    tell(bench, bought, moved, counted)
    await bench.settle()
    expect([bought, moved, counted].map((upload) => stateOf(bench, upload))).toEqual([[], [], [['1', 'done']]])
  })
})

describe('what was refused waits for a person', () => {
  it('who sends it again once it is mended, or drops it', async () => {
    const bench = await openUploadBench('fujian')
    const drug = bench.store.goods.drug(DRUG)
    if (drug === null) throw new Error('the shelf is empty')
    bench.store.goods.put({ ...drug, nationalCode: 'XC99' }, ['8100101'])
    const [mended, dropped] = [goods(bench, '3503'), goods(bench, '3503')]
    tell(bench, mended, dropped)
    await bench.settle()
    expect(bench.uploads.view(null).counts).toMatchObject({ refused: 2, waiting: 0 })
    expect(bench.uploads.drop(dropped.batchSerial, '开错单', manager)).toMatchObject({ ok: true })
    bench.store.goods.put(drug, ['8100101'])
    expect(bench.uploads.again(null, manager)).toMatchObject({ ok: true })
    await bench.settle()
    expect([mended, dropped].map((upload) => stateOf(bench, upload))).toEqual([[['1', 'done']], [['1', 'dropped']]])
    expect(bench.uploads.again(mended.batchSerial, manager)).toMatchObject({ ok: false, failure: { code: 'UPLOAD_NOT_NOW' } })
  })

  it('and a wrong one that stands is deleted, also when the answer to that is lost', async () => {
    const bench = await openUploadBench('fujian')
    const before = await bench.centerStock(DRUG)
    const [first, second] = [goods(bench, '3503'), goods(bench, '3503')]
    tell(bench, first, second)
    await bench.settle()
    expect(await bench.uploads.delete(first.batchSerial, '录错', manager)).toMatchObject({ ok: true })
    bench.center.faults.add('3507', { kind: 'dropAfter' })
    expect(await bench.uploads.delete(second.batchSerial, '录错', manager)).toMatchObject({ ok: false })
    await bench.settle()
    expect([first, second].map((upload) => stateOf(bench, upload))).toEqual([[['1', 'deleted']], [['1', 'deleted']]])
    expect(await bench.centerStock(DRUG)).toBe(before)
  })
})

/** What becomes of one message: `dies…`: the station ends before its first byte leaves, or after the center did it. */
const fates = ['done', 'dropBefore', 'dropAfter', 'diesBefore', 'diesAfter'] as const
type Fate = (typeof fates)[number]

/** The way to the center on which each message meets its fate; `dies` is called where the station ends. */
function fated(next: () => Fate, dies: () => void) {
  const never = new Promise<never>(() => undefined)
  return (gateways: Gateways): Gateways => {
    const meet =
      <A, R>(send: (request: A) => Promise<R>) =>
      async (request: A): Promise<R> => {
        const fate = next()
        if (fate === 'done') return send(request)
        const isDone = fate === 'dropAfter' || fate === 'diesAfter'
        if (isDone) await send(request)
        if (fate === 'diesBefore' || fate === 'diesAfter') {
          dies()
          return never
        }
        return { kind: 'unknown', failure: { code: 'CENTER_SILENT' } } as R
      }
    const { stock } = gateways
    return {
      ...gateways,
      stock: {
        ...stock,
        purchase: meet(stock.purchase),
        purchases: meet(stock.purchases),
        change: meet(stock.change),
        deleteUpload: meet(stock.deleteUpload),
      },
    }
  }
}

it.each(['national', 'fujian'])(
  'whatever befalls the messages, the center ends with each line once: %s',
  async (province) => {
    const bench = await openUploadBench(province)
    const lines = fc.array(fc.tuple(fc.constantFrom('3503' as const, '3502' as const), fc.integer({ min: 1, max: 3 })), {
      minLength: 1,
      maxLength: 4,
    })
    await fc.assert(
      fc.asyncProperty(lines, fc.array(fc.constantFrom(...fates), { maxLength: 8 }), async (told, befalls) => {
        const before = await bench.centerStock(DRUG)
        const left = [...befalls]
        let died: () => void = () => undefined
        bench.use(
          fated(
            () => left.shift() ?? 'done',
            () => died(),
          ),
        )
        const uploads = told.map(([number, boxes]) => goods(bench, number, boxes))
        tell(bench, ...uploads)
        for (let isOver = false; !isOver; ) {
          const death = new Promise<false>((resolve) => {
            died = () => resolve(false)
          })
          isOver = await Promise.race([bench.settle().then(() => true), death])
          if (!isOver) bench.restart()
        }
        const sum = uploads.reduce((all, { quantity }) => all + quantity, 0)
        expect(await bench.centerStock(DRUG)).toBe(before + sum)
        // nothing is left to be told, and pumping again changes nothing
        await bench.settle()
        expect(bench.uploads.view(null).counts).toEqual({ waiting: 0, refused: 0, unknown: 0, late: 0 })
        expect(await bench.centerStock(DRUG)).toBe(before + sum)
        expect(bench.store.exchanges.listUnknown()).toEqual([])
      }),
      { numRuns: 15 },
    )
  },
  60_000,
)

it('an upload is amber before its day ends, and late from then on', async () => {
  const bench = await openUploadBench('fujian')
  tell(bench, goods(bench, '3503'))
  const [row] = bench.uploads.view(null).rows
  expect(new Date((row?.dueAt ?? 0) + 8 * 3_600_000).toISOString()).toMatch(/T00:00:00/)
  expect(bench.uploads.view(null).counts.late).toBe(0)
  bench.center.clock.advance(24 * 3_600_000)
  expect(bench.uploads.view(null).counts.late).toBe(1)
})
