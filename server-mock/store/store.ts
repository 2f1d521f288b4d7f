import Database from 'better-sqlite3'
import type { FilledScenario } from '../scenarios/fill.ts'
import { type Access, createAccess } from './access.ts'
import { type Applications, createApplications } from './applications.ts'
import { type Authorizations, createAuthorizations } from './authorizations.ts'
import { type Callbacks, createCallbacks } from './callbacks.ts'
import { type Checks, createChecks } from './checks.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { createDrugs, type Drugs } from './drugs.ts'
import { createFaceSessions, type FaceSessions } from './faceSessions.ts'
import { createFates, type Fates } from './fates.ts'
import { createFiles, type Files } from './files.ts'
import { createFlows, type Flows } from './flows.ts'
import { createHolders, type Holders } from './holders.ts'
import { createLocalSystems, type LocalSystems } from './localSystems.ts'
import { createMappings, type Mappings } from './mappings.ts'
import { createMessages, type Messages } from './messages.ts'
import { createNotices, type Notices } from './notices.ts'
import { createOutbounds, type Outbounds } from './outbounds.ts'
import { createPayments, type Payments } from './payments.ts'
import { planOnce } from './planOnce.ts'
import { createPolicies, type Policies } from './policies.ts'
import { createPrescriptions, type Prescriptions } from './prescriptions.ts'
import { createRegistry, type Registry } from './registry.ts'
import { createReviews, type Reviews } from './reviews.ts'
import { SCHEMA, SCHEMA_VERSION } from './schema/index.ts'
import { createSettlementNotices, type SettlementNotices } from './settlementNotices.ts'
import { createSettlements, type Settlements } from './settlements.ts'
import { createSignIns, type SignIns } from './signIns.ts'
import { createStaff, type Staff } from './staff.ts'
import { createStatementFiles, type StatementFiles } from './statementFiles.ts'
import { createStock, type Stock } from './stock.ts'
import { createTraceCodes, type TraceCodes } from './traceCodes.ts'
import { createVerifications, type Verifications } from './verifications.ts'
import { createVisits, type Visits } from './visits.ts'
import { createVouchers, type Vouchers } from './vouchers.ts'
import { watchTables } from './watch.ts'
import { writeScenario } from './writeScenario.ts'

/** The center's database, one repository per side of the province. */
export interface Store {
  readonly registry: Registry
  readonly applications: Applications
  readonly localSystems: LocalSystems
  readonly holders: Holders
  readonly vouchers: Vouchers
  readonly faceSessions: FaceSessions
  readonly signIns: SignIns
  readonly prescriptions: Prescriptions
  readonly files: Files
  readonly staff: Staff
  readonly visits: Visits
  readonly checks: Checks
  readonly callbacks: Callbacks
  readonly authorizations: Authorizations
  readonly verifications: Verifications
  readonly reviews: Reviews
  readonly outbounds: Outbounds
  readonly drugs: Drugs
  readonly fates: Fates
  readonly payments: Payments
  readonly policies: Policies
  readonly settlements: Settlements
  readonly settlementNotices: SettlementNotices
  readonly statementFiles: StatementFiles
  readonly stock: Stock
  readonly mappings: Mappings
  readonly traceCodes: TraceCodes
  readonly access: Access
  readonly flows: Flows
  readonly deliveries: Deliveries
  readonly notices: Notices
  readonly messages: Messages
  /** all that `work` writes, or, when it throws, nothing */
  atomically<T>(work: () => T): T
  /** all that `work` writes, or, when it gives a refusal, nothing */
  attempt<R>(work: () => R | null): R | null
  /** the next number of a row that starts with 1 */
  nextSerial(name: string): number
  /** what the content was made from; null while there is none */
  origin(): string | null
  /** forgets everything and starts again from a scenario */
  fill(origin: string, scenario: FilledScenario): void
  /** everything but the log, as it stands now */
  snapshot(): Snapshot
  /** everything as it was then; serials go on */
  restore(snapshot: Snapshot): void
  /** calls back with its table for every row that is written, while its transaction may still fail, until the answer is called */
  watch(onTable: (table: string) => void): () => void
  close(): void
}

const MAPPED_BYTES = 2 ** 28
/** 32 MB */
const CHECKPOINT_PAGES = 8_000

/** The rows of every table at one moment. */
export type Snapshot = ReadonlyMap<string, readonly unknown[]>

/**
 * Opens a data file, or makes it (`:memory:` for none). Throws when the file is no database of this program's version: there is nothing
 * in it that is worth migrating.
 */
export function openStore(file: string): Store {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  // without a wait for the disk at every message: a power cut may take the last of them, never the file
  db.pragma('synchronous = NORMAL')
  // pages that no message wrote lately are read where the system has them
  db.pragma(`mmap_size = ${MAPPED_BYTES}`)
  // pages that every message writes reach the file once for some hundred of them
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
  db.pragma('foreign_keys = ON')
  planOnce(db)
  const version = db.pragma('user_version', { simple: true })
  const isNew = version === 0 && db.prepare('SELECT 1 FROM sqlite_master').get() === undefined
  if (isNew) {
    db.exec(SCHEMA)
    db.pragma(`user_version = ${SCHEMA_VERSION}`)
  } else if (version !== SCHEMA_VERSION) {
    db.close()
    throw new Error(`${file} is not a data file of this mock center's version`)
  }

  const serial = db.prepare<[string], { value: number }>(
    'INSERT INTO serial VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value',
  )
  const inTransaction = db.transaction((work: () => unknown) => work())
  const origin = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'origin'")
  // parents are created before their children, so this order satisfies the foreign keys
  // serials go on: no center gives the same reference number twice
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'serial' ORDER BY rowid DESC")
    .all()

  return {
    registry: createRegistry(db),
    applications: createApplications(db),
    localSystems: createLocalSystems(db),
    holders: createHolders(db),
    vouchers: createVouchers(db),
    faceSessions: createFaceSessions(db),
    signIns: createSignIns(db),
    prescriptions: createPrescriptions(db),
    files: createFiles(db),
    staff: createStaff(db),
    visits: createVisits(db),
    checks: createChecks(db),
    callbacks: createCallbacks(db),
    authorizations: createAuthorizations(db),
    verifications: createVerifications(db),
    reviews: createReviews(db),
    outbounds: createOutbounds(db),
    drugs: createDrugs(db),
    fates: createFates(db),
    payments: createPayments(db),
    policies: createPolicies(db),
    settlements: createSettlements(db),
    settlementNotices: createSettlementNotices(db),
    statementFiles: createStatementFiles(db),
    stock: createStock(db),
    mappings: createMappings(db),
    traceCodes: createTraceCodes(db),
    access: createAccess(db),
    flows: createFlows(db),
    deliveries: createDeliveries(db),
    notices: createNotices(db),
    messages: createMessages(db),
    // what comes out is what `work` gave
    atomically: <T>(work: () => T) => inTransaction(work) as T,
    attempt: (work) => {
      db.exec('SAVEPOINT attempt')
      // stays undefined when it throws
      let refused: ReturnType<typeof work> | undefined
      try {
        refused = work()
        return refused
      } finally {
        db.exec(refused === null ? 'RELEASE attempt' : 'ROLLBACK TO attempt; RELEASE attempt')
      }
    },
    nextSerial: (name) => serial.get(name)?.value ?? 0,
    origin: () => origin.get()?.value ?? null,
    fill: (madeFrom, scenario) => {
      db.transaction(() => {
        for (const { name } of tables) db.exec(`DELETE FROM ${name}`)
        db.prepare("INSERT INTO meta VALUES ('origin', ?)").run(madeFrom)
        writeScenario(db, scenario)
      })()
    },
    snapshot: () => new Map(tables.filter(isKept).map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()])),
    restore: (snapshot) => {
      db.transaction(() => {
        const kept = tables.filter(isKept)
        for (const { name } of kept) db.exec(`DELETE FROM ${name}`)
        for (const { name } of kept.reverse()) {
          const columns = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${name}')`).all()
          const insert = db.prepare(`INSERT INTO ${name} VALUES (${columns.map((column) => `@${column.name}`).join(', ')})`)
          for (const row of snapshot.get(name) ?? []) insert.run(row)
        }
      })()
    },
    watch: (onTable) =>
      watchTables(
        db,
        tables.map(({ name }) => name),
        onTable,
      ),
    close: () => {
      db.close()
    },
  }
}

function isKept({ name }: { readonly name: string }): boolean {
  return name !== 'message'
}
