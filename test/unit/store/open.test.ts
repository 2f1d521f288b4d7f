import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { makeDurable, newestVersion } from '../../../src/main/station/store/database.ts'
import { DATABASE_FILE, openStore } from '../../../src/main/station/store/store.ts'
import { otherKey, portsFor } from './ports.ts'
import { addCashier, entry, newDataFolder, openRaw, openTestStore } from './support.ts'

const sha256 = (folder: string) =>
  createHash('sha256')
    .update(readFileSync(join(folder, DATABASE_FILE)))
    .digest('hex')

function usedFolder(): string {
  const folder = newDataFolder()
  const store = openTestStore(folder)
  addCashier(store)
  store.audit.append(entry('session.signedIn'))
  store.close()
  return folder
}

/** What opening comes to, and that it left every byte of the file alone. */
function refusalOf(folder: string, changed: Parameters<typeof portsFor>[1] = {}): string {
  const before = sha256(folder)
  const opened = openStore(portsFor(folder, changed))
  if (opened.ok) {
    opened.value.close()
    return 'opened'
  }
  expect(sha256(folder)).toBe(before)
  return opened.failure.code
}

describe('opening', () => {
  it('makes a new database at the newest version and finds its content again', () => {
    const folder = usedFolder()
    expect(openTestStore(folder).accounts.list()).toMatchObject([{ id: 'C01', name: '林晓燕', roles: ['cashier'] }])
    expect(openRaw(folder).pragma('user_version', { simple: true })).toBe(newestVersion)
  })

  it('writes ahead and waits for the disk at every commit', () => {
    const db = openRaw(newDataFolder())
    makeDurable(db)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
  })

  it('leaves a connection on which references must hold', () => {
    const store = openTestStore()
    expect(() => store.visits.open({ accountId: 'nobody', phase: 'decoding' })).toThrow('FOREIGN KEY')
    expect(store.visits.current()).toBeNull()
  })

  it('has only strict tables', () => {
    const folder = newDataFolder()
    openTestStore(folder)
    const tables = openRaw(folder).prepare(
      `SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    const lax = tables.all().filter((table) => !/"strict":1/.test(JSON.stringify(table)))
    expect(lax).toEqual([])
    expect(tables.all().length).toBe(44)
  })

  it('refuses another master key before anything is written', () => {
    const folder = usedFolder()
    expect(refusalOf(folder, { masterKey: otherKey })).toBe('KEY_UNREADABLE')
    expect(refusalOf(folder)).toBe('opened')
  })

  it('refuses another master key of an old database before migrating it', () => {
    const folder = usedFolder()
    openRaw(folder).pragma('user_version = 1')
    expect(refusalOf(folder, { masterKey: otherKey })).toBe('KEY_UNREADABLE')
    expect(existsSync(join(folder, `${DATABASE_FILE}-v1.bak`))).toBe(false)
  })

  it('refuses a database that a newer program has had', () => {
    const folder = usedFolder()
    const raw = openRaw(folder)
    raw.pragma(`user_version = ${newestVersion + 1}`)
    raw.close()
    expect(refusalOf(folder)).toBe('DATABASE_NEWER')
  })
})

describe('damage', () => {
  const file = (folder: string) => join(folder, DATABASE_FILE)

  it('is said of a file that is no database', () => {
    const folder = newDataFolder()
    writeFileSync(file(folder), '这不是数据库，只是一个很长的文本文件。'.repeat(200))
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
  })

  it('is said of a database that is not ours', () => {
    const folder = newDataFolder()
    const foreign = new Database(file(folder))
    foreign.exec('CREATE TABLE something (x)')
    foreign.close()
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
    const numbered = new Database(file(folder))
    numbered.pragma('user_version = 1')
    numbered.close()
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
  })

  it('is said of a database whose pages are overwritten', () => {
    const folder = usedFolder()
    const bytes = readFileSync(file(folder))
    bytes.fill(0xa5, 100)
    writeFileSync(file(folder), bytes)
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
  })

  it.each(['key.check', 'audit.head'])('is said when %s is gone', (key) => {
    const folder = usedFolder()
    const raw = openRaw(folder)
    raw.prepare('DELETE FROM settings WHERE key = ?').run(key)
    raw.close()
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
  })

  it('is said when the audit head was put in from elsewhere', () => {
    const folder = usedFolder()
    const raw = openRaw(folder)
    raw.exec(`UPDATE settings SET sealed = (SELECT sealed FROM settings WHERE key = 'key.check') WHERE key = 'audit.head'`)
    raw.close()
    expect(refusalOf(folder)).toBe('DATABASE_DAMAGED')
  })
})

it('throws when the folder is not there, which is nothing that a person at the counter can have done', () => {
  expect(() => openStore(portsFor(join(newDataFolder(), 'absent')))).toThrow('directory')
})
