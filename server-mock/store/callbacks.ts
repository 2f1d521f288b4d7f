import type { Database } from 'better-sqlite3'

/** A message to an institution that waits to be sent. */
export interface OutgoingMessage {
  readonly id: number
  readonly interface: '7108' | '7109' | 'pay.notify'
  readonly institution: string
  /** the prescription or payment order it is about */
  readonly about: string
  /** JSON of its content */
  readonly content: string
  /** center time, epoch ms */
  readonly at: number
  readonly tries: number
}

/** B: of prescriptions, to hospitals. E: of payment orders, to whoever placed them. */
export type CallbackChannel = 'B' | 'E'

/** The addresses at which institutions want to be told, one for each channel, and what is still to be told. */
export interface Callbacks {
  find(institution: string, channel: CallbackChannel): string | undefined
  /** null: nobody is told any more */
  set(institution: string, channel: CallbackChannel, url: string | null): void
  add(message: Omit<OutgoingMessage, 'id' | 'tries'>): void
  /** the oldest that nobody took yet */
  next(): OutgoingMessage | undefined
  tried(id: number, ended: 'taken' | 'givenUp' | null): void
}

/** Call-backs over the center's database. */
export function createCallbacks(db: Database): Callbacks {
  const find = db.prepare<[string, CallbackChannel], { url: string }>(
    'SELECT url FROM callback WHERE institution = ? AND channel = ?',
  )
  const set = db.prepare<[string, CallbackChannel, string]>('INSERT OR REPLACE INTO callback VALUES (?, ?, ?)')
  const remove = db.prepare<[string, CallbackChannel]>('DELETE FROM callback WHERE institution = ? AND channel = ?')
  const add = db.prepare<[Omit<OutgoingMessage, 'id' | 'tries'>]>(
    'INSERT INTO outgoing (interface, institution, about, content, at) VALUES (@interface, @institution, @about, @content, @at)',
  )
  const next = db.prepare<[], OutgoingMessage>(
    'SELECT id, interface, institution, about, content, at, tries FROM outgoing WHERE ended IS NULL ORDER BY id LIMIT 1',
  )
  const tried = db.prepare<[string | null, number]>('UPDATE outgoing SET tries = tries + 1, ended = ? WHERE id = ?')
  return {
    find: (institution, channel) => find.get(institution, channel)?.url,
    set: (institution, channel, url) => {
      if (url === null) remove.run(institution, channel)
      else set.run(institution, channel, url)
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
