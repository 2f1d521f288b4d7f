import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { recordQuery, recordRows, text } from './query-nodes.ts'

const found = { found: 'S2' } as const

/** 3508 库存信息查询: the counts (3501) of a shop as they were uploaded, those that were deleted or replaced marked as not valid. */
export const stockCounts3508 = {
  number: '3508',
  name: '库存信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: recordQuery([
    text('medins_prod_inv_no', '商品盘存流水号', 50),
    { name: 'invdate', label: '盘存日期', type: 'd', required: '-', source: found },
  ]),
  output: recordRows([
    text('medinsProdInvNo', '商品盘存流水号', 50),
    { name: 'invdate', label: '盘存日期', type: 'd', required: 'Y', source: found },
    { name: 'invCnt', label: '库存数量', type: 'n', length: 16, scale: 2, required: 'Y', source: found },
  ]),
} as const satisfies InterfaceTable
