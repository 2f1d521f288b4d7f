import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { readJsonObject } from '../json.ts'
import { fail, refuseQuery } from './replies.ts'

/** What a request of the administration gives: the answer, or a text that says why there is none (404). */
type Result = object | string
type Serve = <S extends z.ZodType>(path: string, schema: S, act: (input: z.output<S>) => Result | Promise<Result>) => void

export interface AdminServing {
  /** answers a query that its schema takes; any other is refused field by field (400) */
  readonly get: Serve
  /** the same of a JSON object as body; no body is an empty one */
  readonly post: Serve
}

/** How every request of the administration is read, checked and answered. */
export function adminServing(app: FastifyInstance): AdminServing {
  const serve =
    (method: 'get' | 'post', read: (request: FastifyRequest) => unknown): Serve =>
    (path, schema, act) => {
      app[method](path, async (request: FastifyRequest, reply: FastifyReply) => {
        const input = schema.safeParse(read(request))
        if (!input.success) return refuseQuery(reply, input.error)
        const result = await act(input.data)
        return typeof result === 'string' ? fail(reply, 404, result) : reply.send(result)
      })
    }
  return { get: serve('get', ({ query }) => query), post: serve('post', bodyOf) }
}

function bodyOf({ body }: FastifyRequest): unknown {
  if (!(body instanceof Uint8Array)) return undefined
  return body.length === 0 ? {} : readJsonObject(body)?.value
}
