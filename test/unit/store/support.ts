import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { AuditEntry } from '../../../src/main/station/store/audit.ts'
import type { HashedSecret } from '../../../src/main/station/store/secret.ts'
import { DATABASE_FILE, openStore, type Store, type StorePorts } from '../../../src/main/station/store/store.ts'
import { identityCheckCharacter } from '../../../src/shared/domain/identityNumber.ts'
import { portsFor } from './ports.ts'

/** A data folder that goes away with the test. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rxcounter-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Opens a store that must open; closed with the test. */
export function openTestStore(dataFolder = newDataFolder(), changed: Partial<StorePorts> = {}): Store {
  const opened = openStore(portsFor(dataFolder, changed))
  if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`)
  onTestFinished(() => opened.value.close())
  return opened.value
}

/** A second connection to the database, past the store. */
export function openRaw(dataFolder: string): Database.Database {
  const db = new Database(join(dataFolder, DATABASE_FILE))
  onTestFinished(() => void db.close())
  return db
}

/** An invented person of an area that does not exist. */
export function inventedIdNumber(birthday = '19670312', sequence = '041'): string {
  const first17 = `990101${birthday}${sequence}`
  return first17 + identityCheckCharacter(first17)
}

export const noSecret: HashedSecret = { salt: new Uint8Array(16), hash: new Uint8Array(32), parameters: { N: 2, r: 1, p: 1 } }

/** The cashier that visits and sessions belong to. */
export function addCashier(store: Store): string {
  store.accounts.create({ id: 'C01', name: '林晓燕', roles: ['cashier'], secret: noSecret })
  return 'C01'
}

export function entry(action: string, detail: AuditEntry['detail'] = {}): AuditEntry {
  return { accountId: 'C01', window: 'main', action, subject: null, detail }
}
