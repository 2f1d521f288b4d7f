import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const found = { found: 'S9' } as const

/** 9002 签退: ends the `sign_no` of a sign-in. */
export const signOut9002 = {
  number: '9002',
  name: '签退',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'signOut',
      label: '签退信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'sign_no', label: '签到编号', type: 'c', length: 30, required: 'Y', source: { found: 'S9', inferred: '必填' } },
        {
          name: 'opter_no',
          label: '操作员编号',
          type: 'c',
          length: 20,
          required: 'Y',
          source: { found: 'S9', inferred: '必填' },
        },
      ],
    },
  ],
  output: [
    {
      name: 'signoutoutb',
      label: '签退结果',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'sign_time', label: '签退时间', type: 'dt', required: 'Y', source: { found: 'S9', inferred: '类型、必填' } },
      ],
    },
  ],
} as const satisfies InterfaceTable
