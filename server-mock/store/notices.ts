import type { Database } from 'better-sqlite3'

/** What patients are told of their prescriptions (N 8.1.1.4 p, 8.1.2.4 f, 8.6.4 j, 8.8.1.4 g, 8.8.2.4 f, 8.9.4 i). */
export type NoticeKind = 'uploaded' | 'withdrawn' | 'reviewed' | 'settled' | 'unsettled' | 'delivered'

/** One message to a patient. */
export interface Notice {
  /** grows with every message of the center */
  readonly id: number
  /** identity number */
  readonly person: string
  readonly hiRxno: string
  readonly kind: NoticeKind
  readonly content: string
  /** JSON: the prescription's states when it was written */
  readonly states: string
  /** epoch ms */
  readonly at: number
}

export interface Notices {
  add(notice: Notice): void
  /** the person's, oldest first, only those after an id */
  of(person: string, after: number, limit: number): readonly Notice[]
}

/** Messages to patients over the center's database. */
export function createNotices(db: Database): Notices {
  const add = db.prepare<[Notice]>('INSERT INTO notice VALUES (@id, @person, @hiRxno, @kind, @content, @states, @at)')
  const of = db.prepare<[string, number, number], Notice>(
    'SELECT id, person, hi_rxno AS hiRxno, kind, content, states, at FROM notice WHERE person = ? AND id > ? ORDER BY id LIMIT ?',
  )
  return {
    add: (notice) => {
      add.run(notice)
    },
    of: (person, after, limit) => of.all(person, after, limit),
  }
}
