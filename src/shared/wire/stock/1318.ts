import { validFlags } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { page, pagedQuery } from './page-nodes.ts'

const found = { found: 'S2' } as const
const length = { found: 'S2', inferred: '长度' } as const

/** 1318 医保目录限价信息查询: up to which price the fund pays, with the days from and to which the limit holds, changed since a moment, page by page. */
export const priceLimits1318 = {
  number: '1318',
  name: '医保目录限价信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: pagedQuery([
    { name: 'query_date', label: '查询时间点', type: 'd', required: '-', source: { found: 'S2', inferred: '同 1312' } },
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: '-', source: length },
    { name: 'hilist_lmtpric_type', label: '医保目录限价类型', type: 'c', length: 6, required: '-', source: length },
    { name: 'overlmt_dspo_way', label: '医保目录超限处理方式', type: 'c', length: 6, required: '-', source: length },
    { name: 'insu_admdvs', label: '参保所属医保区划', type: 'c', length: 6, required: '-', source: length },
    { name: 'begndate', label: '开始日期', type: 'd', required: '-', source: found },
    { name: 'enddate', label: '结束日期', type: 'd', required: '-', source: found },
    { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, required: '-', codes: validFlags, source: length },
    { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: '-', source: length },
  ]),
  output: page([
    { name: 'hilist_code', label: '医保目录编码', type: 'c', length: 30, required: 'Y', source: length },
    { name: 'hilist_lmtpric_type', label: '医保目录限价类型', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'overlmt_dspo_way', label: '医保目录超限处理方式', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'insu_admdvs', label: '参保所属医保区划', type: 'c', length: 6, required: 'Y', source: length },
    { name: 'begndate', label: '开始日期', type: 'd', required: 'Y', source: found },
    { name: 'enddate', label: '结束日期', type: 'd', required: '-', source: found },
    {
      name: 'hilist_pric_uplmt_amt',
      label: '医保目录定价上限金额',
      type: 'n',
      length: 16,
      scale: 6,
      required: 'Y',
      source: { found: 'S2', inferred: '小数位' },
    },
    { name: 'vali_flag', label: '有效标志', type: 'c', length: 3, required: 'Y', codes: validFlags, source: length },
    { name: 'rid', label: '数据唯一记录号', type: 'c', length: 40, required: 'Y', source: length },
    { name: 'updt_time', label: '数据更新时间', type: 'dt', required: 'Y', source: { found: 'S22' } },
  ]),
} as const satisfies InterfaceTable
