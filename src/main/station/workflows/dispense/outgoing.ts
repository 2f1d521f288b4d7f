import { type Fen, lineAmount, type Price, piecePrice, type Quantity, sumFen } from '../../../../shared/domain/money.ts'
import type { PrescriptionLine } from '../../../../shared/domain/prescription.ts'
import type { Article, OutboundLine, SettlementLine } from '../../gateways/gateways.ts'
import type { CaseRecord } from '../../store/cases.ts'
import type { Drug, Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { type BasketLine, countOf, drugOfLine, isComplete, type LineCount, quantityOf, takenOf } from './basket.ts'

const WHOLE = 10_000

/** Goods of one line and one lot as they leave, whole boxes apart from what was taken out of one. */
export interface OutgoingGoods {
  /** the line, and its part where there are several: `2`, `2.1` */
  readonly number: string
  readonly asked: PrescriptionLine
  readonly article: Article
  readonly drug: Drug
  readonly lot: Lot
  readonly isSplit: boolean
  /** in `unit`, as the prescription counts */
  readonly quantity: Quantity
  readonly unit: string
  readonly price: Price
  readonly amount: Fen
  readonly codes: readonly string[]
}

/** The prescription's lines with their baskets. */
export function basketOf({ id, prescription }: CaseRecord, { cases, goods }: Store): readonly BasketLine[] {
  const items = cases.items(id)
  return (prescription?.lines ?? []).map((asked, index) => {
    const number = index + 1
    const own = items.filter(({ line }) => line === number)
    return { number, asked, drug: drugOfLine(asked, own, goods), items: own }
  })
}

/** What a line costs, the sum of what leaves once it is full; null where the shelf has no such drug. */
export function amountOf(line: BasketLine): Fen | null {
  const { drug, asked } = line
  if (drug === null) return null
  if (isComplete([line])) return sumFen(partsOf(line).map(({ amount }) => amount))
  return lineAmount(priceOf(drug, countOf(line)), asked.quantity)
}

/** The goods as 2101A and 2102A have them. */
export function settlementLines(hiRxno: string, goods: readonly OutgoingGoods[]): readonly SettlementLine[] {
  return goods.map(({ number, asked, drug, isSplit, price, quantity, amount, codes }) => ({
    number,
    price,
    quantity,
    amount,
    hiRxno,
    drugCode: asked.drugCode,
    ownCode: drug.id,
    dose: null,
    frequency: asked.frequency,
    route: asked.route,
    traceCodes: codes.map((code) => ({ code, isSplit })),
  }))
}

/** The goods of a full basket, the same at every look: what is settled is what leaves, so that every sum is the same to the fen. */
export function outgoingGoods(lines: readonly BasketLine[], lotOf: (id: string) => Lot | null): readonly OutgoingGoods[] {
  return lines.flatMap((line) => {
    const { asked, drug } = line
    if (drug === null) throw new Error(`line ${line.number} has no price`)
    const { id: ownCode, nationalCode: drugCode, name, prescriptionDrug } = drug
    const parts = partsOf(line)
    return parts.map(({ lotId, isSplit, items, ...sold }, index): OutgoingGoods => {
      const lot = lotOf(lotId)
      if (lot === null) throw new Error(`there is no lot ${lotId}`)
      return {
        ...sold,
        number: parts.length === 1 ? `${line.number}` : `${line.number}.${index + 1}`,
        asked,
        article: { drugCode, ownCode, name, prescriptionDrug },
        drug,
        lot,
        isSplit,
        codes: items.flatMap(({ code }) => (code === null ? [] : [code])),
      }
    })
  })
}

/** A line of goods as 7207 has it. */
export function outboundLine({ article, drug, lot, isSplit, quantity, unit, price, amount, codes }: OutgoingGoods): OutboundLine {
  const { dosageForm, specification, manufacturer } = drug
  return {
    article,
    dosageForm,
    specification,
    manufacturer,
    lot,
    isSplit,
    price,
    quantity,
    unit,
    amount,
    traceCodes: codes,
  }
}

/** One lot's part of a line, whole boxes before opened ones. The quantities of the parts come to the line's own, whatever is rounded. */
function partsOf(line: BasketLine) {
  const { asked, drug, items } = line
  const count = countOf(line)
  if (drug === null || count === null) throw new Error(`line ${line.number} cannot be sold`)
  const price = priceOf(drug, count)
  const unit = count.isPricedByPiece ? drug.pieceUnit : drug.unit
  const groups = [false, true].flatMap((isSplit) => {
    const own = items.filter(({ pieces }) => (pieces !== null) === isSplit)
    return [...new Set(own.map(({ lotId }) => lotId))].map((lotId) => ({
      lotId,
      isSplit,
      items: own.filter((item) => item.lotId === lotId),
    }))
  })
  let before = 0
  return groups.map((group) => {
    const first = before
    before += takenOf(group, count)
    const quantity = drug.isTraced ? ((inUnits(before, count) - inUnits(first, count)) as Quantity) : asked.quantity
    const amount = lineAmount(price, quantity)
    if (amount === null) throw new Error(`line ${line.number} has no price`)
    return { ...group, quantity, unit, price, amount }
  })
}

/** So many boxes or pieces, in ten-thousandths of what the prescription counts in. */
function inUnits(taken: number, { by, perPack, isPricedByPiece }: LineCount): number {
  return by === 'box' || isPricedByPiece ? taken * WHOLE : quantityOf(taken, perPack)
}

function priceOf({ price, piecesPerPack }: Drug, count: LineCount | null): Price {
  return count?.isPricedByPiece ? piecePrice(price, piecesPerPack) : price
}
