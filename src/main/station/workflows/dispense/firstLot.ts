import type { FirstLot } from '../../../../shared/contract/case.ts'
import type { Drug, Lot } from '../../store/goods.ts'
import type { Store } from '../../store/store.ts'
import { firstToGo, isLaterThan, looseLot } from '../boxRules.ts'
import { type BasketLine, countOf } from './basket.ts'

export interface FirstToGo {
  readonly drug: Drug
  readonly lot: Lot
}

/**
 * Which lot a line is filled from first: of what is on the shelf and may go out on `today` (yyyy-MM-dd), what expires first. Where boxes are counted only one
 * with a full box counts. Null where nothing is there. A line without a box may be filled from any article under its national code.
 */
export function firstLotFor(line: BasketLine, goods: Store['goods'], today: string): FirstToGo | null {
  const { drug, items, asked } = line
  const articles = items.length === 0 ? goods.drugsOf(asked.drugCode) : drug === null ? [] : [drug]
  const found = articles.flatMap((article) => {
    const count = countOf({ asked, drug: article })
    if (count === null) return []
    const pieces = count.by === 'piece' ? 1 : article.piecesPerPack
    const lot = article.isTraced ? firstToGo(goods.lotsOnShelf(article.id, pieces), today) : looseLot(goods, article.id, today)
    return lot === null ? [] : [{ drug: article, lot }]
  })
  return found.reduce<FirstToGo | null>((first, each) => (first && !isLaterThan(first.lot, each.lot) ? first : each), null)
}

export function viewFirst({ drug: { shelf }, lot: { number, expiresOn } }: FirstToGo): FirstLot {
  return { lot: number, expiresOn, shelf }
}
