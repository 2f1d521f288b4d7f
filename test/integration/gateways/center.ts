import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EnvelopeAnswer, openEnvelope, sealAnswer } from '../../../server-mock/gm/envelope.ts'
import { keyPairFrom } from '../../../server-mock/gm/sm2.ts'
import { sm3 } from '../../../server-mock/gm/sm3.ts'
import type { CenterConnection } from '../../../src/shared/contract/host.ts'

export interface PlayedRequest {
  readonly path: string
  readonly text: string
}

/** What a played center does with one request. */
export type Play = (request: PlayedRequest, response: ServerResponse, message: IncomingMessage) => void

export interface PlayedCenter {
  readonly url: string
  readonly requests: readonly PlayedRequest[]
  close(): Promise<void>
}

/** A center of the test's own, on the loopback: every request goes to `play`. */
export async function playCenter(play: Play): Promise<PlayedCenter> {
  const requests: PlayedRequest[] = []
  const server = createServer((message, response) => {
    const chunks: Buffer[] = []
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const request = { path: message.url ?? '', text: Buffer.concat(chunks).toString() }
      requests.push(request)
      play(request, response, message)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const pairFrom = (seed: string) => {
  const digest = sm3(Buffer.from(seed))
  return keyPairFrom(Buffer.concat([digest, digest]))
}
const institution = pairFrom('institution of the test')
const platform = pairFrom('platform of the test')

/** The application of the test, as the platform knows it. */
export const app = {
  appId: 'TESTAPPID00000000000000000000001',
  appSecret: 'TESTSECRET0000000000000000000001',
  publicKey: institution.publicKey,
} as const

/** The same application, as the counter knows it. */
export function connectionTo(url: string): CenterConnection {
  return {
    voucherUrl: url,
    insuranceUrl: url,
    prescriptionUrl: url,
    institution: { code: 'P99010100001', name: '明心大药房', area: '990101' },
    appId: app.appId,
    appSecret: app.appSecret,
    privateKey: Buffer.from(institution.privateKey).toString('base64'),
    platformPublicKey: Buffer.from(platform.publicKey).toString('base64'),
    terminalId: '99010100000000000001',
    profile: 'national',
  }
}

/** An answer as the platform seals it. */
export function sealed(answer: Omit<EnvelopeAnswer, 'version' | 'timestamp'> & { readonly timestamp?: string }): string {
  return sealAnswer({ version: '1.0.0', timestamp: String(Date.UTC(2026, 10, 21, 1, 2, 3)), ...answer }, app, platform.privateKey)
}

/** What a request of the counter says, as the platform reads it. */
export function openedBy(text: string): ReturnType<typeof openEnvelope> {
  return openEnvelope(text, app)
}
