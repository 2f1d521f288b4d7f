import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type Failure, failure } from '../../../shared/contract/failures.ts'
import { err, ok, type Result } from '../../../shared/domain/result.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type Audit, auditHead, beginAudit, createAudit, type Sm3 } from './audit.ts'
import { type CardPhotos, createCardPhotos } from './cardPhotos.ts'
import { type Cases, createCases } from './cases.ts'
import { copyBeside, makeDurable, migrate, newestVersion, versionOf } from './database.ts'
import { createExchanges, type Exchanges } from './exchanges.ts'
import { createGoods, type Goods } from './goods.ts'
import { createPacks, type Packs } from './packs.ts'
import { createPapers, type Papers } from './papers.ts'
import { planOnce } from './planOnce.ts'
import { createPurchasers, type Purchasers } from './purchasers.ts'
import { createSealer, type Sealer } from './sealer.ts'
import { createSearch, type Search } from './search.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSettings, type Settings } from './settings.ts'
import { createStockBook, type StockBook } from './stock/book.ts'
import { type Catalogue, createCatalogue } from './stock/catalogue.ts'
import { createStockChanges, type StockChanges } from './stock/changes.ts'
import { type Comparisons, createComparisons } from './stock/comparisons.ts'
import { createImportLines, type ImportLines } from './stock/importLines.ts'
import { createInsuranceTerms, type InsuranceTerms } from './stock/insuranceTerms.ts'
import { createMappings, type Mappings } from './stock/mappings.ts'
import { createDeliveries, type Deliveries } from './stock/receiving.ts'
import { createSales, type Sales } from './stock/sale.ts'
import { createStocktakes, type Stocktakes } from './stock/stocktakes.ts'
import { createStockUploads, type StockUploads } from './stock/uploads.ts'
import { createVisits, type Visits } from './visits.ts'
import { createWaitingPrescriptions, type WaitingPrescriptions } from './waitingPrescriptions.ts'

export interface StorePorts {
  /** an existing folder; the database is `rxcounter.db` in it */
  readonly dataFolder: string
  /** 32 bytes */
  readonly masterKey: Uint8Array
  /** epoch ms */
  readonly clock: () => number
  /** the system's random bytes, in seeded runs too: nonces and session tokens come from it */
  readonly random: (size: number) => Uint8Array
  /** ULIDs */
  readonly newId: () => string
  readonly sm3: Sm3
}

/** Everything that is on disk. All of it is synchronous: when a call returns outside a transaction, what it wrote has reached the disk. */
export interface Store {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly visits: Visits
  readonly purchasers: Purchasers
  readonly cardPhotos: CardPhotos
  readonly waitingPrescriptions: WaitingPrescriptions
  readonly goods: Goods
  readonly catalogue: Catalogue
  readonly insuranceTerms: InsuranceTerms
  readonly mappings: Mappings
  readonly importLines: ImportLines
  readonly packs: Packs
  readonly book: StockBook
  readonly stockUploads: StockUploads
  readonly deliveries: Deliveries
  readonly stockChanges: StockChanges
  readonly stocktakes: Stocktakes
  readonly comparisons: Comparisons
  readonly cases: Cases
  readonly sales: Sales
  readonly papers: Papers
  readonly search: Search
  readonly settings: Settings
  readonly exchanges: Exchanges
  readonly audit: Audit
  /** all that `work` writes, or nothing when it throws; one commit. May be nested: the outermost commits. */
  transaction<T>(work: () => T): T
  inTransaction(): boolean
  close(): void
}

export const DATABASE_FILE = 'rxcounter.db'

const KEY_CHECK = 'key.check'
const KEY_CHECK_TEXT = 'rxcounter'

/**
 * Opens the database of a data folder, makes it when there is none, and brings it up to this program's version after copying it beside itself. Fails,
 * with nothing written, with DATABASE_NEWER when a newer program has had it, KEY_UNREADABLE when the master key is another one than it was sealed with,
 * DATABASE_DAMAGED when it is no database, not one of ours, or broken. A folder or disk that cannot be used throws.
 */
export function openStore(ports: StorePorts): Result<Store, Failure> {
  const sealer = createSealer(ports)
  const file = join(ports.dataFolder, DATABASE_FILE)
  const db = new Database(file)
  planOnce(db)
  try {
    const refusal = refusalOf(db, sealer)
    if (refusal !== null) {
      db.close()
      return err(refusal)
    }
    bringUp(db, file, sealer)
    return ok(repositories(db, sealer, ports))
  } catch (error) {
    db.close()
    if (isDamage(error)) return err(failure('DATABASE_DAMAGED'))
    throw error
  }
}

/** Reads only. Why this database must not be touched, or null. */
function refusalOf(db: Database.Database, sealer: Sealer): Failure | null {
  const version = versionOf(db)
  if (version > newestVersion) return failure('DATABASE_NEWER')
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined
  if (version === 0) return isEmpty ? null : failure('DATABASE_DAMAGED')
  if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'settings'`).get() === undefined) return failure('DATABASE_DAMAGED')

  const settings = createSettings(db, sealer)
  const check = settings.getSealed(KEY_CHECK)
  if (!check.ok) return failure(check.failure === 'missing' ? 'DATABASE_DAMAGED' : 'KEY_UNREADABLE')
  // a trail that cannot be continued may not be begun anew
  return auditHead(settings) === null ? failure('DATABASE_DAMAGED') : null
}

function bringUp(db: Database.Database, file: string, sealer: Sealer): void {
  makeDurable(db)
  const version = versionOf(db)
  if (version === newestVersion) return
  if (version === 0) {
    db.transaction(create).immediate(db, sealer)
    return
  }
  if (db.pragma('quick_check', { simple: true }) !== 'ok') throw new Database.SqliteError('quick_check failed', 'SQLITE_CORRUPT')
  copyBeside(db, file)
  migrate(db)
}

/** In one transaction, so that no database without its key check can come to be. */
function create(db: Database.Database, sealer: Sealer): void {
  const isMadeByAnother = versionOf(db) > 0
  migrate(db)
  if (isMadeByAnother) return
  const settings = createSettings(db, sealer)
  settings.setSealed(KEY_CHECK, KEY_CHECK_TEXT)
  beginAudit(settings)
}

function repositories(db: Database.Database, sealer: Sealer, ports: StorePorts): Store {
  const settings = createSettings(db, sealer)
  const goods = createGoods(db)
  return {
    accounts: createAccounts(db),
    sessions: createSessions(db, ports),
    visits: createVisits(db, sealer, ports),
    purchasers: createPurchasers(db, sealer, ports),
    cardPhotos: createCardPhotos(db, sealer, ports),
    waitingPrescriptions: createWaitingPrescriptions(db, sealer, ports.newId),
    goods,
    catalogue: createCatalogue(db, goods, ports),
    insuranceTerms: createInsuranceTerms(db),
    mappings: createMappings(db),
    importLines: createImportLines(db),
    packs: createPacks(db, ports),
    book: createStockBook(db, ports),
    stockUploads: createStockUploads(db, ports),
    deliveries: createDeliveries(db, ports),
    stockChanges: createStockChanges(db, ports),
    stocktakes: createStocktakes(db, { ...ports, nextNumber: settings.nextNumber }),
    comparisons: createComparisons(db, ports),
    cases: createCases(db, sealer, { ...ports, nextNumber: settings.nextNumber }),
    sales: createSales(db, sealer, { ...ports, nextNumber: settings.nextNumber }),
    papers: createPapers(db, ports),
    search: createSearch(db, sealer),
    settings,
    exchanges: createExchanges(db),
    audit: createAudit(db, settings, ports),
    transaction: (work) => db.transaction(work).immediate(),
    inTransaction: () => db.inTransaction,
    close: () => void db.close(),
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code)
}
