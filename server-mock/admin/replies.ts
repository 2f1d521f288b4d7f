import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { AdminError } from './contract.ts'

/** An administration's no: 400 the request is wrong, 401 the token is, 404 there is nothing to do it with. */
export function fail(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error } satisfies z.infer<typeof AdminError>)
}

/** What is wrong with a query, field by field. */
export function refuseQuery(reply: FastifyReply, error: z.ZodError): FastifyReply {
  return fail(reply, 400, error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

/** A page to keep. */
export function sendFile(reply: FastifyReply, name: string, page: string): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`)
    .send(page)
}
