import { chargeLevels, listTypes, validFlags, yesNo } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { page, pagedQuery } from './page-nodes.ts'

const found = { found: 'S2' } as const
const length = { found: 'S2', inferred: '长度' } as const
const flag = { type: 'c', length: 3, required: '-', codes: yesNo, source: length } as const
const name = { label: '医保目录名称', type: 'c', length: 200, source: found } as const
const area = { name: 'insu_admdvs', label: '参保所属医保区划', type: 'c', length: 6, source: found } as const
const level = { name: 'chrgitm_lv', label: '收费项目等级', type: 'c', length: 3, codes: chargeLevels, source: length } as const
const listType = { name: 'list_type', label: '目录类别', type: 'c', length: 30, codes: listTypes, source: found } as const
const valid = { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, codes: validFlags, source: length } as const

const kinds = [
  { name: 'med_chrgitm_type', label: '医疗收费项目类别', type: 'c', length: 6, required: '-', source: length },
  { ...level, required: '-' },
  { name: 'lmt_used_flag', label: '限制使用标志', ...flag },
  { ...listType, required: '-' },
  { name: 'med_use_flag', label: '医疗使用标志', ...flag },
  { name: 'matn_used_flag', label: '生育使用标志', ...flag },
  { name: 'hilist_use_type', label: '医保目录使用类别', type: 'c', length: 6, required: '-', source: length },
  { name: 'lmt_cpnd_type', label: '限复方使用类型', type: 'c', length: 3, required: '-', source: length },
] as const

const shorthands = [
  { name: 'wubi', label: '五笔助记码', type: 'c', length: 200, required: '-', source: length },
  { name: 'pinyin', label: '拼音助记码', type: 'c', length: 200, required: '-', source: length },
] as const

/** 1312 医保目录信息查询: which drugs the medical-insurance catalogue has, changed since a moment, page by page. */
export const insuranceCatalogue1312 = {
  number: '1312',
  name: '医保目录信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: pagedQuery([
    { name: 'query_date', label: '查询时间点', type: 'd', required: '-', source: found },
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: '-', source: found },
    { ...area, required: '-' },
    { name: 'begndate', label: '开始日期', type: 'd', required: '-', source: found },
    { name: 'hilist_name', ...name, required: '-' },
    ...shorthands,
    ...kinds,
    { ...valid, required: '-' },
  ]),
  output: page([
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'hilist_name', ...name, required: 'Y' },
    { ...area, required: 'Y' },
    { name: 'begndate', label: '开始日期', type: 'd', required: 'Y', source: found },
    { name: 'enddate', label: '结束日期', type: 'd', required: '-', source: { found: 'S22' } },
    ...kinds,
    { ...valid, required: 'Y' },
    { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: 'Y', source: { found: 'S22', inferred: '长度' } },
    { name: 'updt_time', label: '数据更新时间', type: 'dt', required: 'Y', source: { found: 'S22' } },
  ]),
} as const satisfies InterfaceTable
