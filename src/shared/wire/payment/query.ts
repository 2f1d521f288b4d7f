import type { InterfaceTable } from '../table.ts'
import { inferred, medOrgOrd, order, paymentPathSource, payOrdId } from './fields.ts'

/** 查询支付订单 (M 支付功能要求): by either number. */
export const payQuery = {
  number: 'pay.query',
  name: '移动支付订单查询',
  channel: 'E',
  path: '/pay/query',
  pathSource: paymentPathSource,
  input: [
    {
      ...payOrdId,
      required: 'C',
      when: { missing: 'medOrgOrd' },
      source: { inferred: `${inferred.inferred}；两个订单号至少填一个` },
    },
    { ...medOrgOrd, required: '-' },
  ],
  output: order,
} as const satisfies InterfaceTable
