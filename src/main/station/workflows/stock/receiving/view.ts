import type { DeliveryView } from '../../../../../shared/contract/stock/receiving.ts'
import { differenceOf } from '../../../../../shared/domain/receiving.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import type { Delivery, DeliveryBoxState } from '../../../store/stock/receiving.ts'
import type { Store } from '../../../store/store.ts'

const WHOLE = 10_000
const CAME: readonly DeliveryBoxState[] = ['scanned', 'refused', 'accepted', 'sentBack']
const REFUSED: readonly DeliveryBoxState[] = ['refused', 'sentBack']

/** A delivery line by line, with its differences to the note. `now`: epoch ms. */
export function viewDelivery({
  store: { deliveries, goods, accounts },
  delivery,
  needsSecond,
  now,
}: {
  readonly store: Store
  readonly delivery: Delivery
  readonly needsSecond: boolean
  readonly now: number
}): DeliveryView {
  const { id, supplier, note, invoice, state, openedBy } = delivery
  const counts = deliveries.counts(id)
  const boxesOf = (states: readonly DeliveryBoxState[], line?: number): number =>
    counts.reduce((sum, one) => sum + (states.includes(one.state) && (line ?? one.line) === one.line ? one.count : 0), 0)
  const rows = deliveries.lines(id).map((row) => {
    const drug = row.drugId === null ? null : goods.drug(row.drugId)
    return { ...row, drug, received: row.loose + WHOLE * boxesOf(CAME, row.line) }
  })
  const today = shanghaiDate(now)
  return {
    id,
    supplier,
    note,
    invoice,
    state: state === 'importing' ? 'open' : state,
    person: accounts.find(openedBy)?.name ?? openedBy,
    needsSecond,
    boxes: { expected: boxesOf(['expected', 'missing']) + boxesOf(CAME), scanned: boxesOf(CAME), refused: boxesOf(REFUSED) },
    lines: rows.map((row) => ({
      line: row.line,
      drug: row.drug && {
        id: row.drug.id,
        name: row.drug.name,
        specification: row.drug.specification,
        manufacturer: row.drug.manufacturer,
        unit: row.drug.unit,
        isTraced: row.drug.isTraced,
      },
      named: row.named,
      lot: row.lotNumber,
      madeOn: row.madeOn,
      expiresOn: row.expiresOn,
      isExpired: row.expiresOn < today,
      expected: row.expected,
      received: row.received,
      refused: WHOLE * boxesOf(REFUSED, row.line),
      difference: differenceOf(row, rows),
    })),
  }
}
