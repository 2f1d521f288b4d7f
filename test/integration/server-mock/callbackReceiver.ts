import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Json } from './settlementShop.ts'

/** An institution's server, to which the center sends its call-backs. */
export interface CallbackReceiver {
  readonly url: string
  /** the bodies that came in so far, as they travelled */
  readonly received: readonly Json[]
  /** what it answers to the next messages, in this order; afterwards each is taken */
  answer(...texts: readonly string[]): void
  /** resolves when that many messages came in since it was opened */
  arrivals(count: number): Promise<void>
  close(): Promise<void>
}

export async function openCallbackReceiver(): Promise<CallbackReceiver> {
  const received: Json[] = []
  let answers: readonly string[] = []
  let arrived: () => void = () => undefined
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()))
      const [next = '{"code":0}', ...others] = answers
      answers = others
      response.setHeader('content-type', 'application/json')
      response.end(next)
      arrived()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/notify`,
    received,
    answer: (...texts) => {
      answers = texts
    },
    arrivals: async (count) => {
      while (received.length < count)
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
    },
    close: async () => {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
