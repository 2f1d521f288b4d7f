import { textOf } from '../refusal.ts'
import { changeSpelling, noSale, readGoods, refuseSerial } from './goods.ts'
import type { TakeLine } from './line.ts'
import { lotOfPacks } from './lots.ts'
import { receive, takeAway } from './places.ts'

/** inv_chg_type: which of the types bring goods in; the others take them away. */
const INCOMING: ReadonlySet<string> = new Set(['101', '103', '106', '108', '110'])

/**
 * 3502 商品库存变更: goods that came or went otherwise than by purchase and sale (F 3.3.2). It names no lot: that is known where its trace codes are. Stock may go
 * below zero, as with a sale.
 */
export const takeChange: TakeLine = (context, { institution, operator }, line) => {
  const { node, at } = line
  const read = readGoods(context, line, institution.code, changeSpelling)
  if (!read.ok) return read
  const { goods } = read
  const change = textOf(node, 'inv_chg_type')
  const isIncoming = INCOMING.has(change)
  const refused = refuseSerial(context, goods, '2', line)
  if (refused) return refused
  const list = `${at}.drugtracinfo`
  const moved = isIncoming ? receive(context, goods, list) : takeAway(context, goods, list)
  if (!moved.ok) return moved

  const { article, batchSerial, quantity, price } = goods
  context.store.stock.add({
    ...article,
    ...noSale,
    interface: '3502',
    batchSerial,
    lot: lotOfPacks(context, article.institution, goods.packs),
    quantity: isIncoming ? quantity : -quantity,
    price,
    change,
    operator,
    at: context.clock.now(),
    node,
    packs: moved.packs,
  })
  return null
}
