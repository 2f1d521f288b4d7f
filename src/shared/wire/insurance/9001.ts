import type { InterfaceTable } from '../table.ts'
import { fsiPath, fsiPathSource } from './envelope.ts'

const found = { found: 'S9' } as const

/** 9001 签到: gives the `sign_no` that every later message of channel A carries. */
export const signIn9001 = {
  number: '9001',
  name: '签到',
  channel: 'A',
  path: fsiPath,
  pathSource: fsiPathSource,
  input: [
    {
      name: 'signIn',
      label: '签到信息',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'opter_no', label: '操作员编号', type: 'c', length: 20, required: 'Y', source: found },
        { name: 'mac', label: '签到 MAC 地址', type: 'c', length: 20, required: 'Y', source: found },
        { name: 'ip', label: '签到 IP 地址', type: 'c', length: 20, required: 'Y', source: found },
      ],
    },
  ],
  output: [
    {
      name: 'signinoutb',
      label: '签到结果',
      type: 'object',
      required: 'Y',
      source: found,
      fields: [
        { name: 'sign_time', label: '签到时间', type: 'dt', required: 'Y', source: { found: 'S9', inferred: '类型、必填' } },
        { name: 'sign_no', label: '签到编号', type: 'c', length: 30, required: 'Y', source: { found: 'S9', inferred: '必填' } },
      ],
    },
  ],
} as const satisfies InterfaceTable
