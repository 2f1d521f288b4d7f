import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, failure } from '../../../../../shared/contract/failures.ts'
import { type BookLine, inHundredths } from '../../../../../shared/domain/comparison/facts.ts'
import type { Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { countsPerUnit, type MovementKind, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import type { ComparisonLine } from '../../../store/stock/comparisons.ts'
import type { StockUploadRow, UploadNumber } from '../../../store/stock/uploads.ts'
import type { Store } from '../../../store/store.ts'
import { nextSerial } from '../uploads/serials.ts'
import type { Uploads } from '../uploads/uploads.ts'

export interface MendingPorts {
  readonly store: Store
  readonly uploads: Pick<Uploads, 'tell' | 'pump' | 'again' | 'delete'>
  /** what our book has of a drug, with the boxes that moved */
  readonly bookOf: (drugId: string) => Promise<readonly BookLine[]>
  readonly clock: () => number
}

type Done = Result<void, Failure>

const REASON = '每日对账更正'
const kinds: Partial<Record<UploadNumber, MovementKind>> = Object.freeze({
  '3502': 'change',
  '3503': 'purchase',
  '3504': 'purchaseReturn',
  '3505': 'sale',
  '3506': 'saleReturn',
})

/** What puts a difference right, by its cure. Every way goes over the uploads: what they know of lost answers holds here too. */
export function createMending({ store, uploads, bookOf, clock }: MendingPorts) {
  const { stockUploads, book, goods } = store

  /** 3501 of every lot of a drug as the book has it now; lots that only the province has are counted as nothing. */
  function countAnew({ runId, drugId }: ComparisonLine, operator: Person): Done {
    return store.transaction(() => {
      const drug = goods.drug(drugId)
      if (drug === null) return err(failure('UPLOAD_NOT_NOW'))
      const theirs = new Set(store.comparisons.answerOf(runId, drugId)?.lots?.map(({ lot }) => lot))
      const counts = new Map(book.lotsOf(drugId).map(({ lotId, count }) => [lotId, count]))
      for (const lot of goods.lotsOf(drugId)) if (theirs.has(lot.number) && !counts.has(lot.id)) counts.set(lot.id, 0)
      if (counts.size === 0) for (const lot of goods.lotsOf(drugId).slice(0, 1)) counts.set(lot.id, 0)
      if (counts.size === 0) return err(failure('UPLOAD_NOT_NOW'))
      const today = shanghaiDate(clock())
      const document = `DZ${today.replaceAll('-', '')}${String(store.settings.nextNumber('comparison')).padStart(4, '0')}`
      for (const [index, [lotId, count]] of [...counts].entries()) {
        uploads.tell({
          batchSerial: `${document}-${index + 1}`,
          number: '3501',
          document,
          line: index + 1,
          drugId,
          lotId,
          // the wire has two decimals, and no shelf has less than nothing
          quantity: inHundredths(quantityOfCount(Math.max(0, count), countsPerUnit(drug))) as Quantity,
          price: drug.price,
          codes: store.stocktakes.ledger.codesOf(drugId, lotId),
          detail: { countedOn: today },
          dueAt: null,
          accountId: operator.id,
        })
      }
      store.audit.append({
        accountId: operator.id,
        window: null,
        action: 'comparison.counted',
        subject: drugId,
        detail: { document },
      })
      return ok(undefined)
    })
  }

  function sendAgain({ batchSerials }: ComparisonLine, operator: Person): Done {
    for (const serial of batchSerials) {
      if (stockUploads.find(serial)?.state !== 'refused') continue
      const again = uploads.again(serial, operator)
      if (!again.ok) return again
    }
    return ok(undefined)
  }

  /** 3507 of each upload, and anew what its paper still has to tell. What was lost is deleted and made anew by the uploads themselves. */
  async function deleteAndSend({ batchSerials }: ComparisonLine, operator: Person): Promise<Done> {
    for (const serial of batchSerials) {
      const row = stockUploads.find(serial)
      if (row?.state === 'unknown') {
        const again = uploads.again(serial, operator)
        if (!again.ok) return again
      }
      if (row?.state !== 'done') continue
      const deleted = await uploads.delete(serial, REASON, operator)
      if (!deleted.ok) return deleted
      const lines = await bookOf(row.drugId)
      store.transaction(() => tellRest(row, lines, operator))
    }
    return ok(undefined)
  }

  /** What the book has of a paper and no upload of it tells any more, one line for each lot. */
  function tellRest(row: StockUploadRow, lines: readonly BookLine[], operator: Person): void {
    const { drugId, document, number, batchSerial } = row
    const drug = goods.drug(drugId)
    if (drug === null) return
    const standing = stockUploads
      .ofDocument(document)
      .filter(
        (other) => other.drugId === drugId && other.number === number && ['done', 'waiting', 'unknown'].includes(other.state),
      )
    const own = lines.filter((line) => line.document === document && line.kind === kinds[number])
    const told = new Set(standing.flatMap(({ codes }) => codes))
    const left = own.filter(({ codes }) => codes.length === 0 || codes.some((code) => !told.has(code)))
    const wanted = quantityOfCount(Math.abs(own.reduce((sum, { count }) => sum + count, 0)), countsPerUnit(drug))
    const isTold = standing.reduce((sum, { quantity }) => sum + quantity, 0) >= wanted
    // of what stands without its codes nobody can say which goods are left
    if (isTold || (standing.length > 0 && left.length === own.length)) return
    let serial = batchSerial
    for (const lotNumber of new Set(left.map(({ lot }) => lot))) {
      const lotId = goods.lotsOf(drugId).find((lot) => lot.number === lotNumber)?.id
      if (lotId === undefined) continue
      const inLot = left.filter(({ lot }) => lot === lotNumber)
      const count = Math.abs(inLot.reduce((sum, line) => sum + line.count, 0))
      do serial = nextSerial(serial)
      while (stockUploads.find(serial) !== null)
      uploads.tell({
        batchSerial: serial,
        number,
        document,
        line: row.line,
        drugId,
        lotId,
        quantity: quantityOfCount(count, countsPerUnit(drug)),
        price: row.price,
        codes: inLot.flatMap(({ codes }) => codes),
        detail: row.detail,
        dueAt: row.dueAt,
        accountId: operator.id,
      })
    }
  }

  /** Mends one difference as far as this shop can; the uploads are sent afterwards. */
  return async (line: ComparisonLine, operator: Person): Promise<Done> => {
    switch (line.cure) {
      case 'sendAgain':
        return sendAgain(line, operator)
      case 'deleteAndSend':
        return deleteAndSend(line, operator)
      case 'countAnew':
      case 'changeFactor':
        return countAnew(line, operator)
      default:
        return err(failure('UPLOAD_NOT_NOW'))
    }
  }
}
