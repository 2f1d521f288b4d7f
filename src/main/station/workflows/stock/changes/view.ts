import type { ChangeView } from '../../../../../shared/contract/stock/changes.ts'
import { shanghaiDate } from '../../../../../shared/domain/shanghaiTime.ts'
import { countsPerUnit, quantityOfCount } from '../../../../../shared/domain/stockBook.ts'
import { changeRule, fefo } from '../../../../../shared/domain/stockChanges.ts'
import type { StockChangeItem, StockChangePaper } from '../../../store/stock/changes.ts'
import type { Store } from '../../../store/store.ts'

/** The kinds that pick goods from the shelf for somebody, so that the lot that expires first is to leave first. */
const picking: readonly string[] = ['102', '107', '111']

/** A paper with what is on it. `now`: epoch ms. */
export function viewChange(
  { stockChanges, goods, book, accounts }: Store,
  { id, kind, state, reason, supplier, invoice, openedBy }: StockChangePaper,
  now: number,
): ChangeView {
  const today = shanghaiDate(now)
  const items = stockChanges.items(id)

  /** The lot that should leave before this one, while there is still something of it that is not on the paper. */
  function soonerThan({ drugId, lotId }: StockChangeItem): string | null {
    if (!picking.includes(kind) || changeRule(kind).way !== 'out') return null
    const onPaper = (lot: string): number => items.reduce((sum, item) => (item.lotId === lot ? sum + item.count : sum), 0)
    const lots = book
      .lotsOf(drugId)
      .filter((lot) => lot.count > onPaper(lot.lotId))
      .flatMap((lot) => goods.lot(lot.lotId) ?? [])
    const [first] = fefo(lots, today)
    const own = goods.lot(lotId)
    const isSooner = first !== undefined && own !== null && (first.expiresOn ?? '9') < (own.expiresOn ?? '9')
    return isSooner ? first.number : null
  }

  return {
    id,
    kind,
    state,
    reason,
    supplier,
    invoice,
    person: accounts.find(openedBy)?.name ?? openedBy,
    items: items.map((item) => {
      const drug = goods.drug(item.drugId)
      const lot = goods.lot(item.lotId)
      return {
        item: item.item,
        code: item.code,
        drug: drug === null ? item.drugId : `${drug.name} ${drug.specification}`,
        lot: lot?.number ?? item.lotId,
        expiresOn: lot?.expiresOn ?? null,
        quantity: drug === null ? 0 : quantityOfCount(item.count, countsPerUnit(drug)),
        unit: drug?.unit ?? '',
        isPart: item.isPart,
        sooner: state === 'open' ? soonerThan(item) : null,
      }
    }),
  }
}
