import type { CenterContext } from '../context.ts'
import type { InsuranceInterface, Refused } from '../insurance/interface.ts'
import { isObject } from '../json.ts'
import { findLineFault } from '../prescription/lines.ts'
import { refuse, textOf } from '../refusal.ts'
import { type StockKind, type StockRecord, stockKinds } from '../store/stock.ts'
import { EMPTY_PACK, findPlaceFault, leftIn, SOLD } from '../trace.ts'
import { refuseSoldPacks, refuseTrace, restatePacks } from './goods.ts'
import { uploaded } from './line.ts'

const FIELD = 'data.fixmedins_bchno'

/**
 * 3507 进销存信息删除: takes an upload back by its batch serial: a count (1), a change (2), a purchase or its return (3), a sale or its return (4), of two with one serial the
 * later. What others rest on stays (1045), and so does what would bring packs back that are elsewhere by now.
 */
export const deletion: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const { stock } = context.store
  const [record] = stock.standing(institution.code, kindOf(textOf(data, 'inv_data_type')), textOf(data, 'fixmedins_bchno'))
  if (record === undefined) return refuse('1051', FIELD, '本机构没有该批次流水号的该类信息')
  const refused = refuseDeletion(context, record)
  if (refused) return refused

  stock.remove(record.id, context.clock.now())
  if (record.sale !== '') restatePacks(context, record)
  return uploaded
}

function kindOf(type: string): StockKind {
  return Object.values(stockKinds).find((kind) => kind === type) ?? '1'
}

function refuseDeletion(context: CenterContext, record: StockRecord): Refused | null {
  switch (record.interface) {
    case '3501':
      return null
    case '3502':
    case '3504':
      return record.quantity < 0 ? refuseComingBack(context, record) : null
    case '3503':
      return context.store.stock.returnsOf(record.id).length > 0 ? refuse('1045', FIELD, '该笔采购已有退货，须先删除退货') : null
    case '3505':
      return refuseSaleDeletion(context, record)
    default:
      return refuseReturnDeletion(context, record)
  }
}

/** Packs of goods that left otherwise than by sale are in stock again: nobody else may have them, nor may they be sold. */
function refuseComingBack(context: CenterContext, { id, institution, drug, packs }: StockRecord): Refused | null {
  const { stock, traceCodes } = context.store
  for (const [index, pack] of packs.entries()) {
    if (pack.split) continue
    const isLast = stock.lastMovementOf(pack.code)?.id === id
    const fault = isLast ? null : findPlaceFault(context, [{ ...pack, drug }], { institution, as: 'received' })
    const refused = refuseTrace(fault === null ? null : { ...fault, index }, 'drugtracinfo')
    if (refused) return refused
    if (isLast && traceCodes.claimsOf(pack.code).length > 0) {
      return refuse('1033', `drugtracinfo[${index}].drug_trac_codg`, SOLD)
    }
  }
  return null
}

function refuseSaleDeletion(context: CenterContext, sold: StockRecord): Refused | null {
  const { stock, settlements } = context.store
  if (stock.returnsOf(sold.id).length > 0) return refuse('1045', FIELD, '该笔销售已有退货，须先删除退货')
  // an upload that came after its settlement is no condition of it
  const isSettled = sold.settlement === null && settlements.standingOfSale(sold.sale) !== undefined
  return isSettled ? refuse('1045', FIELD, '该笔销售已结算，须先撤销结算 (2103)') : null
}

function refuseReturnDeletion(context: CenterContext, back: StockRecord): Refused | null {
  const { stock, prescriptions } = context.store
  const packs = back.packs.map((pack) => ({ ...pack, drug: back.drug }))
  const refused = refuseSoldPacks(context, packs, back, 'drugtracinfo')
  if (refused) return refused
  const inside = leftIn(context, { source: '3505', sale: back.sale })
  const used = packs.findIndex(({ code, split, quantity }) => split && inside(code) < quantity)
  if (used >= 0) return refuse('1033', `drugtracinfo[${used}].drug_trac_codg`, EMPTY_PACK)
  if (prescriptions.find(back.sale) === undefined) return null
  const quantity = back.quantity + (stock.outOf(back.sale, back.institution).get(back.drug) ?? 0)
  const fault = findLineFault(context, back.sale, [{ drug: back.drug, quantity }])
  return fault === null ? null : refuse('1045', FIELD, '退货之后该处方已另行销售')
}
