import { stockChangeTypes } from '../codes.ts'
import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { number, recordQuery, recordRows, text } from './query-nodes.ts'

const found = { found: 'S2' } as const

/** 3509 库存变更信息查询: the changes (3502) of a shop as they were uploaded. */
export const stockChanges3509 = {
  number: '3509',
  name: '库存变更信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: recordQuery([
    text('medins_prod_inv_chg_no', '商品库存变更流水号', 50, { inferred: '比照出参 medinsProdInvChgNo' }),
    { name: 'inv_chg_type', label: '库存变更类型', type: 'c', length: 6, required: '-', codes: stockChangeTypes, source: found },
    { name: 'inv_chg_time', label: '库存变更时间', type: 'dt', required: '-', source: found },
    number('cnt', '数量', 4),
    number('pric', '单价', 6),
  ]),
  output: recordRows([
    text('medinsProdInvChgNo', '商品库存变更流水号', 50),
    { name: 'invChgType', label: '库存变更类型', type: 'c', length: 6, required: 'Y', codes: stockChangeTypes, source: found },
    { name: 'invChgTime', label: '库存变更时间', type: 'dt', required: 'Y', source: found },
    { name: 'cnt', label: '数量', type: 'n', length: 16, scale: 4, required: 'Y', source: found },
    number('pric', '单价', 6),
  ]),
} as const satisfies InterfaceTable
