import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { StockHappening } from '../../../../../shared/contract/place.ts'
import type { ComparisonView, DrugFormula } from '../../../../../shared/contract/stock/comparison.ts'
import type { DifferenceCause } from '../../../../../shared/domain/comparison/facts.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { Profile } from '../../../../../shared/profiles/index.ts'
import type { Gateways } from '../../../gateways/gateways.ts'
import type { ComparisonLine, ComparisonRun } from '../../../store/stock/comparisons.ts'
import type { Store } from '../../../store/store.ts'
import type { Work } from '../../../workers/work.ts'
import type { Messages } from '../../messages.ts'
import { stockModeOf } from '../stockMode.ts'
import type { Uploads } from '../uploads/uploads.ts'
import { type Asker, createAsking } from './asking.ts'
import { createMending } from './mending.ts'
import { comparisonHour, createNightly, keepComparisonHour } from './nightly.ts'

/** How many differences one page shows. */
const PAGE = 50
/** National codes whose answers are written in one commit. */
const SLICE = 20
/** drugs whose lines are written in one commit */
const LINES = 200
/** a run that stopped is gone on with for so long; later what it was told is too old */
const GOES_ON_MS = 6 * 3_600_000

export interface ComparisonPorts {
  readonly store: Store
  readonly messages: Messages
  readonly uploads: Pick<Uploads, 'tell' | 'pump' | 'again' | 'delete' | 'idle'>
  readonly work: Pick<Work, 'run'>
  /** of the database, for the worker's own connection */
  readonly database: string
  readonly center: () => { readonly gateways: Gateways; readonly profile: Profile } | null
  readonly profile: () => Profile
  readonly operator: () => Person | null
  readonly clock: () => number
  readonly newId: () => string
  readonly setTimer: (callback: () => void, ms: number) => { cancel(): void }
  readonly happened: (happening: StockHappening) => void
}

/** The daily comparison of shelf, book and province (F 2.4, 4.2.1). */
export interface Comparison {
  /** begins one, or goes on with one that stopped; one at a time */
  start(operator: Person): Result<void, Failure>
  stop(): void
  view(cause: DifferenceCause | null, page: number): ComparisonView
  /** one drug with the province's formula; null: there is no such drug, or nothing was compared yet */
  drug(drugId: string): Promise<DrugFormula | null>
  /** one difference, or all of one cause; what was mended is compared again by itself */
  mend(what: { readonly line: number } | { readonly cause: DifferenceCause }, operator: Person): Promise<Result<void, Failure>>
  setHour(hour: number | null): void
  /** a run that the last station left is one that stopped; the clock is wound up */
  recover(): void
  /** settles when nothing is compared or mended */
  idle(): Promise<void>
  close(): Promise<void>
}

/** Everything that a run learned is on disk as it comes, so that it goes on after any interruption; what takes long is computed by the worker. */
export function createComparison(ports: ComparisonPorts): Comparison {
  const { store, uploads, work, clock, happened } = ports
  const { comparisons, goods } = store
  const waiting = new Set<() => void>()
  let isClosed = false
  let isWanted = false
  let running: Promise<void> | null = null
  let mending: Promise<unknown> | null = null

  const asking = createAsking({ messages: ports.messages, pause })
  const mendOne = createMending({
    store,
    uploads,
    bookOf: (drugId) => work.run('drugBook', { file: ports.database, drugId }),
    clock,
  })
  const nightly = createNightly({ settings: store.settings, clock, setTimer: ports.setTimer, begin: () => begin(null).ok })

  /** false: the station closes, or somebody stopped it */
  function pause(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (): void => {
        timer.cancel()
        waiting.delete(done)
        resolve(!isClosed)
      }
      const timer = ports.setTimer(done, ms)
      waiting.add(done)
      if (isClosed) done()
    })
  }

  function asker(operator: Person | null): Asker | null {
    const center = ports.center()
    // at night nobody is at the counter: it asks in the name of who answers for the shop
    const manager = store.accounts.list().find(({ isActive, roles }) => isActive && roles.includes('manager'))
    const by = operator ?? ports.operator() ?? (manager ? { id: manager.id, name: manager.name, roles: manager.roles } : null)
    return center && by ? { operator: by, gateways: center.gateways } : null
  }

  const order = (runId: string) => ({
    file: ports.database,
    runId,
    stockMode: stockModeOf(store.settings, ports.profile()),
  })

  function tellProgress(run: ComparisonRun): void {
    happened({ part: 'comparison', id: run.id, done: comparisons.countAsked(run.id), of: run.drugs })
  }

  function tellOfIt(): void {
    happened({ part: 'comparison', id: null, done: null, of: null })
  }

  function begin(operator: Person | null): Result<void, Failure> {
    if (running !== null) return ok(undefined)
    const by = asker(operator)
    if (by === null || isClosed) return err(failure('CENTER_UNREACHABLE'))
    isWanted = true
    const run = openRun(operator)
    running = compare(run, by).finally(() => {
      running = null
      if (!isClosed) tellOfIt()
    })
    return ok(undefined)
  }

  function openRun(operator: Person | null): ComparisonRun {
    const last = comparisons.last()
    if (last?.state === 'stopped' && clock() - last.beganAt < GOES_ON_MS) comparisons.goOn(last.id)
    else comparisons.begin({ id: ports.newId(), accountId: operator?.id ?? null, drugs: goods.count() })
    const run = comparisons.last()
    if (run === null) throw new Error('the run of a comparison was not written')
    return run
  }

  async function compare(run: ComparisonRun, by: Asker): Promise<void> {
    tellProgress(run)
    const since = comparisons.lastDone()?.beganAt ?? 0
    const failed = (await askAll(run, by)) ?? (await detailAll(run, by, since))
    if (!isWanted || failed !== null) return comparisons.stop(run.id, failed)
    const { equal, differing } = await work.run('compareShop', order(run.id))
    // a drug of a run that went on may have lines already
    for (let from = 0; from < differing.length; from += LINES) {
      const slice = differing.slice(from, from + LINES)
      comparisons.write(
        run.id,
        slice.map(({ drugId }) => drugId),
        slice,
      )
      await pause(0)
    }
    comparisons.end(run.id, equal)
  }

  /** 35081 of every drug; why it ended before its end, null also where nobody wants it any more. */
  async function askAll(run: ComparisonRun, by: Asker): Promise<Failure | null> {
    for (;;) {
      const drugs = comparisons.unasked(run.id, SLICE)
      if (drugs.length === 0) return null
      const answers = []
      for (const each of drugs) {
        if (!isWanted) break
        const found = await asking.stock(by, each)
        if (!found.ok) return found.failure
        answers.push(...found.value)
      }
      comparisons.answer(run.id, answers)
      tellProgress(run)
      if (!isWanted) return null
    }
  }

  /** 35082 of the drugs that need a closer look. */
  async function detailAll(run: ComparisonRun, by: Asker, since: number): Promise<Failure | null> {
    if (!isWanted) return null
    const drugs = await work.run('drugsToDetail', { ...order(run.id), since })
    for (const drugId of drugs) {
      const known = comparisons.answerOf(run.id, drugId)
      const drug = goods.drug(drugId)
      if (known === null || known.lots !== null || drug === null) continue
      if (!isWanted) return null
      const found = await asking.detail(by, drug.nationalCode, known)
      if (!found.ok) return found.failure
      comparisons.answer(run.id, [found.value])
    }
    return null
  }

  /** Asks for these drugs again, and writes what still differs in the place of what was written of them. */
  async function compareAgain(run: ComparisonRun, drugIds: readonly string[], by: Asker): Promise<void> {
    for (const drugId of drugIds) {
      const drug = goods.drug(drugId)
      if (drug === null) continue
      const stock = await asking.stock(by, { nationalCode: drug.nationalCode, drugIds: [drugId] })
      const known = stock.ok ? stock.value[0] : undefined
      if (known === undefined) return
      const detail = await asking.detail(by, drug.nationalCode, known)
      if (!detail.ok) return
      comparisons.answer(run.id, [detail.value])
    }
    const compared = await work.run('compareSome', { ...order(run.id), drugIds })
    comparisons.write(run.id, drugIds, compared)
  }

  async function mendAll(lines: readonly ComparisonLine[], operator: Person, by: Asker): Promise<Result<void, Failure>> {
    const mended = new Set<string>()
    let result: Result<void, Failure> = ok(undefined)
    for (const line of lines) {
      const own = await mendOne(line, operator)
      if (own.ok) {
        comparisons.mended(line.line)
        mended.add(line.drugId)
      } else result = own
      tellOfIt()
    }
    uploads.pump()
    await uploads.idle()
    const run = comparisons.last()
    if (run !== null && mended.size > 0 && !isClosed) await compareAgain(run, [...mended], by)
    return result
  }

  function linesOf(what: { readonly line: number } | { readonly cause: DifferenceCause }): readonly ComparisonLine[] {
    const run = comparisons.last()
    if (run === null || run.state !== 'done') return []
    const all =
      'line' in what
        ? [comparisons.line(what.line)].filter((line) => line !== null)
        : comparisons.lines(run.id, what.cause, { from: 0, limit: run.drugs })
    // counting a drug anew mends all that is wrong with it
    const drugs = new Set<string>()
    return all.filter(({ runId, drugId, cure }) => {
      const isFirst = !drugs.has(drugId) || cure === 'sendAgain' || cure === 'deleteAndSend'
      drugs.add(drugId)
      return isFirst && runId === run.id && cure !== 'nothing'
    })
  }

  return {
    start: (operator) => begin(operator),
    stop: () => {
      isWanted = false
    },

    view: (cause, page) => {
      const run = comparisons.last()
      const sums = run === null ? [] : comparisons.sums(run.id)
      const limit = { from: page * PAGE, limit: PAGE }
      return {
        run: run && {
          state: run.state,
          beganAt: run.beganAt,
          endedAt: run.endedAt,
          person: run.accountId === null ? null : (store.accounts.find(run.accountId)?.name ?? null),
          drugs: run.drugs,
          asked: comparisons.countAsked(run.id),
          equal: run.equal,
          failure: run.failure,
        },
        isRunning: running !== null,
        isMending: mending !== null,
        hour: comparisonHour(store.settings),
        sums,
        lines: (run === null ? [] : comparisons.lines(run.id, cause, limit)).map((line) => viewLine(store, line)),
        pages: Math.ceil(sums.reduce((all, each) => (cause === null || each.cause === cause ? all + each.lines : all), 0) / PAGE),
      }
    },

    drug: async (drugId) => {
      const run = comparisons.last()
      return run && work.run('drugFormula', { ...order(run.id), drugId })
    },

    mend: async (what, operator) => {
      const by = asker(operator)
      if (by === null) return err(failure('CENTER_UNREACHABLE'))
      const lines = linesOf(what)
      if (lines.length === 0 || mending !== null || running !== null) return err(failure('UPLOAD_NOT_NOW'))
      const own = mendAll(lines, operator, by)
      mending = own
      try {
        return await own
      } finally {
        mending = null
        if (!isClosed) tellOfIt()
      }
    },

    setHour: (hour) => {
      keepComparisonHour(store.settings, hour)
      nightly.arm()
    },

    recover: () => {
      const last = comparisons.last()
      if (last?.state === 'asking') comparisons.stop(last.id, null)
      nightly.arm()
    },

    idle: async () => {
      await running
      await mending
    },

    close: async () => {
      isClosed = true
      isWanted = false
      nightly.rest()
      for (const done of waiting) done()
      await running
      await mending
    },
  }
}

function viewLine({ goods }: Pick<Store, 'goods'>, line: ComparisonLine): ComparisonView['lines'][number] {
  const { runId: _run, batchSerials: _serials, ...shown } = line
  const drug = goods.drug(line.drugId)
  return { ...shown, drug: drug === null ? line.drugId : `${drug.name} ${drug.specification}`, unit: drug?.unit ?? '' }
}
