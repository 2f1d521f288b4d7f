import type { FastifyInstance } from 'fastify'
import { type InterfaceTable, interfaceTables } from '../../../src/shared/wire/index.ts'
import type { Faults } from '../../faults/faults.ts'
import { EVERY_INTERFACE, unplayable } from '../../faults/kinds.ts'
import { readJsonObject } from '../../json.ts'
import { fail, refuseQuery } from '../replies.ts'
import { FaultRemoval, FaultRequest, type StandingFault } from './contract.ts'

/** `GET faults`: what is to be played still; `POST faults`: one more; `POST faults/remove`: one less; `POST faults/clear`: none. */
export function serveFaults(app: FastifyInstance, faults: Faults): void {
  const bodyOf = (body: unknown): unknown => (body instanceof Uint8Array ? readJsonObject(body)?.value : undefined)

  app.get('/faults', () => faults.list() satisfies readonly StandingFault[])

  app.post('/faults', (request, reply) => {
    const order = FaultRequest.safeParse(bodyOf(request.body))
    if (!order.success) return refuseQuery(reply, order.error)
    const { interface: number, ...fault } = order.data
    const table = Object.values<InterfaceTable>(interfaceTables).find((each) => each.number === number)
    if (table === undefined && number !== EVERY_INTERFACE) return fail(reply, 404, 'there is no such interface')
    const reason = table === undefined ? null : unplayable(fault.kind, number, table.channel)
    if (reason !== null) return fail(reply, 404, reason)
    const given = Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== undefined))
    return reply.send({ id: faults.add(number, { ...given, kind: fault.kind }) })
  })

  app.post('/faults/remove', (request, reply) => {
    const wanted = FaultRemoval.safeParse(bodyOf(request.body))
    if (!wanted.success) return refuseQuery(reply, wanted.error)
    return faults.remove(wanted.data.id) ? reply.send({}) : fail(reply, 404, 'there is no such fault')
  })

  app.post('/faults/clear', (_request, reply) => {
    for (const { id } of faults.list()) faults.remove(id)
    return reply.send({})
  })
}
