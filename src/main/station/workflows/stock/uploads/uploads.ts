import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import type { StockHappening } from '../../../../../shared/contract/place.ts'
import type { StockMode, UploadsView } from '../../../../../shared/contract/stock/uploads.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { endOfDay } from '../../../../../shared/domain/uploadDeadline.ts'
import type { Profile } from '../../../../../shared/profiles/index.ts'
import type { Gateways } from '../../../gateways/gateways.ts'
import { policies } from '../../../gateways/policies.ts'
import type { Journal } from '../../../journal/journal.ts'
import type { NewUpload, StockUploadRow } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { createTurn } from '../../inTurn.ts'
import type { Messages } from '../../messages.ts'
import { isTold, keepStockMode, stockModeOf } from '../stockMode.ts'
import { createUploadExchanges, keyOf, type UploadWork } from './exchanges.ts'
import type { Requests } from './requests.ts'
import { viewUploads } from './view.ts'

/** How many lines one batch message takes [inferred: no text limits it]. */
const BATCH = 100
const { repeatAfterMs } = policies['3507']

export interface UploadPorts {
  readonly store: Store
  readonly journal: Journal
  readonly messages: Messages
  readonly requests: Requests
  /** the way to the center; null while there is none */
  readonly center: () => { readonly gateways: Gateways; readonly profile: Profile } | null
  /** what the province demands, also while its center is away */
  readonly profile: () => Profile
  /** who is at the counter: the messages go in his or her name */
  readonly operator: () => Person | null
  readonly clock: () => number
  readonly setTimer: (callback: () => void, ms: number) => { cancel(): void }
  readonly happened: (happening: StockHappening) => void
  /** the counter may have another count to show; comes once for every upload that is added */
  readonly changed: () => void
}

/** Telling the province of the stock. */
export interface Uploads {
  /** Adds an upload that waits, unless the shop's mode or the province leaves its interface out; in the transaction of whoever moves the goods. */
  tell(upload: NewUpload): void
  /** sends what waits, one message after the other, as long as somebody is signed in and the center answers; goes on by itself after a pause */
  pump(): void
  view(document: string | null): UploadsView
  /** a refused one, or all of them, wait again; one that could not be deleted is tried again */
  again(batchSerial: string | null, operator: Person): Result<void, Failure>
  /** one that the province is not to be told of any more */
  drop(batchSerial: string, reason: string, operator: Person): Result<void, Failure>
  /** 3507 of one that stands at the center, because it was wrong; the paper that it belongs to stays as it is */
  delete(batchSerial: string, reason: string, operator: Person): Promise<Result<void, Failure>>
  setMode(mode: StockMode, operator: Person): Result<void, Failure>
  /** settles when nothing is sent any more for the present */
  idle(): Promise<void>
  /** nothing is begun any more; settles when what is at the center has been written */
  close(): Promise<void>
}

/** The uploads of one shop. Everything that it knows is on disk: it may die at any moment. */
export function createUploads(ports: UploadPorts): Uploads {
  const { store, journal, clock, happened } = ports
  const { stockUploads } = store
  const exchanges = createUploadExchanges(ports)
  /** one exchange at a time */
  const turn = createTurn()
  let isPumping = false
  /** somebody asked for it since the round under way began */
  let isWanted = false
  let pumping: Promise<void> = Promise.resolve()
  let isClosed = false
  let pauses = 0
  let timer: { cancel(): void } | null = null
  let stopped: Failure | null = null
  let underWay: readonly StockUploadRow[] = []
  const progress = { steps: 0, done: 0, of: 0 }

  function workNow(): UploadWork | null {
    const center = ports.center()
    const operator = ports.operator()
    return center && operator && !isClosed ? { ...center, operator } : null
  }

  function tellOfIt(): void {
    const { done, of } = progress
    ports.changed()
    happened({ part: 'uploads', id: null, done: isPumping ? done : null, of: isPumping ? Math.max(done, of) : null })
  }

  /** A deletion that somebody wanted, and whose answer was lost: it is asked for again. */
  function lostDeletion(): StockUploadRow | undefined {
    const keys = new Set(journal.openQuestions().flatMap((open) => (open.interfaceNumber === '3507' ? [open.businessKey] : [])))
    if (keys.size === 0) return undefined
    return [...keys]
      .map((key) => stockUploads.find(key.slice(key.lastIndexOf('/') + 1)))
      .find((row): row is StockUploadRow => row !== null && row.state === 'done' && keys.has(keyOf(row)))
  }

  /** One message; why nothing goes on, null where the next may follow, `undefined` where nothing is left. */
  async function step(work: UploadWork): Promise<Failure | null | undefined> {
    const wronged = lostDeletion()
    if (wronged) {
      const sent = await exchanges.remove(work, wronged, () => stockUploads.end(wronged.batchSerial, 'deleted', null))
      return sent.kind === 'done' ? null : sent.failure
    }
    const rows = stockUploads.due(BATCH)
    if (rows.length === 0) return undefined
    underWay = rows
    try {
      return await exchanges.send(work, rows)
    } finally {
      underWay = []
    }
  }

  async function round(): Promise<void> {
    progress.of = openCount()
    for (;;) {
      const work = workNow()
      if (work === null) return
      const before = openCount()
      const result = await turn.take(() => step(work))
      if (result === undefined) return
      progress.steps += 1
      stopped = result
      if (stopped !== null) return wait()
      pauses = 0
      progress.done += Math.max(0, before - openCount())
      tellOfIt()
    }
  }

  async function pumpWhileWanted(): Promise<void> {
    progress.steps = 0
    progress.done = 0
    while (isWanted && !isClosed) {
      isWanted = false
      await round()
    }
    isPumping = false
    if (progress.steps > 0 && !isClosed) tellOfIt()
  }

  function openCount(): number {
    const { waiting, unknown } = stockUploads.counts(clock())
    return waiting + unknown
  }

  function wait(): void {
    const pause = repeatAfterMs[Math.min(pauses, repeatAfterMs.length - 1)]
    pauses += 1
    if (pause !== undefined && !isClosed) timer = ports.setTimer(pump, pause)
  }

  function pump(): void {
    timer?.cancel()
    isWanted = true
    if (isPumping || isClosed) return
    isPumping = true
    pumping = pumpWhileWanted()
  }

  /** What somebody decides of an upload, with its entry in the audit trail. */
  function decide(
    batchSerial: string,
    { action, operator, reason }: { readonly action: string; readonly operator: Person; readonly reason?: string },
    change: (row: StockUploadRow) => boolean,
  ): Result<void, Failure> {
    return store.transaction(() => {
      const row = stockUploads.find(batchSerial)
      if (row === null || !change(row)) return err(failure('UPLOAD_NOT_NOW'))
      audit(action, batchSerial, operator, reason)
      return ok(undefined)
    })
  }

  function audit(action: string, subject: string, operator: Person, reason = ''): void {
    store.audit.append({ accountId: operator.id, window: null, action, subject, detail: reason === '' ? {} : { reason } })
  }

  function openAgain({ batchSerial, state }: StockUploadRow): boolean {
    if (underWay.some((row) => row.batchSerial === batchSerial)) return false
    if (state === 'refused') stockUploads.again(batchSerial)
    else if (state === 'unknown') stockUploads.end(batchSerial, 'unknown', null)
    return state === 'refused' || state === 'unknown'
  }

  return {
    tell: (upload) => {
      const profile = ports.profile()
      if (!isTold(upload.number, stockModeOf(store.settings, profile), profile)) return
      const dueAt = upload.dueAt ?? (profile.uploadsDue.value === 'endOfDay' ? endOfDay(clock()) : null)
      stockUploads.add({ ...upload, dueAt })
      ports.changed()
    },

    pump,

    view: (document) =>
      viewUploads({
        store,
        profile: ports.profile(),
        document,
        underWay,
        isSending: isPumping,
        stopped,
        now: clock(),
      }),

    again: (batchSerial, operator) => {
      const result =
        batchSerial === null
          ? store.transaction(() => {
              for (const row of stockUploads.stopped()) openAgain(row)
              audit('uploads.again', 'all', operator)
              return ok(undefined)
            })
          : decide(batchSerial, { action: 'uploads.again', operator }, openAgain)
      pump()
      return result
    },

    drop: (batchSerial, reason, operator) => {
      const result = decide(batchSerial, { action: 'uploads.dropped', operator, reason }, ({ state }) => {
        const isUntold = state === 'refused' || state === 'waiting'
        if (isUntold) stockUploads.end(batchSerial, 'dropped', null)
        return isUntold
      })
      tellOfIt()
      return result
    },

    delete: (batchSerial, reason, operator) =>
      turn.take(async () => {
        const row = stockUploads.find(batchSerial)
        const work = workNow()
        if (row?.state !== 'done') return err(failure('UPLOAD_NOT_NOW'))
        if (work === null) return err(failure('UPLOAD_NOT_DELETED'))
        const sent = await exchanges.remove({ ...work, operator }, row, () => {
          stockUploads.end(batchSerial, 'deleted', null)
          audit('uploads.deleted', batchSerial, operator, reason)
        })
        tellOfIt()
        if (sent.kind === 'done') return ok(undefined)
        const { center } = sent.failure
        return err(failure('UPLOAD_NOT_DELETED', center === undefined ? {} : { center }))
      }),

    setMode: (mode, operator) => {
      if (!ports.profile().stockModes.value.includes(mode)) return err(failure('SETTING_FIXED'))
      store.transaction(() => {
        keepStockMode(store.settings, mode)
        audit('stock.modeChosen', mode, operator)
      })
      return ok(undefined)
    },

    idle: () => pumping,

    close: async () => {
      isClosed = true
      timer?.cancel()
      await pumping
      await turn.idle()
    },
  }
}
