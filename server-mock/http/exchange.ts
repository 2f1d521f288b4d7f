import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CenterContext } from '../context.ts'
import type { Faults, PlayedFault } from '../faults/faults.ts'
import { isObject, readJsonObject } from '../json.ts'
import { befall } from '../prescription/fates.ts'
import type { Books } from './books.ts'
import type { Channel } from './channel.ts'
import { recordOf, textToKeep } from './record.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

export interface ExchangePorts {
  readonly context: CenterContext
  readonly faults: Faults
  readonly books: Books
  /** ends the waiting of delayed answers when the center closes */
  readonly closing: AbortSignal
}

/**
 * Puts a channel on its paths: read, play the fault that is due, let the channel open the message, judge and log it in one transaction when its turn comes,
 * seal, send. Where the cryptography itself breaks, the answer is a 500 that says whether the message was processed.
 */
export function serveChannel(app: FastifyInstance, channel: Channel, { context, faults, books, closing }: ExchangePorts): void {
  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const arrived = { at: context.clock.now(), realAt: context.clock.real() }
    const began = performance.now()
    const path = request.routeOptions.url ?? ''
    const message = isJson(request) && request.body instanceof Uint8Array ? readJsonObject(request.body) : null
    const number = channel.numberOf(path, message)
    const fault = faults.next(number)
    if (fault !== null && fault.delayMs > 0) await wait(fault.delayMs, undefined, { signal: closing }).catch(() => undefined)
    if (closing.aborted) {
      request.raw.socket.destroy()
      return
    }

    const isProcessed = fault?.processed !== false
    const content = isProcessed || message === null ? undefined : await channel.read?.(message)
    const opened = isProcessed ? channel.receive(path, message) : Promise.resolve(() => null)
    const { judged, id } = await books.enter(
      opened.then(
        (judge) => () => {
          const made = judge()
          const ms = performance.now() - began
          const record = recordOf(context, channel, {
            path,
            message,
            content,
            interface: number,
            fault,
            judged: made,
            ...arrived,
            ms,
          })
          if (record.accepted) befall(context, number, prescriptionOf(record.request))
          return { judged: made, id: context.store.messages.add(record) }
        },
        sayThat('the message was not processed'),
      ),
    )
    const play = { wrongSignature: fault?.wrongSignature === true }
    const body = await Promise.resolve(judged?.seal(play) ?? '').catch(
      sayThat('the message was processed, its answer was not sealed'),
    )
    const { destroyed: gone } = request.raw.socket
    context.store.messages.answered(id, { rawAnswer: textToKeep(body), ms: performance.now() - began, gone })
    if (judged !== null) faults.answered(number, body)
    send(request, reply, fault, body)
  }

  for (const path of channel.paths) app.post(path, handle)
}

function sayThat(what: string): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : 'broken'}`, { cause })
  }
}

function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')
}

function send(request: FastifyRequest, reply: FastifyReply, fault: PlayedFault | null, body: string): void {
  switch (fault?.sends ?? 'answer') {
    case 'answer':
      reply.type(JSON_TYPE).send(body)
      return
    case 'twice':
      reply.type(JSON_TYPE).send(body + body)
      return
    case 'earlier':
      reply.type(JSON_TYPE).send(fault?.earlierAnswer ?? body)
      return
    case 'error':
      reply.code(500).type('text/plain').send('Internal Server Error')
      return
    case 'page':
      reply.type('text/html').send('<html><body>502 Bad Gateway</body></html>')
      return
    case 'nothing':
      reply.hijack()
      request.raw.socket.destroy()
      return
    case 'half': {
      const bytes = Buffer.from(body)
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': bytes.length })
      reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.raw.socket.destroy())
    }
  }
}

/** The prescription that a message names, wherever it stands in it. */
function prescriptionOf(message: unknown): string | null {
  if (Array.isArray(message)) return message.map(prescriptionOf).find((found) => found !== null) ?? null
  if (!isObject(message)) return null
  const named = message.hiRxno ?? message.hi_rxno ?? message.rxno
  return typeof named === 'string' ? named : prescriptionOf(Object.values(message))
}
