import { refuse, textOf } from '../refusal.ts'
import { takePacks } from '../trace.ts'
import { noSale, outOfPacks, readGoods, refusePerson, refuseSerial, restatePacks, saleSpelling } from './goods.ts'
import type { TakeLine } from './line.ts'

/**
 * 3506 商品销售退货: goods of one sale line that came back. It names the line by medins_prod_sel_no, the batch serial of the 3505, and then has a batch
 * serial of its own; without it its batch serial is that of the 3505 [inferred]. Its trace codes may be sold again. Goods that are paid for come back once the
 * settlement is taken back (1045); those of a sale that was never settled at any time.
 */
export const takeReturn: TakeLine = (context, call, line) => {
  const { node, at } = line
  const { stock, settlements } = context.store
  const institution = call.institution.code
  const read = readGoods(context, line, institution, saleSpelling)
  if (!read.ok) return read
  const { goods } = read
  const { article, drug, batchSerial, quantity, price, packs } = goods
  const refusedPerson = refusePerson(context, line, call)
  if (refusedPerson) return refusedPerson

  const named = textOf(node, 'medins_prod_sel_no')
  const field = named === '' ? `${at}.fixmedins_bchno` : `${at}.medins_prod_sel_no`
  const serial = named === '' ? batchSerial : named
  const sold = stock.standing(institution, '4', serial).find((record) => record.interface === '3505')
  if (sold === undefined) return refuse('1051', field, '没有该批次流水号的销售')
  const refusedSerial = serial === batchSerial ? null : refuseSerial(context, goods, '4', line)
  if (refusedSerial) return refusedSerial
  if (sold.drug !== article.drug) return refuse('1027', `${at}.med_list_codg`, '须为该笔销售的药品')
  if (sold.article !== article.article) return refuse('1027', `${at}.fixmedins_hilist_id`, '须为该笔销售的药品')
  const settlement = textOf(node, 'setl_id')
  if (settlement !== '' && sold.settlement !== null && sold.settlement !== settlement) {
    return refuse('1046', `${at}.setl_id`, '须为该笔销售的结算')
  }
  const paid = sold.settlement === null ? settlements.standingOfSale(sold.sale) : settlements.find(sold.settlement)
  if (paid?.ended === null) return refuse('1045', field, '该笔销售已结算，须先撤销结算 (2103)')
  const returned = stock.returnsOf(sold.id)
  const left = -sold.quantity - returned.reduce((sum, record) => sum + record.quantity, 0)
  if (quantity > left) return refuse('1003', `${at}.sel_retn_cnt`, '不得超过该笔销售尚未退回的数量')
  const wrong = packs.findIndex(({ code }, index) => {
    const isOfSale = sold.packs.some((pack) => pack.code === code)
    const isBack = returned.some((record) => record.packs.some((pack) => pack.code === code && !pack.split))
    return !isOfSale || isBack || packs.findIndex((other) => other.code === code) !== index
  })
  if (wrong >= 0) return refuse('1032', `${at}.drugtracinfo[${wrong}].drug_trac_codg`, '须为该笔销售中尚未退回的追溯码')
  const taken = takePacks([{ quantity, packs }], outOfPacks(context, sold.sale))
  if (!taken.ok) {
    const index = packs.indexOf(taken.empty)
    return refuse('1032', `${at}.drugtracinfo[${index}].drug_trac_codg`, '退回的不得多于该追溯码售出的')
  }

  stock.add({
    ...article,
    ...noSale,
    interface: '3506',
    batchSerial,
    lot: textOf(node, 'manu_lotnum'),
    quantity,
    price,
    returns: sold.id,
    sale: sold.sale,
    settlement: sold.settlement,
    operator: call.operator,
    at: context.clock.now(),
    node,
    packs: taken.packs,
  })
  restatePacks(context, { sale: sold.sale, institution, drug: drug.code, packs: taken.packs })
  return null
}
