import { saleCommands } from '../../../../../shared/contract/commands/stock/sale.ts'
import type { Person } from '../../../../../shared/contract/counter.ts'
import { type Failure, type FailureCode, failure } from '../../../../../shared/contract/failures.ts'
import type { RegisteredPharmacist } from '../../../../../shared/contract/host.ts'
import type { Role } from '../../../../../shared/contract/roles.ts'
import { isIdentityNumber } from '../../../../../shared/domain/identityNumber.ts'
import type { Fen, Quantity } from '../../../../../shared/domain/money.ts'
import { err, ok, type Result } from '../../../../../shared/domain/result.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { parseTraceCode, type TraceCode } from '../../../../../shared/domain/traceCode.ts'
import { documentMeant } from '../../../store/retailDocument.ts'
import type { Buyer, SaleLine, SaleRecord } from '../../../store/stock/sale.ts'
import type { Store } from '../../../store/store.ts'
import { lookUpBox, looseLot } from '../../boxRules.ts'
import type { PlaceTaker } from '../../placeScans.ts'
import { comingBack, type SaleMoves } from './saleMoves.ts'
import { boxForSale, measureBox, measureLoose, pharmacistFor, refuseDrug } from './saleRules.ts'
import { drugOf, totalOf } from './saleView.ts'

export interface SalePorts {
  readonly store: Store
  /** of this shop, as the province has registered them */
  readonly pharmacists: () => readonly RegisteredPharmacist[]
  readonly clock: () => number
  readonly moves: SaleMoves
  /** why nothing of a sale may change now; null: it may */
  readonly blocked: () => Failure | null
}

type Done = Result<void, Failure>
const done: Done = ok(undefined)
const SERVING: readonly Role[] = saleCommands['sale.add'].by

/** What a scan is for while nothing is coming back: the basket, or a sale that is looked for by one of its boxes. */
export const RETURN_TARGET = 'return'

/**
 * Ordinary sales (no prescription): the basket stands on disk from its first box, and each change of it is one transaction of sale, ledger and audit; the money
 * moves together with the boxes, the book of the stock and what the province is told.
 */
export function createSales({ store, pharmacists, clock, moves, blocked }: SalePorts) {
  const { sales, packs, goods } = store
  const today = (): string => shanghaiDate(clock())
  const no = (code: FailureCode) => err(failure(code))

  function audit(
    action: string,
    sale: Pick<SaleRecord, 'id' | 'document'>,
    operator: Person,
    detail: Record<string, string | number> = {},
  ) {
    const entry = { accountId: operator.id, window: null, action, subject: sale.id }
    store.audit.append({ ...entry, detail: { document: sale.document, ...detail } })
  }

  /** One transaction, while no message about a sale is without its answer. */
  function change(work: () => Done): Done {
    return store.transaction(() => {
      const hindrance = blocked()
      return hindrance === null ? work() : err(hindrance)
    })
  }

  /** Another basket is another sum. */
  function changeBasket(work: () => Done): Done {
    return change(() => {
      const result = work()
      const sale = sales.open()
      if (result.ok && sale?.reckoned) sales.setReckoned(sale.id, null)
      return result
    })
  }

  function release({ code }: SaleLine, accountId: string): void {
    if (code !== null) packs.move(code, { from: 'reserved', to: 'inStock', holder: null, accountId })
  }

  function lineOfBasket(line: number): { readonly sale: SaleRecord; readonly found: SaleLine } | null {
    const sale = sales.open()
    const found = sale?.lines.find((each) => each.line === line)
    return sale && found ? { sale, found } : null
  }

  /** The goods that an own number or an EAN names, which carry no trace code. */
  function looseGoods(text: string) {
    const drug = goods.drug(text) ?? goods.drugOfBarcode(text)
    if (drug === null) return no('SALE_GOODS_UNKNOWN')
    return drug.isTraced ? no('BOX_PRODUCT_CODE') : ok(drug)
  }

  const inBasket = (sale: SaleRecord | null) => (sale?.lines ?? []).map(({ drugId }) => drugOf(drugId, store))

  function takeBox(read: TraceCode, operator: Person): Done {
    const open = sales.open()
    const fits = boxForSale(lookUpBox(store, open?.id ?? '', read), inBasket(open), today())
    if (!fits.ok) return fits
    const { drug, pack, measured } = fits.value
    const sale = open ?? sales.begin(operator.id)
    packs.move(pack.code, { from: 'inStock', to: 'reserved', holder: sale.id, accountId: operator.id })
    const { code, lotId } = pack
    const added = sales.addLine(sale.id, { ...measured, drugId: drug.id, lotId, code, price: drug.price, takenBy: operator.id })
    audit('sale.lineTaken', sale, operator, { line: added.line, code })
    return done
  }

  function takeLoose(text: string, quantity: Quantity | null, operator: Person): Done {
    const found = looseGoods(text)
    if (!found.ok) return found
    if (quantity === null) return no('SALE_QUANTITY_NEEDED')
    const drug = found.value
    const open = sales.open()
    const refused = refuseDrug(drug, inBasket(open))
    if (refused !== null) return err(refused)
    const lot = looseLot(goods, drug.id, today())
    if (lot === null) return no('LOT_MISSING')
    const measured = measureLoose(drug, quantity)
    if (measured === null) return no('SALE_PRICE_MISSING')
    const sale = open ?? sales.begin(operator.id)
    const line = { ...measured, drugId: drug.id, lotId: lot.id, code: null, price: drug.price, takenBy: operator.id }
    audit('sale.lineTaken', sale, operator, { line: sales.addLine(sale.id, line).line, drug: drug.id })
    return done
  }

  /** A box that comes back, or the first loose goods of what an EAN names. */
  function takeBack(sale: SaleRecord, text: string, operator: Person): Done {
    const code = parseTraceCode(text)?.code ?? null
    const loose = code === null ? looseGoods(text) : null
    if (loose !== null && !loose.ok) return loose
    const own = sale.lines.filter((line) =>
      loose === null ? line.code === code : line.code === null && line.drugId === loose.value.id,
    )
    if (own.length === 0) return no('BOX_NOT_OF_SALE')
    const next = own.find(({ state }) => state === 'taken')
    if (next === undefined) return no('BOX_BACK_ALREADY')
    sales.mark(sale.id, next.line, 'comingBack')
    audit('sale.lineCameBack', sale, operator, { line: next.line })
    return done
  }

  /** Which ordinary sale a box went out with, whole or in pieces. */
  function saleOfBox(text: string): Result<SaleRecord, Failure> {
    const read = parseTraceCode(text)
    const pack = read && packs.find(read.code)
    if (!pack) return no('BOX_UNKNOWN')
    const isOut = pack.place === 'sold'
    const holder = isOut
      ? pack.holder
      : packs.historyOf(pack.code).findLast((each) => each.holder !== null && each.reason !== null)?.holder
    if (!holder) return no('BOX_NOT_OF_SALE')
    const sale = sales.find(holder)
    if (sale?.state === 'paid') return ok(sale)
    return no(store.cases.find(holder) === null ? 'BOX_NOT_OF_SALE' : 'SALE_BOX_OF_PRESCRIPTION')
  }

  function startReturn(sale: SaleRecord, operator: Person): Done {
    const other = sales.returning()
    if (other !== null) return other.id === sale.id ? done : no('SALE_RETURN_OPEN')
    sales.setReturning(sale.id, true)
    audit('sale.returnBegun', sale, operator)
    return done
  }

  function add(text: string, quantity: Quantity | null, operator: Person): Done {
    return changeBasket(() => {
      const returning = sales.returning()
      if (returning !== null) return takeBack(returning, text, operator)
      const read = parseTraceCode(text)
      return read === null ? takeLoose(text, quantity, operator) : takeBox(read, operator)
    })
  }

  /** While nothing is coming back, the sale that a box went out with is looked for. */
  function addToReturn(text: string, operator: Person): Done {
    return change(() => {
      const current = sales.returning()
      if (current !== null) return takeBack(current, text, operator)
      const found = saleOfBox(text)
      if (!found.ok) return found
      const taken = takeBack(found.value, text, operator)
      return taken.ok ? startReturn(found.value, operator) : taken
    })
  }

  const take: PlaceTaker = (target, { text }, operator) => {
    if (!operator.roles.some((role) => SERVING.includes(role))) return no('ROLE_MISSING')
    return target === RETURN_TARGET ? addToReturn(text, operator) : add(text, null, operator)
  }

  return {
    /** a reading of the scanner */
    take,
    add,

    setPieces: (line: number, pieces: number | null, operator: Person): Done =>
      changeBasket(() => {
        const at = lineOfBasket(line)
        if (at === null) return no('ITEM_UNKNOWN')
        const { sale, found } = at
        const pack = found.code === null ? null : packs.find(found.code)
        const measured = pack && measureBox({ ...drugOf(found.drugId, store), price: found.price }, pack, pieces)
        if (!measured) return no('SALE_PIECES_WRONG')
        sales.changeLine(sale.id, line, measured)
        audit('sale.lineChanged', sale, operator, { line, pieces: measured.pieces ?? 0 })
        return done
      }),

    remove: (line: number, operator: Person): Done =>
      changeBasket(() => {
        const at = lineOfBasket(line)
        if (at === null) return no('ITEM_UNKNOWN')
        release(at.found, operator.id)
        sales.removeLine(at.sale.id, line)
        audit('sale.lineRemoved', at.sale, operator, { line })
        return done
      }),

    clear: (operator: Person): Done =>
      changeBasket(() => {
        const sale = sales.open()
        if (sale === null || sale.lines.length === 0) return no('SALE_EMPTY')
        for (const line of sale.lines) {
          release(line, operator.id)
          sales.removeLine(sale.id, line.line)
        }
        sales.setBuyer(sale.id, null)
        audit('sale.cleared', sale, operator)
        return done
      }),

    setBuyer: (buyer: Buyer, operator: Person): Done =>
      change(() => {
        const sale = sales.open()
        if (sale === null || sale.lines.length === 0) return no('SALE_EMPTY')
        const idNumber = buyer.idNumber.toUpperCase()
        if (!isIdentityNumber(idNumber)) return no('IDENTITY_NUMBER_WRONG')
        sales.setBuyer(sale.id, { ...buyer, idNumber })
        audit('sale.buyerNamed', sale, operator)
        return done
      }),

    /** cash: the whole sale at once, money, boxes, book, and what the province is told */
    pay: (cashGiven: number, operator: Person): Done =>
      change(() => {
        const sale = sales.open()
        if (sales.returning() !== null) return no('SALE_RETURN_OPEN')
        if (sale === null || sale.lines.length === 0) return no('SALE_EMPTY')
        const refused = moves.refuse(sale)
        if (refused !== null) return err(refused)
        const total = totalOf(sale.lines)
        if (cashGiven < total) return no('CASH_TOO_LITTLE')
        const pharmacist = pharmacistFor(pharmacists(), operator)
        if (pharmacist === null) return no('SALE_PHARMACIST_MISSING')
        const cash = { cashGiven: cashGiven as Fen, cashBack: (cashGiven - total) as Fen, settlement: null }
        moves.sell(sale, pharmacist, { accountId: operator.id, ...cash })
        return done
      }),

    beginReturn: (typed: string, operator: Person): Done =>
      change(() => {
        const sale = sales.findDocument(documentMeant(typed, today()))
        if (sale === null || sale.state === 'open') return no('SALE_UNKNOWN')
        return sale.state === 'returned' ? no('SALE_RETURNED') : startReturn(sale, operator)
      }),

    /** a line that is given back, or not, without its box being scanned: loose goods, pieces */
    mark: (line: number, isBack: boolean, operator: Person): Done =>
      change(() => {
        const sale = sales.returning()
        const found = sale?.lines.find((each) => each.line === line)
        if (!sale || !found) return no('ITEM_UNKNOWN')
        if (found.state === 'returned') return no('BOX_BACK_ALREADY')
        sales.mark(sale.id, line, isBack ? 'comingBack' : 'taken')
        audit('sale.lineMarked', sale, operator, { line, state: isBack ? 'comingBack' : 'taken' })
        return done
      }),

    /** nothing comes back after all */
    endReturn: (operator: Person): Done =>
      change(() => {
        const sale = sales.returning()
        if (sale === null) return no('SALE_UNKNOWN')
        for (const { line, state } of sale.lines) if (state === 'comingBack') sales.mark(sale.id, line, 'taken')
        sales.setReturning(sale.id, false)
        audit('sale.returnEnded', sale, operator)
        return done
      }),

    /** the money of what came back is given back, in cash */
    payBack: (operator: Person): Done =>
      change(() => {
        const sale = sales.returning()
        if (sale === null) return no('SALE_UNKNOWN')
        if (comingBack(sale).length === 0) return no('SALE_RETURN_EMPTY')
        moves.takeBack(sale, operator.id)
        return done
      }),
  }
}

export type SaleWorkflow = ReturnType<typeof createSales>
