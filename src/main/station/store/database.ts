import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

/** The number of the last migration that the database has seen; 0 for one that was just created. */
export function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** Every commit of this connection is on the disk when it returns (in WAL mode SQLite as built here would not wait), and references must hold. */
export function makeDurable(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
}

/** The version that this program brings a database to. */
export const newestVersion = migrations.length

/**
 * Brings a database up to `target`, one transaction per migration; user_version is the only marker. The version is read inside the transaction, so two
 * processes that start together migrate once. Throws, with nothing of that migration done, when a reference would lead nowhere after it.
 */
export function migrate(db: Database.Database, target = newestVersion): void {
  // a table that others refer to can only be made anew while nobody looks
  db.pragma('foreign_keys = OFF')
  try {
    for (const migration of migrations.slice(0, target)) db.transaction(apply).immediate(db, migration)
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function apply(db: Database.Database, { version, name, sql }: Migration): void {
  if (versionOf(db) >= version) return
  db.exec(sql)
  const broken = db.prepare('SELECT "table" FROM pragma_foreign_key_check LIMIT 1').pluck().get()
  if (broken !== undefined) throw new Error(`migration ${name} left a reference of ${String(broken)} that leads nowhere`)
  db.pragma(`user_version = ${version}`)
}

/**
 * Copies a database beside itself, `<file>-v<version>.bak`, so that a migration can be undone by hand. The copy holds what was committed, WAL included, has
 * reached the disk when this returns, and replaces an older copy of the same version.
 */
export function copyBeside(db: Database.Database, file: string): void {
  const copy = `${file}-v${versionOf(db)}.bak`
  const partial = `${copy}.partial`
  rmSync(partial, { force: true })
  db.prepare('VACUUM INTO ?').run(partial)
  const handle = openSync(partial, 'r+')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(partial, copy)
}
