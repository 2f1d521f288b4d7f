import type { CenterContext } from '../context.ts'
import type { InsuranceCall, Refused } from '../insurance/interface.ts'
import { settledRequest } from '../insurance/settled.ts'
import { findLineFault } from '../prescription/lines.ts'
import { refuseSettlement } from '../prescription/settling.ts'
import { refuse, textOf } from '../refusal.ts'
import { EMPTY_PACK, leftIn, takePacks } from '../trace.ts'
import {
  type Goods,
  noSale,
  readGoods,
  refusePerson,
  refuseSerial,
  refuseSoldPacks,
  restatePacks,
  saleSpelling,
} from './goods.ts'
import type { Line, TakeLine } from './line.ts'
import { documentSale } from './sales.ts'

/**
 * 3505 商品销售: one line of goods that left. Before the settlement (F 3.2.2) they are of a prescription that this institution may still settle; after it
 * they are of that settlement. Stock may go below zero: no source says that a center refuses what was sold [inferred].
 */
export const takeSale: TakeLine = (context, call, line) => {
  const { node, at } = line
  const institution = call.institution.code
  const read = readGoods(context, line, institution, saleSpelling)
  if (!read.ok) return read
  const { goods } = read
  const { article, drug, batchSerial, quantity, price, packs } = goods
  const refused = refuseSerial(context, goods, '4', line) ?? refusePerson(context, line, call)
  if (refused) return refused
  const settlement = textOf(node, 'setl_id')
  const found = settlement === '' ? saleBefore(context, call, line, goods) : saleAfter(context, call, line, goods)
  if (!found.ok) return found
  const { sale } = found
  const list = `${at}.drugtracinfo`
  const refusedPacks = refuseSoldPacks(context, packs, { sale, institution }, list)
  if (refusedPacks) return refusedPacks
  const taken = takePacks([{ quantity, packs }], leftIn(context, { source: '3505', sale }))
  if (!taken.ok) return refuse('1033', `${list}[${packs.indexOf(taken.empty)}].drug_trac_codg`, EMPTY_PACK)

  context.store.stock.add({
    ...article,
    ...noSale,
    interface: '3505',
    batchSerial,
    lot: textOf(node, 'manu_lotnum'),
    quantity: -quantity,
    price,
    sale,
    settlement: settlement === '' ? null : settlement,
    operator: call.operator,
    at: context.clock.now(),
    node,
    packs: taken.packs,
  })
  restatePacks(context, { sale, institution, drug: drug.code, packs: taken.packs })
  return null
}

type Found = { readonly ok: true; readonly sale: string } | Refused

function saleBefore(
  context: CenterContext,
  { institution }: InsuranceCall,
  { node, at }: Line,
  { drug, quantity }: Goods,
): Found {
  if (textOf(node, 'rx_circ_flag') !== '1') {
    const { code } = institution
    return { ok: true, sale: documentSale(code, textOf(node, 'rtal_docno'), textOf(node, 'mdtrt_setl_type')) }
  }
  const hiRxno = textOf(node, 'rxno')
  const { prescriptions, registry, stock } = context.store
  const buyer = registry.personNumbered(textOf(node, 'psn_no'))?.identityNumber
  const person = buyer ?? prescriptions.find(hiRxno)?.person ?? ''
  const refusal = refuseSettlement(context, { hiRxno, person, institution: institution.code, lines: [] })
  if (refusal) return { ok: false, refusal: { ...refusal, message: refusal.message.replace('drugdetail.', `${at}.`) } }
  return refuseLine(
    findLineFault(context, hiRxno, [
      { drug: drug.code, quantity: quantity + outOf(stock.outOf(hiRxno, institution.code), drug.code) },
    ]),
    hiRxno,
    at,
  )
}

function saleAfter(context: CenterContext, { institution }: InsuranceCall, { node, at }: Line, { drug, quantity }: Goods): Found {
  const { settlements, registry, stock } = context.store
  const settlement = settlements.find(textOf(node, 'setl_id'))
  const stands = settlement?.institution === institution.code && settlement.reverses === null && settlement.ended === null
  if (!stands) return refuse('1046', `${at}.setl_id`, '本机构没有该笔有效结算')
  const prescription = textOf(node, 'rx_circ_flag') === '1' ? textOf(node, 'rxno') : null
  if (settlement.hiRxno !== prescription) return refuse('1046', `${at}.rxno`, '须为该笔结算的处方')
  const number = textOf(node, 'psn_no')
  if (number !== '' && registry.personNumbered(number)?.identityNumber !== settlement.person) {
    return refuse('1046', `${at}.psn_no`, '须为该笔结算的参保人')
  }
  const { sale, sold } = settledRequest(settlement)
  const settled = sold.reduce((sum, line) => (line.drug === drug.code ? sum + line.quantity : sum), 0)
  if (settled === 0) return refuse('1027', `${at}.med_list_codg`, '该笔结算中没有该药品')
  const isWithin = quantity + outOf(stock.outOf(sale, institution.code), drug.code) <= settled
  return isWithin ? { ok: true, sale } : refuse('1027', `${at}.sel_retn_cnt`, '数量不得超过结算数量')
}

function outOf(out: ReadonlyMap<string, number>, drug: string): number {
  return out.get(drug) ?? 0
}

function refuseLine(fault: ReturnType<typeof findLineFault>, sale: string, at: string): Found {
  if (fault === null) return { ok: true, sale }
  return refuse('1027', fault.kind === 'drug' ? `${at}.med_list_codg` : `${at}.sel_retn_cnt`, fault.rule)
}
