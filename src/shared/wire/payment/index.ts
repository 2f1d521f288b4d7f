import type { InterfaceTable } from '../table.ts'
import { payNotify } from './notify.ts'
import { payOrder } from './order.ts'
import { payQuery } from './query.ts'
import { payRefund, payRefundQuery } from './refund.ts'

/** Channel E: the mobile payment center, for the patient's own part. */
export const paymentTables = {
  'pay.order': payOrder,
  'pay.query': payQuery,
  'pay.refund': payRefund,
  'pay.refundQuery': payRefundQuery,
  'pay.notify': payNotify,
} as const satisfies Record<string, InterfaceTable>
