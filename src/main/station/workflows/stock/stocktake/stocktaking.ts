import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type {
  CountedDrug,
  StocktakeDifferences,
  StocktakeList,
  StocktakeSummary,
  StocktakeView,
} from '../../../../../shared/contract/stock/stocktake.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { covers, overlaps, type StocktakeScope } from '../../../../../shared/domain/stocktake.ts'
import type { Stocktake } from '../../../store/stock/stocktakes.ts'
import { joined } from '../../joined.ts'
import { type Counting, createCounting } from './counting.ts'
import { collectDifferences, pageOf } from './differences.ts'
import { countedDrug, summaryOf, viewOf } from './views.ts'
import { type WritingPorts, writeNext } from './writing.ts'

export interface StocktakingPorts extends WritingPorts {
  /** after a commit: the province may be told now */
  readonly pump: () => void
  /** something of a stocktake changed; how far its writing has come, where it is being written */
  readonly changed: (id: string, progress: { readonly done: number; readonly of: number } | null) => void
}

/** Counting what stands in the shop (盘点): everything is on disk at once, so that it can be interrupted anywhere and goes on. */
export interface Stocktaking extends Counting {
  list(): StocktakeList
  /** STOCKTAKE_OVERLAPS: something of it is being counted already; STOCKTAKE_COVERS_NOTHING: no drug stands there */
  begin(scope: StocktakeScope, isBlind: boolean, person: Person): Result<StocktakeSummary, Failure>
  view(id: string, person: Person): Result<StocktakeView, Failure>
  findDrugs(id: string | null, text: string): Result<readonly CountedDrug[], Failure>
  /** while it is counted against the books of now, afterwards as it was written; a blind one only to the manager until then (STOCKTAKE_BLIND) */
  differences(id: string, page: number, person: Person): Promise<Result<StocktakeDifferences, Failure>>
  /**
   * By a manager who is not the only one that counted, where the shop has a second person (STOCKTAKE_OWN_COUNT); nothing may be left that has to be counted again
   * (STOCKTAKE_RECOUNT_NEEDED). It is written drug by drug from then on.
   */
  approve(id: string, manager: Person): Promise<Result<void, Failure>>
  /** given up: nothing of it is written */
  cancel(id: string, manager: Person): Result<void, Failure>
  /** goes on writing what was approved before an interruption */
  recover(): void
  /** settles when nothing is being written for the present */
  idle(): Promise<void>
  /** nothing is written any more; settles when what was begun is on disk */
  rest(): Promise<void>
}

const LISTED = 10
const FOUND = 20
/** A few milliseconds' work: the counter goes on meanwhile. */
const DRUGS_AT_ONCE = 5

export function createStocktaking(ports: StocktakingPorts): Stocktaking {
  const { store, pump, changed } = ports
  const { stocktakes, goods } = store
  const counting = createCounting(store)
  /** of a large shop it takes seconds: however many windows look on while others count, it is done once at a time */
  const differencesNow = joined(async (id) => {
    const stocktake = stocktakes.find(id)
    const found = stocktake === null ? Promise.resolve([]) : collectDifferences(store, stocktake, () => isStopped)
    looking = found
    return found
  })
  /** one after the other */
  let writing: Promise<void> = Promise.resolve()
  let looking: Promise<unknown> = Promise.resolve()
  let isStopped = false

  function no(code: FailureCode): { readonly ok: false; readonly failure: Failure } {
    return err(failure(code))
  }

  function audit(action: string, id: string, person: Person, detail: Readonly<Record<string, string | number | boolean>>): void {
    store.audit.append({ accountId: person.id, window: null, action, subject: id, detail })
  }

  function whyClosed(stocktake: Stocktake | null): Failure | null {
    if (stocktake === null) return failure('STOCKTAKE_UNKNOWN')
    return stocktake.state === 'counting' ? null : failure('STOCKTAKE_CLOSED')
  }

  function told<T>(id: string, result: Result<T, Failure>): Result<T, Failure> {
    if (result.ok) changed(id, null)
    return result
  }

  async function write(id: string): Promise<void> {
    const drugs = stocktakes.ledger.countDrugs(stocktakes.find(id)?.scope ?? { kind: 'shop' })
    for (let done = 0; !isStopped; ) {
      const isMore = writeNext(ports, id, DRUGS_AT_ONCE)
      done = Math.min(drugs, done + DRUGS_AT_ONCE)
      pump()
      changed(id, isMore ? { done, of: drugs } : null)
      if (!isMore) return
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  function goOnWriting(id: string): void {
    writing = writing.then(() => write(id))
  }

  /** Whether somebody else than this person works here and has counted nothing. */
  function isOwnCount(id: string, { id: accountId }: Person): boolean {
    const isAlone = store.accounts.list().every(({ id: other, isActive }) => other === accountId || !isActive)
    return !isAlone && stocktakes.counters(id).every((counter) => counter.accountId === accountId)
  }

  return {
    takeScan: (id, scan, person) => told(id, counting.takeScan(id, scan, person)),
    countBox: (id, code, words, person) => told(id, counting.countBox(id, code, words, person)),
    countQuantity: (id, words, person) => told(id, counting.countQuantity(id, words, person)),
    takeBack: (id, person) => told(id, counting.takeBack(id, person)),
    recount: (id, drugId, person) => told(id, counting.recount(id, drugId, person)),

    list: () => ({
      stocktakes: stocktakes.recent(LISTED).map((stocktake) => summaryOf(store, stocktake)),
      shelves: stocktakes.ledger.shelves(),
    }),

    begin: (scope, isBlind, person) => {
      const begun = store.transaction((): Result<StocktakeSummary, Failure> => {
        const isKnown = scope.kind !== 'drugs' || scope.drugIds.every((id) => goods.drug(id) !== null)
        if (!isKnown || stocktakes.ledger.countDrugs(scope) === 0) return no('STOCKTAKE_COVERS_NOTHING')
        if (stocktakes.open().some((other) => overlaps(scope, other.scope, goods.drug))) return no('STOCKTAKE_OVERLAPS')
        const stocktake = stocktakes.begin({ scope, isBlind, accountId: person.id })
        audit('stocktake.begun', stocktake.id, person, { scope: scope.kind, isBlind })
        return ok(summaryOf(store, stocktake))
      })
      if (begun.ok) changed(begun.value.id, null)
      return begun
    },

    view: (id, person) => {
      const stocktake = stocktakes.find(id)
      return stocktake === null ? no('STOCKTAKE_UNKNOWN') : ok(viewOf(store, stocktake, person))
    },

    findDrugs: (id, text) => {
      const stocktake = id === null ? null : stocktakes.find(id)
      if (id !== null && stocktake === null) return no('STOCKTAKE_UNKNOWN')
      const found = stocktakes.ledger.findDrugs(text, FOUND).flatMap((drugId) => goods.drug(drugId) ?? [])
      return ok(
        found.filter((drug) => stocktake === null || covers(stocktake.scope, drug)).map((drug) => countedDrug(store, drug)),
      )
    },

    differences: async (id, page, person) => {
      const stocktake = stocktakes.find(id)
      if (stocktake === null) return no('STOCKTAKE_UNKNOWN')
      const isHidden = stocktake.isBlind && stocktake.state === 'counting' && !person.roles.includes('manager')
      if (isHidden) return no('STOCKTAKE_BLIND')
      return ok(pageOf(store, stocktake, await differencesNow(id), page))
    },

    approve: async (id, manager) => {
      const found = stocktakes.find(id)
      const closed = whyClosed(found)
      if (closed !== null || found === null) return err(closed ?? failure('STOCKTAKE_UNKNOWN'))
      const differences = await differencesNow(id)
      if (differences.some(({ kind }) => kind === 'disturbed')) return no('STOCKTAKE_RECOUNT_NEEDED')
      if (isStopped) return no('INTERRUPTED')
      const approved = store.transaction((): Result<void, Failure> => {
        const nowClosed = whyClosed(stocktakes.find(id))
        if (nowClosed !== null) return err(nowClosed)
        if (stocktakes.counters(id).length === 0) return no('STOCKTAKE_NOTHING_COUNTED')
        if (isOwnCount(id, manager)) return no('STOCKTAKE_OWN_COUNT')
        stocktakes.decide(id, 'approving', manager.id)
        audit('stocktake.approved', id, manager, { differences: differences.length })
        return ok(undefined)
      })
      if (approved.ok) goOnWriting(id)
      return told(id, approved)
    },

    cancel: (id, manager) =>
      told(
        id,
        store.transaction((): Result<void, Failure> => {
          const closed = whyClosed(stocktakes.find(id))
          if (closed !== null) return err(closed)
          stocktakes.decide(id, 'cancelled', manager.id)
          audit('stocktake.cancelled', id, manager, {})
          return ok(undefined)
        }),
      ),

    recover: () => {
      for (const { id, state } of stocktakes.open()) if (state === 'approving') goOnWriting(id)
    },

    idle: () => writing,

    rest: async () => {
      isStopped = true
      await Promise.all([writing, looking])
    },
  }
}
