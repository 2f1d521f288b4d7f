import type { CenterContext } from '../context.ts'
import type { InsuranceInterface, Refused } from '../insurance/interface.ts'
import { nodesOf } from '../insurance/lines.ts'
import { isObject } from '../json.ts'
import { give, refuse, textOf } from '../refusal.ts'
import type { Drug } from '../store/drugs.ts'
import type { Line } from './line.ts'

/** list_type of a drug: 西药, 中成药, 中药饮片. */
export const listTypeOf = Object.freeze({ '11': '101', '12': '102', '13': '103' }) satisfies Readonly<
  Record<Drug['itemType'], string>
>

/** 3301 目录对照上传: which drugs some own articles are. An article is one drug at a time: another mapping of it comes after the withdrawal of the first. All or none. */
export const uploadMappings: InsuranceInterface = (context, { input, institution }) => {
  const lines = nodesOf(input.data).map((node, index) => ({ node, at: `data[${index}]` }))
  if (lines.length === 0) return refuse('1003', 'data', '至少一条')
  const refused = context.store.attempt(() =>
    lines.reduce<Refused | null>((before, line) => before ?? map(context, institution.code, line), null),
  )
  return refused ?? give({})
}

function map(context: CenterContext, institution: string, { node, at }: Line): Refused | null {
  const { drugs, mappings } = context.store
  const article = textOf(node, 'fixmedins_hilist_id')
  const drug = drugs.find(textOf(node, 'med_list_codg'))
  if (drug === undefined) return refuse('1028', `${at}.med_list_codg`, '医保药品编码不存在')
  const listType = textOf(node, 'list_type')
  if (listType !== listTypeOf[drug.itemType]) return refuse('1003', `${at}.list_type`, '须为该药品的目录类别')
  const [since, until] = [textOf(node, 'begndate'), textOf(node, 'enddate')]
  if (until < since) return refuse('1003', `${at}.enddate`, '不得早于开始日期')
  if (mappings.find(institution, article) !== undefined) {
    return refuse('1045', `${at}.fixmedins_hilist_id`, '该目录已对照，须先撤销 (3302)')
  }
  const name = textOf(node, 'fixmedins_hilist_name')
  mappings.add({ institution, article, drug: drug.code, listType, name, since, until, at: context.clock.now() })
  return null
}

/** 3302 目录对照撤销: takes a mapping of the own shop back, named with all that it says. */
export const withdrawMapping: InsuranceInterface = (context, { input, institution }) => {
  const data = isObject(input.data) ? input.data : {}
  const { mappings } = context.store
  if (textOf(data, 'fixmedins_code') !== institution.code) {
    return refuse('1003', 'data.fixmedins_code', '只能撤销本机构的目录对照')
  }
  const article = textOf(data, 'fixmedins_hilist_id')
  const mapping = mappings.find(institution.code, article)
  if (mapping === undefined) return refuse('1003', 'data.fixmedins_hilist_id', '本机构没有该目录的对照')
  if (mapping.drug !== textOf(data, 'med_list_codg')) return refuse('1003', 'data.med_list_codg', '须为该目录对照的医保编码')
  if (mapping.listType !== textOf(data, 'list_type')) return refuse('1003', 'data.list_type', '须为该目录对照的类别')
  mappings.withdraw(institution.code, article, context.clock.now())
  return give({})
}
