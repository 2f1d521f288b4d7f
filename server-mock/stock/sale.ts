import type { CenterContext } from '../context.ts'
import type { InsuranceCall, InsuranceInterface, Refused } from '../insurance/interface.ts'
import { settledRequest } from '../insurance/settled.ts'
import { isObject } from '../json.ts'
import { findLineFault } from '../prescription/lines.ts'
import { refuseSettlement } from '../prescription/settling.ts'
import { refuse, textOf } from '../refusal.ts'
import { EMPTY_PACK, leftIn, takePacks } from '../trace.ts'
import { type Goods, readGoods, refusePerson, refuseSoldPacks, restatePacks, uploaded, writeContent } from './goods.ts'
import { documentSale } from './sales.ts'

type Node = Readonly<Record<string, unknown>>

/**
 * 3505 商品销售: one line of goods that left. Before the settlement (F 3.2.2) they are of a prescription that this institution may still settle; after it
 * they are of that settlement. Stock may go below zero: no source says that a center refuses what was sold [inferred].
 */
export const sale3505: InsuranceInterface = (context, call) => {
  const { stock } = context.store
  const institution = call.institution.code
  const selinfo = isObject(call.input.selinfo) ? call.input.selinfo : {}
  const read = readGoods(context, selinfo, institution)
  if (!read.ok) return read
  const { goods } = read
  const { article, batchSerial, lot, quantity, price, packs } = goods
  if (stock.movementsOf(institution, batchSerial).length > 0) {
    return refuse('1052', 'selinfo.fixmedins_bchno', '未删除的销售、退货中不得重复')
  }
  const refusedPerson = refusePerson(context, selinfo, call)
  if (refusedPerson) return refusedPerson
  const settlement = textOf(selinfo, 'setl_id')
  const found = settlement === '' ? saleBefore(context, call, selinfo, goods) : saleAfter(context, call, selinfo, goods)
  if (!found.ok) return found
  const { sale } = found
  const refused = refuseSoldPacks(context, packs, sale, 'selinfo.drugtracinfo')
  if (refused) return refused
  const taken = takePacks([{ quantity, packs }], leftIn(context, { source: '3505', sale }))
  if (!taken.ok) return refuse('1033', `selinfo.drugtracinfo[${packs.indexOf(taken.empty)}].drug_trac_codg`, EMPTY_PACK)

  const content = writeContent(taken.packs, null, selinfo)
  stock.move({
    ...article,
    interface: '3505',
    batchSerial,
    lot,
    quantity: -quantity,
    price,
    sale,
    settlement: settlement === '' ? null : settlement,
    at: context.clock.now(),
    content,
  })
  restatePacks(context, { sale, institution, content })
  return uploaded
}

type Found = { readonly ok: true; readonly sale: string } | Refused

function saleBefore(context: CenterContext, { institution }: InsuranceCall, selinfo: Node, { drug, quantity }: Goods): Found {
  if (textOf(selinfo, 'rx_circ_flag') !== '1') {
    const { code } = institution
    return { ok: true, sale: documentSale(code, textOf(selinfo, 'rtal_docno'), textOf(selinfo, 'mdtrt_setl_type')) }
  }
  const hiRxno = textOf(selinfo, 'rxno')
  const { prescriptions, registry, stock } = context.store
  const buyer = registry.personNumbered(textOf(selinfo, 'psn_no'))?.identityNumber
  const person = buyer ?? prescriptions.find(hiRxno)?.person ?? ''
  const refusal = refuseSettlement(context, { hiRxno, person, institution: institution.code, lines: [] })
  if (refusal) return { ok: false, refusal: { ...refusal, message: refusal.message.replace('drugdetail.', 'selinfo.') } }
  return refuseLine(
    findLineFault(context, hiRxno, [
      { drug: drug.code, quantity: quantity + outOf(stock.outOf(hiRxno, institution.code), drug.code) },
    ]),
    hiRxno,
  )
}

function saleAfter(context: CenterContext, { institution }: InsuranceCall, selinfo: Node, { drug, quantity }: Goods): Found {
  const { settlements, registry, stock } = context.store
  const settlement = settlements.find(textOf(selinfo, 'setl_id'))
  const stands = settlement?.institution === institution.code && settlement.reverses === null && settlement.ended === null
  if (!stands) return refuse('1046', 'selinfo.setl_id', '本机构没有该笔有效结算')
  const prescription = textOf(selinfo, 'rx_circ_flag') === '1' ? textOf(selinfo, 'rxno') : null
  if (settlement.hiRxno !== prescription) return refuse('1046', 'selinfo.rxno', '须为该笔结算的处方')
  const number = textOf(selinfo, 'psn_no')
  if (number !== '' && registry.personNumbered(number)?.identityNumber !== settlement.person) {
    return refuse('1046', 'selinfo.psn_no', '须为该笔结算的参保人')
  }
  const { sale, sold } = settledRequest(settlement)
  const settled = sold.reduce((sum, line) => (line.drug === drug.code ? sum + line.quantity : sum), 0)
  if (settled === 0) return refuse('1027', 'selinfo.med_list_codg', '该笔结算中没有该药品')
  const isWithin = quantity + outOf(stock.outOf(sale, institution.code), drug.code) <= settled
  return isWithin ? { ok: true, sale } : refuse('1027', 'selinfo.sel_retn_cnt', '数量不得超过结算数量')
}

function outOf(out: ReadonlyMap<string, number>, drug: string): number {
  return out.get(drug) ?? 0
}

function refuseLine(fault: ReturnType<typeof findLineFault>, sale: string): Found {
  if (fault === null) return { ok: true, sale }
  return refuse('1027', fault.kind === 'drug' ? 'selinfo.med_list_codg' : 'selinfo.sel_retn_cnt', fault.rule)
}
