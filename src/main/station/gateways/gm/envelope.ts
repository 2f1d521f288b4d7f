import { epcEnvelope, epcVersion, readNode } from '../../../../shared/wire/index.ts'
import { isObject, type JsonObject, readJsonObject } from '../json.ts'
import { type SigningKey, sm4Decrypt, sm4Encrypt, strictBase64, strictHex, type VerifyingKey } from './sm.ts'

/** What an application shares with the platform, and the keys of both. */
export interface EnvelopeKeys {
  readonly appId: string
  readonly appSecret: string
  readonly signing: SigningKey
  readonly platform: VerifyingKey
}

/**
 * An answer, opened. `signed`: genuine. `unsigned`: a refusal without a signature, as a center gives that does not know the
 * application; nobody vouches for it. `unreadable`: not an envelope as the table demands, `field` says where. `forged`: the
 * signature does not fit, or a success has none.
 */
export type OpenedAnswer =
  | {
      readonly kind: 'signed'
      readonly code: string
      readonly message: string
      readonly timestamp: string | null
      readonly data: JsonObject | null
      /** the text of signData: no two answers have the same */
      readonly signature: string
    }
  | { readonly kind: 'unsigned'; readonly code: string; readonly message: string }
  | { readonly kind: 'unreadable'; readonly field: string }
  | { readonly kind: 'forged' }

/** The «appId envelope» of the prescription center, for one application. */
export interface Envelope {
  /** signs and encrypts a business object; `timestamp` is epoch milliseconds. Amounts should be texts. */
  seal(data: JsonObject, timestamp: number): string
  /** opens and checks an answer, given as it came */
  open(text: string): OpenedAnswer
}

const UNSIGNED_FIELDS: ReadonlySet<string> = new Set(['signData', 'encData', 'extra'])

/**
 * 待签名串: every top-level field but signData, encData and extra as `name=value&` in ASCII order, then `key=` and the secret;
 * `data` is the clear object. Null, "" and empty lists take no part at any depth; nested objects are compact JSON with sorted
 * names and every leaf a string.
 */
export function textToSign(fields: JsonObject, appSecret: string): string {
  const parts = Object.keys(fields)
    .filter((name) => !UNSIGNED_FIELDS.has(name))
    .sort()
    .map((name) => {
      const value = fields[name]
      const text = typeof value === 'object' ? canonicalJson(value) : String(value ?? '')
      return text === '' ? '' : `${name}=${text}&`
    })
  return `${parts.join('')}key=${appSecret}`
}

/** Compact JSON of a nested value as it is signed; "" for what takes no part. */
function canonicalJson(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) {
    const items = value.map(canonicalJson).filter((item) => item !== '')
    return items.length === 0 ? '' : `[${items.join(',')}]`
  }
  if (!isObject(value)) return JSON.stringify(String(value))
  const members = Object.keys(value)
    .sort()
    .map((name) => [name, canonicalJson(value[name])] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
  return `{${members.join(',')}}`
}

/**
 * The SM4 key of an application's messages: the first 16 characters of the upper-case hex of SM4(first 16 of appId, appSecret),
 * as ASCII.
 */
export function messageKey(appId: string, appSecret: string): Uint8Array {
  const derived = sm4Encrypt(Buffer.from(appId).subarray(0, 16), Buffer.from(appSecret))
  return Buffer.from(Buffer.from(derived).toString('hex').toUpperCase().slice(0, 16))
}

/** The envelope for one application. The message key is derived once. */
export function createEnvelope({ appId, appSecret, signing, platform }: EnvelopeKeys): Envelope {
  const key = messageKey(appId, appSecret)

  function decrypt(encData: string): JsonObject | null {
    const cipher = strictHex(encData)
    const clear = cipher === null ? null : sm4Decrypt(key, cipher)
    const text = clear === null ? null : strictUtf8(clear)
    return text === null ? null : readJsonObject(text)
  }

  return {
    seal(data, timestamp) {
      const clear = JSON.stringify(data)
      const fields = { appId, version: epcVersion, timestamp: String(timestamp), encType: 'SM4', signType: 'SM2' }
      // read back, so that what is signed comes from the very text that is encrypted
      const signature = signing.sign(Buffer.from(textToSign({ ...fields, data: readJsonObject(clear) }, appSecret)))
      const encData = Buffer.from(sm4Encrypt(key, Buffer.from(clear)))
        .toString('hex')
        .toUpperCase()
      return JSON.stringify({ ...fields, encData, signData: Buffer.from(signature).toString('base64') })
    },

    open(text) {
      const fields = readJsonObject(text)
      if (fields === null) return unreadable('')
      const read = readNode(epcEnvelope.response, fields, { unknownFields: 'allow' })
      if (!read.ok) {
        // only a refusal may come unsigned: whoever takes the signature off a success forges
        const isStripped = read.failure.some(({ path, rule }) => path === 'signData' && rule === 'required')
        return isStripped ? { kind: 'forged' } : unreadable(read.failure[0]?.path ?? '')
      }
      const misnamed = Object.keys(fields).find((name) => !/^\w+$/.test(name) || name === 'data')
      if (misnamed !== undefined) return unreadable('')
      const { code, message, timestamp, encData, signData } = read.value
      // Without this a `code` could swallow the fields that follow it in the text to sign, and a success would pass for a
      // signed refusal.
      if (!/^-?\w+$/.test(String(code))) return unreadable('code')
      if (!isMissing(fields.appId) && fields.appId !== appId) return unreadable('appId')
      const said = { code: String(code), message: message ?? '' }
      if (!signData) return { kind: 'unsigned', ...said }
      const data = encData ? decrypt(encData) : null
      if (encData && data === null) return unreadable('encData')
      const signature = strictBase64(signData)
      if (signature === null) return unreadable('signData')
      const signed = textToSign({ ...fields, appId, data }, appSecret)
      if (!platform.verify(Buffer.from(signed), signature)) return { kind: 'forged' }
      return { kind: 'signed', ...said, timestamp: timestamp ? String(timestamp) : null, data, signature: signData }
    },
  }
}

function unreadable(field: string): OpenedAnswer {
  return { kind: 'unreadable', field }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
