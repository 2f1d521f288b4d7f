// Measures the books of a large shop: 20,000 drugs, 2 million trace codes, 5 years of sales. `--json` prints the rows of test/bench/figures.ts, without it they come as JSON lines;
// `--small` is a quick run that proves little, `--long` adds the growth to 10 million codes. The shop is made once by seed (test/bench/stock/largeShop.ts). Exit code 1 when something could not be
// measured, whatever the figures say.
import { copyFileSync, constants as files, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { createRandom } from '../../../server-mock/random.ts'
import { DATABASE_FILE, type Store } from '../../../src/main/station/store/store.ts'
import { createWork } from '../../../src/main/station/workers/work.ts'
import { lookUpBox } from '../../../src/main/station/workflows/boxRules.ts'
import { lifeOf } from '../../../src/main/station/workflows/stock/boxLife.ts'
import { createReceiving } from '../../../src/main/station/workflows/stock/receiving/receiving.ts'
import type { Person } from '../../../src/shared/contract/counter.ts'
import { ok } from '../../../src/shared/domain/result.ts'
import { parseTraceCode } from '../../../src/shared/domain/traceCode.ts'
import { digitsOf, openBooks } from '../bigBooks.ts'
import { median, percentile, type Row, row } from '../figures.ts'
import { codeOf, largeShop, type Size, sizeOf, TODAY } from './largeShop.ts'

const isSmall = process.argv.includes('--small')
const isLong = process.argv.includes('--long')
const SIZE: Size = isSmall ? { drugs: 1_000, codes: 20_000 } : { drugs: 20_000, codes: 2_000_000 }
const GROWTH: readonly Size[] = [
  { drugs: 1_000, codes: 10_000 },
  ...(isSmall ? [{ drugs: 1_000, codes: 100_000 }] : [{ drugs: 10_000, codes: 1_000_000 }]),
  ...(isLong ? [{ drugs: 50_000, codes: 10_000_000 }] : []),
]
const LOOKS = isSmall ? 500 : 5_000
const SALES = isSmall ? 100 : 400
const MB = 1_000_000
const BOXES = 5_000
const OPERATOR: Person = { id: 'M01', name: '周店长', roles: ['manager'] }
/** between two scans of somebody very quick */
const SCAN_EVERY = 5

function tell(text: string): void {
  process.stderr.write(`bench:stock: ${text}\n`)
}

/** Runs `look` with books of such a shop, in a folder of their own that goes with it. */
async function withShop<T>(size: Size, look: (store: Store, folder: string) => T | Promise<T>): Promise<T> {
  tell(`a shop with ${size.drugs} drugs and ${size.codes} codes …`)
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-stock-'))
  try {
    copyFileSync(largeShop(size), join(folder, DATABASE_FILE), files.COPYFILE_FICLONE)
    const store = openBooks(folder)
    try {
      return await look(store, folder)
    } finally {
      store.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Codes anywhere in the shop. */
function someCodes({ drugs, codes }: Size, count: number): readonly string[] {
  const choices = createRandom('stock bench').for('codes')
  return Array.from({ length: count }, () => codeOf(choices.integer(drugs), choices.integer(Math.round(codes / drugs))))
}

/** µs of each */
function timed<T>(all: readonly T[], act: (one: T) => unknown): readonly number[] {
  return all.map((one) => {
    const began = performance.now()
    act(one)
    return (performance.now() - began) * 1_000
  })
}

function lookAt(store: Store): (code: string) => void {
  return (code) => {
    const life = lifeOf(store, code)
    if (!life.ok || life.value.place === null) throw new Error(`${code} has no life`)
  }
}

/** The first looks read what every later one finds ready. */
function lifeTimes(store: Store, size: Size): readonly number[] {
  return timed(someCodes(size, LOOKS + 50), lookAt(store)).slice(50)
}

/** The codes in memory, as fast as any program could have them. */
function inMemory(store: Store, folder: string): ReadonlyMap<string, string> {
  const db = new Database(join(folder, DATABASE_FILE), { readonly: true })
  const rows = db.prepare('SELECT code, place FROM packs').raw().iterate() as Iterable<[string, string]>
  const map = new Map(rows)
  db.close()
  if (store.packs.find(map.keys().next().value ?? '') === null) throw new Error('the ledger is another one')
  return map
}

async function measureCodes(store: Store, folder: string): Promise<readonly Row[]> {
  tell('the life of a code …')
  const memory = inMemory(store, folder)
  const codes = someCodes(SIZE, LOOKS)
  const bare = timed(codes, (code) => memory.get(code))
  const lives = lifeTimes(store, SIZE)
  const scan = (code: string): void => {
    const read = parseTraceCode(code)
    if (read !== null) lookUpBox(store, 'another sale', read)
  }
  const sold = timed(codes, scan)
  const [life, before] = [
    { of: 'value', is: '<=', limit: 1_000 },
    { of: 'value', is: '<=', limit: 200 },
  ] as const
  return [
    row({ name: 'life of a code, p50', unit: 'µs', value: median(lives), baseline: median(bare), aim: life }),
    row({ name: 'life of a code, p99', unit: 'µs', value: percentile(lives, 99), baseline: percentile(bare, 99), aim: life }),
    row({ name: 'sold before, p50', unit: 'µs', value: median(sold), baseline: median(bare), aim: before }),
    row({ name: 'sold before, p99', unit: 'µs', value: percentile(sold, 99), baseline: percentile(bare, 99), aim: before }),
  ]
}

/** Scans one code after the other until `until` settles; µs of each, and the longest that the thread kept anybody waiting, ms. */
async function scanning(
  store: Store,
  until: Promise<unknown>,
): Promise<{ readonly scans: readonly number[]; readonly delay: number }> {
  const codes = someCodes(SIZE, 2_000)
  const scans: number[] = []
  const delays = monitorEventLoopDelay({ resolution: 1 })
  let isOver = false
  const over = until.finally(() => {
    isOver = true
  })
  delays.enable()
  for (let at = 0; !isOver; at++) {
    const began = performance.now()
    lifeOf(store, codes[at % codes.length] ?? '')
    scans.push((performance.now() - began) * 1_000)
    await wait(SCAN_EVERY)
  }
  await over
  delays.disable()
  return { scans, delay: delays.percentile(99) / 1e6 }
}

/** Every hundredth drug differs at the province, every fiftieth was asked about in detail. */
function answer(store: Store, folder: string): string {
  const runId = 'bench'
  const db = new Database(join(folder, DATABASE_FILE))
  store.comparisons.begin({ id: runId, accountId: null, drugs: SIZE.drugs })
  db.pragma('synchronous = OFF')
  db.exec(`INSERT INTO comparison_answers (run_id, drug_id, quantity, price, lots)
    SELECT '${runId}', drugs.id, coalesce(sum(count), 0) * 10000 / pieces_per_pack + CASE WHEN drugs.rowid_like % 100 = 0 THEN 10000 ELSE 0 END, NULL,
      CASE WHEN drugs.rowid_like % 50 = 0 THEN (SELECT json_group_array(json_object('lot', lots.number, 'quantity', balances.count * 10000 / pieces_per_pack,
        'codes', json((SELECT json_group_array(code) FROM packs WHERE packs.drug_id = drugs.id AND place = 'inStock' AND packs.lot_id = balances.lot_id)))) FROM stock_balances AS balances JOIN lots ON lots.id = lot_id WHERE balances.drug_id = drugs.id) END
    FROM (SELECT *, CAST(substr(id, 3) AS INTEGER) AS rowid_like FROM drugs) AS drugs
      LEFT JOIN stock_balances ON stock_balances.drug_id = drugs.id GROUP BY drugs.id`)
  db.close()
  return runId
}

async function measureComparison(store: Store, folder: string): Promise<readonly Row[]> {
  tell('the comparison …')
  const runId = answer(store, folder)
  const file = join(folder, DATABASE_FILE)
  const work = createWork(pino({ level: 'silent' }))
  const order = { file, runId, stockMode: 'fullMovements' } as const
  // the worker starts, and reads the books for the first time
  const first = await work.run('compareShop', order)
  if (first.differing.length < SIZE.drugs / 100) throw new Error(`only ${first.differing.length} drugs differ`)
  tell(`${first.differing.length} drugs differ`)
  const alone = await scanning(store, wait(1_500))
  const times: number[] = []
  const repeated = (async () => {
    for (let round = 0; round < 5; round++) {
      const began = performance.now()
      await work.run('compareShop', order)
      times.push(performance.now() - began)
    }
  })()
  const meanwhile = await scanning(store, repeated)
  await work.close()
  const quantities = Array.from({ length: SIZE.drugs }, (_, index) => index)
  const bare = timed(Array.from({ length: 50 }), () => {
    const theirs = new Map(quantities.map((index) => [index, index % 100]))
    return quantities.filter((index) => theirs.get(index) !== index % 100)
  })
  store.comparisons.write(runId, [], first.differing)
  const pages = timed(Array.from({ length: 50 }), () => [
    store.comparisons.lines(runId, null, { from: 0, limit: 50 }),
    store.comparisons.sums(runId),
  ])
  const uploads = timed(Array.from({ length: 50 }), () => store.stockUploads.open(200))
  const lines = first.differing.flatMap(({ differences }) => differences)
  const sorted = timed(Array.from({ length: 50 }), () => lines.toSorted((one, other) => other.worth - one.worth).slice(0, 50))
  const ms = (us: readonly number[]): number => median(us) / 1_000
  return [
    row({
      name: `comparison of ${SIZE.drugs} drugs`,
      unit: 'ms',
      value: median(times),
      baseline: ms(bare),
      aim: { of: 'value', is: '<=', limit: 1_000 },
    }),
    row({
      name: 'scan while it runs, p99',
      unit: 'µs',
      value: percentile(meanwhile.scans, 99),
      baseline: percentile(alone.scans, 99),
      aim: { of: 'ratio', is: '<=', limit: 2 },
    }),
    row({
      name: 'delay of the station while it runs, p99',
      unit: 'ms',
      value: meanwhile.delay,
      baseline: alone.delay,
      aim: { of: 'value', is: '<=', limit: 20 },
    }),
    row({
      name: 'first screen of the differences',
      unit: 'ms',
      value: ms(pages),
      baseline: ms(sorted),
      aim: { of: 'value', is: '<=', limit: 100 },
    }),
    row({
      name: 'first screen of the uploads',
      unit: 'ms',
      value: ms(uploads),
      baseline: ms(sorted),
      aim: { of: 'value', is: '<=', limit: 100 },
    }),
  ]
}

/** A supplier's file of 5,000 boxes, each with its code, as far as an open delivery that can be scanned; baseline: the same text cut into cells in memory. */
async function measureReceiving(store: Store): Promise<readonly Row[]> {
  tell('a delivery of 5,000 boxes …')
  const drugs = Array.from({ length: 50 }, (_, at) => store.goods.drug(`BD${digitsOf(at, 6)}`)).flatMap((drug) => drug ?? [])
  const rowsOf = (note: string, from: number): string =>
    Array.from({ length: BOXES }, (_, box) => {
      const at = box % drugs.length
      return ['甲供应', note, drugs[at]?.id, drugs[at]?.name, 'L2703', '2027-01-01', '2029-12-31', codeOf(at, from + box)].join(
        ',',
      )
    }).join('\n')
  const head = '供应商,随货单号,商品编码,药品名称,批号,生产日期,有效期至,追溯码'
  const work = createWork(pino({ level: 'silent' }))
  store.accounts.create({
    ...OPERATOR,
    secret: { salt: new Uint8Array(16), hash: new Uint8Array(32), parameters: { N: 2, r: 1, p: 1 } },
  })
  const receiving = createReceiving({
    store,
    clock: () => TODAY,
    tell: () => undefined,
    pump: () => undefined,
    learnPrefix: () => ok(undefined),
    happened: () => undefined,
    readDeliveryFile: work.readDeliveryFile,
  })
  const times: number[] = []
  const bare: number[] = []
  for (let round = 1; round <= 4; round++) {
    const text = `${head}\n${rowsOf(`SH${round}`, 1_000_000 * round)}`
    const began = performance.now()
    const file = Buffer.from(text).toString('base64')
    const made = await receiving.importFile({ deliveryId: null, supplier: '', note: '', file }, OPERATOR)
    if (!made.ok || made.value.deliveryId === null)
      throw new Error(made.ok ? JSON.stringify(made.value.faults[0]) : made.failure.code)
    times.push(performance.now() - began)
    bare.push(
      ...timed([text], (all) => new Map(all.split('\n').map((line) => [line.split(',')[7], line]))).map((us) => us / 1_000),
    )
  }
  await work.close()
  // the first loads the libraries
  return [
    row({
      name: 'a delivery file of 5,000 boxes',
      unit: 'ms',
      value: median(times.slice(1)),
      baseline: median(bare.slice(1)),
      aim: { of: 'value', is: '<=', limit: 5_000 },
    }),
  ]
}

/** Sells boxes one after the other, each in a commit that is on the disk; ms of each. */
function sell(store: Store, from: number): readonly number[] {
  const perDrug = Math.round(SIZE.codes / SIZE.drugs)
  const times = timed(Array.from({ length: SALES / 2 }), (_: unknown) => undefined).map((_, index) => {
    const code = codeOf(from + index, perDrug - 1)
    const pack = store.packs.find(code)
    if (pack?.place !== 'inStock') throw new Error(`${code} is not in stock`)
    const began = performance.now()
    store.transaction(() => {
      store.packs.move(code, { from: 'inStock', to: 'reserved', holder: code, accountId: null })
      store.packs.move(code, { from: 'reserved', to: 'sold', holder: code, piecesLeft: 0, accountId: null })
      const goods = { drugId: pack.drugId, lotId: pack.lotId, changeType: null, document: code, holder: code, accountId: null }
      store.book.record({ ...goods, kind: 'sale', count: -pack.pieces })
    })
    return performance.now() - began
  })
  return times
}

/** Selling while a copy of the books is made beside them, against selling alone. */
async function measureBackup(store: Store, folder: string): Promise<readonly Row[]> {
  tell('selling while a backup is made …')
  const alone = sell(store, 0)
  const copy = join(folder, 'backup.db')
  const source = `const { workerData, parentPort } = require('node:worker_threads')
    const Database = require(workerData.library)
    const db = new Database(workerData.file, { readonly: true })
    parentPort.postMessage('begun')
    db.prepare('VACUUM INTO ?').run(workerData.copy)
    db.close()`
  const library = import.meta.resolve('better-sqlite3').replace('file://', '')
  const worker = new Worker(source, { eval: true, workerData: { file: join(folder, DATABASE_FILE), copy, library } })
  const ended = new Promise<void>((resolve, reject) => worker.on('exit', () => resolve()).on('error', reject))
  await new Promise((resolve) => worker.once('message', resolve))
  const meanwhile = sell(store, SALES / 2)
  await ended
  const copied = new Database(copy, { readonly: true })
  if (copied.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('the copy is broken')
  copied.close()
  return [
    row({
      name: 'a sold box on disk while a backup is made, p99',
      unit: 'ms',
      value: percentile(meanwhile, 99),
      baseline: percentile(alone, 99),
      aim: { of: 'value', is: '<=', limit: 100 },
    }),
  ]
}

function measureSize(folder: string): readonly Row[] {
  const millions = SIZE.codes / 1e6
  const bytes = sizeOf(join(folder, DATABASE_FILE))
  // a code and where it is, as text
  const bare = 28 * SIZE.codes
  return [
    row({
      name: 'database per million codes',
      unit: 'MB',
      value: bytes / MB / millions,
      baseline: bare / MB / millions,
      aim: { of: 'value', is: '<=', limit: 1_500 },
    }),
  ]
}

async function measureGrowth(): Promise<readonly Row[]> {
  tell('growth …')
  const lives: { readonly codes: number; readonly life: number }[] = []
  for (const size of GROWTH)
    lives.push({ codes: size.codes, life: await withShop(size, (store) => median(lifeTimes(store, size))) })
  const [least, ...others] = lives
  return others.map(({ codes, life }) =>
    row({
      name: `life of a code among ${codes}, against ${least?.codes}`,
      unit: 'µs',
      value: life,
      baseline: least?.life ?? Number.NaN,
      aim: { of: 'ratio', is: '<=', limit: 3 },
    }),
  )
}

const rows = [
  ...(await withShop(SIZE, async (store, folder) => [
    ...measureSize(folder),
    ...(await measureCodes(store, folder)),
    ...(await measureComparison(store, folder)),
    ...(await measureReceiving(store)),
    ...(await measureBackup(store, folder)),
  ])),
  ...(await measureGrowth()),
]
const text = process.argv.includes('--json') ? JSON.stringify(rows, null, 2) : rows.map((each) => JSON.stringify(each)).join('\n')
process.stdout.write(`${text}\n`)
