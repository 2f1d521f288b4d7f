import type { InsuranceInterface } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { refuse, textOf } from '../refusal.ts'
import { takePacks } from '../trace.ts'
import { contentOf, outOfPacks, readGoods, refusePerson, restatePacks, uploaded, writeContent } from './goods.ts'

/**
 * 3506 商品销售退货: goods of one sale line that came back. It names the line by medins_prod_sel_no, the batch serial of the 3505, and then has a batch
 * serial of its own; without it its batch serial is that of the 3505 [inferred]. Its trace codes may be sold again. Goods that are paid for come back once the
 * settlement is taken back (1045); those of a sale that was never settled at any time.
 */
export const saleReturn: InsuranceInterface = (context, call) => {
  const { stock } = context.store
  const institution = call.institution.code
  const selinfo = isObject(call.input.selinfo) ? call.input.selinfo : {}
  const read = readGoods(context, selinfo, institution)
  if (!read.ok) return read
  const { article, batchSerial, lot, quantity, price, packs } = read.goods
  const refusedPerson = refusePerson(context, selinfo, call)
  if (refusedPerson) return refusedPerson

  const named = textOf(selinfo, 'medins_prod_sel_no')
  const field = named === '' ? 'selinfo.fixmedins_bchno' : 'selinfo.medins_prod_sel_no'
  const serial = named === '' ? batchSerial : named
  const sold = stock.movementsOf(institution, serial).find((movement) => movement.interface === '3505')
  if (sold === undefined) return refuse('1051', field, '没有该批次流水号的销售')
  if (serial !== batchSerial && stock.movementsOf(institution, batchSerial).length > 0) {
    return refuse('1052', 'selinfo.fixmedins_bchno', '未删除的销售、退货中不得重复')
  }
  if (sold.drug !== article.drug) return refuse('1027', 'selinfo.med_list_codg', '须为该笔销售的药品')
  if (sold.article !== article.article) return refuse('1027', 'selinfo.fixmedins_hilist_id', '须为该笔销售的药品')
  const settlement = textOf(selinfo, 'setl_id')
  if (settlement !== '' && sold.settlement !== null && sold.settlement !== settlement) {
    return refuse('1046', 'selinfo.setl_id', '须为该笔销售的结算')
  }
  const { settlements } = context.store
  const paid = sold.settlement === null ? settlements.standingOfSale(sold.sale) : settlements.find(sold.settlement)
  if (paid?.ended === null) return refuse('1045', field, '该笔销售已结算，须先撤销结算 (2103)')
  const returned = stock.movementsOfSale(sold.sale).filter((movement) => contentOf(movement).returns === sold.id)
  const left = -sold.quantity - returned.reduce((sum, movement) => sum + movement.quantity, 0)
  if (quantity > left) return refuse('1003', 'selinfo.sel_retn_cnt', '不得超过该笔销售尚未退回的数量')
  const soldPacks = contentOf(sold).packs
  const wrong = packs.findIndex(({ code }, index) => {
    const isOfSale = soldPacks.some((pack) => pack.code === code)
    const isBack = returned.some((movement) => contentOf(movement).packs.some((pack) => pack.code === code && !pack.split))
    return !isOfSale || isBack || packs.findIndex((other) => other.code === code) !== index
  })
  if (wrong >= 0) return refuse('1032', `selinfo.drugtracinfo[${wrong}].drug_trac_codg`, '须为该笔销售中尚未退回的追溯码')
  const taken = takePacks([{ quantity, packs }], outOfPacks(context, sold.sale))
  if (!taken.ok) {
    const at = packs.indexOf(taken.empty)
    return refuse('1032', `selinfo.drugtracinfo[${at}].drug_trac_codg`, '退回的不得多于该追溯码售出的')
  }

  const content = writeContent(taken.packs, sold.id, selinfo)
  stock.move({
    ...article,
    interface: '3506',
    batchSerial,
    lot,
    quantity,
    price,
    sale: sold.sale,
    settlement: sold.settlement,
    at: context.clock.now(),
    content,
  })
  restatePacks(context, { sale: sold.sale, institution, content })
  return uploaded
}
