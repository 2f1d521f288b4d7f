import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { number, recordQuery, recordRows, text } from './query-nodes.ts'

const like = { found: 'S2', inferred: '字段名与长度，比照上传接口' } as const

/** 3510 采购信息查询: purchases (3503) and their returns (3504), which are told with a negative quantity. */
export const purchases3510 = {
  number: '3510',
  name: '采购信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: recordQuery([text('medins_prod_purc_no', '商品采购流水号', 50, like), text('spler_name', '供应商名称', 200, like)]),
  output: recordRows([
    text('medinsProdPurcNo', '商品采购流水号', 50, like),
    text('splerName', '供应商名称', 200, like),
    text('dyntNo', '随货单号', 50, like),
    text('purcInvoNo', '采购发票号', 50, like),
    number('finlTrnsPric', '最终成交单价', 6, like),
    { name: 'purcRetnCnt', label: '采购/退货数量', type: 'n', length: 16, scale: 4, required: 'Y', source: like },
    { name: 'purcRetnStoinTime', label: '采购/退货入库时间', type: 'dt', required: 'Y', source: like },
  ]),
} as const satisfies InterfaceTable
