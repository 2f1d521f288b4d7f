import { nodesOf } from '../insurance/lines.ts'
import { readDecimal, scales } from '../money.ts'
import { refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { findCodeFault, findPlaceFault, PACK } from '../trace.ts'
import { noSale, readArticle, refuseTrace } from './goods.ts'
import type { TakeLine } from './line.ts'

/**
 * 3501 商品盘存上传: the stock of one lot as counted. The latest count of a lot counts, under whatever batch serial (F 3.3.2 「最新盘存信息」): one of an earlier day that
 * comes later changes nothing. A count does not move packs: those that another shop has are refused, those that were sold are let through.
 */
export const takeCount: TakeLine = (context, { institution, operator }, line) => {
  const { node, at } = line
  const { stock } = context.store
  const read = readArticle(context, line, institution.code)
  if (!read.ok) return read
  const { article, drug } = read
  const now = context.clock.now()
  const quantity = readDecimal(textOf(node, 'inv_cnt'), scales.quantity)
  if (quantity === null || quantity < 0) return refuse('1003', `${at}.inv_cnt`, '不得小于零，且不超出可计范围')
  const countedOn = textOf(node, 'invdate')
  if (countedOn > chinaTime(now).date) return refuse('1003', `${at}.invdate`, '不得晚于今日')
  const batchSerial = textOf(node, 'fixmedins_bchno')
  const [before] = stock.standing(institution.code, '1', batchSerial)
  if (before !== undefined && (before.drug !== article.drug || before.article !== article.article)) {
    return refuse('1052', `${at}.fixmedins_bchno`, '已用于其他药品的盘存')
  }
  const codes = nodesOf(node.drugtracinfo).map((pack) => textOf(pack, 'drug_trac_codg'))
  const packs = codes.map((code) => ({ code, drug: drug.code, split: false }))
  const fault = findCodeFault(context, packs) ?? findPlaceFault(context, packs, { institution: institution.code, as: 'counted' })
  const refused = refuseTrace(fault, `${at}.drugtracinfo`)
  if (refused) return refused
  if (before?.countedOn && before.countedOn > countedOn) return null

  if (before !== undefined) stock.remove(before.id, now)
  stock.add({
    ...article,
    ...noSale,
    interface: '3501',
    batchSerial,
    lot: textOf(node, 'manu_lotnum'),
    countedOn,
    quantity,
    price: null,
    operator,
    at: now,
    node,
    packs: packs.map((pack) => ({ ...pack, quantity: PACK })),
  })
  return null
}
