import { interfaceTables, paymentCodes, prescriptionCodes } from '../../src/shared/wire/index.ts'
import type { CenterContext } from '../context.ts'
import type { Channel } from '../http/channel.ts'
import { createSignedChannel, type PlatformKeys } from '../http/signedChannel.ts'
import { type PaymentInterface, placeOrder, queryOrder, queryRefund, refundOrder } from './orders.ts'

/** The interfaces of the payment center. A new one is its table, a function and a line here. */
const interfaces = {
  'pay.order': placeOrder,
  'pay.query': queryOrder,
  'pay.refund': refundOrder,
  'pay.refundQuery': queryRefund,
} as const satisfies Readonly<Record<string, PaymentInterface>>

/** Channel E, the mobile payment center: institutions ask for the patient's own part of a settlement; who pays has a phone. */
export function createPaymentChannel(context: CenterContext, keys: PlatformKeys): Channel {
  return createSignedChannel(context, keys, {
    letter: 'E',
    interfaces,
    callerOf: ({ store }, appId) => store.registry.institutionOfApp(appId),
    inputOf: (_context, number) => ({ fields: interfaceTables[number].input, facts: {} }),
    sentences: { ...prescriptionCodes, ...paymentCodes },
  })
}
