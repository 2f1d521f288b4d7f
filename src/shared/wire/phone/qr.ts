import type { InterfaceTable } from '../table.ts'
import { accessTokenField, hiRxnoField, pathSource } from './nodes.ts'

/** rx.qr 电子处方二维码展码 (N 8.3; 9.3.2 item 3): a dynamic QR of one prescription that is valid and unused. */
export const rxQr = {
  number: 'rx.qr',
  name: '电子处方二维码展码',
  channel: 'D',
  path: '/epc/api/channel/rxQrCode',
  pathSource,
  input: [accessTokenField, hiRxnoField],
  output: [
    {
      name: 'epcQrcd',
      label: '电子处方二维码值',
      type: 'c',
      length: 27,
      required: 'Y',
      source: { found: 'S1', inferred: '名称、长度取自二维码解码草案' },
    },
    {
      name: 'validEndTime',
      label: '二维码有效截止时间',
      type: 'dt',
      required: 'Y',
      source: { inferred: 'N 8.3.4 d：动态二维码' },
    },
  ],
} as const satisfies InterfaceTable
