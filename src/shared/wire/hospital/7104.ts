import { idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { rxState } from './states.ts'

const found = { found: 'S2' } as const

/** 7104 电子处方撤销 (N 8.1.2): the hospital takes back what is neither used nor run out. */
export const undo7104 = {
  number: '7104',
  name: '电子处方撤销',
  channel: 'B',
  path: '/epc/api/fixmedins/rxUndo',
  pathSource: { found: 'S2,S3' },
  input: [
    { name: 'hiRxno', label: '医保处方编号', type: 'c', length: 30, required: 'Y', source: found },
    { name: 'fixmedinsCode', label: '定点医疗机构编号', type: 'c', length: 20, required: 'Y', source: found },
    { name: 'drCode', label: '撤销医师的医保医师代码', type: 'c', length: 20, required: 'Y', source: found },
    { name: 'undoDrName', label: '撤销医师姓名', type: 'c', length: 50, required: 'Y', source: found },
    {
      name: 'undoDrCertType',
      label: '撤销医师证件类型',
      type: 'c',
      length: 6,
      required: 'Y',
      codes: idTypes,
      source: { found: 'S2', inferred: '代码表取自 V 表 C.2' },
    },
    { name: 'undoDrCertno', label: '撤销医师证件号码', type: 'c', length: 50, required: 'Y', source: found },
    { name: 'undoRea', label: '撤销原因描述', type: 'c', length: 200, required: 'Y', source: found },
    { name: 'undoTime', label: '撤销时间', type: 'dt', required: 'Y', source: found },
  ],
  output: rxState,
} as const satisfies InterfaceTable
