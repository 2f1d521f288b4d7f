import { deliveryStates, idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { deliveryOutput } from './delivery-nodes.ts'

/** The draft numbers it 7205. */
const draft = { found: 'S1', inferred: '草案 7205 字段的驼峰写法' } as const

/** 7209 药品配送信息同步 (N 8.9.4 c, d): who carries the drugs, and where they are; as often as there is news. */
export const delivery7209 = {
  number: '7209',
  name: '药品配送信息同步',
  channel: 'B',
  path: '/epc/api/fixmedins/rxDelvInfoUpld',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: draft },
    { name: 'delvNo', label: '配送业务编号', type: 'c', length: 30, required: '-', source: draft },
    { name: 'delvAddr', label: '配送地址', type: 'c', length: 200, required: '-', source: draft },
    { name: 'delvDist', label: '配送距离（km）', type: 'n', length: 10, scale: 2, required: '-', source: draft },
    { name: 'delvEntpNo', label: '配送企业编码', type: 'c', length: 30, required: '-', source: draft },
    { name: 'delvEntpName', label: '配送企业名称', type: 'c', length: 50, required: 'Y', source: draft },
    { name: 'delverCertType', label: '配送员证件类型', type: 'c', length: 6, required: '-', codes: idTypes, source: draft },
    { name: 'delverCertno', label: '配送员证件编号', type: 'c', length: 50, required: '-', source: draft },
    { name: 'delverName', label: '配送员姓名', type: 'c', length: 10, required: '-', source: draft },
    { name: 'delverTel', label: '配送员电话', type: 'c', length: 20, required: '-', source: draft },
    {
      name: 'delvStasCodg',
      label: '配送状态编码',
      type: 'c',
      length: 6,
      required: 'Y',
      codes: deliveryStates,
      source: { found: 'S1', inferred: '代码表取值未找到' },
    },
    { name: 'delvStasName', label: '配送状态名称', type: 'c', length: 20, required: 'Y', source: draft },
    { name: 'delvStasDscr', label: '状态描述', type: 'c', length: 20, required: '-', source: draft },
    {
      name: 'delvStasTime',
      label: '状态变更时间',
      type: 'dt',
      required: 'Y',
      source: { found: 'S1', inferred: '必填（草案非必填）' },
    },
    { name: 'delverLng', label: '配送员当前经度', type: 'c', length: 30, required: '-', source: draft },
    { name: 'delverLat', label: '配送员当前纬度', type: 'c', length: 30, required: '-', source: draft },
    { name: 'delverGeoType', label: '经纬度编码类型', type: 'c', length: 3, required: '-', source: draft },
  ],
  output: deliveryOutput,
} as const satisfies InterfaceTable
