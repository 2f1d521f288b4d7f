import type { InterfaceTable } from '../table.ts'
import { inferred, paymentPathSource, payOrdId, refund } from './fields.ts'

/** 申请退款 (M 支付功能要求): all of what was paid, or a part. */
export const payRefund = {
  number: 'pay.refund',
  name: '移动支付申请退款',
  channel: 'E',
  path: '/pay/refund',
  pathSource: paymentPathSource,
  input: [
    payOrdId,
    { name: 'appRefdSn', label: '应用退款流水号', type: 'c', length: 40, required: 'Y', source: inferred },
    { name: 'cashRefdAmt', label: '退款金额', type: 'n', length: 16, scale: 2, required: 'Y', source: inferred },
    { name: 'refdRea', label: '退款原因', type: 'c', length: 200, required: '-', source: inferred },
  ],
  output: refund,
} as const satisfies InterfaceTable

/** 退款查询 (M 支付功能要求). */
export const payRefundQuery = {
  number: 'pay.refundQuery',
  name: '移动支付退款查询',
  channel: 'E',
  path: '/pay/refundQuery',
  pathSource: paymentPathSource,
  input: [{ name: 'appRefdSn', label: '应用退款流水号', type: 'c', length: 40, required: 'Y', source: inferred }],
  output: refund,
} as const satisfies InterfaceTable
