import type { InterfaceTable } from '../table.ts'
import { inferred, medOrgOrd, order, ownPayAmt, paymentPathSource, setlId } from './fields.ts'

/** 统一下单 (M 支付功能要求): the patient's own part of a settlement is to be paid on the phone. */
export const payOrder = {
  number: 'pay.order',
  name: '移动支付统一下单',
  channel: 'E',
  path: '/pay/order',
  pathSource: paymentPathSource,
  input: [
    medOrgOrd,
    setlId,
    ownPayAmt,
    { name: 'ordDscr', label: '订单说明', type: 'c', length: 100, required: '-', source: inferred },
  ],
  output: order,
} as const satisfies InterfaceTable
