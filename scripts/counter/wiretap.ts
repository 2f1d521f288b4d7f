import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { CenterConnection } from '../../src/shared/contract/host.ts'

/** One message and its answer, as they travelled. */
export interface TappedExchange {
  readonly path: string
  readonly request: string
  readonly answer: string
  /** when the last byte of the request had come, by `performance.now()` */
  readonly began: number
  /** from then to the last byte of the answer */
  readonly ms: number
}

export interface Wiretap {
  /** leads through here to the center */
  readonly connection: CenterConnection
  /** so far, in the order of their answers */
  readonly exchanges: readonly TappedExchange[]
  close(): void
}

/** Stands between counter and center, passes everything on as it is, and keeps it. The three channels must be at one address. */
export async function tapCenter(connection: CenterConnection): Promise<Wiretap> {
  const exchanges: TappedExchange[] = []
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    const began = performance.now()
    const answer = await fetch(new URL(request.url ?? '', connection.voucherUrl), {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body,
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    exchanges.push({
      path: request.url ?? '',
      request: body.toString(),
      answer: bytes.toString(),
      began,
      ms: performance.now() - began,
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(bytes)
  }
  const server = createServer((request, response) => {
    forward(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    connection: CenterConnection.parse({ ...connection, voucherUrl: url, insuranceUrl: url, prescriptionUrl: url }),
    exchanges,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
