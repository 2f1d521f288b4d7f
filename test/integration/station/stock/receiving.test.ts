import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/shared/contract/failures.ts'
import type { Result } from '../../../../src/shared/domain/result.ts'
import { clerk, manager, openStockBench, type StockBench } from './bench.ts'

const DRUG = 'SP0001'
const BOX = 10_000
const code = (serial: number, prefix = '8100101'): string => `${prefix}${String(serial).padStart(13, '0')}`
const base64 = (text: string): string => Buffer.from(text).toString('base64')

function value<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.failure)}`)
  return result.value
}
const refusal = (result: Result<unknown, Failure>): string | null => (result.ok ? null : result.failure.code)

const HEAD = '供应商,随货单号,发票号,商品编码,药品名称,批号,生产日期,有效期至,数量,单价,追溯码,箱码'
/** A note with a row for each box; boxes from `first` on, in cases of five. */
function noteOf(note: string, boxes: readonly number[], lot = '270101A'): string {
  const rows = boxes.map((serial, index) => {
    const inCase = `8100101999${String(Math.floor(index / 5)).padStart(4, '0')}${note.padStart(6, '0')}`
    return `长风医药有限公司,${note},F${note},${DRUG},苯磺酸氨氯地平片,${lot},2027-01-01,2029-12-31,,20.00,${code(serial)},${inCase}`
  })
  return [HEAD, ...rows].join('\n')
}

async function imported(bench: StockBench, text: string): Promise<string> {
  const given = { deliveryId: null, supplier: '', note: '', file: base64(text) }
  const { deliveryId, faults } = value(await bench.receiving.importFile(given, clerk))
  if (deliveryId === null) throw new Error(JSON.stringify(faults))
  return deliveryId
}

const nothing = { drug: '', lot: null }
const take = (bench: StockBench, id: string, text: string) => bench.receiving.take(id, text, nothing, clerk)
const placeOf = (bench: StockBench, serial: number) => bench.store.packs.find(code(serial))?.place ?? null

async function accept(bench: StockBench, id: string): Promise<void> {
  value(bench.receiving.accept(id, manager))
  await bench.receiving.idle()
  await bench.settle()
}

describe('a delivery', () => {
  it('comes from a file, is scanned by case and box, and is in stock, in the book and at the center once it is accepted', async () => {
    const bench = await openStockBench('national')
    const [center, book] = [await bench.centerStock(DRUG), bench.store.book.onHand(DRUG)]
    const serials = Array.from({ length: 12 }, (_, index) => 700 + index)
    const id = await imported(bench, noteOf('1', serials))
    const caseCode = bench.store.deliveries.box(id, code(700))?.caseCode ?? ''
    expect(value(take(bench, id, caseCode))).toEqual({ taken: 5, refused: 0 })
    for (const serial of serials.slice(5)) value(take(bench, id, code(serial)))
    expect(refusal(take(bench, id, code(700)))).toBe('BOX_SCANNED')
    expect(placeOf(bench, 700)).toBe('quarantined')
    expect(value(bench.receiving.view(id)).lines).toMatchObject([{ expected: 12 * BOX, received: 12 * BOX, difference: 'none' }])
    await accept(bench, id)
    expect(placeOf(bench, 700)).toBe('inStock')
    expect(bench.store.book.onHand(DRUG)).toBe(book + 12 * 28)
    expect(await bench.centerStock(DRUG)).toBe(center + 12 * BOX)
    expect(bench.store.packs.historyOf(code(700)).map(({ to, document }) => [to, document])).toEqual([
      ['quarantined', id],
      ['inStock', id],
    ])
    expect(refusal(bench.receiving.accept(id, manager))).toBe('DELIVERY_NOT_NOW')
  })

  it('shows what is missing, too much, of another lot or of an unknown drug', async () => {
    const bench = await openStockBench('fujian')
    const rows = [
      HEAD,
      `甲供应,2,,${DRUG},氨氯地平,270101A,2027-01-01,2029-12-31,2,20,,`,
      '甲供应,2,,SP9999,新药,X1,2027-01-01,2029-12-31,3,20,,',
    ]
    const id = await imported(bench, rows.join('\n'))
    value(take(bench, id, code(801)))
    const lot = { number: '270202B', madeOn: '2027-02-02', expiresOn: '2029-12-31' }
    value(bench.receiving.take(id, code(802), { drug: '', lot }, clerk))
    // a drug that the note does not name has no lot yet
    expect(refusal(take(bench, id, code(803, '8100102')))).toBe('LOT_NEEDED')
    value(bench.receiving.take(id, code(803, '8100102'), { drug: '', lot }, clerk))
    expect(value(bench.receiving.view(id)).lines.map(({ named, difference }) => [named, difference])).toEqual([
      ['氨氯地平', 'missing'],
      ['新药', 'unknownDrug'],
      ['苯磺酸氨氯地平片', 'otherLot'],
      ['盐酸二甲双胍缓释片', 'surplus'],
    ])
    // the lot that somebody named goes for the boxes after it, until another is named
    value(take(bench, id, code(804)))
    expect(value(bench.receiving.view(id)).lines[2]?.received).toBe(2 * BOX)
  })

  it('learns the first digits of a new code from whoever says what it is', async () => {
    const bench = await openStockBench('fujian')
    const { deliveryId: id } = value(bench.receiving.begin({ supplier: '甲供应', note: '3', invoice: '' }, clerk))
    const lot = { number: 'L3', madeOn: '2027-01-01', expiresOn: '2029-12-31' }
    expect(refusal(take(bench, id, code(1, '8555555')))).toBe('RECEIVING_DRUG_NEEDED')
    expect(refusal(bench.receiving.take(id, code(1, '8555555'), { drug: '没有', lot }, clerk))).toBe('RECEIVING_DRUG_UNKNOWN')
    value(bench.receiving.take(id, code(1, '8555555'), { drug: 'SP0004', lot }, clerk))
    expect(bench.store.goods.drugOfPrefix('8555555')?.id).toBe('SP0004')
    value(take(bench, id, code(2, '8555555')))
  })

  it('takes lot and expiry from a GS1 code, and refuses one whose days are not those of the lot', async () => {
    const bench = await openStockBench('fujian')
    const drug = bench.store.goods.drug('SP0004')
    if (drug === null) throw new Error('the shelf is empty')
    bench.store.goods.put({ ...drug, barcode: '6901234567892' }, ['8100104'])
    const { deliveryId: id } = value(bench.receiving.begin({ supplier: '甲供应', note: '4', invoice: '' }, clerk))
    const gs1 = (serial: string, expiry: string): string => `(01)06901234567892(17)${expiry}(11)270101(10)G1(21)${serial}`
    value(take(bench, id, gs1('A', '291231')))
    expect(value(bench.receiving.view(id)).lines).toMatchObject([
      { lot: 'G1', madeOn: '2027-01-01', expiresOn: '2029-12-31', received: BOX },
    ])
    expect(refusal(take(bench, id, gs1('B', '281231')))).toBe('LOT_DIFFERS')
  })

  it('refuses a box that stands in stock, was sold here, or is on another delivery', async () => {
    const bench = await openStockBench('fujian')
    const { packs } = bench.store
    const [first, second] = ['5', '6'].map(
      (note) => value(bench.receiving.begin({ supplier: '甲供应', note, invoice: '' }, clerk)).deliveryId,
    )
    const move = { holder: 'S1', accountId: clerk.id } as const
    packs.move(code(2), { from: 'inStock', to: 'reserved', ...move })
    packs.move(code(2), { from: 'reserved', to: 'sold', ...move })
    const lot = { number: '270101A', madeOn: '2027-01-01', expiresOn: '2029-12-31' }
    value(bench.receiving.take(first ?? '', code(900), { drug: '', lot }, clerk))
    const refusals = [code(1), code(2), code(900)].map((text) =>
      refusal(bench.receiving.take(second ?? '', text, { drug: '', lot }, clerk)),
    )
    expect(refusals).toEqual(['BOX_IN_STOCK', 'BOX_SOLD_BEFORE', 'BOX_OF_OTHER_DELIVERY'])
    expect(refusal(bench.receiving.begin({ supplier: '甲供应', note: '5', invoice: '' }, clerk))).toBe('DELIVERY_KNOWN')
  })

  it('is accepted by somebody else where the drug or the shop asks for two', async () => {
    const bench = await openStockBench('fujian')
    const drug = bench.store.goods.drug(DRUG)
    if (drug === null) throw new Error('the shelf is empty')
    const id = await imported(bench, noteOf('7', [910]))
    value(take(bench, id, code(910)))
    expect(value(bench.receiving.view(id)).needsSecond).toBe(false)
    bench.store.goods.put({ ...drug, special: ['psychotropic2'] }, ['8100101'])
    expect(refusal(bench.receiving.accept(id, clerk))).toBe('SECOND_PERSON_NEEDED')
    bench.store.goods.put(drug, ['8100101'])
    value(bench.receiving.setSecond(true, manager))
    expect(refusal(bench.receiving.accept(id, clerk))).toBe('SECOND_PERSON_NEEDED')
    await accept(bench, id)
    expect(placeOf(bench, 910)).toBe('inStock')
  })

  it('sends refused boxes back to the supplier, and nobody is told of them', async () => {
    const bench = await openStockBench('fujian')
    const center = await bench.centerStock(DRUG)
    const id = await imported(bench, noteOf('8', [920, 921, 922]))
    for (const serial of [920, 921]) value(take(bench, id, code(serial)))
    value(bench.receiving.refuse(id, code(921), '破损', clerk))
    expect(refusal(bench.receiving.cancel(id, '不要了', clerk))).toBe('DELIVERY_SCANNED')
    await accept(bench, id)
    expect([920, 921, 922].map((serial) => placeOf(bench, serial))).toEqual(['inStock', 'transferred', null])
    expect(await bench.centerStock(DRUG)).toBe(center + BOX)
    // what never came may still come with the next note
    const next = await imported(bench, noteOf('9', [922]))
    value(take(bench, next, code(922)))
  })

  it('goes on where it was when the station died in the middle of scanning or of accepting', async () => {
    const bench = await openStockBench('national')
    const center = await bench.centerStock(DRUG)
    const serials = Array.from({ length: 250 }, (_, index) => 1_000 + index)
    const id = await imported(bench, noteOf('10', serials))
    for (const serial of serials.slice(0, 100)) value(take(bench, id, code(serial)))
    bench.startAnew()
    for (const serial of serials.slice(100)) value(take(bench, id, code(serial)))
    value(bench.receiving.accept(id, manager))
    // the first slice is on disk, the others are not
    await Promise.resolve()
    await bench.receiving.close()
    expect(bench.store.deliveries.find(id)?.state).toBe('accepting')
    bench.startAnew()
    await bench.receiving.idle()
    await bench.settle()
    expect(bench.store.deliveries.find(id)?.state).toBe('done')
    expect(await bench.centerStock(DRUG)).toBe(center + 250 * BOX)
    expect(bench.store.book.onHand(DRUG)).toBe(bench.store.packs.countInStock(DRUG) * 28)
  })

  it('takes goods without trace codes by their quantity', async () => {
    const bench = await openStockBench('fujian')
    const center = await bench.centerStock('SP0008')
    const id = await imported(bench, [HEAD, '甲供应,11,,SP0008,酸枣仁,T1,2027-01-01,2029-12-31,500,0.5,,'].join('\n'))
    value(bench.receiving.countLoose(id, 1, 480.5 * BOX, clerk))
    expect(value(bench.receiving.view(id)).lines).toMatchObject([{ difference: 'missing' }])
    await accept(bench, id)
    expect(await bench.centerStock('SP0008')).toBe(center + 480.5 * BOX)
  })
})
