import { missingCase } from '../../../shared/domain/result.ts'
import type { Outcome } from '../gateways/outcome.ts'
import type { Ending } from '../store/exchanges.ts'
import type { Store } from '../store/store.ts'
import type { Journal } from './journal.ts'

/**
 * The journal of one database. One exchange costs two commits: prepared and marked as sent, and its outcome with what `settle` writes. A `run` inside a
 * transaction throws: its marks would not be on disk when the first byte leaves. When `send` or `settle` throws (a bug), the exchange becomes an open question and the
 * error goes on to the caller.
 */
export function createJournal(
  store: Pick<Store, 'exchanges' | 'transaction' | 'inTransaction'>,
  ports: { readonly clock: () => number; readonly newId: () => string },
): Journal {
  const { exchanges } = store
  const { clock, newId } = ports

  return {
    async run(plan, send, settle, prepared) {
      if (store.inTransaction()) throw new Error('an exchange cannot run inside a transaction')
      const id = newId()
      store.transaction(() => {
        exchanges.prepare({ ...plan, id, preparedAt: clock() })
        prepared?.()
        exchanges.markSent(id, clock())
      })
      try {
        const outcome = await send()
        store.transaction(() => {
          exchanges.end(id, endingOf(outcome, clock()))
          if (isAnswered(outcome)) exchanges.resolveRepeated(plan, clock())
          settle(outcome)
        })
        return outcome
      } catch (bug) {
        exchanges.end(id, { state: 'unknown', resolution: null, failureCode: 'INTERNAL_ERROR', endedAt: null })
        throw bug
      }
    },

    recover: () =>
      store.transaction(() => {
        const known = new Set(exchanges.listUnknown().map(({ id }) => id))
        exchanges.resolveNeverSent(clock())
        exchanges.sentBecomesUnknown()
        return exchanges.listUnknown().filter(({ id }) => !known.has(id))
      }),

    resolve: (id, resolution) => exchanges.resolve(id, resolution, clock()),
    find: exchanges.find,
    openQuestions: exchanges.listUnknown,
  }
}

/** A trustworthy answer, whatever it says. */
function isAnswered(outcome: Outcome<unknown>): boolean {
  return outcome.kind === 'acknowledged' || outcome.kind === 'refused'
}

function endingOf(outcome: Outcome<unknown>, at: number): Ending {
  switch (outcome.kind) {
    case 'acknowledged':
      return { state: 'acknowledged', resolution: null, failureCode: null, endedAt: at }
    case 'refused':
      return { state: 'refused', resolution: null, failureCode: outcome.failure.code, endedAt: at }
    case 'unknown':
      return { state: 'unknown', resolution: null, failureCode: outcome.failure.code, endedAt: null }
    case 'neverSent':
      return { state: 'resolved', resolution: 'neverSent', failureCode: outcome.failure.code, endedAt: at }
    default:
      return missingCase(outcome)
  }
}
