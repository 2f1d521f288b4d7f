import type { InterfaceTable } from '../table.ts'
import { operatorInput, tokenOutput } from './token.ts'

/** Names of the draft, which numbers it 7201, written in camelCase as the final interfaces do. */
const draft = { found: 'S1', inferred: '草案 7201 字段的驼峰写法' } as const

/** 7203 电子处方二维码解码 (N 8.4.4 c 1, e, f): the QR of one prescription, shown on a phone and scanned in the shop, becomes a prescription token. */
export const decode7203 = {
  number: '7203',
  name: '电子处方二维码解码',
  channel: 'B',
  path: '/epc/api/fixmedins/rxQrCodeDecode',
  pathSource: { inferred: '占位路径，未找到' },
  input: [
    { name: 'appChnlId', label: '应用渠道编号', type: 'c', length: 40, required: 'Y', source: draft },
    { name: 'appChnlUserId', label: '渠道用户编号', type: 'c', length: 40, required: 'Y', source: draft },
    { name: 'authCode', label: '授权码', type: 'c', length: 40, required: '-', source: draft },
    { name: 'devInfo', label: '设备信息', type: 'c', length: 255, required: 'Y', source: draft },
    { name: 'epcQrcd', label: '电子处方二维码值', type: 'c', length: 27, required: 'Y', source: draft },
    { name: 'ipInfo', label: '客户端地址', type: 'c', length: 64, required: 'Y', source: draft },
    ...operatorInput,
  ],
  output: tokenOutput,
} as const satisfies InterfaceTable
