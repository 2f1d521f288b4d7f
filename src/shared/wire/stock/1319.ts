import { validFlags } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { page, pagedQuery } from './page-nodes.ts'

const found = { found: 'S2' } as const
const length = { found: 'S2', inferred: '长度' } as const

/** 1319 医保目录先自付比例信息查询: which share the person pays first, with the days from and to which it holds, changed since a moment, page by page. */
export const selfPayShares1319 = {
  number: '1319',
  name: '医保目录先自付比例信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: pagedQuery([
    { name: 'query_date', label: '查询时间点', type: 'd', required: '-', source: { found: 'S2', inferred: '同 1312' } },
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: '-', source: length },
    { name: 'selfpay_prop_psn_type', label: '自付比例人员类别', type: 'c', length: 6, required: '-', source: length },
    { name: 'selfpay_prop_type', label: '自付比例类别', type: 'c', length: 6, required: '-', source: length },
    { name: 'insu_admdvs', label: '参保所属医保区划', type: 'c', length: 6, required: '-', source: length },
    { name: 'begndate', label: '开始日期', type: 'd', required: '-', source: found },
    { name: 'enddate', label: '结束日期', type: 'd', required: '-', source: found },
    { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, required: '-', codes: validFlags, source: length },
    { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: '-', source: length },
  ]),
  output: page([
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: 'Y', source: length },
    { name: 'selfpay_prop_psn_type', label: '自付比例人员类别', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'selfpay_prop_type', label: '自付比例类别', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'insu_admdvs', label: '参保所属医保区划', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'begndate', label: '开始日期', type: 'd', required: 'Y', source: found },
    { name: 'enddate', label: '结束日期', type: 'd', required: '-', source: found },
    {
      name: 'selfpay_prop',
      label: '自付比例',
      type: 'n',
      length: 5,
      scale: 4,
      required: 'Y',
      source: { found: 'S2', inferred: '小数位' },
    },
    { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: validFlags, source: length },
    { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: 'Y', source: length },
    { name: 'updt_time', label: '数据更新时间', type: 'dt', required: 'Y', source: { found: 'S22' } },
  ]),
} as const satisfies InterfaceTable
