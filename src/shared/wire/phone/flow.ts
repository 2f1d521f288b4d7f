import type { InterfaceTable } from '../table.ts'
import { accessTokenField, authNoField, hiRxnoField, inferred, pathSource } from './nodes.ts'

/** What an online authorization is known by to application and pharmacy (N 8.4.4 g). */
export const onlineAuthorizationFields = [
  {
    name: 'authRxno',
    label: '处方授权编号',
    type: 'c',
    length: 30,
    required: 'Y',
    source: { found: 'S1', inferred: '名称、长度取自 7203 草案' },
  },
  { name: 'authSn', label: '授权流水号', type: 'c', length: 40, required: 'Y', source: { inferred: 'N 8.4.4 g 只有名称' } },
] as const

/** rx.flow 电子处方线上流转授权 (N 8.4.4 c 2, g; 9.3.2 item 4): the owner authorizes a pharmacy of her choice for one prescription. */
export const rxFlow = {
  number: 'rx.flow',
  name: '电子处方线上流转授权',
  channel: 'D',
  path: '/epc/api/channel/rxOnlineAuth',
  pathSource,
  input: [
    accessTokenField,
    authNoField,
    hiRxnoField,
    { name: 'fixmedinsCode', label: '授权定点零售药店编号', type: 'c', length: 20, required: 'Y', source: inferred },
  ],
  output: [
    ...onlineAuthorizationFields,
    { name: 'fixmedinsName', label: '授权定点零售药店名称', type: 'c', length: 200, required: 'Y', source: inferred },
    { name: 'authValidEndTime', label: '授权有效截止时间', type: 'dt', required: 'Y', source: { inferred: 'N 8.4.4 注 2' } },
  ],
} as const satisfies InterfaceTable
