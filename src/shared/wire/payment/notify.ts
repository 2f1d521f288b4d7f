import { noticeAnswer } from '../hospital/notices.ts'
import type { Condition, InterfaceTable } from '../table.ts'
import { inferred, order } from './fields.ts'

const ofRefund = { field: 'ntfyType', in: ['2'] } as const satisfies Condition

/** 支付结果通知 (M 支付功能要求): the payment center tells an institution, at the address that it gave, that an order was paid or that money went back. */
export const payNotify = {
  number: 'pay.notify',
  name: '移动支付结果通知',
  channel: 'E',
  path: '/',
  pathSource: { inferred: '由定点医药机构提供回调地址' },
  input: [
    {
      name: 'ntfyType',
      label: '通知类型',
      type: 'c',
      length: 3,
      required: 'Y',
      codes: { '1': '支付成功', '2': '退款成功' },
      source: inferred,
    },
    ...order,
    { name: 'appRefdSn', label: '应用退款流水号', type: 'c', length: 40, required: 'C', when: ofRefund, source: inferred },
    {
      name: 'cashRefdAmt',
      label: '本次退款金额',
      type: 'n',
      length: 16,
      scale: 2,
      required: 'C',
      when: ofRefund,
      source: inferred,
    },
    { name: 'refdTime', label: '退款时间', type: 'dt', required: 'C', when: ofRefund, source: inferred },
  ],
  output: noticeAnswer,
} as const satisfies InterfaceTable
