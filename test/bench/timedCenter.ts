import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { CenterConnection } from '../../src/shared/contract/host.ts'

export interface TimedCenter {
  /** leads through here to the center */
  readonly connection: CenterConnection
  /** ms that every answer took so far, from the last byte of its request to the last byte of its body */
  readonly times: readonly number[]
  close(): void
}

/** Stands between counter and center and takes the time of each answer, so that it can be taken off what the counter took in all. */
export async function timeCenter(connection: CenterConnection): Promise<TimedCenter> {
  const times: number[] = []
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request)
    const began = performance.now()
    const answer = await fetch(new URL(request.url ?? '', connection.voucherUrl), {
      method: 'POST',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      body,
    })
    const bytes = await answer.bytes()
    times.push(performance.now() - began)
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
    times,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
