import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ADMIN_PREFIX } from '../admin/contract.ts'
import { readJsonObject } from '../json.ts'
import type { Channel } from './channel.ts'
import { CONSOLE_PATH } from './console.ts'
import { type ExchangePorts, isJson } from './exchange.ts'
import { textToKeep } from './kept.ts'
import { clientOf, recordOf } from './record.ts'

/** What the log has for the code of such an answer. */
export const NO_ADDRESS = '404'

/**
 * Whoever sends a message to an address that no interface has, or sends none to one that has, gets 404, as from any HTTP server, and a line in the log: refused, of no interface, on the channel
 * whose addresses begin alike, on none where no channel has such a beginning. What is asked of administration and consoles is no message, nor is what a browser looks for.
 */
export function logUnknownAddresses(
  app: FastifyInstance,
  channels: readonly Channel[],
  { context, books }: Pick<ExchangePorts, 'context' | 'books'>,
): void {
  app.setNotFoundHandler(async (request, reply) => {
    const arrived = { at: context.clock.now(), realAt: context.clock.real() }
    const began = performance.now()
    const [path = ''] = request.url.split('?')
    const isAddress = channels.some(({ paths }) => paths.includes(path))
    const reason = isAddress ? `该地址只接受 POST，不接受 ${request.method}` : `本中心没有该地址: ${path}`
    const answer = { error: reason }
    if (isAddress || isMessage(request, path)) {
      const message = isJson(request) && request.body instanceof Uint8Array ? readJsonObject(request.body) : null
      const channel = channelBeside(channels, path)
      const content = message === null ? undefined : await channel?.read?.(message)
      const judged = { accepted: false, code: NO_ADDRESS, reason, request: content ?? message?.value, answer }
      const client = clientOf(context, message)
      await books.enter(
        Promise.resolve(() => {
          const known = { path, client, message, content, interface: 'unknown', fault: null, judged }
          const ms = performance.now() - began
          const id = context.store.messages.add(recordOf(context, channel?.letter ?? '', { ...known, ...arrived, ms }))
          context.store.messages.answered(id, { rawAnswer: textToKeep(JSON.stringify(answer)), ms, gone: false })
        }),
      )
    }
    return reply.code(Number(NO_ADDRESS)).send(answer)
  })
}

function isMessage({ method }: FastifyRequest, path: string): boolean {
  return method === 'POST' && ![ADMIN_PREFIX, CONSOLE_PATH].some((own) => path.startsWith(own))
}

/** The channel with an address that shares the most leading parts with a path; undefined where none shares any. */
function channelBeside(channels: readonly Channel[], path: string): Channel | undefined {
  const parts = path.split('/').slice(1)
  const shared = ({ paths }: Channel): number =>
    Math.max(
      ...paths.map((known) => {
        const own = known.split('/').slice(1)
        const differs = parts.findIndex((part, index) => part !== own[index])
        return differs < 0 ? parts.length : differs
      }),
    )
  return channels.filter((channel) => shared(channel) > 0).toSorted((one, other) => shared(other) - shared(one))[0]
}
