import { fsiPath, fsiPathSource } from '../insurance/envelope.ts'
import type { InterfaceTable } from '../table.ts'
import { number, recordQuery, recordRows, text } from './query-nodes.ts'

const like = { found: 'S2', inferred: '字段名与长度，比照上传接口' } as const

/** 3511 销售信息查询: sales (3505) and their returns (3506), which are told with a negative quantity. */
export const sales3511 = {
  number: '3511',
  name: '销售信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: recordQuery([
    text('medins_prod_sel_no', '商品销售流水号', 50, like),
    text('mdtrt_sn', '就医流水号', 30, like),
    text('psn_no', '人员编号', 30, like),
  ]),
  output: recordRows([
    text('medinsProdSelNo', '商品销售流水号', 50, like),
    text('setlId', '结算 ID', 30, like),
    text('mdtrtSn', '就医流水号', 30, like),
    text('psnNo', '人员编号', 30, like),
    text('psnName', '人员姓名', 50, like),
    text('rxno', '处方号', 40, like),
    text('rtalDocno', '零售单据号', 40, like),
    text('mdtrtSetlType', '就诊结算类型', 6, like),
    number('finlTrnsPric', '最终成交单价', 6, like),
    { name: 'selRetnCnt', label: '销售/退货数量', type: 'n', length: 16, scale: 4, required: 'Y', source: like },
    { name: 'selRetnTime', label: '销售/退货时间', type: 'dt', required: 'Y', source: like },
  ]),
} as const satisfies InterfaceTable
