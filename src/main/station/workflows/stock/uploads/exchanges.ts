import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failureFacts } from '../../../../../shared/contract/failures.ts'
import type { Profile } from '../../../../../shared/profiles/index.ts'
import type { Gateways, LineResult, Stock } from '../../../gateways/gateways.ts'
import type { Journal } from '../../../journal/journal.ts'
import type { StockUploadRow, UploadNumber } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import type { Messages, Sent, Told } from '../../messages.ts'
import { type CountBooks, saidNow } from '../countToTell.ts'
import type { Requests } from './requests.ts'
import { nextSerial } from './serials.ts'

export interface ExchangePorts {
  readonly store: CountBooks & Pick<Store, 'transaction'>
  readonly journal: Pick<Journal, 'openQuestions' | 'resolve'>
  readonly messages: Messages
  readonly requests: Requests
}

/** In whose name uploads go, and to which center. */
export interface UploadWork {
  readonly operator: Person
  readonly gateways: Gateways
  readonly profile: Profile
}

/** Of the business keys of the stock's own uploads. */
const KEY = 'upload/'
/** What 3507 calls an upload. */
const kinds = Object.freeze({
  '3501': 'stocktake',
  '3502': 'change',
  '3503': 'purchase',
  '3504': 'purchase',
  '3505': 'sale',
  '3506': 'sale',
} as const satisfies Record<UploadNumber, Parameters<Stock['deleteUpload']>[0]['of']>)
/** The batch forms, where they answer line by line. */
const batchForms: Partial<Record<UploadNumber, '3501A' | '3503A'>> = Object.freeze({ '3501': '3501A', '3503': '3503A' })
/** Refusals that speak of the shop or its sign-in, not of the goods: the next line would meet the same. */
const ofTheShop: readonly FailureCode[] = [
  'INSTITUTION_UNKNOWN',
  'OUR_SIGNATURE_REFUSED',
  'BUSINESS_SIGN_IN_MISSING',
  'CENTER_KEYS_UNREADABLE',
]

/** The business key of an upload; its deletion has the same. */
export function keyOf({ number, batchSerial }: Pick<StockUploadRow, 'number' | 'batchSerial'>): string {
  return `${KEY}${number}/${batchSerial}`
}

/** Whether a failure says nothing of the goods, so that the same is tried again later. */
function isForLater({ code }: Failure): boolean {
  return failureFacts[code].retry === 'later' || ofTheShop.includes(code)
}

/**
 * Exchanges of the stock's uploads. Each is written as `unknown` in the very commit that marks it as sent, and whatever comes of it writes what it became: what was at the center when the
 * station died is unknown by itself, and is deleted with 3507 before it is made anew under the next serial.
 */
export function createUploadExchanges({ store, journal, messages, requests }: ExchangePorts) {
  const { stockUploads } = store

  function write({ batchSerial }: StockUploadRow, told: Told<null>): void {
    if (told.kind === 'done') stockUploads.end(batchSerial, 'done', null)
    else if (told.kind === 'unknown') stockUploads.end(batchSerial, 'unknown', told.failure)
    else if (isForLater(told.failure)) stockUploads.again(batchSerial)
    else stockUploads.end(batchSerial, 'refused', told.failure)
  }

  /** The questions of uploads that were lost are closed once each of them is deleted. */
  function closeQuestions(): void {
    if (stockUploads.counts(0).unknown > 0) return
    for (const { id, interfaceNumber, businessKey } of journal.openQuestions())
      if (businessKey.startsWith(KEY) && interfaceNumber !== '3507') journal.resolve(id, 'undone')
  }

  /** One upload by its single form; why nothing goes on, null where the next may follow. */
  async function sendOne(work: UploadWork, row: StockUploadRow): Promise<Failure | null> {
    const request = requests.single(row)
    if (!request.ok) {
      stockUploads.end(row.batchSerial, 'refused', request.failure)
      return null
    }
    const sent = await messages.send(work, null, {
      number: row.number,
      businessKey: keyOf(row),
      call: { signed: (call) => request.value(work.gateways.stock, call) },
      prepared: () => stockUploads.end(row.batchSerial, 'unknown', null),
      settled: (told) => write(row, told),
    })
    return stopOf(sent)
  }

  /** Several uploads of one number by its batch form. Where the whole was refused, each is sent by itself, so that what is right is not kept by what is wrong. */
  async function sendBatch(
    work: UploadWork,
    number: '3501A' | '3503A',
    rows: readonly StockUploadRow[],
  ): Promise<Failure | null> {
    const [first] = rows
    if (first === undefined) return null
    const { stock } = work.gateways
    const sent = await messages.send<readonly LineResult[]>(work, null, {
      number,
      businessKey: messages.openKey(number, keyOf(first)),
      call: {
        signed: (call) =>
          number === '3501A'
            ? stock.stocktakes({ ...call, lines: rows.map(requests.stocktake) })
            : stock.purchases({ ...call, lines: rows.map(requests.purchase) }),
      },
      prepared: () => {
        for (const { batchSerial } of rows) stockUploads.end(batchSerial, 'unknown', null)
      },
      settled: (told) => {
        for (const row of rows) settleLine(row, told)
      },
    })
    const stopped = stopOf(sent)
    if (sent.kind === 'done' || stopped !== null) return stopped
    for (const row of rows) {
      const stoppedHere = await sendOne(work, row)
      if (stoppedHere !== null) return stoppedHere
    }
    return null
  }

  function settleLine(row: StockUploadRow, told: Told<readonly LineResult[]>): void {
    if (told.kind === 'done') {
      const own = told.value?.find(({ batchSerial }) => batchSerial === row.batchSerial)
      // a line that the center does not speak of stays unknown
      if (own) write(row, own.failure === null ? { kind: 'done', value: null } : { kind: 'refused', failure: own.failure })
    } else if (told.kind === 'unknown') write(row, told)
    else stockUploads.again(row.batchSerial)
  }

  /** 3507 of an upload. `gone` is written, in the commit of the center's word, once it is deleted or the center never had it. */
  async function remove(work: UploadWork, row: StockUploadRow, gone: () => void): Promise<Sent<null>> {
    const { batchSerial, number } = row
    return messages.send(work, null, {
      number: '3507',
      businessKey: keyOf(row),
      call: { signed: (call) => work.gateways.stock.deleteUpload({ ...call, batchSerial, of: kinds[number] }) },
      settled: (told) => {
        if (told.kind === 'done') gone()
      },
    })
  }

  return {
    remove,

    /** What waits first, and as many after it as one message takes; why nothing goes on, null where the next may follow. */
    send(work: UploadWork, rows: readonly StockUploadRow[]): Promise<Failure | null> {
      const [first] = rows
      if (first === undefined) return Promise.resolve(null)
      if (first.state === 'unknown') return clear(work, first)
      const form = batchForms[first.number]
      const end = rows.findIndex(({ number, state }) => number !== first.number || state !== 'waiting')
      const alike = end < 0 ? rows : rows.slice(0, end)
      const isServed = form !== undefined && work.profile.interfaces[form].value !== null
      const isBatch = isServed && alike.length > 1
      const [said, ...others] = store.transaction(() => saidNow(store, isBatch ? alike : [first]))
      if (said === undefined) return Promise.resolve(null)
      return isBatch ? sendBatch(work, form, [said, ...others]) : sendOne(work, said)
    },
  }

  /** An upload whose answer was lost: deleted, and made to wait anew under the next serial. What cannot be deleted waits for a person. */
  async function clear(work: UploadWork, row: StockUploadRow): Promise<Failure | null> {
    const sent = await remove(work, row, () => {
      stockUploads.renew(row.batchSerial, nextSerial(row.batchSerial))
      closeQuestions()
    })
    if (sent.kind === 'refused' && !isForLater(sent.failure)) stockUploads.end(row.batchSerial, 'unknown', sent.failure)
    return stopOf(sent)
  }
}

/** Why nothing goes on after a message; null where it was done, or its own goods stand in its way and the next may follow. */
function stopOf(sent: Sent<unknown>): Failure | null {
  if (sent.kind === 'done') return null
  const isOfItself = sent.kind === 'refused' || sent.kind === 'neverSent'
  return isOfItself && !isForLater(sent.failure) ? null : sent.failure
}
