import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A line to the center on which somebody changes answers; its base address. `change` gets the number of the interface and the text of the answer, and may keep it as long as it likes. */
export async function openTamperingLine(
  target: string,
  change: (number: string, answer: string) => string | Promise<string>,
): Promise<string> {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString()
      const number = /"infno":"(\w+)"/.exec(body)?.[1] ?? ''
      void fetch(new URL(request.url ?? '', target), {
        method: 'POST',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body,
      })
        .then((answer) => answer.text())
        .then((text) => change(number, text))
        .then((text) => response.setHeader('content-type', 'application/json').end(text))
    })
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
