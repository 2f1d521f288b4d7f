import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DATABASE_FILE } from '../../../src/main/station/store/store.ts'

const WAL_HEADER = 32
const FRAME_HEADER = 24
const PAGE_SIZE_AT = 8
/** of a frame: how many pages the database has after this commit; 0 in every frame that does not end one */
const COMMITTED_PAGES_AT = 4

/** Every commit of the books of a running station from a moment on, so that the books can be had as they were on disk after each. */
export interface RecordedCommits {
  /** how many commits are on disk now */
  count(): number
  /** the whole record; afterwards the station may be closed */
  end(): {
    /** a folder with the books as they were after this many commits, and the settings */
    folderAfter(commits: number): string
  }
}

/** Begins to record: a reader that stays keeps SQLite from writing the log back into the database. See “WAL-mode File Format” of the SQLite documentation. */
export function recordCommits(folder: string): RecordedCommits {
  const file = join(folder, DATABASE_FILE)
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN')
  reader.prepare('SELECT count(*) FROM sqlite_schema').get()
  const log = () => readFileSync(`${file}-wal`)
  const before = commitEnds(log()).length
  return {
    count: () => commitEnds(log()).length - before,
    end: () => {
      const base = mkdtempSync(join(tmpdir(), 'rxcounter-recorded-'))
      copyFileSync(file, join(base, DATABASE_FILE))
      const whole = log()
      reader.close()
      const ends = commitEnds(whole)
      return {
        folderAfter: (commits) => {
          const copy = mkdtempSync(join(tmpdir(), 'rxcounter-shop-'))
          copyFileSync(join(base, DATABASE_FILE), join(copy, DATABASE_FILE))
          writeFileSync(join(copy, `${DATABASE_FILE}-wal`), whole.subarray(0, ends[before + commits - 1] ?? WAL_HEADER))
          copyFileSync(join(folder, 'station.json'), join(copy, 'station.json'))
          return copy
        },
      }
    },
  }
}

/** Where in the log each commit ends. Frames of an earlier round, which a reset log still holds behind the present ones, carry another salt. */
function commitEnds(log: Buffer): readonly number[] {
  if (log.length < WAL_HEADER) return []
  const frame = FRAME_HEADER + log.readUInt32BE(PAGE_SIZE_AT)
  const salt = log.subarray(16, 24)
  const ends: number[] = []
  for (let at = WAL_HEADER; at + frame <= log.length; at += frame) {
    if (!log.subarray(at + 8, at + 16).equals(salt)) break
    if (log.readUInt32BE(at + COMMITTED_PAGES_AT) !== 0) ends.push(at + frame)
  }
  return ends
}
