import Database from 'better-sqlite3'
import { z } from 'zod'
import { type Exchange, type ExchangePlan, exchangeStates, type Resolution, resolutions } from '../journal/journal.ts'

/** How an exchange that was sent came to its end, or to an open question (`unknown`, which has no `endedAt`). */
export interface Ending {
  readonly state: 'acknowledged' | 'refused' | 'unknown' | 'resolved'
  readonly resolution: Resolution | null
  readonly failureCode: string | null
  /** epoch ms */
  readonly endedAt: number | null
}

/** The journal's rows. Only the journal changes them; each change throws when the row is not in the state that it starts from. */
export interface Exchanges {
  /** throws when the same key is under way or acknowledged already */
  prepare(exchange: ExchangePlan & Pick<Exchange, 'id' | 'preparedAt'>): void
  markSent(id: string, at: number): void
  end(id: string, ending: Ending): void
  resolve(id: string, resolution: Resolution, at: number): void
  /** resolves the unknown ones of a key, because a later one was answered */
  resolveRepeated(plan: Pick<ExchangePlan, 'interfaceNumber' | 'businessKey'>, at: number): void
  /** resolves everything that is still `prepared`: it was never sent */
  resolveNeverSent(at: number): void
  /** makes everything that is still `sent` unknown */
  sentBecomesUnknown(): void
  /** all exchanges of a key, oldest first */
  find(interfaceNumber: string, businessKey: string): readonly Exchange[]
  /** every unknown exchange, oldest first */
  listUnknown(): readonly Exchange[]
}

const ExchangeRow = z.strictObject({
  id: z.string(),
  interfaceNumber: z.string(),
  businessKey: z.string(),
  visitId: z.string().nullable(),
  msgid: z.string().nullable(),
  state: z.enum(exchangeStates),
  resolution: z.enum(resolutions).nullable(),
  failureCode: z.string().nullable(),
  preparedAt: z.int(),
  sentAt: z.int().nullable(),
  endedAt: z.int().nullable(),
})

const SELECT = `SELECT id, interface_number AS interfaceNumber, business_key AS businessKey, visit_id AS visitId, msgid, state, resolution,
  failure_code AS failureCode, prepared_at AS preparedAt, sent_at AS sentAt, ended_at AS endedAt FROM exchanges`

/** The exchanges of one database. */
export function createExchanges(db: Database.Database): Exchanges {
  const insert = db.prepare(`INSERT INTO exchanges (id, interface_number, business_key, visit_id, msgid, state, prepared_at)
    VALUES (@id, @interfaceNumber, @businessKey, @visitId, @msgid, 'prepared', @preparedAt)`)
  const markSent = db.prepare(`UPDATE exchanges SET state = 'sent', sent_at = @at WHERE id = @id AND state = 'prepared'`)
  const end =
    db.prepare(`UPDATE exchanges SET state = @state, resolution = @resolution, failure_code = @failureCode, ended_at = @endedAt
    WHERE id = @id AND state = 'sent'`)
  const resolve = db.prepare(`UPDATE exchanges SET state = 'resolved', resolution = @resolution, ended_at = @at
    WHERE id = @id AND state = 'unknown'`)
  const resolveRepeated = db.prepare(`UPDATE exchanges SET state = 'resolved', resolution = 'repeated', ended_at = @at
    WHERE interface_number = @interfaceNumber AND business_key = @businessKey AND state = 'unknown'`)
  const resolveNeverSent = db.prepare(`UPDATE exchanges SET state = 'resolved', resolution = 'neverSent', ended_at = @at
    WHERE state = 'prepared'`)
  const sentBecomesUnknown = db.prepare(`UPDATE exchanges SET state = 'unknown' WHERE state = 'sent'`)
  const selectKey = db.prepare(`${SELECT} WHERE interface_number = ? AND business_key = ? ORDER BY prepared_at, id`)
  const selectUnknown = db.prepare(`${SELECT} WHERE state = 'unknown' ORDER BY prepared_at, id`)

  const must = (statement: Database.Statement, values: { readonly id: string } & Readonly<Record<string, unknown>>) => {
    if (statement.run(values).changes !== 1)
      throw new Error(`exchange ${values.id} is not in the state that this step starts from`)
  }

  return {
    prepare({ id, interfaceNumber, businessKey, visitId, msgid, preparedAt }) {
      try {
        insert.run({ id, interfaceNumber, businessKey, visitId, msgid, preparedAt })
      } catch (cause) {
        if (!(cause instanceof Database.SqliteError) || cause.code !== 'SQLITE_CONSTRAINT_UNIQUE') throw cause
        throw new Error(`exchange ${interfaceNumber} is under way or acknowledged already under this key`, { cause })
      }
    },
    markSent: (id, at) => must(markSent, { id, at }),
    end: (id, ending) => must(end, { id, ...ending }),
    resolve: (id, resolution, at) => must(resolve, { id, resolution, at }),
    resolveRepeated({ interfaceNumber, businessKey }, at) {
      resolveRepeated.run({ interfaceNumber, businessKey, at })
    },
    resolveNeverSent(at) {
      resolveNeverSent.run({ at })
    },
    sentBecomesUnknown() {
      sentBecomesUnknown.run()
    },
    find: (interfaceNumber, businessKey) => selectKey.all(interfaceNumber, businessKey).map((row) => ExchangeRow.parse(row)),
    listUnknown: () => selectUnknown.all().map((row) => ExchangeRow.parse(row)),
  }
}
