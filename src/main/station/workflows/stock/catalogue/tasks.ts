import { z } from 'zod'
import { Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { StockHappening } from '../../../../../shared/contract/place.ts'
import { type CatalogueStatus, type CatalogueTask, catalogueTasks } from '../../../../../shared/contract/stock/catalogue.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Store } from '../../../store/store.ts'

/** How a piece of work on the whole catalogue ended: what it counted, and why it ended before its end. */
export interface Ended {
  readonly count: number
  readonly failure: Failure | null
}

/** Tells how far it has come; `of` is null while nobody knows. */
export type Progress = (done: number, of: number | null) => void

/** Long pieces of work on the whole catalogue, one at a time, that nobody has to wait for. */
export interface Tasks {
  /** CATALOGUE_BUSY while another one is under way */
  begin(kind: CatalogueTask, run: (progress: Progress) => Promise<Ended>): Result<void, Failure>
  current(): CatalogueStatus['task']
  /** how the last one of each kind ended */
  last(): CatalogueStatus['last']
  /** settles when nothing is under way; a bug of what was under way comes out here */
  idle(): Promise<void>
}

const LAST = 'catalogue.last'
const Last = z.partialRecord(z.enum(catalogueTasks), z.strictObject({ at: z.int(), count: z.int(), failure: Failure.nullable() }))

export function createTasks({
  store,
  clock,
  happened,
}: {
  readonly store: Store
  readonly clock: () => number
  readonly happened: (happening: StockHappening) => void
}): Tasks {
  let current: CatalogueStatus['task'] = null
  let underWay: Promise<void> = Promise.resolve()

  const lastOf = (): z.infer<typeof Last> => Last.parse(store.settings.get(LAST) ?? {})

  async function work(kind: CatalogueTask, run: (progress: Progress) => Promise<Ended>): Promise<void> {
    const progress: Progress = (done, of) => {
      current = { kind, done, of }
      happened({ part: 'catalogue', id: kind, done, of })
    }
    progress(0, null)
    try {
      const ended = await run(progress)
      store.settings.set(LAST, { ...lastOf(), [kind]: { at: clock(), ...ended } })
    } finally {
      current = null
      happened({ part: 'catalogue', id: kind, done: null, of: null })
    }
  }

  return {
    begin: (kind, run) => {
      if (current !== null) return err(failure('CATALOGUE_BUSY'))
      current = { kind, done: 0, of: null }
      underWay = work(kind, run)
      return ok(undefined)
    },
    current: () => current,
    last: () => Object.entries(lastOf()).map(([kind, ended]) => ({ kind: kind as CatalogueTask, ...ended })),
    idle: () => underWay,
  }
}
