import { setImmediate as immediately } from 'node:timers/promises'
import { z } from 'zod'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { PageRequest, RowPage } from '../../../gateways/gateways.ts'
import type { Outcome } from '../../../gateways/outcome.ts'
import type { Store } from '../../../store/store.ts'
import type { CenterHealth } from '../../centerHealth.ts'
import type { Messages, Sender } from '../../messages.ts'
import type { Ended, Progress } from './tasks.ts'

export interface ProvinceUpdatePorts {
  readonly store: Store
  readonly messages: Pick<Messages, 'ask'>
  readonly health: Pick<CenterHealth, 'clockOffsetMs'>
  readonly clock: () => number
  readonly isClosing: () => boolean
  /** rows of a page */
  readonly pageSize?: number
}

/** As many rows as a center gives at once, for all we know [inferred]. */
const PAGE_SIZE = 100
/** Before any catalogue. */
const BEGINNING = Date.UTC(2000, 0, 1)
/** A row that changes while pages are read may slip between two of them: the next update asks for this much again. */
const OVERLAP_MS = 60 * 60_000
/** As finely as the wire tells the moment of a change. */
const SECOND_MS = 1_000
const Since = z.int().nullable()

/** One interface: how it is asked, and what becomes of its rows. */
interface Source<T extends { readonly updatedAt: number }> {
  readonly number: '1312' | '1318' | '1319'
  readonly ask: (request: PageRequest) => Promise<Outcome<RowPage<T>>>
  readonly keep: (rows: readonly T[]) => void
}

/**
 * Takes over what the province changed since the last time: the catalogue with its levels (1312), the price limits (1318) and the shares (1319), a page at a time and each page in one
 * commit. Rows may come twice without harm. An interface that was read to its end is asked from there the next time; one that broke off is read again from where it
 * began. Counts the rows.
 */
export function createProvinceUpdate({ store, messages, health, clock, isClosing, pageSize = PAGE_SIZE }: ProvinceUpdatePorts) {
  const { insuranceTerms: terms, settings } = store

  /** Reads one interface to its end; why it broke off before, or null. */
  async function read<T extends { readonly updatedAt: number }>(
    { number, ask, keep }: Source<T>,
    from: Sender,
    told: (rows: number, total: number) => void,
  ): Promise<Failure | null> {
    const key = `catalogue.since/${number}`
    const since = Since.parse(settings.get(key)) ?? BEGINNING
    const startedAt = clock() + (health.clockOffsetMs() ?? 0)
    let newest = since
    for (let page = 1, pages = 1, seen = 0; page <= pages; page++) {
      const answer = await messages.ask(from, (call) => ask({ ...call, since, page, size: pageSize }))
      if (answer.kind !== 'acknowledged') return answer.failure
      const { rows, total } = answer.value
      if (rows.length === 0) break
      keep(rows)
      newest = rows.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), newest)
      seen += rows.length
      pages = answer.value.pages
      told(seen, total)
      await immediately()
      if (isClosing()) return failure('INTERRUPTED')
    }
    settings.set(key, Math.max(since, Math.min(newest + SECOND_MS, startedAt - OVERLAP_MS)))
    return null
  }

  return async (from: Sender, progress: Progress): Promise<Ended> => {
    const { catalogue } = from.gateways
    const { putDrugs, putLimits, putShares } = terms
    let count = 0
    let seen = 0
    const told = (rows: number, total: number): void => {
      seen = rows
      progress(count + rows, count + total)
    }
    const steps = [
      () => read({ number: '1312', ask: catalogue.drugs, keep: (rows) => putDrugs(rows, shanghaiDate(clock())) }, from, told),
      () => read({ number: '1318', ask: catalogue.priceLimits, keep: putLimits }, from, told),
      () => read({ number: '1319', ask: catalogue.selfPayShares, keep: putShares }, from, told),
    ]
    for (const step of steps) {
      const reason = await step()
      count += seen
      seen = 0
      if (reason !== null) return { count, failure: reason }
    }
    return { count, failure: null }
  }
}
