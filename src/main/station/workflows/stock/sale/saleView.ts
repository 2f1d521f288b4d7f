import type { SaleDesk, SaleLineView, SalePaperKind, SaleView } from '../../../../../shared/contract/stock/sale.ts'
import { lastFourOf } from '../../../../../shared/domain/identityNumber.ts'
import { type Fen, formatPrice, formatQuantity, sumFen } from '../../../../../shared/domain/money.ts'
import type { Presettlement } from '../../../../../shared/domain/settlement.ts'
import type { Drug, Lot } from '../../../store/goods.ts'
import type { SaleLine, SaleRecord } from '../../../store/stock/sale.ts'
import type { Store } from '../../../store/store.ts'
import { firstToGo, isLaterThan } from '../../boxRules.ts'
import { viewFirst } from '../../dispense/firstLot.ts'
import { isNamed, wantsPassword } from './saleRules.ts'

type Books = Pick<Store, 'sales' | 'goods' | 'packs' | 'accounts' | 'visits'>

/** Everything of ordinary sales that the counter shows. `today`: yyyy-MM-dd. */
export function viewDesk(books: Books, today: string): SaleDesk {
  const { sales } = books
  const open = sales.open()
  const returning = sales.returning()
  const last = sales.last()
  return {
    basket: open && { ...viewSale(open, books), lines: open.lines.map((line) => viewLine(line, books, today)) },
    returning: returning && viewSale(returning, books),
    last: last && viewSale(last, books),
  }
}

/** The sum of lines. Amounts of a counter never come near what a number cannot hold. */
export function totalOf(lines: readonly Pick<SaleLine, 'amount'>[]): Fen {
  const total = sumFen(lines.map(({ amount }) => amount))
  if (total === null) throw new RangeError('a sale is beyond all money')
  return total
}

/** The papers that a sale gives now. */
export function papersOfSale({ state, lines }: Pick<SaleRecord, 'state' | 'lines'>): readonly SalePaperKind[] {
  if (state === 'open') return []
  return lines.some((line) => line.state === 'returned') ? ['receipt', 'refund'] : ['receipt']
}

/** One sale as somebody reads it. */
export function viewSale(sale: SaleRecord, books: Books): SaleView {
  const { id, document, state, lines, cashGiven, cashBack, paidAt, paidBy, buyer } = sale
  const answer = sale.settlement ?? sale.reckoned
  const total = totalOf(lines)
  const ofState = (wanted: SaleLine['state']) => totalOf(lines.filter((line) => line.state === wanted))
  return {
    id,
    document,
    state,
    lines: lines.map((line) => viewLine(line, books, null)),
    total,
    due: answer?.amounts.cash ?? total,
    comingBack: ofState('comingBack'),
    // an account is paid back with the whole sale alone, and by the center
    refund: sale.settlement?.amounts.cash ?? ofState('comingBack'),
    returned: ofState('returned'),
    payment: cashGiven === null || cashBack === null ? null : { given: cashGiven, change: cashBack },
    paidAt,
    cashier: paidBy === null ? null : (books.accounts.find(paidBy)?.name ?? paidBy),
    account: answer === null ? null : viewAccount(sale, answer, books),
    unanswered: sale.unanswered?.kind ?? null,
    needsBuyer: lines.some(({ drugId }) => isNamed(drugOf(drugId, books))),
    buyer: buyer && { name: buyer.name, lastFour: lastFourOf(buyer.idNumber) },
    papers: papersOfSale(sale),
  }
}

function viewAccount(sale: SaleRecord, { amounts }: Presettlement, { visits }: Books): NonNullable<SaleView['account']> {
  const { visitId, settlement } = sale
  const visit = visitId === null ? null : visits.find(visitId)
  return {
    name: visit?.name ?? '',
    lastFour: lastFourOf(visit?.idNumber ?? ''),
    fund: amounts.fund,
    account: amounts.account,
    familyAccount: amounts.familyAccount ?? 0,
    balance: amounts.balance,
    settlementId: settlement?.settlementId ?? null,
    wantsPassword: wantsPassword(sale, visit),
  }
}

/** `today`: yyyy-MM-dd; null: the basket is paid. */
function viewLine(line: SaleLine, books: Books, today: string | null): SaleLineView {
  const { code, pieces, quantity, price, amount, state } = line
  const drug = drugOf(line.drugId, books)
  const { name, specification, manufacturer, unit, pieceUnit, piecesPerPack } = drug
  const lot = books.goods.lot(line.lotId)
  const inBox = code === null ? null : (books.packs.find(code)?.pieces ?? null)
  return {
    line: line.line,
    name,
    specification,
    manufacturer,
    lot: lot?.number ?? '',
    expiresOn: lot?.expiresOn ?? null,
    code,
    quantity: pieces === null ? `${formatQuantity(quantity)} ${unit}` : `${pieces} ${pieceUnit}`,
    pieces: inBox === null || inBox === 0 || piecesPerPack === 1 ? null : { taken: pieces, inBox, unit: pieceUnit },
    price: formatPrice(price),
    amount,
    earlier: today === null || code === null || lot === null ? null : earlierLot({ drug, lot, pieces }, books, today),
    state,
  }
}

/** The lot that should have gone before this box, or these pieces of one, if it is still on the shelf. */
function earlierLot(
  { drug, lot, pieces }: { readonly drug: Drug; readonly lot: Lot; readonly pieces: number | null },
  { goods }: Books,
  today: string,
): SaleLineView['earlier'] {
  const first = firstToGo(goods.lotsOnShelf(drug.id, pieces === null ? drug.piecesPerPack : 1), today)
  return first !== null && isLaterThan(lot, first) ? viewFirst({ drug, lot: first }) : null
}

/** A drug is never taken out of the books. */
export function drugOf(id: string, { goods }: Pick<Store, 'goods'>) {
  const drug = goods.drug(id)
  if (drug === null) throw new Error(`there is no drug ${id}`)
  return drug
}
