import { createServer, type Socket } from 'node:net'

/** DLE EOT 2: a printer is asked why it is offline. */
const QUESTION = Uint8Array.of(0x10, 0x04, 0x02)

/** A TCP server that plays a receipt printer on the shop's network. */
export interface TcpPrinter {
  readonly port: number
  /** all that came to be printed, without the questions for its status */
  printed(): Buffer
  /** what it sends when it is asked for its status, each part in a packet of its own; null: nothing. At first null. */
  answers(parts: readonly (readonly number[])[] | null): void
  /** whether it reads what comes */
  reads(isReading: boolean): void
  /** how many are connected to it */
  connections(): number
  /** breaks all connections: as a device that lost its power and came back does, or as one that hangs up */
  breakOff(how: 'reset' | 'end'): void
  close(): Promise<void>
}

/** `port` 0: any that is free. Listens on the loopback only. */
export async function openTcpPrinter(port = 0): Promise<TcpPrinter> {
  const sockets = new Set<Socket>()
  let received = Buffer.alloc(0)
  let answer: readonly (readonly number[])[] | null = null
  let isReading = true

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    if (!isReading) socket.pause()
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      for (let at = received.indexOf(QUESTION); at >= 0; at = received.indexOf(QUESTION)) {
        received = Buffer.concat([received.subarray(0, at), received.subarray(at + QUESTION.length)])
        for (const part of answer ?? []) socket.write(Uint8Array.from(part))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('it listens on no port')

  return {
    port: address.port,
    printed: () => received,
    answers: (parts) => {
      answer = parts
    },
    reads: (reads) => {
      isReading = reads
      for (const socket of sockets) reads ? socket.resume() : socket.pause()
    },
    connections: () => sockets.size,
    breakOff: (how) => {
      for (const socket of sockets) how === 'reset' ? socket.resetAndDestroy() : socket.end()
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
