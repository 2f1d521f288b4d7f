import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { CenterContext } from '../../context.ts'
import { isLoopback } from '../../http/outgoing.ts'
import { readJsonObject } from '../../json.ts'
import { type PayFault, payOrder, stateOf } from '../../payment/orders.ts'
import { CallbackRequest, OrdersRequest, type OrderView, PayRequest } from './contract.ts'

/** What a patient does about money on the phone: sees what is to be paid, and pays it. */
export function servePayments(app: FastifyInstance, context: CenterContext): void {
  const { store, clock } = context

  app.post('/payment/orders', (request, reply) => {
    const input = read(OrdersRequest, request)
    const person = input && identityOf(context, input.person)
    if (!person) return fail(reply, input === null ? 400 : 404, 'person: an identity number, or a name that one person has')
    return store.payments.ofPerson(person).map((order) => ({
      payOrdId: order.payOrdId,
      institution: store.registry.institution(order.institution)?.name ?? '',
      description: order.description,
      amount: order.amount,
      refunded: order.refunded,
      state: stateOf(order, clock.now()),
      until: order.until,
      paidAt: order.paidAt,
    })) satisfies readonly OrderView[]
  })

  app.post('/payment/pay', (request, reply) => {
    const input = read(PayRequest, request)
    if (input === null) return fail(reply, 400, 'person, payOrdId: texts')
    const person = identityOf(context, input.person)
    const fault = person === undefined ? 'unknown' : store.atomically(() => payOrder(context, input.payOrdId, person))
    return fault === null ? reply.send({}) : fail(reply, 404, sentences[fault])
  })

  app.post('/payment/callback', (request, reply) => {
    const input = read(CallbackRequest, request)
    if (input === null) return fail(reply, 400, 'institution: a text; url: an address, or null')
    if (store.registry.institution(input.institution) === undefined) return fail(reply, 404, 'there is no such institution')
    if (input.url !== null && !isLoopback(input.url)) return fail(reply, 400, 'only an http address of this machine is called')
    store.callbacks.set(input.institution, 'E', input.url)
    return reply.send({})
  })
}

const sentences: Readonly<Record<PayFault, string>> = {
  unknown: 'there is no such order for that person',
  paid: 'the order is paid',
  closed: 'the order is closed',
}

function identityOf({ store }: CenterContext, named: string): string | undefined {
  const [only, ...others] = store.registry.peopleNamed(named)
  return (store.registry.person(named) ?? (others.length === 0 ? only : undefined))?.identityNumber
}

function read<S extends z.ZodType>(schema: S, request: FastifyRequest): z.output<S> | null {
  const input = schema.safeParse(request.body instanceof Uint8Array ? readJsonObject(request.body)?.value : undefined)
  return input.success ? input.data : null
}

function fail(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
