import type { CenterContext } from '../context.ts'
import type { Refused } from '../insurance/interface.ts'
import { refuse, textOf } from '../refusal.ts'
import type { StockRecord } from '../store/stock.ts'
import { type Goods, noSale, purchaseSpelling, readGoods, refuseSerial } from './goods.ts'
import type { Line, TakeLine } from './line.ts'
import { lotOfPacks } from './lots.ts'
import { takeAway } from './places.ts'

/**
 * 3504 商品采购退货: goods that went back to the supplier. It names its purchase by medins_prod_purc_no, the batch serial of the 3503, or shares its serial, as 3506 does
 * with its sale [inferred]; then no more goes back than came. Goods from before the shop uploaded purchases go back without one.
 */
export const takePurchaseReturn: TakeLine = (context, { institution, operator }, line) => {
  const { node, at } = line
  const { stock } = context.store
  const read = readGoods(context, line, institution.code, purchaseSpelling)
  if (!read.ok) return read
  const { goods } = read
  const named = textOf(node, 'medins_prod_purc_no')
  const serial = named === '' ? goods.batchSerial : named
  const purchase = stock.standing(institution.code, '3', serial).find((record) => record.interface === '3503') ?? null
  if (purchase === null && named !== '') return refuse('1051', `${at}.medins_prod_purc_no`, '没有该批次流水号的采购')
  const isShared = purchase?.batchSerial === goods.batchSerial
  const refused =
    (isShared ? null : refuseSerial(context, goods, '3', line)) ??
    (purchase === null ? null : refusePurchase(context, purchase, goods, line))
  if (refused) return refused
  const gone = takeAway(context, goods, `${at}.drugtracinfo`)
  if (!gone.ok) return gone

  const { article, batchSerial, quantity, price } = goods
  stock.add({
    ...article,
    ...noSale,
    interface: '3504',
    batchSerial,
    lot: purchase?.lot ?? lotOfPacks(context, institution.code, goods.packs),
    quantity: -quantity,
    price,
    returns: purchase?.id ?? null,
    operator,
    at: context.clock.now(),
    node,
    packs: gone.packs,
  })
  return null
}

function refusePurchase(context: CenterContext, purchase: StockRecord, goods: Goods, { at }: Line): Refused | null {
  if (purchase.drug !== goods.drug.code) return refuse('1027', `${at}.med_list_codg`, '须为该笔采购的药品')
  if (purchase.article !== goods.article.article) return refuse('1027', `${at}.fixmedins_hilist_id`, '须为该笔采购的药品')
  const returned = context.store.stock.returnsOf(purchase.id)
  const left = returned.reduce((sum, { quantity }) => sum + quantity, purchase.quantity)
  if (goods.quantity > left) return refuse('1003', `${at}.purc_retn_cnt`, '不得超过该笔采购尚未退回的数量')
  if (purchase.packs.length === 0) return null
  const wrong = goods.packs.findIndex(({ code }) => !purchase.packs.some((pack) => pack.code === code))
  return wrong < 0 ? null : refuse('1032', `${at}.drugtracinfo[${wrong}].drug_trac_codg`, '须为该笔采购的追溯码')
}
