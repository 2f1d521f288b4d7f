import { idTypes, yesNo } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { deliveryOutput } from './delivery-nodes.ts'

const inferred = { inferred: '表未找到；N 8.9.4 e 至 g' } as const

/** 7210 药品配送签收确认 (N 8.9.4 e to g): who took the drugs at the door, and when; it ends the delivery. */
export const receipt7210 = {
  number: '7210',
  name: '药品配送签收确认',
  channel: 'B',
  path: '/epc/api/fixmedins/rxDelvSignConfirm',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: inferred },
    { name: 'delvNo', label: '配送业务编号', type: 'c', length: 30, required: 'Y', source: inferred },
    { name: 'selfSignFlag', label: '本人签收标志', type: 'c', length: 3, required: 'Y', codes: yesNo, source: inferred },
    { name: 'signName', label: '签收人姓名', type: 'c', length: 50, required: 'Y', source: inferred },
    { name: 'signCertType', label: '签收人证件类型', type: 'c', length: 6, required: 'Y', codes: idTypes, source: inferred },
    { name: 'signCertno', label: '签收人证件号码', type: 'c', length: 50, required: 'Y', source: inferred },
    { name: 'signTime', label: '签收时间', type: 'dt', required: 'Y', source: inferred },
    { name: 'memo', label: '备注', type: 'c', length: 500, required: '-', source: inferred },
  ],
  output: deliveryOutput,
} as const satisfies InterfaceTable
