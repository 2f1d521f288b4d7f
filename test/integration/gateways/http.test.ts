import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpTransport, type HttpTransport } from '../../../src/main/station/gateways/http.ts'
import { type Play, type PlayedCenter, playCenter } from './center.ts'

const patient = { connectMs: 5_000, headersMs: 5_000, bodyMs: 5_000 }
const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

async function center(play: Play): Promise<PlayedCenter> {
  const played = await playCenter(play)
  endings.push(played.close)
  return played
}

function transport(timeouts: Partial<typeof patient> = {}, maxAnswerBytes?: number): HttpTransport {
  const created = createHttpTransport({ ...patient, ...timeouts }, maxAnswerBytes)
  endings.push(created.close)
  return created
}

/** A server below HTTP: `meet` gets every connection. */
async function rawServer(meet: (socket: Socket) => void): Promise<{ readonly url: string; readonly server: Server }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    meet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endings.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

describe('the way to a center', () => {
  it('brings the body there and the answer back, over connections that are kept', async () => {
    const ports = new Set<number | undefined>()
    const { url, requests } = await center(({ text }, response, message) => {
      ports.add(message.socket.remotePort)
      response.end(
        JSON.stringify({ heard: text, type: message.headers['content-type'], length: message.headers['content-length'] }),
      )
    })
    const way = transport()
    for (const text of ['{"一":1}', '{}', '{"二":2}', '{"三":3}']) {
      const answer = await way.post(`${url}/path`, text)
      expect(answer).toEqual({
        kind: 'answer',
        text: JSON.stringify({ heard: text, type: 'application/json; charset=utf-8', length: String(Buffer.byteLength(text)) }),
      })
    }
    expect(requests.map(({ path }) => path)).toEqual(['/path', '/path', '/path', '/path'])
    expect(ports.size).toBeLessThan(requests.length)
  })

  it('never sent a byte when nobody listens', async () => {
    const { url, close } = await playCenter(() => {})
    await close()
    expect(await transport().post(url, '{}')).toEqual({ kind: 'neverSent', failure: { code: 'CENTER_UNREACHABLE' } })
  })

  it('never sent a byte when the name does not exist', async () => {
    expect((await transport().post('http://center.invalid/', '{}')).kind).toBe('neverSent')
  })

  it('never sent a byte when the connection does not come up', async () => {
    // 192.0.2.0/24 belongs to nobody (RFC 5737)
    expect((await transport({ connectMs: 200 }).post('http://192.0.2.1:9/', '{}')).kind).toBe('neverSent')
  })

  it('never sent a byte when the other side speaks no TLS', async () => {
    const heard: Buffer[] = []
    const { url } = await rawServer((socket) =>
      socket.on('data', (data) => heard.push(data)).end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    )
    expect((await transport().post(url.replace('http:', 'https:'), '{"secret":1}')).kind).toBe('neverSent')
    expect(Buffer.concat(heard).toString('latin1')).not.toContain('secret')
  })

  it('does not know when the connection breaks before an answer', async () => {
    const { url } = await center((_request, _response, message) => message.socket.destroy())
    expect(await transport().post(url, '{}')).toEqual({ kind: 'unknown', failure: { code: 'CENTER_SILENT' } })
  })

  it('does not know when the connection breaks before the request was even read', async () => {
    const { url } = await rawServer((socket) => socket.once('readable', () => socket.resetAndDestroy()))
    expect((await transport().post(url, '{}')).kind).toBe('unknown')
  })

  it('does not know when no answer comes in time', async () => {
    const { url, requests } = await center(() => {})
    expect(await transport({ headersMs: 100 }).post(url, '{}')).toEqual({ kind: 'unknown', failure: { code: 'CENTER_SILENT' } })
    expect(requests).toHaveLength(1)
  })

  it('waits longer where it was told to be patient', async () => {
    let answer = () => {}
    const { url, requests } = await center((_request, response) => {
      if (requests.length === 1) answer = () => response.end('{}')
    })
    const way = transport({ headersMs: 100 })
    const patiently = way.post(url, '{}', 1_000)
    await expect.poll(() => requests.length).toBe(1)
    expect(await way.post(url, '{}')).toEqual({ kind: 'unknown', failure: { code: 'CENTER_SILENT' } })
    answer()
    expect(await patiently).toEqual({ kind: 'answer', text: '{}' })
  })

  it('does not know when the body stops coming', async () => {
    const { url } = await center((_request, response) => response.write('{"half":'))
    expect(await transport({ bodyMs: 100 }).post(url, '{}')).toEqual({ kind: 'unknown', failure: { code: 'CENTER_SILENT' } })
  })

  it('does not know when the body only trickles, however long that goes on', async () => {
    const { url } = await center((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    })
    const answer = await transport({ connectMs: 100, headersMs: 100, bodyMs: 100 }).post(url, '{}')
    expect(answer).toEqual({ kind: 'unknown', failure: { code: 'CENTER_SILENT' } })
  })

  it('does not know when the body breaks off', async () => {
    const { url } = await center((_request, response, message) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":')
      response.on('error', () => {})
      setImmediate(() => message.socket.destroySoon())
    })
    expect(await transport().post(url, '{}')).toEqual({ kind: 'unknown', failure: { code: 'CENTER_ANSWER_UNREADABLE' } })
  })

  it('does not know when the answer is no HTTP', async () => {
    const { url } = await rawServer((socket) => socket.once('data', () => socket.end('你好\r\n\r\n')))
    expect((await transport().post(url, '{}')).kind).toBe('unknown')
  })

  it('does not know when the answer is too large or no UTF-8', async () => {
    const large = await center((_request, response) => response.end('x'.repeat(2_000)))
    const garbled = await center((_request, response) => response.end(Buffer.from([0x7b, 0xff, 0x7d])))
    const unreadable = { kind: 'unknown', failure: { code: 'CENTER_ANSWER_UNREADABLE' } }
    expect(await transport({}, 1_000).post(large.url, '{}')).toEqual(unreadable)
    expect(await transport().post(garbled.url, '{}')).toEqual(unreadable)
  })

  it.each([
    [500, 'CENTER_ERROR'],
    [502, 'CENTER_ERROR'],
    [503, 'CENTER_ERROR'],
    [429, 'CENTER_BUSY'],
    [404, 'CENTER_REFUSED'],
    [302, 'CENTER_REFUSED'],
  ])('does not know what status %d did, and says %s', async (status, code) => {
    const { url } = await center((_request, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end('<html>secret</html>'),
    )
    expect(await transport().post(url, '{}')).toEqual({
      kind: 'unknown',
      failure: { code, center: { code: `HTTP ${status}`, message: '' } },
    })
  })

  it('never repeats a request by itself', async () => {
    const { url, requests } = await center((_request, _response, message) => message.socket.destroy())
    await transport().post(url, '{}')
    expect(requests).toHaveLength(1)
  })

  it('goes on with a new connection after one broke', async () => {
    let first = true
    const { url } = await center((_request, response, message) => {
      if (first) message.socket.destroy()
      else response.end('{}')
      first = false
    })
    const way = transport()
    expect((await way.post(url, '{}')).kind).toBe('unknown')
    expect((await way.post(url, '{}')).kind).toBe('answer')
  })

  it('leaves what is under way open when it is closed', async () => {
    const way = createHttpTransport(patient)
    const { url } = await center(() => {
      void way.close()
    })
    expect((await way.post(url, '{}')).kind).toBe('unknown')
  })
})
