import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type { Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import type { ClassifiedScan } from '../../../../../shared/domain/scan.ts'
import { countOfQuantity, countsPerUnit } from '../../../../../shared/domain/stockBook.ts'
import { covers } from '../../../../../shared/domain/stocktake.ts'
import { parseTraceCode, type TraceCode } from '../../../../../shared/domain/traceCode.ts'
import type { Drug } from '../../../store/goods.ts'
import type { NewBoxCount, Stocktake } from '../../../store/stock/stocktakes.ts'
import type { Store } from '../../../store/store.ts'

/** What a person says of a box beside its code. */
interface BoxWords {
  /** null: as many as the books say, or a full box where they do not know it */
  readonly pieces: number | null
  /** null: as the code or the books say */
  readonly lotId: string | null
}

export interface QuantityWords {
  readonly drugId: string
  readonly lotId: string
  readonly quantity: { readonly units: Quantity; readonly pieces: number }
}

/** What happens while goods are counted, each thing in one transaction with what the books have at that moment. */
export interface Counting {
  /** a reading of the scanner; an opened box asks for its pieces with STOCKTAKE_PIECES_NEEDED */
  takeScan(id: string, scan: ClassifiedScan, person: Person): Result<void, Failure>
  /** what somebody says of a box that he or she has counted takes the place of that line; without a word it is STOCKTAKE_COUNTED */
  countBox(id: string, code: string, words: BoxWords, person: Person): Result<void, Failure>
  /** goods of one lot, more of which may be counted by others; of a drug with codes only those whose codes were not read */
  countQuantity(id: string, words: QuantityWords, person: Person): Result<void, Failure>
  /** the last line of this person; STOCKTAKE_NOTHING_COUNTED */
  takeBack(id: string, person: Person): Result<void, Failure>
  /** everything of a drug, which is to be counted again */
  recount(id: string, drugId: string, person: Person): Result<void, Failure>
}

const AS_SCANNED: BoxWords = { pieces: null, lotId: null }

export function createCounting(store: Store): Counting {
  const { stocktakes, goods, packs, book } = store

  function no(code: FailureCode): { readonly ok: false; readonly failure: Failure } {
    return err(failure(code))
  }

  /** In one transaction, while the stocktake is open. */
  function whileOpen(id: string, work: (stocktake: Stocktake) => Result<void, Failure>): Result<void, Failure> {
    return store.transaction(() => {
      const stocktake = stocktakes.find(id)
      if (stocktake === null) return no('STOCKTAKE_UNKNOWN')
      return stocktake.state === 'counting' ? work(stocktake) : no('STOCKTAKE_CLOSED')
    })
  }

  function audit(action: string, id: string, person: Person, detail: Readonly<Record<string, string | number | null>>): void {
    store.audit.append({ accountId: person.id, window: null, action, subject: id, detail })
  }

  function drugOf(read: TraceCode): Drug | null {
    const pack = packs.find(read.code)
    if (pack !== null) return goods.drug(pack.drugId)
    return read.kind === 'national' ? goods.drugOfPrefix(read.prefix) : null
  }

  /** The lot that a box is of: the one that the person names, or the one that its code does; null where neither does. */
  function lotOf(drug: Drug, read: TraceCode, named: string | null): Result<string | null, Failure> {
    const lots = goods.lotsOf(drug.id)
    if (named !== null) return lots.some(({ id }) => id === named) ? ok(named) : no('LOT_MISSING')
    const number = read.kind === 'gs1' ? read.lot : null
    return ok(number === null ? null : (lots.find((lot) => lot.number === number)?.id ?? null))
  }

  function countBox(id: string, text: string, { pieces, lotId }: BoxWords, person: Person): Result<void, Failure> {
    const read = parseTraceCode(text)
    if (read === null) return no('TRACE_CODE_WRONG')
    return whileOpen(id, ({ scope }) => {
      const { code } = read
      const drug = drugOf(read)
      if (drug === null) return no('BOX_UNKNOWN')
      if (!covers(scope, drug)) return no('STOCKTAKE_OUT_OF_SCOPE')
      const counted = stocktakes.ofCode(id, code)
      const isMended = counted?.accountId === person.id && (pieces !== null || lotId !== null)
      if (counted !== null && !isMended) return no('STOCKTAKE_COUNTED')
      const inLedger = stocktakes.ledger.box(code)
      const isOpened = inLedger !== null && inLedger.pieces < drug.piecesPerPack
      if (isOpened && pieces === null && counted === null) return no('STOCKTAKE_PIECES_NEEDED')
      if (pieces !== null && pieces > drug.piecesPerPack) return no('STOCKTAKE_PIECES_TOO_MANY')
      const lot = lotOf(drug, read, lotId)
      if (!lot.ok) return lot
      const count: NewBoxCount = {
        stocktakeId: id,
        accountId: person.id,
        drugId: drug.id,
        code,
        lotId: lot.value,
        count: pieces ?? counted?.count ?? drug.piecesPerPack,
        book: inLedger,
      }
      if (counted !== null) stocktakes.takeBack(counted.line, person.id)
      stocktakes.add(count)
      return ok(undefined)
    })
  }

  return {
    countBox,

    takeScan: (id, { kind, text }, person) => {
      if (kind === 'productCode') return no('BOX_PRODUCT_CODE')
      return kind === 'traceCode' ? countBox(id, text, AS_SCANNED, person) : no('TRACE_CODE_WRONG')
    },

    countQuantity: (id, { drugId, lotId, quantity }, person) =>
      whileOpen(id, ({ scope }) => {
        const drug = goods.drug(drugId)
        if (drug === null || !covers(scope, drug)) return no('STOCKTAKE_OUT_OF_SCOPE')
        if (!goods.lotsOf(drugId).some((lot) => lot.id === lotId)) return no('LOT_MISSING')
        const units = countOfQuantity(quantity.units, countsPerUnit(drug))
        const isSplit = drug.isTraced && drug.piecesPerPack > 1
        if (units === null || (quantity.pieces > 0 && !isSplit)) return no('STOCKTAKE_NOT_IN_PIECES')
        const balance = book.lotsOf(drugId).find((lot) => lot.lotId === lotId)?.count ?? 0
        const inLedger = stocktakes.ledger.uncounted(id, drugId).filter((each) => each.lotId === lotId)
        const expected = drug.isTraced ? inLedger.reduce((sum, { pieces }) => sum + pieces, 0) : balance
        const goodsOf = { stocktakeId: id, accountId: person.id, drugId, lotId, code: null }
        stocktakes.add({ ...goodsOf, count: units + quantity.pieces, book: { expected, balance } })
        return ok(undefined)
      }),

    takeBack: (id, person) =>
      whileOpen(id, () => {
        const last = stocktakes.lastOf(id, person.id)
        if (last === null) return no('STOCKTAKE_NOTHING_COUNTED')
        stocktakes.takeBack(last.line, person.id)
        audit('stocktake.takenBack', id, person, { line: last.line, drug: last.drugId })
        return ok(undefined)
      }),

    recount: (id, drugId, person) =>
      whileOpen(id, () => {
        const lines = stocktakes.takeBackDrug(id, drugId, person.id)
        audit('stocktake.recount', id, person, { drug: drugId, lines })
        return ok(undefined)
      }),
  }
}
