import type { Database } from 'better-sqlite3'

/** A message to a hospital that waits to be sent. */
export interface OutgoingMessage {
  readonly id: number
  readonly interface: '7108' | '7109'
  readonly hospital: string
  readonly hiRxno: string
  /** JSON of its content */
  readonly content: string
  /** center time, epoch ms */
  readonly at: number
  readonly tries: number
}

/** The addresses at which hospitals want to be told, and what is still to be told. */
export interface Callbacks {
  find(hospital: string): string | undefined
  /** null: nobody is told any more */
  set(hospital: string, url: string | null): void
  add(message: Omit<OutgoingMessage, 'id' | 'tries'>): void
  /** the oldest that nobody took yet */
  next(): OutgoingMessage | undefined
  tried(id: number, ended: 'taken' | 'givenUp' | null): void
}

/** Call-backs over the center's database. */
export function createCallbacks(db: Database): Callbacks {
  const find = db.prepare<[string], { url: string }>('SELECT url FROM callback WHERE hospital = ?')
  const set = db.prepare<[string, string]>('INSERT OR REPLACE INTO callback VALUES (?, ?)')
  const remove = db.prepare<[string]>('DELETE FROM callback WHERE hospital = ?')
  const add = db.prepare<[Omit<OutgoingMessage, 'id' | 'tries'>]>(
    'INSERT INTO outgoing (interface, hospital, hi_rxno, content, at) VALUES (@interface, @hospital, @hiRxno, @content, @at)',
  )
  const next = db.prepare<[], OutgoingMessage>(
    'SELECT id, interface, hospital, hi_rxno AS hiRxno, content, at, tries FROM outgoing WHERE ended IS NULL ORDER BY id LIMIT 1',
  )
  const tried = db.prepare<[string | null, number]>('UPDATE outgoing SET tries = tries + 1, ended = ? WHERE id = ?')
  return {
    find: (hospital) => find.get(hospital)?.url,
    set: (hospital, url) => {
      if (url === null) remove.run(hospital)
      else set.run(hospital, url)
    },
    add: (message) => {
      add.run(message)
    },
    next: () => next.get(),
    tried: (id, ended) => {
      tried.run(ended, id)
    },
  }
}
