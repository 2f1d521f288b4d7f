import type { InterfaceTable } from '../table.ts'
import { ownPrescription, rxState } from './states.ts'

const found = { found: 'S2' } as const

/** 7106 电子处方审核结果查询: what a pharmacy's pharmacist decided. */
export const review7106 = {
  number: '7106',
  name: '电子处方审核结果查询',
  channel: 'B',
  path: '/epc/api/fixmedins/rxChkInfoQuery',
  pathSource: { found: 'S2,S3' },
  input: ownPrescription,
  output: [
    ...rxState,
    {
      name: 'pharName',
      label: '审方药师姓名',
      type: 'c',
      length: 50,
      required: '-',
      source: { found: 'S2', inferred: '长度取自 7206' },
    },
    { name: 'pharCode', label: '审方医保药师代码', type: 'c', length: 20, required: '-', source: found },
    {
      name: 'rxChkStasCodg',
      label: '处方审核状态代码',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '0': '未审核', '1': '审核通过', '2': '审核不通过' },
      source: { found: 'S2', inferred: '0' },
    },
    { name: 'rxChkStasName', label: '处方审核状态名称', type: 'c', length: 10, required: '-', source: found },
    { name: 'rxChkOpnn', label: '处方审核意见', type: 't', required: '-', source: found },
    { name: 'rxChkTime', label: '处方审核时间', type: 'dt', required: '-', source: { found: 'S2', inferred: '类型' } },
  ],
} as const satisfies InterfaceTable
