import { textOf } from '../refusal.ts'
import { noSale, purchaseSpelling, readGoods, refuseSerial } from './goods.ts'
import type { TakeLine } from './line.ts'
import { receive } from './places.ts'

/** 3503 商品采购: one line of goods that were bought in, with their lot (F 3.3.2). Its price is what the shop paid, and says nothing of what it asks. */
export const takePurchase: TakeLine = (context, { institution, operator }, line) => {
  const { node, at } = line
  const read = readGoods(context, line, institution.code, purchaseSpelling)
  if (!read.ok) return read
  const { goods } = read
  const refused = refuseSerial(context, goods, '3', line)
  if (refused) return refused
  const received = receive(context, goods, `${at}.drugtracinfo`)
  if (!received.ok) return received

  const { article, batchSerial, quantity, price } = goods
  context.store.stock.add({
    ...article,
    ...noSale,
    interface: '3503',
    batchSerial,
    lot: textOf(node, 'manu_lotnum'),
    quantity,
    price,
    operator,
    at: context.clock.now(),
    node,
    packs: received.packs,
  })
  return null
}
