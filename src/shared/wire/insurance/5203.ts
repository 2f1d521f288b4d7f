import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { settlementQueryOutput } from './settlement-output.ts'

const source = { inferred: '字段未找到，比照 2103 入参' } as const

/** 5203 结算信息查询: a settlement as it stands at the center. That it exists was found [S9], its fields were not. */
export const settlement5203 = {
  number: '5203',
  name: '结算信息查询',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '查询条件',
      type: 'object',
      required: 'Y',
      source,
      fields: [
        { name: 'psn_no', label: '人员编号', type: 'c', length: 30, required: 'Y', source },
        { name: 'setl_id', label: '结算 ID', type: 'c', length: 30, required: 'Y', source },
        { name: 'mdtrt_id', label: '就诊 ID', type: 'c', length: 30, required: 'Y', source },
      ],
    },
  ],
  output: settlementQueryOutput,
} as const satisfies InterfaceTable
