import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'

const HEADER = 32
const FRAME_HEADER = 24

interface Wal {
  /** new whenever the log begins anew */
  readonly salt: string
  /** for each frame whether it ends a transaction */
  readonly ends: readonly boolean[]
}

/**
 * Counts the transactions that another connection commits to a database in WAL mode with synchronous=FULL, where each is one wait for the disk: by the frames of
 * the log that end one (SQLite, database file format 4.2). A reader is kept open meanwhile, so that the log is begun anew once at most. `stop` gives the count.
 */
export function countCommits(database: string): { stop(): number } {
  const reader = new Database(database, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM settings').get()
  const before = readWal(`${database}-wal`)
  return {
    stop: () => {
      const after = readWal(`${database}-wal`)
      reader.close()
      const isSame = after.salt === before.salt
      return after.ends.slice(isSame ? before.ends.length : 0).filter(Boolean).length
    },
  }
}

function readWal(file: string): Wal {
  const log = readFileSync(file)
  if (log.length < HEADER) return { salt: '', ends: [] }
  const pageSize = log.readUInt32BE(8)
  const salt = log.toString('hex', 16, 24)
  const ends: boolean[] = []
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= log.length; at += FRAME_HEADER + pageSize) {
    // what is left of the log before
    if (log.toString('hex', at + 8, at + 16) !== salt) break
    ends.push(log.readUInt32BE(at + 4) !== 0)
  }
  return { salt, ends }
}
