import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Drug } from '../../../../../src/main/station/store/goods.ts'
import { learnPrefix } from '../../../../../src/main/station/workflows/stock/catalogue/learnPrefix.ts'
import { gs1CheckDigit } from '../../../../../src/shared/domain/gs1.ts'
import type { Price } from '../../../../../src/shared/domain/money.ts'
import { specialClasses } from '../../../../../src/shared/domain/specialClasses.ts'
import { amlodipine, PREFIX, stockShelf } from '../../../store/books.ts'
import { newDataFolder, openRaw } from '../../../store/support.ts'
import { csvFile, manager, openImporting, rowOf, xlsxFile } from './files.ts'

const word = (most: number, least = 1) =>
  fc
    .string({ unit: fc.constantFrom(...'阿莫西林胶囊片5mg*,"; \'<&（）'), minLength: least, maxLength: most })
    .map((text) => text.trim())
    .filter((text) => text.length >= least)

const drugs = fc.record({
  id: fc.stringMatching(/^[A-Z0-9]{1,12}$/),
  nationalCode: fc.stringMatching(/^X[A-Z0-9]{5,20}$/),
  name: word(20),
  productName: word(10, 0),
  dosageForm: word(6, 0),
  specification: word(12),
  manufacturer: word(20),
  approvalNumber: word(20, 0),
  unit: fc.constantFrom('盒', '瓶'),
  pieceUnit: fc.constantFrom('片', '粒'),
  piecesPerPack: fc.integer({ min: 1, max: 10_000 }),
  price: fc.integer({ min: 0, max: 1_000_000_000_000 }).map((price) => price as Price),
  prescriptionDrug: fc.constantFrom('no' as const, 'yes' as const, 'both' as const),
  isTraced: fc.boolean(),
  level: fc.constantFrom('A' as const, 'B' as const, 'C' as const, null),
  barcode: fc.option(fc.stringMatching(/^69\d{10}$/).map((digits) => `${digits}${gs1CheckDigit(digits)}`)),
  shelf: word(8, 0),
  special: fc.subarray([...specialClasses]),
})
const table = fc.uniqueArray(drugs, { selector: ({ id }) => id, minLength: 1, maxLength: 12 })

const all = (store: ReturnType<typeof openImporting>['store']): readonly (Drug | null)[] =>
  store.catalogue.search('', { offset: 0, limit: 100 }).ids.toSorted().map(store.goods.drug)

const contentOf = (folder: string): unknown =>
  ['drugs', 'drug_prefixes', 'drug_prices', 'import_lines', 'audit'].map((name) =>
    openRaw(folder).prepare(`SELECT * FROM ${name}`).all(),
  )

describe('a file of drugs', () => {
  it('is taken over as it was written, and says nothing new the second time', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (written, asXlsx) => {
        const { store, take } = openImporting(newDataFolder())
        const rows = written.map((drug, index) => rowOf(drug, [String(8_000_000 + index)]))
        const file = asXlsx ? await xlsxFile(rows) : csvFile(rows)
        const { preview, last } = await take(file)
        expect(preview).toMatchObject({ lines: written.length, added: written.length, changed: 0, unchanged: 0, faultCount: 0 })
        expect(last).toMatchObject({ count: written.length, failure: null })
        expect(all(store)).toEqual(written.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
        expect(written.map((_, index) => store.goods.drugOfPrefix(String(8_000_000 + index))?.id)).toEqual(
          written.map(({ id }) => id),
        )
        expect((await take(file)).preview).toMatchObject({ added: 0, changed: 0, unchanged: written.length })
      }),
      { numRuns: 25 },
    )
  })

  it('leaves as they are what it does not say and the prefixes that it does not name', async () => {
    const { store, take } = openImporting(newDataFolder())
    store.catalogue.put({ ...amlodipine, shelf: 'A-1' }, [PREFIX], null)
    const { preview } = await take(csvFile([{ 编码: 'SP0001', 单价: '¥1,024.5', 追溯码前缀: '8990102', 货位: '' }]))
    expect(preview).toMatchObject({ added: 0, changed: 1 })
    expect(store.goods.drug('SP0001')).toEqual({ ...amlodipine, shelf: 'A-1', price: 1_024_500_000 })
    expect(store.catalogue.prefixesOf('SP0001')).toEqual([PREFIX, '8990102'])
  })

  it('needs no more of a new drug than nobody can guess, and its level is the insurance’s', async () => {
    const { store, take } = openImporting(newDataFolder())
    store.insuranceTerms.putDrugs(
      [{ ...{ nationalCode: 'X1', name: '甲', level: 'B', listType: '101' }, since: '2026-01-01', until: null, isValid: true }],
      '2026-11-21',
    )
    const row = {
      商品编码: 'A1',
      医保编码: 'X1',
      通用名: '甲',
      规格: '5mg',
      生产企业: '乙厂',
      单位: '盒',
      价格: '3',
      处方药: '否',
    }
    await take(csvFile([row]))
    expect(store.goods.drug('A1')).toMatchObject({
      pieceUnit: '盒',
      piecesPerPack: 1,
      isTraced: true,
      level: 'B',
      price: 3_000_000,
    })
  })

  it('is told of while it is taken over, and is in the audit trail once', async () => {
    const folder = newDataFolder()
    const { told, take } = openImporting(folder)
    const rows = Array.from({ length: 250 }, (_, index) => rowOf({ ...amlodipine, id: `D${index}` }))
    await take(csvFile(rows))
    expect(told.map(({ done, of }) => [done, of])).toEqual([
      [0, null],
      ...[
        [200, 500],
        [250, 500],
        [350, 500],
        [450, 500],
        [500, 500],
      ],
      [null, null],
    ])
    const actions = openRaw(folder).prepare('SELECT action, account_id FROM audit').all()
    expect(actions).toEqual([{ action: 'catalogue.imported', account_id: manager.id }])
  })
})

const good = rowOf({ ...amlodipine, id: 'A1' })
const bad = (change: Readonly<Record<string, string>>) => [good, { ...good, 商品编码: 'A2', ...change }]

describe('a line at fault', () => {
  test.each<[string, readonly Readonly<Record<string, string>>[], object]>([
    ['without a code', bad({ 商品编码: '' }), { line: 3, column: '商品编码', fault: 'empty' }],
    ['of a new drug without a name', bad({ 通用名: '' }), { line: 3, column: '通用名', fault: 'empty' }],
    ['whose price is no number', bad({ 零售价: '面议' }), { line: 3, column: '零售价', fault: 'number', text: '面议' }],
    ['whose price is out of range', bad({ 零售价: '2000000' }), { line: 3, column: '零售价', fault: 'range' }],
    ['with no piece in a box', bad({ 每盒数量: '0' }), { line: 3, column: '每盒数量', fault: 'range' }],
    ['with half a piece in a box', bad({ 每盒数量: '1.5' }), { line: 3, column: '每盒数量', fault: 'number' }],
    ['with a word that is none of those', bad({ 处方药: '也许' }), { line: 3, column: '处方药', fault: 'word', text: '也许' }],
    ['with an unknown special class', bad({ 特殊管理: '冷链、贵重' }), { line: 3, column: '特殊管理', fault: 'word' }],
    ['with a wrong check digit', bad({ 条形码: '6901234567890' }), { line: 3, column: '条形码', fault: 'barcode' }],
    [
      'with a name longer than the wire has room for',
      bad({ 通用名: '药'.repeat(201) }),
      { line: 3, column: '通用名', fault: 'tooLong' },
    ],
    ['with a prefix of six digits', bad({ 追溯码前缀: '899010' }), { line: 3, column: '追溯码前缀', fault: 'prefix' }],
    ['that says a drug a second time', bad({ 商品编码: 'A1' }), { line: 3, fault: 'lineTwice', text: 'A1', other: '2' }],
    [
      'with a prefix of another line',
      [{ ...good, 追溯码前缀: '8000001' }, ...bad({ 追溯码前缀: '8000001' }).slice(1)],
      { line: 3, fault: 'prefixTwice', text: '8000001', other: '2' },
    ],
    [
      'with a prefix of another drug',
      bad({ 追溯码前缀: PREFIX }),
      { line: 3, fault: 'prefixTaken', other: 'SP0001 苯磺酸氨氯地平片' },
    ],
    [
      'that counts otherwise what is in the books',
      [{ 商品编码: 'SP0001', 每盒数量: '14' }],
      { line: 2, column: '每盒数量', fault: 'counted', text: '14', other: '28' },
    ],
    ['under an unknown title', [{ ...good, 备注: '好卖' }], { line: 1, column: '备注', fault: 'titleUnknown' }],
    [
      'of a new drug under too few titles',
      [{ 商品编码: 'A1', 通用名: '甲' }],
      { line: 1, column: '医保编码', fault: 'titleMissing' },
    ],
    ['without a title for the codes', [{ 通用名: '甲' }], { line: 1, column: '商品编码', fault: 'titleMissing' }],
    ['under no titles at all', [{ 甲: '乙' }], { line: 1, column: null, fault: 'noTitles' }],
    ['under a title that comes twice', [{ ...good, 编码: 'A1' }], { line: 1, column: '编码', fault: 'titleTwice' }],
    ['with a cell under no title', [{ ...good, '': '好卖' }], { line: 2, column: 'T', fault: 'cellsTooMany', text: '好卖' }],
  ])('%s is named by its place, and nothing of its file is taken over', async (_, rows, fault) => {
    const folder = newDataFolder()
    const { store, take } = openImporting(folder)
    stockShelf(store, 1)
    const before = contentOf(folder)
    const { preview, begun } = await take(csvFile(rows))
    expect(preview.faults[0]).toMatchObject(fault)
    expect(preview.faultCount).toBeGreaterThan(0)
    expect(begun).toMatchObject({ ok: false, failure: { code: 'IMPORT_FAULTY' } })
    expect(contentOf(folder)).toEqual(before)
  })

  it('is shown among the first 200, and counted among all', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => rowOf({ ...amlodipine, id: `D${index}`, name: '' }))
    const { preview } = await openImporting(newDataFolder()).take(csvFile(rows))
    expect([preview.faults.length, preview.faultCount]).toEqual([200, 300])
  })
})

describe('a file that was looked at', () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => rowOf({ ...amlodipine, id: `D${String(index).padStart(4, '0')}` }))

  it('is wholly there or not at all, wherever the program ends', async () => {
    const file = csvFile(rows)
    for (const tellings of [2, 3, 5, 6, 7, 9, 13]) {
      const folder = newDataFolder()
      const first = openImporting(folder)
      first.stopAfter(tellings)
      await first.take(file)
      first.store.close()
      const next = openImporting(folder)
      next.recover()
      await next.tasks.idle()
      // five slices are put on disk first, one telling each beside the one at the beginning
      expect(next.store.goods.count(), `after ${tellings} tellings`).toBe(tellings <= 6 ? 0 : 1_000)
      expect(next.store.importLines.count()).toBe(0)
      expect(learnPrefix(next.store, 'D0001', '8000001').ok).toBe(tellings > 6)
    }
  })

  it('is forgotten after a power cut that came before all of it was on disk', () => {
    const { store, recover, tasks } = openImporting(newDataFolder())
    store.settings.set('catalogue.import', { stage: 'staging', of: 1, accountId: manager.id })
    store.importLines.add([JSON.stringify({ id: 'A1', fields: {}, prefixes: [] })])
    recover()
    expect([tasks.current(), store.importLines.count(), store.settings.get('catalogue.import')]).toEqual([null, 0, null])
  })

  it('is not taken over any more when a prefix of it has become another drug’s', async () => {
    const { store, preview, begin, tasks } = openImporting(newDataFolder())
    stockShelf(store)
    const looked = await preview(csvFile([rowOf({ ...amlodipine, id: 'A1' }, ['8000001'])]))
    expect(learnPrefix(store, 'SP0001', '8000001')).toEqual({ ok: true, value: 'learned' })
    expect(begin(looked.ok ? looked.value.id : '', manager)).toMatchObject({ ok: true })
    await tasks.idle()
    expect(tasks.last()).toMatchObject([{ kind: 'import', count: 0, failure: { code: 'IMPORT_OUTDATED' } }])
    expect(store.goods.count()).toBe(1)
  })

  it('is taken over once, and only the last one', async () => {
    const { preview, begin, tasks } = openImporting(newDataFolder())
    const [older, newer] = [await preview(csvFile([good])), await preview(csvFile([good]))]
    const idOf = (looked: typeof older) => (looked.ok ? looked.value.id : '')
    expect(begin(idOf(older), manager)).toMatchObject({ failure: { code: 'IMPORT_GONE' } })
    expect(begin(idOf(newer), manager)).toMatchObject({ ok: true })
    await tasks.idle()
    expect(begin(idOf(newer), manager)).toMatchObject({ failure: { code: 'IMPORT_GONE' } })
  })

  it.each([
    ['too large', Buffer.alloc(10 * 1024 * 1024 + 1).toString('base64'), 'FILE_TOO_LARGE'],
    ['none', Buffer.from([0, 1, 2]).toString('base64'), 'FILE_UNREADABLE'],
  ])('is refused when it is %s', async (_, file, code) => {
    expect(await openImporting(newDataFolder()).preview(file)).toEqual({ ok: false, failure: { code } })
  })
})

describe('a prefix', () => {
  it('is learned once, and never of two drugs', () => {
    const { store } = openImporting(newDataFolder())
    stockShelf(store)
    store.goods.put({ ...amlodipine, id: 'SP0002' }, [])
    const learn = (id: string, prefix: string) => {
      const learned = learnPrefix(store, id, prefix)
      return learned.ok ? learned.value : learned.failure.code
    }
    expect(learn('SP0002', '8000001')).toBe('learned')
    expect(learn('SP0002', '8000001')).toBe('known')
    expect(learn('SP0001', '8000001')).toBe('PREFIX_TAKEN')
    expect(learn('SP0009', '8000002')).toBe('DRUG_UNKNOWN')
    expect(store.goods.drugOfPrefix('8000001')?.id).toBe('SP0002')
  })

  it('is not learned while a file is being taken over', async () => {
    const { store, preview, begin, tasks } = openImporting(newDataFolder())
    stockShelf(store)
    const looked = await preview(csvFile([good]))
    begin(looked.ok ? looked.value.id : '', manager)
    expect(learnPrefix(store, 'SP0001', '8000001')).toMatchObject({ failure: { code: 'CATALOGUE_BUSY' } })
    await tasks.idle()
    expect(learnPrefix(store, 'SP0001', '8000001')).toMatchObject({ ok: true })
  })
})
