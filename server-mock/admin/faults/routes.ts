import type { FastifyInstance } from 'fastify'
import { type InterfaceTable, interfaceTables } from '../../../src/shared/wire/index.ts'
import type { Faults } from '../../faults/faults.ts'
import { EVERY_INTERFACE, unplayable } from '../../faults/kinds.ts'
import { adminServing } from '../serve.ts'
import { FaultRemoval, FaultRequest, type StandingFault } from './contract.ts'

/** `GET faults`: what is to be played still; `POST faults`: one more; `POST faults/remove`: one less; `POST faults/clear`: none. */
export function serveFaults(app: FastifyInstance, faults: Faults): void {
  const { post } = adminServing(app)

  app.get('/faults', () => faults.list() satisfies readonly StandingFault[])

  post('/faults', FaultRequest, ({ interface: number, ...fault }) => {
    const table = Object.values<InterfaceTable>(interfaceTables).find((each) => each.number === number)
    if (table === undefined && number !== EVERY_INTERFACE) return 'there is no such interface'
    const reason = table === undefined ? null : unplayable(fault.kind, number, table.channel)
    if (reason !== null) return reason
    const given = Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== undefined))
    return { id: faults.add(number, { ...given, kind: fault.kind }) }
  })

  post('/faults/remove', FaultRemoval, ({ id }) => (faults.remove(id) ? {} : 'there is no such fault'))

  app.post('/faults/clear', (_request, reply) => {
    for (const { id } of faults.list()) faults.remove(id)
    return reply.send({})
  })
}
