import type { InsuranceInterface } from '../insurance/interface.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { readDecimal, scales } from '../money.ts'
import { refuse, textOf } from '../refusal.ts'
import { chinaTime } from '../time.ts'
import { findTraceFault } from '../trace.ts'
import { readArticle, uploaded } from './goods.ts'

/**
 * 3501 商品盘存上传: the stock of one lot as counted. The latest count of a lot counts, under whatever batch serial (F 3.3.2 「最新盘存信息」): one of an earlier day that
 * comes later changes nothing.
 */
export const stocktake: InsuranceInterface = (context, { input, institution }) => {
  const { stock, drugs } = context.store
  const counted = isObject(input.invinfo) ? input.invinfo : {}
  const article = readArticle(counted, institution.code)
  const at = context.clock.now()
  if (drugs.find(article.drug) === undefined) return refuse('1028', 'invinfo.med_list_codg', '医保药品编码不存在')
  const quantity = readDecimal(textOf(counted, 'inv_cnt'), scales.quantity)
  if (quantity === null || quantity < 0) return refuse('1003', 'invinfo.inv_cnt', '不得小于零，且不超出可计范围')
  const countedOn = textOf(counted, 'invdate')
  if (countedOn > chinaTime(at).date) return refuse('1003', 'invinfo.invdate', '不得晚于今日')
  const batchSerial = textOf(counted, 'fixmedins_bchno')
  const before = stock.countOf(institution.code, batchSerial)
  if (before !== undefined && (before.drug !== article.drug || before.article !== article.article)) {
    return refuse('1052', 'invinfo.fixmedins_bchno', '已用于其他药品的盘存')
  }
  const packs = nodesOf(counted.drugtracinfo).map((node) => ({
    code: textOf(node, 'drug_trac_codg'),
    drug: article.drug,
    split: false,
  }))
  const fault = findTraceFault(context, packs, '')
  if (fault !== null && fault.kind !== 'sold') {
    return refuse('1032', `invinfo.drugtracinfo[${fault.index}].drug_trac_codg`, fault.rule)
  }
  const isOutdated = before !== undefined && before.countedOn > countedOn
  if (!isOutdated) stock.count({ ...article, batchSerial, lot: textOf(counted, 'manu_lotnum'), countedOn, quantity, at })
  return uploaded
}
