import { prescriptionStates } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { accessTokenField, hiRxnoField, inferred, pathSource, reviewFields, stateFields } from './nodes.ts'

/** rx.list 电子处方个人信息查询 (N 8.2.4 f, g; 9.3.2 item 2): all prescriptions of the token's owner, the newest first. */
export const rxList = {
  number: 'rx.list',
  name: '电子处方个人信息查询',
  channel: 'D',
  path: '/epc/api/channel/rxQuery',
  pathSource,
  input: [
    accessTokenField,
    {
      name: 'rxStasCodg',
      label: '处方状态编码',
      type: 'c',
      length: 3,
      required: '-',
      codes: prescriptionStates,
      source: inferred,
    },
  ],
  output: [
    {
      name: 'rxList',
      label: '电子处方列表',
      type: 'list',
      required: 'Y',
      source: { inferred: '没有处方时为空列表' },
      fields: [
        hiRxnoField,
        { name: 'fixmedinsCode', label: '开方定点医疗机构编号', type: 'c', length: 20, required: 'Y', source: inferred },
        { name: 'fixmedinsName', label: '开方定点医疗机构名称', type: 'c', length: 200, required: 'Y', source: inferred },
        { name: 'prscDeptName', label: '开方科室名称', type: 'c', length: 50, required: 'Y', source: inferred },
        { name: 'prscDrName', label: '开方医师姓名', type: 'c', length: 50, required: 'Y', source: inferred },
        { name: 'maindiagName', label: '主诊断名称', type: 'c', length: 100, required: 'Y', source: inferred },
        { name: 'prscTime', label: '开方时间', type: 'dt', required: 'Y', source: inferred },
        { name: 'valiEndTime', label: '处方有效截止时间', type: 'dt', required: 'Y', source: inferred },
        ...stateFields,
        ...reviewFields,
        {
          name: 'rxDetlList',
          label: '处方药品明细',
          type: 'list',
          required: 'Y',
          source: inferred,
          fields: [
            { name: 'drugGenname', label: '药品通用名', type: 'c', length: 100, required: 'Y', source: inferred },
            { name: 'drugSpec', label: '药品规格', type: 'c', length: 40, required: 'Y', source: inferred },
            { name: 'drugCnt', label: '发药数量', type: 'n', length: 16, scale: 4, required: 'Y', source: inferred },
            { name: 'drugDosunt', label: '发药单位', type: 'c', length: 20, required: 'Y', source: inferred },
            { name: 'usedFrquName', label: '使用频次名称', type: 'c', length: 30, required: 'Y', source: inferred },
            { name: 'medcWayDscr', label: '用药途径描述', type: 'c', length: 100, required: 'Y', source: inferred },
          ],
        },
      ],
    },
  ],
} as const satisfies InterfaceTable
