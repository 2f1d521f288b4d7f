import type { Database } from 'better-sqlite3'

/** A file of 9101 and 9102: an institution's own books, or what came of comparing them (3202). */
export interface StatementFile {
  /** file_qury_no */
  readonly fileNo: string
  readonly institution: string
  readonly kind: 'upload' | 'result'
  readonly filename: string
  readonly content: Uint8Array
  /** dld_endtime, epoch ms */
  readonly until: number
}

export interface StatementFiles {
  add(file: StatementFile): void
  find(fileNo: string): StatementFile | undefined
}

/** Uploaded files and results over the center's database. */
export function createStatementFiles(db: Database): StatementFiles {
  const add = db.prepare<[StatementFile]>(
    'INSERT INTO statement_file VALUES (@fileNo, @institution, @kind, @filename, @content, @until)',
  )
  const find = db.prepare<[string], StatementFile>(
    'SELECT file_no AS fileNo, institution, kind, filename, content, until FROM statement_file WHERE file_no = ?',
  )
  return {
    add: (file) => {
      add.run(file)
    },
    find: (fileNo) => find.get(fileNo),
  }
}
