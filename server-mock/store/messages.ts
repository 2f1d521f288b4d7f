import type { Database } from 'better-sqlite3'

const KEPT_MESSAGES = 5_000

/** One message that came in, and what became of it. */
interface LoggedMessage {
  readonly id: number
  /** center time, epoch ms */
  readonly at: number
  readonly channel: 'A' | 'B' | 'C'
  /** number of the interface, `unknown` where the message did not say */
  readonly interface: string
  readonly accepted: boolean
  /** the code of the answer, as text */
  readonly code: string
  /** why it was refused; empty when accepted */
  readonly reason: string
  /** the fault that was played, if any */
  readonly fault: string | null
  /** plain and decrypted, as far as it could be read */
  readonly request: unknown
  readonly answer: unknown
}

type Row = Omit<LoggedMessage, 'accepted' | 'request' | 'answer'> & {
  readonly accepted: number
  readonly request: string
  readonly answer: string
}

export interface Messages {
  add(message: Omit<LoggedMessage, 'id'>): void
  /** the last 5,000, oldest first; those after the given id, if one is given */
  list(afterId?: number): readonly LoggedMessage[]
}

/** The log of messages over the center's database. It holds invented people only. */
export function createMessages(db: Database): Messages {
  const add = db.prepare<[Omit<Row, 'id'>]>(`
    INSERT INTO message (at, channel, interface, accepted, code, reason, fault, request, answer)
    VALUES (@at, @channel, @interface, @accepted, @code, @reason, @fault, @request, @answer)`)
  const forget = db.prepare<[number | bigint]>(`DELETE FROM message WHERE id <= ? - ${KEPT_MESSAGES}`)
  const list = db.prepare<[number], Row>('SELECT * FROM message WHERE id > ? ORDER BY id')

  return {
    add: (message) => {
      const { lastInsertRowid } = add.run({
        ...message,
        accepted: message.accepted ? 1 : 0,
        request: JSON.stringify(message.request ?? null),
        answer: JSON.stringify(message.answer ?? null),
      })
      forget.run(lastInsertRowid)
    },
    list: (afterId = 0) =>
      list.all(afterId).map((row) => ({
        ...row,
        accepted: row.accepted === 1,
        request: JSON.parse(row.request),
        answer: JSON.parse(row.answer),
      })),
  }
}
