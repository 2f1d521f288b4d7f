import { createHash, randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { type Choices, createRandom } from '../../server-mock/random.ts'
import { sm3 } from '../../src/main/station/gateways/gm/sm.ts'
import type { Drug, Lot } from '../../src/main/station/store/goods.ts'
import { migrations } from '../../src/main/station/store/migrations/index.ts'
import { DATABASE_FILE, openStore, type Store } from '../../src/main/station/store/store.ts'
import type { Price } from '../../src/shared/domain/money.ts'

const SEED = 'a shop of many years'
const DRUGS = 50_000
/** each has one movement in the ledger: it came in */
const PACKS_PER_DRUG = 20
/** drugs in one commit */
const SLICE = 2_000

/** What the books are sealed with; they hold nobody's data. */
export const BENCH_KEY = createHash('sha256').update(SEED).digest()

/**
 * A database file of a shop with 50,000 drugs and 1,000,000 rows in the ledger, put there by the store's own functions. Made once (about a minute) and kept
 * under the system's folder for temporary files, by its seed, its size and its schema.
 */
export function bigBooks(): string {
  const kept = join(tmpdir(), 'rxcounter-bench')
  const schema = hashOf(migrations.map(({ sql }) => sql).join())
  const file = join(kept, `books-${hashOf(SEED)}-${DRUGS}x${PACKS_PER_DRUG}-${schema}.db`)
  if (existsSync(file)) return file
  mkdirSync(kept, { recursive: true })
  const folder = mkdtempSync(join(kept, 'making-'))
  try {
    const store = openBooks(folder)
    fill(store)
    store.close()
    renameSync(join(folder, DATABASE_FILE), file)
    return file
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Puts a copy of the books into a data folder. */
export function copyBooks(file: string, dataFolder: string): void {
  cpSync(file, join(dataFolder, DATABASE_FILE))
}

/** Opens the books in a folder, or makes them there. */
export function openBooks(dataFolder: string): Store {
  const newId = monotonicFactory()
  const opened = openStore({ dataFolder, masterKey: BENCH_KEY, clock: Date.now, random: randomBytes, newId: () => newId(), sm3 })
  if (!opened.ok) throw new Error(`the books of the benchmark did not open: ${opened.failure.code}`)
  return opened.value
}

function fill(store: Store): void {
  const choices = createRandom(SEED).for('drugs')
  for (let from = 0; from < DRUGS; from += SLICE) {
    store.transaction(() => {
      for (let index = from; index < from + SLICE; index++) putDrug(store, index, choices)
    })
  }
}

function putDrug(store: Store, index: number, choices: Choices): void {
  const drug = drugOf(index, choices)
  const prefix = `83${digitsOf(index, 5)}`
  store.goods.put(drug, [prefix])
  const lots = [`${drug.id}-A`, `${drug.id}-B`].map((id) => lotOf(id, drug.id, choices))
  for (const lot of lots) store.goods.putLot(lot)
  for (let serial = 0; serial < PACKS_PER_DRUG; serial++) {
    store.packs.receive(
      {
        code: `${prefix}${digitsOf(serial, 13)}`,
        drugId: drug.id,
        lotId: choices.pick(lots).id,
        pieces: drug.piecesPerPack,
      },
      { accountId: null, reason: 'openingStock' },
    )
  }
}

const BEGINNINGS = [...'阿苯布达厄非格环己卡克拉利洛美米奈诺帕普齐瑞赛舒他托维西辛依左']
const MIDDLES = [...'贝达尔伐法格卡拉兰利罗洛马米莫那尼帕匹普瑞沙司他韦维西昔辛伊扎']
const ENDS = ['平', '林', '坦', '汀', '素', '唑', '酸', '胺', '普利', '洛尔', '格列净', '他汀']
const FORMS = ['片', '胶囊', '颗粒', '口服溶液', '缓释片', '分散片', '软膏', '滴眼液'] as const

/** An invented drug; the same for the same choices. */
export function drugOf(index: number, choices: Choices): Drug {
  const form = choices.pick(FORMS)
  const name = [
    choices.pick(BEGINNINGS),
    ...Array.from({ length: 1 + choices.integer(3) }, () => choices.pick(MIDDLES)),
    choices.pick(ENDS),
    form,
  ].join('')
  const pieces = 7 * (1 + choices.integer(8))
  return {
    id: `BD${digitsOf(index, 6)}`,
    nationalCode: `XB${digitsOf(index, 18)}`,
    name,
    productName: `示范${choices.pick(BEGINNINGS)}${choices.pick(MIDDLES)}`,
    dosageForm: form,
    specification: `${5 * (1 + choices.integer(100))}mg*${pieces}`,
    manufacturer: `示范第${1 + choices.integer(500)}制药有限公司`,
    approvalNumber: `国药准字H99${digitsOf(index, 6)}`,
    unit: '盒',
    pieceUnit: '片',
    piecesPerPack: pieces,
    price: (10_000 * (100 + choices.integer(20_000))) as Price,
    prescriptionDrug: 'yes',
    isTraced: true,
    level: null,
    barcode: null,
    shelf: '',
    special: [],
  }
}

/** One of its lots. */
export function lotOf(id: string, drugId: string, choices: Choices): Lot {
  const year = 2027 + choices.integer(3)
  return {
    id,
    drugId,
    number: id.slice(-7),
    madeOn: `${year - 3}-01-01`,
    expiresOn: `${year}-${digitsOf(1 + choices.integer(12), 2)}-28`,
    isRecalled: false,
  }
}

/** A number with so many digits. */
export function digitsOf(value: number, length: number): string {
  return String(value).padStart(length, '0')
}

/** A short name for a text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
