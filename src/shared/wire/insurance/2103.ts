import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'
import { revocationOutput } from './settlement-output.ts'

const source = { found: 'S9', inferred: '长度、必填' } as const

/** 2103 药店结算撤销: the whole settlement is taken back; the reversal has a settlement number of its own. */
export const revoke2103 = {
  number: '2103',
  name: '药店结算撤销',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'data',
      label: '撤销信息',
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
  output: revocationOutput,
} as const satisfies InterfaceTable
