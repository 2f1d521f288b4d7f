import type { FastifyInstance } from 'fastify'
import type { CenterContext } from '../../context.ts'
import { isLoopback } from '../../http/outgoing.ts'
import { type PayFault, payOrder, stateOf } from '../../payment/orders.ts'
import { personNamed } from '../people.ts'
import { adminServing } from '../serve.ts'
import { CallbackRequest, OrdersRequest, type OrderView, PayRequest } from './contract.ts'

/** What a patient does about money on the phone: sees what is to be paid, and pays it. */
export function servePayments(app: FastifyInstance, context: CenterContext): void {
  const { store } = context

  const { post } = adminServing(app)

  post('/payment/orders', OrdersRequest, ({ person: named }) => {
    const person = personNamed(context, named)
    if (typeof person === 'string') return person
    return store.payments.ofPerson(person.identityNumber).map((order) => ({
      payOrdId: order.payOrdId,
      institution: store.registry.institution(order.institution)?.name ?? '',
      description: order.description,
      amount: order.amount,
      refunded: order.refunded,
      state: stateOf(context, order),
      until: order.until,
      paidAt: order.paidAt,
    })) satisfies readonly OrderView[]
  })

  post('/payment/pay', PayRequest, ({ person: named, payOrdId }) => {
    const person = personNamed(context, named)
    if (typeof person === 'string') return person
    const fault = store.atomically(() => payOrder(context, payOrdId, person.identityNumber))
    return fault === null ? {} : sentences[fault]
  })

  post('/payment/callback', CallbackRequest, ({ institution, url }) => {
    if (store.registry.institution(institution) === undefined) return 'there is no such institution'
    if (url !== null && !isLoopback(url)) return 'only an http address of this machine is called'
    store.callbacks.set(institution, 'E', url)
    return {}
  })
}

/** They are read by whoever holds the console's phone. */
const sentences: Readonly<Record<PayFault, string>> = {
  unknown: '没有这位参保人的这笔订单',
  paid: '订单已支付',
  closed: '订单已关闭：超过支付时限，或结算已撤销',
}
