import { idTypes } from '../codes.ts'
import type { InterfaceTable } from '../table.ts'
import { accessTokenField, authNoField, inferred, pathSource } from './nodes.ts'

/** rx.access 电子处方个人信息渠道应用访问授权 (N 8.2.4 d, e; 9.3.2 item 1): who identified herself in the application gets a token for it. */
export const rxAccess = {
  number: 'rx.access',
  name: '电子处方个人信息渠道应用访问授权',
  channel: 'D',
  path: '/epc/api/channel/accessToken',
  pathSource,
  input: [
    authNoField,
    {
      name: 'appChnlUserId',
      label: '渠道用户编号',
      type: 'c',
      length: 40,
      required: 'Y',
      source: { found: 'S1', inferred: '名称取自二维码解码草案' },
    },
    { name: 'psnCertType', label: '人员证件类型', type: 'c', length: 6, required: 'Y', codes: idTypes, source: inferred },
    { name: 'certno', label: '证件号码', type: 'c', length: 50, required: 'Y', source: inferred },
    { name: 'psnName', label: '人员姓名', type: 'c', length: 50, required: 'Y', source: inferred },
  ],
  output: [
    accessTokenField,
    {
      name: 'tokenValidEndTime',
      label: '令牌有效截止时间',
      type: 'dt',
      required: 'Y',
      source: { inferred: 'N 8.2.4 g：默认 7 天' },
    },
  ],
} as const satisfies InterfaceTable
