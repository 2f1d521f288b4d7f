import type { Database } from 'better-sqlite3'
import type { Channel } from '../http/channel.ts'

const KEPT_MESSAGES = 5_000

/** One message that came in, and what became of it. */
export interface LoggedMessage {
  readonly id: number
  /** center time of its arrival, epoch ms */
  readonly at: number
  /** the same moment outside the center, epoch ms: the center's clock may stand still */
  readonly realAt: number
  /** real milliseconds until its answer was made, waiting for a fault included */
  readonly ms: number
  /** empty for an address that is not even like one of a channel */
  readonly channel: Channel['letter'] | ''
  /** number of the interface, `unknown` where neither message nor address says one */
  readonly interface: string
  readonly path: string
  /** code of the institution that sent it, or the appId of whoever is none; empty where it does not say */
  readonly client: string
  /** the prescriptions, settlements and messages that it is about */
  readonly cases: readonly string[]
  readonly accepted: boolean
  /** the code of the answer, as text */
  readonly code: string
  /** why it was refused; empty when accepted */
  readonly reason: string
  /** the fault that was played, if any */
  readonly fault: string | null
  /** whether the sender had hung up before the answer was out */
  readonly gone: boolean
  /** plain and decrypted, as far as it could be read, but for secrets and the middle of very long texts */
  readonly request: unknown
  readonly answer: unknown
}

/** As it travelled: the envelope's text, but for secrets and the middle of very long texts; empty where there was none. */
export interface RawMessage {
  readonly rawRequest: string
  readonly rawAnswer: string
}

export type NewMessage = Omit<LoggedMessage, 'id' | 'gone'> & Pick<RawMessage, 'rawRequest'>

/** What is known only when the answer was sealed. */
type Answered = Pick<LoggedMessage, 'ms' | 'gone'> & Pick<RawMessage, 'rawAnswer'>

/** Which messages are wanted; what is left out does not matter. */
export interface MessageFilter {
  readonly interface?: string
  readonly channel?: string
  readonly client?: string
  /** a prescription, a settlement or the msgid of a message */
  readonly case?: string
  readonly refusedOnly?: boolean
  /** stands somewhere in the plain message, its answer or the reason */
  readonly text?: string
  /** center time, epoch ms: from the first, before the second */
  readonly from?: number
  readonly until?: number
}

type Row = Omit<LoggedMessage, 'accepted' | 'gone' | 'cases' | 'request' | 'answer'> & {
  readonly accepted: number
  readonly gone: number
  readonly cases: string
  readonly request: string
  readonly answer: string
}
type FullRow = Row & RawMessage

export interface Messages {
  /** its id */
  add(message: NewMessage): number
  /** its answer is on the way */
  answered(id: number, answered: Answered): void
  /** the last 5,000, oldest first; those after the given id, if one is given */
  list(afterId?: number): readonly LoggedMessage[]
  /** newest first, `limit` of them from the `offset`th on, and how many there are in all */
  search(
    filter: MessageFilter,
    limit: number,
    offset: number,
  ): { readonly messages: readonly LoggedMessage[]; readonly total: number }
  find(id: number): (LoggedMessage & RawMessage) | undefined
  /** what the first message that named this settlement, or has this msgid, was about */
  casesOf(name: string): readonly string[]
  /** all that is kept, as it travelled as well, oldest first */
  full(): readonly (LoggedMessage & RawMessage)[]
  /** every interface, channel and client that the log has */
  facets(): { readonly interfaces: readonly string[]; readonly channels: readonly string[]; readonly clients: readonly string[] }
  /** who sent something when (center time), oldest first */
  times(): readonly { readonly client: string; readonly at: number }[]
}

const COLUMNS =
  'id, at, real_at AS realAt, ms, channel, interface, path, client, cases, accepted, code, reason, fault, gone, request, answer'
const FULL = `SELECT ${COLUMNS}, raw_request AS rawRequest, raw_answer AS rawAnswer FROM message`
const MATCHES = `
  (@interface IS NULL OR interface = @interface) AND (@channel IS NULL OR channel = @channel) AND (@client IS NULL OR client = @client)
  AND (@case IS NULL OR instr(cases, ' ' || @case || ' ') > 0) AND (@refusedOnly = 0 OR accepted = 0)
  AND (@text IS NULL OR instr(request, @text) > 0 OR instr(answer, @text) > 0 OR instr(reason, @text) > 0)
  AND at >= @from AND at < @until`

/** The log of messages over the center's database. It holds invented people only. */
export function createMessages(db: Database): Messages {
  const add = db.prepare<[Omit<FullRow, 'id' | 'gone' | 'rawAnswer'>]>(`
    INSERT INTO message (at, real_at, ms, channel, interface, path, client, cases, accepted, code, reason, fault, request, answer, raw_request, raw_answer)
    VALUES (@at, @realAt, @ms, @channel, @interface, @path, @client, @cases, @accepted, @code, @reason, @fault, @request, @answer, @rawRequest, '')`)
  const forget = db.prepare<[number | bigint]>(`DELETE FROM message WHERE id <= ? - ${KEPT_MESSAGES}`)
  const answered = db.prepare<[string, number, number, number]>(
    'UPDATE message SET raw_answer = ?, ms = ?, gone = ? WHERE id = ?',
  )
  const list = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM message WHERE id > ? ORDER BY id`)
  const search = db.prepare<[object], Row>(
    `SELECT ${COLUMNS} FROM message WHERE ${MATCHES} ORDER BY id DESC LIMIT @limit OFFSET @offset`,
  )
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM message WHERE ${MATCHES}`)
  const find = db.prepare<[number], FullRow>(`${FULL} WHERE id = ?`)
  const casesOf = db.prepare<[string], { cases: string }>(
    "SELECT cases FROM message WHERE instr(cases, ' ' || ? || ' ') > 0 ORDER BY id LIMIT 1",
  )
  const full = db.prepare<[], FullRow>(`${FULL} ORDER BY id`)
  const times = db.prepare<[], { client: string; at: number }>('SELECT client, at FROM message ORDER BY id')

  const column = (name: 'interface' | 'channel' | 'client'): readonly string[] =>
    db
      .prepare<[], { value: string }>(`SELECT DISTINCT ${name} AS value FROM message WHERE ${name} <> '' ORDER BY 1`)
      .all()
      .map(({ value }) => value)

  return {
    add: (message) => {
      const { lastInsertRowid } = add.run({
        ...message,
        cases: message.cases.length === 0 ? '' : ` ${message.cases.join(' ')} `,
        accepted: message.accepted ? 1 : 0,
        request: JSON.stringify(message.request ?? null),
        answer: JSON.stringify(message.answer ?? null),
      })
      forget.run(lastInsertRowid)
      return Number(lastInsertRowid)
    },
    answered: (id, { rawAnswer, ms, gone }) => {
      answered.run(rawAnswer, ms, gone ? 1 : 0, id)
    },
    list: (afterId = 0) => list.all(afterId).map(messageOf),
    search: (filter, limit, offset) => {
      const wanted = {
        interface: filter.interface ?? null,
        channel: filter.channel ?? null,
        client: filter.client ?? null,
        case: filter.case ?? null,
        refusedOnly: filter.refusedOnly === true ? 1 : 0,
        text: filter.text ?? null,
        from: filter.from ?? 0,
        until: filter.until ?? Number.MAX_SAFE_INTEGER,
      }
      const messages = search.all({ ...wanted, limit, offset }).map(messageOf)
      return { messages, total: count.get(wanted)?.total ?? 0 }
    },
    find: (id) => {
      const row = find.get(id)
      return row && messageOf(row)
    },
    casesOf: (name) => casesIn(casesOf.get(name)?.cases ?? ''),
    full: () => full.all().map(messageOf),
    facets: () => ({ interfaces: column('interface'), channels: column('channel'), clients: column('client') }),
    times: () => times.all(),
  }
}

function messageOf<R extends Row>({ accepted, gone, cases, request, answer, ...row }: R) {
  return {
    ...row,
    accepted: accepted === 1,
    gone: gone === 1,
    cases: casesIn(cases),
    request: JSON.parse(request),
    answer: JSON.parse(answer),
  }
}

function casesIn(text: string): readonly string[] {
  return text.split(' ').filter((name) => name !== '')
}
