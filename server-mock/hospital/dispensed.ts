import type { CenterContext } from '../context.ts'
import { nodesOf } from '../insurance/lines.ts'
import { settledRequest, settledResult } from '../insurance/settled.ts'
import { textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import type { Prescription } from '../store/prescriptions.ts'
import type { Settlement } from '../store/settlements.ts'

type Node = Readonly<Record<string, unknown>>

/** One line of the settlement that used a prescription. */
export interface DispensedGoods {
  readonly drug: Drug
  /** as the pharmacy wrote them */
  readonly quantity: string
  readonly price: string
  readonly amount: string
  /** 生产批号 of the outbound upload; empty where there was none yet */
  readonly lot: string
}

/** What a prescription was settled for. */
export interface Dispensed {
  readonly settlement: Settlement
  /** epoch ms */
  readonly at: number
  /** `setlinfo` of its answer */
  readonly amounts: Node
  readonly goods: readonly DispensedGoods[]
}

/** What was given for a prescription: the lines of its settlement, with the lots of the outbound upload. Null while nobody settled it here. */
export function dispensedOf(context: CenterContext, prescription: Prescription): Dispensed | null {
  const { settlements, drugs } = context.store
  const settlement = settlements.find(prescription.usedBy ?? '')
  if (settlement === undefined) return null
  const lots = lotsOf(context, prescription.hiRxno, settlement)
  const goods = nodesOf(settledRequest(settlement).input.drugdetail)
    .filter((line) => textOf(line, 'rxno') === prescription.hiRxno)
    .flatMap((line) => {
      const drug = drugs.find(textOf(line, 'med_list_codg'))
      if (drug === undefined) return []
      const [quantity, price, amount] = ['cnt', 'pric', 'det_item_fee_sumamt'].map((name) => textOf(line, name))
      return [{ drug, quantity: quantity ?? '', price: price ?? '', amount: amount ?? '', lot: lots.get(drug.code) ?? '' }]
    })
  return { settlement, at: settlement.at, amounts: settledResult(settlement).setlinfo, goods }
}

/** The lot of each drug, from 7207 or 3505, whichever the province has. */
function lotsOf({ store }: CenterContext, hiRxno: string, settlement: Settlement): ReadonlyMap<string, string> {
  const outbound = store.outbounds.current(hiRxno)
  const sent: Node = outbound === undefined ? {} : JSON.parse(outbound.content)
  const { sale } = settledRequest(settlement)
  const sold = [...store.stock.ofSale(sale), ...store.stock.ofSale(hiRxno)].map(({ drug, lot }) => [drug, lot] as const)
  return new Map([
    ...sold,
    ...nodesOf(sent.selinfo).map((line) => [textOf(line, 'medListCodg'), textOf(line, 'manuLotnum')] as const),
  ])
}
