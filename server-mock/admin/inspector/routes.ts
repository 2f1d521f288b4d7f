import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type InterfaceTable, interfaceTables } from '../../../src/shared/wire/index.ts'
import type { CenterContext } from '../../context.ts'
import { type Inspection, inspect, summaryOf } from '../../inspector/inspect.ts'
import { inspectorPage } from '../../inspector/page.ts'
import type { MessageFilter } from '../../store/messages.ts'
import { fail, refuseQuery, sendFile } from '../replies.ts'
import type * as contract from './contract.ts'
import { ExportQuery, InspectorQuery, LARGEST_EXPORT } from './contract.ts'

/**
 * `GET inspector/messages`: a page of the log; `inspector/messages/ID`: one message field by field; `inspector/facets`: what can be filtered by;
 * `inspector/export.html` and `.json`: a selection as one file. Everything is masked.
 */
export function serveInspector(app: FastifyInstance, context: CenterContext): void {
  const { messages } = context.store

  app.get('/inspector/messages', (request, reply) => {
    const query = InspectorQuery.safeParse(request.query)
    if (!query.success) return refuseQuery(reply, query.error)
    const { limit, offset, ...filters } = query.data
    const found = messages.search(filterOf(filters), limit, offset)
    return reply.send({
      total: found.total,
      messages: found.messages.map((each) => summaryOf(context, each)),
    } satisfies contract.MessagePage)
  })

  app.get<{ Params: { id: string } }>('/inspector/messages/:id', (request, reply) => {
    const message = messages.find(Number(request.params.id))
    if (message === undefined) return fail(reply, 404, 'there is no such message')
    return reply.send(inspect(context, message) satisfies contract.Inspection)
  })

  app.get('/inspector/facets', () => {
    const { interfaces, channels, clients } = messages.facets()
    const nameOf = (number: string): string =>
      Object.values<InterfaceTable>(interfaceTables).find((table) => table.number === number)?.name ?? ''
    return {
      interfaces: interfaces.map((number) => ({ interface: number, name: nameOf(number) })),
      channels,
      clients: clients.map((client) => ({ client, name: context.store.registry.institution(client)?.name ?? '' })),
    } satisfies contract.Facets
  })

  /** The messages of an export, oldest first; null when the query was refused. */
  function chosen(request: FastifyRequest, reply: FastifyReply): readonly Inspection[] | null {
    const query = ExportQuery.safeParse(request.query)
    if (!query.success) {
      refuseQuery(reply, query.error)
      return null
    }
    const { ids, ...filters } = query.data
    const numbers = ids ?? messages.search(filterOf(filters), LARGEST_EXPORT, 0).messages.map(({ id }) => id)
    const found = numbers.slice(0, LARGEST_EXPORT).flatMap((id) => messages.find(id) ?? [])
    if (found.length > 0) return found.toSorted((one, other) => one.id - other.id).map((message) => inspect(context, message))
    fail(reply, 404, 'there is no such message')
    return null
  }

  app.get('/inspector/export.html', (request, reply) => {
    const found = chosen(request, reply)
    if (found === null) return reply
    return sendFile(reply, 'messages.html', inspectorPage('报文记录', found, context.clock.now()))
  })

  app.get('/inspector/export.json', (request, reply) => {
    const found = chosen(request, reply)
    return found === null ? reply : reply.header('content-disposition', 'attachment; filename="messages.json"').send(found)
  })
}

type Filters = Omit<ReturnType<typeof ExportQuery.parse>, 'ids'>

function filterOf({ refused, ...filters }: Filters): MessageFilter {
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
  return { ...given, refusedOnly: refused === true }
}
