import type { CenterContext } from '../context.ts'
import type { InsuranceInterface, Refused } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { findLineFault } from '../prescription/lines.ts'
import { refuse, textOf } from '../refusal.ts'
import type { StockMovement } from '../store/stock.ts'
import { EMPTY_PACK, leftIn } from '../trace.ts'
import { contentOf, refuseSoldPacks, restatePacks, uploaded } from './goods.ts'

/**
 * 3507 进销存信息删除: takes an upload back by its batch serial: a count (1), or a sale or its return (4), of two with one serial the later. There are no
 * changes (2) and purchases (3) here. What others rest on stays (1045).
 */
export const deletion: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const { stock } = context.store
  const serial = textOf(data, 'fixmedins_bchno')
  const unknown = refuse('1051', 'data.fixmedins_bchno', '本机构没有该批次流水号的该类信息')
  const kind = textOf(data, 'inv_data_type')
  if (kind === '1') return stock.removeCount(institution.code, serial) ? uploaded : unknown
  const [movement] = kind === '4' ? stock.movementsOf(institution.code, serial) : []
  if (movement === undefined) return unknown
  const refused = movement.interface === '3505' ? refuseSaleDeletion(context, movement) : refuseReturnDeletion(context, movement)
  if (refused) return refused

  stock.removeMovement(movement.id, context.clock.now())
  restatePacks(context, movement)
  return uploaded
}

function refuseSaleDeletion(context: CenterContext, sold: StockMovement): Refused | null {
  const { stock, settlements } = context.store
  if (stock.movementsOfSale(sold.sale).some((movement) => contentOf(movement).returns === sold.id)) {
    return refuse('1045', 'data.fixmedins_bchno', '该笔销售已有退货，须先删除退货')
  }
  // an upload that came after its settlement is no condition of it
  const isSettled = sold.settlement === null && settlements.standingOfSale(sold.sale) !== undefined
  return isSettled ? refuse('1045', 'data.fixmedins_bchno', '该笔销售已结算，须先撤销结算 (2103)') : null
}

function refuseReturnDeletion(context: CenterContext, back: StockMovement): Refused | null {
  const { stock, prescriptions } = context.store
  const { packs } = contentOf(back)
  const refused = refuseSoldPacks(context, packs, back.sale, 'drugtracinfo')
  if (refused) return refused
  const inside = leftIn(context, { source: '3505', sale: back.sale })
  const used = packs.findIndex(({ code, split, quantity }) => split && inside(code) < quantity)
  if (used >= 0) return refuse('1033', `drugtracinfo[${used}].drug_trac_codg`, EMPTY_PACK)
  if (prescriptions.find(back.sale) === undefined) return null
  const quantity = back.quantity + (stock.outOf(back.sale, back.institution).get(back.drug) ?? 0)
  const fault = findLineFault(context, back.sale, [{ drug: back.drug, quantity }])
  return fault === null ? null : refuse('1045', 'data.fixmedins_bchno', '退货之后该处方已另行销售')
}
