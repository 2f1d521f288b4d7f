import type { CenterConnection } from '../../src/shared/contract/host.ts'
import { envelopeText } from './envelopeText.ts'
import { derSignature, opensslSm4, opensslVerifies } from './openssl.ts'
import type { TappedExchange } from './wiretap.ts'

type Json = Readonly<Record<string, unknown>>

/** One signature of a message, as the openssl command finds it. */
export interface CheckedSignature {
  readonly path: string
  readonly side: 'request' | 'answer'
  readonly right: boolean
}

/**
 * Checks every signature of what travelled, with nothing but the openssl command and the third writing of the text to sign: `cainfo` over the exact text of
 * `input` on channel A, `signData` both ways on channel B. `institutionKey` is the public point of the institution's key, 65 bytes.
 */
export function checkSignatures(
  exchanges: readonly TappedExchange[],
  connection: CenterConnection,
  institutionKey: Uint8Array,
): readonly CheckedSignature[] {
  const key = messageKey(connection)
  const platformKey = Buffer.from(connection.platformPublicKey, 'base64')
  const isRight = (text: string, signature: unknown, by: Uint8Array): boolean =>
    opensslVerifies(by, Buffer.from(text), derSignature(Buffer.from(String(signature), 'base64')))

  return exchanges.flatMap(({ path, request, answer }): readonly CheckedSignature[] => {
    const sent: Json = readKeepingNumbers(request)
    if ('cainfo' in sent) return [{ path, side: 'request', right: isRight(inputTextOf(request), sent.cainfo, institutionKey) }]
    if (!('signData' in sent)) return []
    const got: Json = readKeepingNumbers(answer)
    const opened = (message: Json): Json => ({ ...message, data: clearOf(message, key) })
    return [
      { path, side: 'request', right: isRight(envelopeText(opened(sent), connection.appSecret), sent.signData, institutionKey) },
      { path, side: 'answer', right: isRight(envelopeText(opened(got), connection.appSecret), got.signData, platformKey) },
    ]
  })
}

function messageKey({ appId, appSecret }: CenterConnection): Uint8Array {
  const derived = opensslSm4('encrypt', Buffer.from(appId.slice(0, 16)), Buffer.from(appSecret))
  return Buffer.from(derived.toString('hex').toUpperCase().slice(0, 16))
}

function clearOf(message: Json, key: Uint8Array): Json | null {
  if (typeof message.encData !== 'string') return null
  return readKeepingNumbers(opensslSm4('decrypt', key, Buffer.from(message.encData, 'hex')).toString())
}

/** Numbers keep the text they were written with: a signature covers `12.50`, not 12.5. */
function readKeepingNumbers(text: string): Json {
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value,
  )
}

/** The counter writes `input` last: its exact text ends before the brace of the message. */
function inputTextOf(request: string): string {
  return request.slice(request.indexOf('"input":') + '"input":'.length, -1)
}
