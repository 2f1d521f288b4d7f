import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaults } from '../../../server-mock/faults/faults.ts'
import { createBooks } from '../../../server-mock/http/books.ts'
import type { Channel, Judged } from '../../../server-mock/http/channel.ts'
import { serveChannel } from '../../../server-mock/http/exchange.ts'
import { sealedText } from '../../../server-mock/http/kept.ts'
import { centerWith } from './fileParts.ts'

const { context } = centerWith([])
const died = async (): Promise<never> => {
  throw new Error('a worker of the center died')
}
const yes: Judged = { accepted: true, code: '0', reason: '', request: {}, answer: {}, seal: () => sealedText('{}') }

let app: FastifyInstance
beforeEach(() => {
  app = Fastify()
})
afterEach(() => app.close())

async function said(receive: Channel['receive']): Promise<{ readonly status: number; readonly body: string }> {
  const channel: Channel = { letter: 'A', paths: ['/a'], numberOf: () => '9001', receive }
  const books = createBooks(context.store)
  serveChannel(app, channel, { context, faults: createFaults(context.random), books, closing: new AbortController().signal })
  const { statusCode: status, body } = await app.inject({ method: 'POST', url: '/a', payload: {} })
  return { status, body }
}

function kept(): number {
  return context.store.messages.list().length
}

describe('a message over which the cryptography breaks', () => {
  it('was not processed, and the answer says so', async () => {
    const before = kept()
    const { status, body } = await said(died)
    expect(status).toBe(500)
    expect(body).toContain('the message was not processed: a worker of the center died')
    expect(kept()).toBe(before)
  })

  it('was processed when only its answer could not be sealed, and the answer says so', async () => {
    const before = kept()
    const { status, body } = await said(async () => () => ({ ...yes, seal: died }))
    expect(status).toBe(500)
    expect(body).toContain('the message was processed, its answer was not sealed: a worker of the center died')
    expect(kept()).toBe(before + 1)
  })
})
