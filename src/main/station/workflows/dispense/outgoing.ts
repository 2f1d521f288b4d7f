import { type Fen, lineAmount, type Price, type Quantity } from '../../../../shared/domain/money.ts'
import type { PricedLine } from '../../../../shared/domain/settlement.ts'
import type { Article, OutboundLine, SettlementLine } from '../../gateways/gateways.ts'
import type { CaseItem, CaseRecord } from '../../store/cases.ts'
import type { Drug, Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { type BasketLine, drugOfLine } from './basket.ts'

const WHOLE = 10_000

/** Goods of one line and one lot as they leave. */
export interface OutgoingGoods {
  /** the line, and its lot where there are several: `2`, `2.1` */
  readonly number: string
  readonly article: Article
  readonly drug: Drug
  readonly lot: Lot
  readonly quantity: Quantity
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

/** What a line costs; null where the shelf has no such drug. */
export function amountOf({ asked, drug }: Pick<BasketLine, 'asked' | 'drug'>): Fen | null {
  return drug === null ? null : lineAmount(drug.price, asked.quantity)
}

/** The lines of a full basket as 2101A and 2102A have them. */
export function settlementLines(hiRxno: string, lines: readonly BasketLine[]): readonly SettlementLine[] {
  return lines.map((line) => {
    const { drug, amount } = soldOf(line)
    return {
      ...pricedLine(line.number, drug, line.asked.quantity, amount),
      hiRxno,
      drugCode: line.asked.drugCode,
      ownCode: drug.id,
      dose: null,
      frequency: line.asked.frequency,
      route: line.asked.route,
      traceCodes: codesOf(line.items).map((code) => ({ code, isSplit: false })),
    }
  })
}

/** The goods of a full basket by line and lot, the same at every look. The amounts of a line's lots are its own to the fen. */
export function outgoingGoods(lines: readonly BasketLine[], lotOf: (id: string) => Lot | null): readonly OutgoingGoods[] {
  return lines.flatMap((line) => {
    const { drug, amount } = soldOf(line)
    const { id: ownCode, nationalCode: drugCode, name, prescriptionDrug, price } = drug
    const lotIds = [...new Set(line.items.map(({ lotId }) => lotId))]
    let left = amount
    return lotIds.map((lotId, index): OutgoingGoods => {
      const lot = lotOf(lotId)
      if (lot === null) throw new Error(`there is no lot ${lotId}`)
      const items = line.items.filter((item) => item.lotId === lotId)
      const quantity = drug.isTraced ? ((items.length * WHOLE) as Quantity) : line.asked.quantity
      const isLast = index === lotIds.length - 1
      const part = isLast ? left : (lineAmount(price, quantity) ?? left)
      left = (left - part) as Fen
      return {
        number: lotIds.length === 1 ? `${line.number}` : `${line.number}.${index + 1}`,
        article: { drugCode, ownCode, name, prescriptionDrug },
        drug,
        lot,
        quantity,
        price,
        amount: part,
        codes: codesOf(items),
      }
    })
  })
}

/** A line of goods as 7207 has it. */
export function outboundLine({ article, drug, lot, quantity, price, amount, codes }: OutgoingGoods): OutboundLine {
  const { dosageForm, specification, manufacturer, unit } = drug
  return {
    article,
    dosageForm,
    specification,
    manufacturer,
    lot,
    isSplit: false,
    price,
    quantity,
    unit,
    amount,
    traceCodes: codes,
  }
}

function pricedLine(number: number, { price }: Drug, quantity: Quantity, amount: Fen): PricedLine {
  return { number: `${number}`, price, quantity, amount }
}

function soldOf(line: BasketLine): { readonly drug: Drug; readonly amount: Fen } {
  const amount = amountOf(line)
  if (line.drug === null || amount === null) throw new Error(`line ${line.number} has no price`)
  return { drug: line.drug, amount }
}

function codesOf(items: readonly CaseItem[]): readonly string[] {
  return items.flatMap(({ code }) => (code === null ? [] : [code]))
}
