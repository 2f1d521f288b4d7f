import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHeadless } from '../../../../scripts/counter/headless.ts'
import type { Gateways } from '../../../../src/main/station/gateways/gateways.ts'
import { createJournal } from '../../../../src/main/station/journal/createJournal.ts'
import { DATABASE_FILE } from '../../../../src/main/station/store/store.ts'
import { createBusinessSignIn } from '../../../../src/main/station/workflows/businessSignIn.ts'
import { createCenterHealth } from '../../../../src/main/station/workflows/centerHealth.ts'
import { createMessages } from '../../../../src/main/station/workflows/messages.ts'
import { createCatalogueKeeping } from '../../../../src/main/station/workflows/stock/catalogue/catalogue.ts'
import { stockTrainingShop } from '../../../../src/main/station/workflows/trainingShop.ts'
import type { StockHappening } from '../../../../src/shared/contract/place.ts'
import { newDataFolder, noSecret, openTestStore } from '../../../unit/store/support.ts'
import { csvFile, manager, rowOf } from '../../../unit/workflows/stock/catalogue/files.ts'
import { openShop, signIn } from '../harness.ts'

const DAY_MS = 86_400_000
let sequence = 0

/** The shop's catalogue on real books at a real mock center, with four rows on a page. */
async function openBench() {
  const headless = await openHeadless('national', { scenario: 'catalogue-update', seed: 'catalogue' })
  onTestFinished(() => headless.close())
  const { center, clock, gateways } = headless
  const folder = newDataFolder()
  const store = openTestStore(folder, { clock })
  store.accounts.create({ ...manager, secret: noSecret })
  stockTrainingShop(store, center.shop)
  let way: Gateways = gateways
  const told: StockHappening[] = []
  const asked: string[] = []
  const journal = createJournal(store, { clock, newId: () => `E${++sequence}` })
  const health = createCenterHealth(clock, () => undefined)
  const common = { store, journal, health, clock, changed: () => undefined, setTimer: () => ({ cancel: () => undefined }) }
  const institution = () => center.connection.institution.code
  const businessSignIn = createBusinessSignIn({ ...common, gateways: () => way, institution })
  const keeping = createCatalogueKeeping({
    ...common,
    messages: createMessages({ journal, health, businessSignIn }),
    center: () => ({ gateways: way }),
    work: { importFile: () => Promise.reject(new Error('no file here')) },
    database: join(folder, DATABASE_FILE),
    newId: () => `I${++sequence}`,
    isClosing: () => false,
    happened: (happening) => told.push(happening),
    pageSize: 4,
  })
  const listen = (catalogue: Gateways['catalogue']): Gateways['catalogue'] => ({
    ...catalogue,
    drugs: (request) => {
      asked.push(`1312/${request.page}`)
      return catalogue.drugs(request)
    },
    priceLimits: (request) => {
      asked.push(`1318/${request.page}`)
      return catalogue.priceLimits(request)
    },
  })
  const use = (change: Partial<Gateways['catalogue']>): void => {
    way = { ...gateways, catalogue: listen({ ...gateways.catalogue, ...change }) }
  }
  use({})
  const done = async (kind: 'update' | 'mapping') => {
    await keeping.idle()
    return keeping.status().last.find((last) => last.kind === kind)
  }
  return {
    ...{ store, center, told, asked, use, keeping, gateways },
    update: () => {
      keeping.update(manager)
      return done('update')
    },
    map: () => {
      keeping.map(manager)
      return done('mapping')
    },
  }
}

const drugNamed = (bench: Awaited<ReturnType<typeof openBench>>, name: string) => {
  const [row] = bench.keeping.list(name, 0).rows
  if (row === undefined) throw new Error(`the shop has no ${name}`)
  return row
}

test('the province’s catalogue comes in pages, with levels, dated limits and shares', async () => {
  const bench = await openBench()
  expect(drugNamed(bench, '阿托伐他汀').level).toBeNull()
  expect(await bench.update()).toMatchObject({ failure: null })
  expect(bench.asked.slice(0, 3)).toEqual(['1312/1', '1312/2', '1312/3'])
  const totals = bench.told.map(({ done }) => done).filter((done) => done !== null)
  expect(totals).toEqual(totals.toSorted((one, other) => one - other))

  const { id, level, limit } = drugNamed(bench, '阿托伐他汀')
  expect([level, limit]).toEqual(['B', null])
  const view = bench.keeping.drug(id)
  const day = (days: number) => new Date(bench.center.clock.now() + days * DAY_MS + 8 * 3_600_000).toISOString().slice(0, 10)
  expect(view).toMatchObject({
    value: {
      limits: [{ price: 35_000_000, since: day(1), until: null, source: '1318' }],
      shares: [
        { share: 2_000, since: day(1), until: null },
        { share: 1_000, until: day(0) },
      ],
    },
  })
  bench.center.clock.advance(DAY_MS)
  expect(drugNamed(bench, '阿托伐他汀').limit).toBe(35_000_000)
})

test('an update that breaks off keeps what it has, and goes on with the interface that was not read to its end', async () => {
  const bench = await openBench()
  bench.center.faults.add('1318', { kind: 'http500' })
  expect(await bench.update()).toMatchObject({ failure: { code: 'CENTER_ERROR' } })
  expect(drugNamed(bench, '阿托伐他汀').level).toBe('B')
  bench.asked.length = 0
  expect(await bench.update()).toMatchObject({ failure: null })
  // 1312 was read to its end, and nothing of it changed since
  expect(bench.asked.filter((one) => one.startsWith('1312'))).toEqual(['1312/1'])
  bench.center.clock.advance(DAY_MS)
  expect(drugNamed(bench, '阿托伐他汀').limit).toBe(35_000_000)
})

test('every drug is mapped once, and again when its national code has changed', async () => {
  const bench = await openBench()
  await bench.update()
  const covered = bench.keeping.list('', 0).rows.filter(({ level }) => level !== null)
  expect(await bench.map()).toMatchObject({ count: covered.length, failure: null })
  const states = () => new Map(bench.keeping.list('', 0).rows.map(({ id, mapping }) => [id, mapping]))
  const firstStates = states()
  expect(covered.map(({ id }) => firstStates.get(id))).toEqual(covered.map(() => 'done'))
  const others = [...firstStates].filter(([id]) => !covered.some((drug) => drug.id === id))
  expect(others.map(([, state]) => state)).toEqual(others.map(() => 'refused'))
  expect(await bench.map()).toMatchObject({ count: 0, failure: null })

  const [one, other] = [drugNamed(bench, '阿托伐他汀'), drugNamed(bench, '氨氯地平')]
  const view = bench.keeping.drug(one.id)
  if (!view.ok) throw new Error(view.failure.code)
  const { drug, prefixes } = view.value
  expect(bench.keeping.save({ ...drug, nationalCode: other.nationalCode }, prefixes, false, manager)).toMatchObject({ ok: true })
  expect(states().get(one.id)).toBe('outdated')
  expect(await bench.map()).toMatchObject({ count: 1, failure: null })
  expect(bench.store.mappings.find(one.id)).toMatchObject({ state: 'done', nationalCode: other.nationalCode })
})

test('a mapping whose answer was lost is withdrawn and made again', async () => {
  const bench = await openBench()
  await bench.update()
  const { catalogue } = bench.gateways
  bench.use({
    map: async (request) => {
      await catalogue.map(request)
      return { kind: 'unknown', failure: { code: 'CENTER_SILENT' } }
    },
  })
  expect(await bench.map()).toMatchObject({ count: 0, failure: { code: 'CENTER_SILENT' } })
  const [first] = bench.keeping.list('', 0).rows.filter(({ mapping }) => mapping === 'unknown')
  expect(first).toBeDefined()
  bench.use({})
  expect(await bench.map()).toMatchObject({ failure: null })
  expect(bench.store.mappings.find(first?.id ?? '')).toMatchObject({ state: 'done', failure: null })
})

test('a manager imports a file in the station’s worker, corrects a drug and looks it up by its trace code', async () => {
  const shop = await openShop({ scenario: 'catalogue-update' })
  onTestFinished(() => shop.close())
  const page = shop.page()
  await signIn(page, 'M01')
  const settled = async () => {
    for (;;) {
      const status = await page.call('catalogue.status', {})
      if (!status.ok) throw new Error(status.failure.code)
      if (status.value.task === null) return status.value
    }
  }
  const before = await settled()
  const known = await page.call('catalogue.list', { text: '', offset: 0 })
  const [row] = known.ok ? known.value.rows : []
  const view = await page.call('catalogue.drug', { id: row?.id ?? '' })
  if (!view.ok) throw new Error(view.failure.code)
  const file = csvFile([rowOf({ ...view.value.drug, id: 'NEW-1', name: '新到的药' } as Parameters<typeof rowOf>[0], ['8123456'])])
  const preview = await page.call('catalogue.preview', { file })
  if (!preview.ok) throw new Error(preview.failure.code)
  expect(preview.value).toMatchObject({ lines: 1, added: 1, faultCount: 0 })
  expect(await page.call('catalogue.import', { previewId: preview.value.id })).toMatchObject({ ok: true })
  expect(await settled()).toMatchObject({ drugs: before.drugs + 1, last: [{ kind: 'import', count: 1, failure: null }] })
  const found = await page.call('catalogue.list', { text: '81234560000000000001', offset: 0 })
  expect(found).toMatchObject({ value: { total: 1, rows: [{ id: 'NEW-1', name: '新到的药' }] } })

  const { drug } = view.value
  const save = (change: object, isNew: boolean, prefixes: string[] = []) =>
    page.call('catalogue.save', { drug: { ...drug, id: 'NEW-1', ...change }, prefixes, isNew })
  expect(await save({ name: '改过名的药' }, false, ['8123456'])).toMatchObject({ ok: true })
  expect(await save({}, true)).toMatchObject({ failure: { code: 'DRUG_CODE_TAKEN' } })
  expect(await save({ id: 'NEW-2' }, false)).toMatchObject({ failure: { code: 'DRUG_UNKNOWN' } })
  expect(await save({ id: 'NEW-2' }, true, ['8123456'])).toMatchObject({ failure: { code: 'PREFIX_TAKEN', field: 'prefixes' } })
  expect(await save({ id: drug.id, piecesPerPack: drug.piecesPerPack + 1 }, false)).toMatchObject({
    failure: { code: 'DRUG_COUNTED', field: 'piecesPerPack' },
  })
})
