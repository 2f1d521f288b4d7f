import { deliveryStates } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { accessTokenField, hiRxnoField, inferred, pathSource } from './nodes.ts'

/** rx.delivery 电子处方药品配送信息及状态同步 (N 8.9; 9.3.2 item 5): where the drugs of a prescription are, the latest news last. */
export const rxDelivery = {
  number: 'rx.delivery',
  name: '电子处方药品配送信息及状态同步',
  channel: 'D',
  path: '/epc/api/channel/rxDelvQuery',
  pathSource,
  input: [accessTokenField, hiRxnoField],
  output: [
    hiRxnoField,
    { name: 'delvNo', label: '配送业务编号', type: 'c', length: 30, required: '-', source: { inferred: '没有配送时缺' } },
    {
      name: 'delvStasCodg',
      label: '配送状态编码',
      type: 'c',
      length: 6,
      required: '-',
      codes: deliveryStates,
      source: { inferred: '没有配送时缺' },
    },
    { name: 'delvStasName', label: '配送状态名称', type: 'c', length: 20, required: '-', source: { inferred: '没有配送时缺' } },
    { name: 'signTime', label: '签收时间', type: 'dt', required: '-', source: inferred },
    {
      name: 'delvList',
      label: '配送过程',
      type: 'list',
      required: 'Y',
      source: { inferred: '字段取自 7209；没有配送时为空列表' },
      fields: [
        { name: 'delvStasCodg', label: '状态编码', type: 'c', length: 6, required: 'Y', codes: deliveryStates, source: inferred },
        { name: 'delvStasName', label: '状态名称', type: 'c', length: 20, required: 'Y', source: inferred },
        { name: 'delvStasDscr', label: '状态描述', type: 'c', length: 20, required: '-', source: inferred },
        { name: 'delvStasTime', label: '状态变更时间', type: 'dt', required: 'Y', source: inferred },
        { name: 'delvEntpName', label: '配送企业名称', type: 'c', length: 50, required: 'Y', source: inferred },
        { name: 'delverName', label: '配送员姓名', type: 'c', length: 10, required: '-', source: inferred },
        { name: 'delverTel', label: '配送员电话', type: 'c', length: 20, required: '-', source: inferred },
      ],
    },
  ],
} as const satisfies InterfaceTable
