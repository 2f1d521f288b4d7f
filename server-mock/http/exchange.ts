import { STATUS_CODES } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CenterContext } from '../context.ts'
import type { Faults, PlayedFault } from '../faults/faults.ts'
import { isObject, readJsonObject } from '../json.ts'
import { befall } from '../prescription/fates.ts'
import { letCertificateExpire } from '../prescription/file/file.ts'
import type { Books } from './books.ts'
import type { Channel, Sealed } from './channel.ts'
import { clientOf, recordOf } from './record.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
/** Seconds, as a gateway that is overloaded says it. */
const RETRY_AFTER_S = 2
const NO_ANSWER: Sealed = { body: new Uint8Array(), kept: '' }
/** How HTTP says what a channel has no word for. */
const TOO_MANY = { sends: 'error', status: 429 } as const

export interface ExchangePorts {
  readonly context: CenterContext
  readonly faults: Faults
  readonly books: Books
  /** ends the waiting of delayed answers when the center closes */
  readonly closing: AbortSignal
}

/**
 * Puts a channel on its paths: read, play the fault that is due, let the channel open the message, judge and log it when its turn comes,
 * seal, send. Where the cryptography itself breaks, the answer is a 500 that says whether the message was processed.
 */
export function serveChannel(app: FastifyInstance, channel: Channel, { context, faults, books, closing }: ExchangePorts): void {
  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const arrived = { at: context.clock.now(), realAt: context.clock.real() }
    const began = performance.now()
    const path = request.routeOptions.url ?? ''
    const message = isJson(request) && request.body instanceof Uint8Array ? readJsonObject(request.body) : null
    const number = channel.numberOf(path, message)
    const client = clientOf(context, message)
    const fault = faults.next({ interface: number, channel: channel.letter, client, at: arrived.realAt })
    if (fault !== null && fault.delayMs > 0) await wait(fault.delayMs, undefined, { signal: closing }).catch(() => undefined)
    if (closing.aborted) {
      request.raw.socket.destroy()
      return
    }

    const isProcessed = fault?.processed !== false
    const isPeeked = message !== null && (!isProcessed || fault?.kind === 'expiredCertificate')
    const content = isPeeked ? await channel.read?.(message) : undefined
    const busy = fault?.kind === 'throttle' ? channel.busy?.bind(channel, message) : undefined
    const opened = isProcessed ? channel.receive(path, message) : Promise.resolve(busy ?? (() => null))
    const { judged, id } = await books.enter(
      opened.then(
        (judge) => () => {
          if (fault?.kind === 'expiredCertificate') letCertificateExpire(context, prescriptionOf(content))
          const made = judge()
          const ms = performance.now() - began
          const record = recordOf(context, channel.letter, {
            path,
            client,
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
    const play = { wrongSignature: fault?.wrongSignature === true, skewMs: fault?.skewMs ?? 0 }
    const { body, kept: rawAnswer } = await Promise.resolve(judged?.seal(play) ?? NO_ANSWER).catch(
      sayThat('the message was processed, its answer was not sealed'),
    )
    // whoever has the answer finds it in the log
    await books.note(() => {
      const { destroyed: gone } = request.raw.socket
      context.store.messages.answered(id, { rawAnswer, ms: performance.now() - began, gone })
    })
    if (judged !== null && isProcessed) faults.answered(number, body)
    send(request, reply, judged === null && fault?.kind === 'throttle' ? TOO_MANY : fault, body)
  }

  for (const path of channel.paths) app.post(path, handle)
}

function sayThat(what: string): (cause: unknown) => never {
  return (cause) => {
    throw new Error(`${what}: ${cause instanceof Error ? cause.message : 'broken'}`, { cause })
  }
}

/** Whether a request says that its body is JSON. */
export function isJson(request: FastifyRequest): boolean {
  return /^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')
}

type Sent = Pick<PlayedFault, 'sends' | 'status'> & Partial<Pick<PlayedFault, 'earlierAnswer'>>

function send(request: FastifyRequest, reply: FastifyReply, fault: Sent | null, body: Uint8Array): void {
  switch (fault?.sends ?? 'answer') {
    case 'answer':
      reply.type(JSON_TYPE).send(body)
      return
    case 'twice':
      reply.type(JSON_TYPE).send(Buffer.concat([body, body]))
      return
    case 'earlier':
      reply.type(JSON_TYPE).send(fault?.earlierAnswer ?? body)
      return
    case 'error':
      if (fault?.status === 503) reply.header('retry-after', RETRY_AFTER_S)
      reply
        .code(fault?.status ?? 500)
        .type('text/plain')
        .send(STATUS_CODES[fault?.status ?? 500])
      return
    case 'page':
      reply.type('text/html').send('<html><body>502 Bad Gateway</body></html>')
      return
    case 'nothing':
      reply.hijack()
      request.raw.socket.destroy()
      return
    case 'half': {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': JSON_TYPE, 'content-length': body.length })
      reply.raw.write(body.subarray(0, Math.floor(body.length / 2)), () => request.raw.socket.destroy())
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
