import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AuthorizedPrescription } from '../../src/main/station/gateways/gateways.ts'
import { migrate, newestVersion, versionOf } from '../../src/main/station/store/database.ts'
import { migrations } from '../../src/main/station/store/migrations/index.ts'
import { DATABASE_FILE, openStore } from '../../src/main/station/store/store.ts'
import { amlodipine, amlodipineLot, codeOf, openTestCase, stockShelf } from '../unit/store/books.ts'
import { portsFor } from '../unit/store/ports.ts'
import { addCashier, entry, inventedIdNumber, newDataFolder, openRaw, openTestStore } from '../unit/store/support.ts'

/** SHA-256 of each migration's text. A shipped migration never changes: write another one and add its line. */
const PINNED: Readonly<Record<string, string>> = {
  '0001-people': '6bda1b9b06f4dd64852863913e0e37e377143b3d3794f2412a97c3e9d2aeb71d',
  '0002-visits': 'c7fb3ca6257bf5dffa07eafa6eff4e44dcddcb6537cd713bf4c66b6d7939866c',
  '0003-cases': '27f3a96e814ed8bbcae7df2813644df5a2071e44ee2234accb2b5e9d0ce8df2e',
  '0004-counter': 'cd78c8babdfe0d3721dd318f073db08c60326553bed1587f757317ab3e2b0c0a',
  '0005-stock': 'bc8c3cc8b18692d9323603fd6ce374ebcc00b35bb12d7e1c14ce26bfa9a5eab4',
  '0006-stocktake': '328f2eb3b61f2bf5674762b5055a8dc15e04462a93ca128da93a46cab422f958',
  '0007-sales': 'fe7135d9d50c3b963842b48db4106bfdeb1c8f68cd3154782b00e1361743b647',
  '0008-catalogue': '5fcb1595d052c4d4a3761b065dab18b9358fc230eb4538fdeb3711095972f39c',
  '0009-comparison': '16236f995890a113952b637a974df8ba1cb7fea92eab3f7060619bf4ad0dcf5b',
  '0010-receiving': 'c2ed2e8807bae8a88402e391dfd4056aef0783e39666f9ed58c2491d3f982bc5',
  '0011-saleAccounts': '348cefef96c1b7c7b6869cc30c21f11b3afe6230027e6fdde8b0aa04e1233f0a',
  '0012-shelf': '8a9384e7b1624809c4480bbfcd63c873f1c57bc2475ec5d3defa08e371e4d5ac',
  '0013-uploadsDue': 'e23d8bd38c6030ba1221973387117f5c444dfa6612436e11446daba0be0a6287',
  '0014-cards': 'f467c356b07181d663e6c202f16bcad9b662d5d2476a42f014c0dce088e0aa2f',
  '0015-salePasswords': '8918488c5f4ff18ff0c24fca043ebffc2abb7dfa8ba7c26c7f1ae33b2a72720a',
  '0016-cardPhotos': '2af78226aae15269c0a3c0e3c9808ac62608ce0ac62c302bf06656e8f9a98cbc',
}

const files = readdirSync(new URL('../../src/main/station/store/migrations', import.meta.url)).filter((name) => /^\d/.test(name))

describe('the migrations', () => {
  it('are numbered without a gap, one file each, in the order they run', () => {
    const named = migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`)
    expect(named).toEqual(files.toSorted())
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  it('still have the text they were shipped with', () => {
    const texts = migrations.map(({ version, name, sql }) => [
      `${String(version).padStart(4, '0')}-${name}`,
      createHash('sha256').update(sql).digest('hex'),
    ])
    expect(Object.fromEntries(texts)).toEqual(PINNED)
  })
})

const waiting: AuthorizedPrescription = {
  hiRxno: 'RX2026112100001',
  token: 'prescription-token',
  tokenUntil: 1_800_000_900_000,
  institution: '示范市第一医院',
  department: '心内科',
  diagnosis: '原发性高血压',
  prescribedAt: 1_799_990_000_000,
  validUntil: 1_800_200_000_000,
}

/** A data folder as the program of an earlier version left it: rows that the store made, in that version's tables. */
function folderAtVersion(version: number) {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  addCashier(store)
  const { token } = store.sessions.create('C01', 'main')
  store.settings.set('shop', { name: '示范药房' })
  store.settings.nextNumber('msgid')
  for (const action of ['session.signedIn', 'session.signedOut']) store.audit.append(entry(action))
  const { id: visitId } = store.visits.open({ accountId: 'C01', phase: 'decoding' })
  store.visits.update(visitId, { phase: 'listed', name: '王秀兰', idNumber: inventedIdNumber() })
  store.waitingPrescriptions.replace(visitId, [waiting])
  store.exchanges.prepare({ id: 'E1', interfaceNumber: '7201', businessKey: visitId, visitId, msgid: null, preparedAt: 1 })
  openTestCase(store, visitId, 'RX2026112100002')
  const { id: lastCase } = openTestCase(store, visitId)
  stockShelf(store, 3)
  for (const serial of [1, 2])
    store.packs.move(codeOf(serial), { from: 'inStock', to: 'reserved', holder: lastCase, accountId: 'C01' })
  store.packs.move(codeOf(2), { from: 'reserved', to: 'sold', holder: lastCase, accountId: 'C01' })
  store.close()

  const old = new Database(':memory:')
  migrate(old, version)
  const names = old.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all().map(String)
  const tables = names.map((name) => ({
    name,
    columns: old.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(name).join(),
  }))
  old.prepare('ATTACH ? AS made').run(join(folder, DATABASE_FILE))
  // whatever refers to what, it was in order when the store made it
  old.pragma('foreign_keys = OFF')
  for (const { name, columns } of tables) old.exec(`INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM made.${name}`)
  old.exec('DETACH made')

  const oldFolder = newDataFolder()
  old.prepare('VACUUM INTO ?').run(join(oldFolder, DATABASE_FILE))
  old.close()
  return { folder: oldFolder, tables, token, visitId, lastCase }
}

type Table = ReturnType<typeof folderAtVersion>['tables'][number]

const SCHEMA: Table = { name: 'sqlite_schema', columns: '*' }

function contentOf(folder: string, tables: readonly Table[], file = DATABASE_FILE) {
  const db = new Database(join(folder, file), { readonly: true })
  onTestFinished(() => void db.close())
  return tables.map(({ name, columns }) => [name, db.prepare(`SELECT ${columns} FROM ${name} ORDER BY 1`).all()])
}

function sizesOf(content: ReturnType<typeof contentOf>) {
  return content.map(([table, rows]) => [table, Array.isArray(rows) && rows.length])
}

describe('migrating a database of version 1', () => {
  it('keeps every row as it was, and the store understands them', () => {
    const { folder, tables, token } = folderAtVersion(1)
    const before = contentOf(folder, tables)
    expect(sizesOf(before)).toEqual([
      ['settings', 5],
      ['accounts', 1],
      ['sessions', 1],
      ['audit', 2],
    ])
    const store = openTestStore(folder)
    expect(contentOf(folder, tables)).toEqual(before)
    expect(versionOf(openRaw(folder))).toBe(newestVersion)
    expect(store.sessions.findByToken(token)?.accountId).toBe('C01')
    expect(store.settings.nextNumber('msgid')).toBe(2)
    expect(store.audit.verify()).toEqual({ ok: true, value: { entries: 2 } })
    store.visits.open({ accountId: 'C01', phase: 'decoding' })
  })
})

describe('migrating a database of version 2', () => {
  it('keeps every row as it was, and the visit that was under way goes on with a case', () => {
    const { folder, tables, visitId } = folderAtVersion(2)
    const before = contentOf(folder, tables)
    expect(sizesOf(before)).toEqual([
      ['settings', 5],
      ['accounts', 1],
      ['sessions', 1],
      ['audit', 2],
      ['visits', 1],
      ['waiting_prescriptions', 1],
      ['exchanges', 1],
    ])
    const store = openTestStore(folder)
    expect(contentOf(folder, tables)).toEqual(before)
    expect(versionOf(openRaw(folder))).toBe(newestVersion)
    expect(store.visits.current()).toMatchObject({ id: visitId, name: '王秀兰', idNumber: inventedIdNumber() })
    expect(store.waitingPrescriptions.list(visitId)).toEqual([waiting])
    expect(store.exchanges.find('7201', visitId)).toMatchObject([{ id: 'E1', state: 'prepared' }])
    expect(store.goods.count()).toBe(0)
    const opened = openTestCase(store, visitId)
    expect(store.cases.find(opened.id)).toEqual(opened)
    expect(openRaw(folder).pragma('foreign_key_check')).toEqual([])
  })
})

describe('migrating a database of version 3', () => {
  it('keeps every row as it was: the open visit is at the counter with its last case, and the accounts may sign in', () => {
    const { folder, tables, visitId, lastCase } = folderAtVersion(3)
    const before = contentOf(folder, tables)
    const store = openTestStore(folder)
    expect(contentOf(folder, tables)).toEqual(before)
    expect(store.visits.current()).toMatchObject({ id: visitId, parkedAt: null, frontCase: lastCase, places: [] })
    expect(store.visits.parked()).toEqual([])
    expect(store.cases.find(lastCase)?.visitId).toBe(visitId)
    expect(store.accounts.list()).toMatchObject([{ id: 'C01' }])
    expect(openRaw(folder).pragma('foreign_key_check')).toEqual([])
  })
})

describe('migrating a database of version 4', () => {
  it('keeps every row as it was, and the book of the stock begins with what stands in the house', () => {
    const { folder, tables, lastCase } = folderAtVersion(4)
    const before = contentOf(folder, tables)
    const store = openTestStore(folder)
    expect(contentOf(folder, tables)).toEqual(before)
    expect(store.packs.find(codeOf(1))).toMatchObject({ place: 'reserved', holder: lastCase })
    expect(store.packs.historyOf(codeOf(2)).map(({ to }) => to)).toEqual(['inStock', 'reserved', 'sold'])
    expect(store.goods.drug(amlodipine.id)).toEqual(amlodipine)
    const opening = { drugId: amlodipine.id, lotId: amlodipineLot.id, count: 2 * amlodipine.piecesPerPack }
    expect(store.book.balances()).toEqual([opening])
    expect(store.book.movementsOf(amlodipine.id, 0)).toMatchObject([{ ...opening, kind: 'opening' }])
    expect(openRaw(folder).pragma('foreign_key_check')).toEqual([])
  })

  it('refuses, with nothing changed, one whose boxes are of no known lot', () => {
    const { folder, tables } = folderAtVersion(4)
    const raw = openRaw(folder)
    raw.pragma('foreign_keys = OFF')
    raw.exec(`DELETE FROM lots`)
    const before = contentOf(folder, [...tables, SCHEMA])
    expect(() => openStore(portsFor(folder))).toThrow('leads nowhere')
    expect(contentOf(folder, [...tables, SCHEMA])).toEqual(before)
  })
})

describe.each([
  [1, 'exchanges'],
  [2, 'case_files'],
  [3, 'case_papers'],
  [4, 'stock_uploads'],
  [5, 'stocktake_differences'],
])('migrating a database of version %i', (version, lastTable) => {
  it('copies it first, with what was still in the write-ahead log', () => {
    const { folder, tables } = folderAtVersion(version)
    const raw = openRaw(folder)
    raw.pragma('journal_mode = WAL')
    raw.exec(`UPDATE settings SET value = '"in the log"' WHERE key = 'shop'`)
    const before = contentOf(folder, tables)
    openTestStore(folder)
    expect(contentOf(folder, tables, `${DATABASE_FILE}-v${version}.bak`)).toEqual(before)
    const copy = new Database(join(folder, `${DATABASE_FILE}-v${version}.bak`))
    onTestFinished(() => void copy.close())
    expect(versionOf(copy)).toBe(version)
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
  })

  it('changes nothing at all when a migration fails, and succeeds when the cause is gone', () => {
    const { folder, tables } = folderAtVersion(version)
    const raw = openRaw(folder)
    // the last table of the next migration exists already: all that it made before must go again
    raw.exec(`CREATE TABLE ${lastTable} (x)`)
    const before = contentOf(folder, [...tables, SCHEMA])
    expect(() => openStore(portsFor(folder))).toThrow(`${lastTable} already exists`)
    expect(contentOf(folder, [...tables, SCHEMA])).toEqual(before)
    expect(versionOf(raw)).toBe(version)
    raw.exec(`DROP TABLE ${lastTable}`)
    expect(openTestStore(folder).accounts.list().length).toBe(1)
  })

  it('refuses a broken one before copying or migrating', () => {
    const { folder } = folderAtVersion(version)
    const raw = openRaw(folder)
    raw.unsafeMode()
    raw.exec(`PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'sessions_account'`)
    raw.close()
    expect(openStore(portsFor(folder))).toEqual({ ok: false, failure: { code: 'DATABASE_DAMAGED' } })
    expect(existsSync(join(folder, `${DATABASE_FILE}-v${version}.bak`))).toBe(false)
  })
})

it('a new database is not copied, and one that is up to date is not either', () => {
  const folder = newDataFolder()
  openTestStore(folder).close()
  openTestStore(folder).close()
  expect(readdirSync(folder)).toEqual([DATABASE_FILE])
})
