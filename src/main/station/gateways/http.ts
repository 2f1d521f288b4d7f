import { Readable } from 'node:stream'
import type { Agent } from 'undici'
import { type Failure, failure } from '../../../shared/contract/failures.ts'

/** Milliseconds: until the connection stands, until the head of the answer, and until the whole of its body. */
export interface Timeouts {
  readonly connectMs: number
  readonly headersMs: number
  readonly bodyMs: number
}

/**
 * The text of a whole answer with status 200, or why there is none and whether a byte may have left. `retryAfter` is the header of a
 * center that asks for a pause (status 429 or 503), as it came.
 */
export type HttpAnswer =
  | { readonly kind: 'answer'; readonly text: string }
  | { readonly kind: 'unknown' | 'neverSent'; readonly failure: Failure; readonly retryAfter?: string }

export interface HttpTransport {
  /** sends `body` (JSON text) and waits for the whole answer, `patience` times as long as usual for its head */
  post(url: string, body: string, patience?: number): Promise<HttpAnswer>
  /** ends every connection; what is under way becomes unknown */
  close(): Promise<void>
}

const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** HTTP with keep-alive. Never repeats a request by itself. */
export function createHttpTransport(
  { connectMs, headersMs, bodyMs }: Timeouts,
  maxAnswerBytes: number = MAX_ANSWER_BYTES,
): HttpTransport {
  const options = {
    connect: { timeout: connectMs },
    bodyTimeout: bodyMs,
    maxResponseSize: maxAnswerBytes,
  }
  let agent: Agent | null = null

  async function post(url: string, text: string, patience = 1): Promise<HttpAnswer> {
    // not at the top of the file: it takes 45 ms, and the window would wait for them
    const undici = await import('undici')
    agent ??= new undici.Agent(options)
    const body = Buffer.from(text)
    let leaving = false
    // undici asks for the body only when a connection stands, and writes the head together with its first piece.
    async function* pieces() {
      leaving = true
      yield body
    }
    // the body's own time-out is the pause between two pieces; a center that trickles must not hold the counter for ever
    const signal = AbortSignal.timeout(connectMs + patience * headersMs + bodyMs)
    const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(body.length) }
    let answering = false
    try {
      const answer = await undici.request(url, {
        method: 'POST',
        headers,
        body: Readable.from(pieces()),
        dispatcher: agent,
        headersTimeout: patience * headersMs,
        signal,
      })
      answering = true
      if (answer.statusCode !== 200) {
        await answer.body.dump()
        const retryAfter = asksForPause(answer.statusCode) ? answer.headers['retry-after'] : undefined
        const reason = statusFailure(answer.statusCode)
        return { kind: 'unknown', failure: reason, ...(typeof retryAfter === 'string' ? { retryAfter } : {}) }
      }
      const bytes = await answer.body.bytes()
      return { kind: 'answer', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
    } catch (error) {
      if (!leaving) return { kind: 'neverSent', failure: failure('CENTER_UNREACHABLE') }
      return { kind: 'unknown', failure: failure(isSilence(error) || !answering ? 'CENTER_SILENT' : 'CENTER_ANSWER_UNREADABLE') }
    }
  }

  return { post, close: async () => agent?.destroy() }
}

function statusFailure(status: number): Failure {
  const code = status >= 500 ? 'CENTER_ERROR' : status === 429 ? 'CENTER_BUSY' : 'CENTER_REFUSED'
  return failure(code, { center: { code: `HTTP ${status}`, message: '' } })
}

function asksForPause(status: number): boolean {
  return status === 429 || status === 503
}

function isSilence(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || ('code' in error && error.code === 'UND_ERR_BODY_TIMEOUT'))
}
