import Database from 'better-sqlite3'

/**
 * Looks into the database of a file over a connection of its own that can only read, closed when `look` has returned. One look at the books, however long it takes: whoever
 * sells meanwhile neither waits nor is seen half-way.
 */
export function readingOnly<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return db.transaction(() => look(db))()
  } finally {
    db.close()
  }
}
